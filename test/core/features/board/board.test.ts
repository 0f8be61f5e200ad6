import { describe, expect, test } from 'vitest';
import type { ObjectId } from '../../../../core/base/ids.ts';
import { foldBoard, type Board } from '../../../../core/features/board/board.ts';
import { changeCards } from '../../../../core/features/board/card-change.ts';
import { addCard, moveCard } from '../../../../core/features/board/card-edits.ts';
import { addColumn, editColumn, moveColumn } from '../../../../core/features/board/column-edits.ts';
import { objectId, PlaceWorld, type TestDevice } from '../place-world.ts';

function board() {
  const world = new PlaceWorld('board');
  const [ann, ben] = [world.device('ann'), world.device('ben')];
  return { world, ann, ben, seen: () => foldBoard(world.parts()) };
}

function of(device: TestDevice): Board {
  return foldBoard(device.parts());
}

function column(device: TestDevice, title: string): ObjectId {
  return device.write(addColumn(device.author(), of(device), { title }));
}

function card(device: TestDevice, into: ObjectId, title: string, body?: string): ObjectId {
  return device.write(addCard(device.author(), of(device), { column: into, title, body }));
}

function move(device: TestDevice, id: ObjectId, into: ObjectId, after?: ObjectId | null): void {
  device.write(moveCard(device.author(), of(device), { card: id, column: into, after }));
}

function titles(view: Board): Record<string, string[]> {
  return Object.fromEntries(view.columns.map(({ title, cards }) => [title, cards.map((card) => card.title)]));
}

describe('columns', () => {
  test('[BOARD-1] stand in the order in which they were added, with who made and changed them', () => {
    const { world, ann, ben, seen } = board();
    const todo = column(ann, 'To do');
    column(ann, 'Done');
    world.meet();
    ben.write(editColumn(ben.author(), of(ben), todo, { title: 'Open' }));
    expect(seen().columns.map(({ title }) => title)).toEqual(['Open', 'Done']);
    expect(seen().columnById.get(todo)).toMatchObject({
      created: { person: ann.person },
      changed: { person: ben.person },
    });
  });

  test('[BOARD-5] are moved to the beginning, behind another, to the end', () => {
    const { ann, seen } = board();
    const [a, b, c] = [column(ann, 'A'), column(ann, 'B'), column(ann, 'C')];
    const order = () =>
      seen()
        .columns.map(({ title }) => title)
        .join('');
    ann.write(moveColumn(ann.author(), seen(), { column: c, after: null }));
    expect(order()).toBe('CAB');
    ann.write(moveColumn(ann.author(), seen(), { column: c, after: a }));
    expect(order()).toBe('ACB');
    ann.write(moveColumn(ann.author(), seen(), { column: a }));
    expect(order()).toBe('CBA');
    expect(moveColumn(ann.author(), seen(), { column: a, after: objectId('none') })).toMatchObject({
      code: 'COLUMN_UNKNOWN',
    });
    expect(moveColumn(ann.author(), seen(), { column: b, after: b })).toMatchObject({
      code: 'COLUMN_UNKNOWN',
    });
  });

  test('[BOARD-4] archived with their cards, and restored with them', () => {
    const { ann, seen } = board();
    const todo = column(ann, 'To do');
    card(ann, todo, 'Paint');
    ann.write(editColumn(ann.author(), seen(), todo, { archived: true }));
    expect(seen().columns).toEqual([]);
    expect(seen().archivedColumns[0]!.cards.map(({ title }) => title)).toEqual(['Paint']);
    card(ann, todo, 'Late');
    ann.write(editColumn(ann.author(), seen(), todo, { archived: false }));
    expect(titles(seen())).toEqual({ 'To do': ['Paint', 'Late'] });
  });
});

describe('cards', () => {
  test('[BOARD-2] [PLACE-7] have a title, a body, a column, and say who made and changed them', () => {
    const { world, ann, ben, seen } = board();
    const todo = column(ann, 'To do');
    const id = card(ann, todo, 'Paint the fence', 'White\r\nor green?\n\n');
    expect(seen().cardById.get(id)).toMatchObject({
      title: 'Paint the fence',
      body: 'White\nor green?',
      archived: false,
    });
    world.meet();
    ben.write(changeCards(ben.author(), of(ben), [id], { body: '' }));
    expect(seen().cardById.get(id)).toMatchObject({
      title: 'Paint the fence',
      body: '',
      created: { person: ann.person },
      changed: { person: ben.person, device: ben.id },
    });
  });

  test('[BOARD-3] edits apart: of each field the latest counts', () => {
    const { world, ann, ben, seen } = board();
    const id = card(ann, column(ann, 'To do'), 'Fence');
    world.meet();
    ann.write(changeCards(ann.author(), of(ann), [id], { title: 'Gate' }));
    ann.write(changeCards(ann.author(), of(ann), [id], { title: 'Garden gate' }));
    ben.write(changeCards(ben.author(), of(ben), [id], { title: 'Hedge', body: 'Ask Cy' }));
    expect(seen().cardById.get(id)).toMatchObject({ title: 'Garden gate', body: 'Ask Cy' });
  });

  test('[BOARD-5] are moved within a column and to another, above, behind and to the end', () => {
    const { ann, seen } = board();
    const [x, y] = [column(ann, 'X'), column(ann, 'Y')];
    const [a, b, c] = [card(ann, x, 'a'), card(ann, x, 'b'), card(ann, x, 'c')];
    move(ann, c, x, null);
    expect(titles(seen())).toEqual({ X: ['c', 'a', 'b'], Y: [] });
    move(ann, c, x, a);
    expect(titles(seen())).toEqual({ X: ['a', 'c', 'b'], Y: [] });
    move(ann, a, y);
    move(ann, b, y, null);
    move(ann, c, y, b);
    expect(titles(seen())).toEqual({ X: [], Y: ['b', 'c', 'a'] });
    expect(moveCard(ann.author(), seen(), { card: a, column: x, after: b })).toMatchObject({
      code: 'CARD_UNKNOWN',
    });
  });

  test('[BOARD-6] two who add apart get equal ranks; the next one between them makes room', () => {
    const { world, ann, ben, seen } = board();
    const x = column(ann, 'X');
    card(ann, x, 'first');
    world.meet();
    card(ann, x, 'by ann');
    card(ben, x, 'by ben');
    world.meet();
    const [, second, third] = seen().columns[0]!.cards;
    expect(second!.rank).toBe(third!.rank);
    const between = card(ben, x, 'between');
    move(ben, between, x, second!.id);
    const after = seen().columns[0]!.cards;
    expect(after.map(({ id }) => id)).toEqual([after[0]!.id, second!.id, between, third!.id]);
    expect(new Set(after.map(({ rank }) => rank)).size).toBe(4);
    // Making room is not what a person calls a change.
    expect(after[3]!.changed).toEqual(third!.changed);
  });

  test('[BOARD-7] whose column nobody knows are loose, until it is known', () => {
    const { ann, ben, seen } = board();
    const local = objectId('column').slice(16);
    const id = (ben.tag + local) as ObjectId;
    ann.say({ t: 'card', id: objectId('card').slice(16), column: id, title: 'Early', rank: 'a0' });
    expect(seen().loose.map(({ title }) => title)).toEqual(['Early']);
    ben.say({ t: 'column', id: local, title: 'Late', rank: 'a0' });
    expect(titles(seen())).toEqual({ Late: ['Early'] });
    expect(seen().loose).toEqual([]);
  });

  test('[BOARD-4] archived and restored in place', () => {
    const { ann, seen } = board();
    const x = column(ann, 'X');
    const [a] = [card(ann, x, 'a'), card(ann, x, 'b')];
    ann.write(changeCards(ann.author(), seen(), [a], { archived: true }));
    expect(seen().columns[0]!.cards.map(({ archived }) => archived)).toEqual([true, false]);
    ann.write(changeCards(ann.author(), seen(), [a], { archived: false }));
    expect(seen().cardById.get(a)!.archived).toBe(false);
  });

  test('[PLACE-5] [PLACE-8] what is wrong is refused with a code', () => {
    const { world, ann, seen } = board();
    const x = column(ann, 'X');
    const id = card(ann, x, 'a');
    const author = ann.author();
    const none = objectId('none');
    expect(addColumn(author, seen(), { title: ' ' })).toMatchObject({ code: 'TITLE_EMPTY' });
    expect(editColumn(author, seen(), none, { title: 'X' })).toMatchObject({ code: 'COLUMN_UNKNOWN' });
    expect(addCard(author, seen(), { column: none, title: 'a' })).toMatchObject({ code: 'COLUMN_UNKNOWN' });
    expect(addCard(author, seen(), { column: x, title: 'a'.repeat(201) })).toMatchObject({
      code: 'TITLE_TOO_LONG',
    });
    expect(addCard(author, seen(), { column: x, title: 'a', body: 'b'.repeat(8_001) })).toMatchObject({
      code: 'TEXT_TOO_LONG',
    });
    expect(changeCards(author, seen(), [id], { body: 'a\u0000b' })).toMatchObject({
      code: 'TEXT_UNREADABLE',
    });
    expect(changeCards(author, seen(), [none], { title: 'a' })).toMatchObject({ code: 'CARD_UNKNOWN' });
    expect(changeCards(author, seen(), [id], {})).toMatchObject({ code: 'CHANGE_EMPTY' });
    expect(changeCards(author, seen(), [none], { archived: true })).toMatchObject({ code: 'CARD_UNKNOWN' });
    const guest = world.device('gus', 'gus', 'guest');
    expect(changeCards(guest.author(), seen(), [id], { title: 'mine' })).toMatchObject({
      code: 'ROLE_FORBIDS',
    });
  });
});
