import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ObjectId } from '../../../../core/base/ids.ts';
import { foldBoard, type Board } from '../../../../core/features/board/board.ts';
import { canonicalBoard } from '../../../../core/features/board/canonical.ts';
import { changeCards, type CardChange } from '../../../../core/features/board/card-change.ts';
import { addCard } from '../../../../core/features/board/card-edits.ts';
import { cardHistory } from '../../../../core/features/board/card-history.ts';
import type { Card } from '../../../../core/features/board/card.ts';
import {
  addCheck,
  addChecklist,
  editCheck,
  editChecklist,
} from '../../../../core/features/board/checklist-edits.ts';
import { addColumn } from '../../../../core/features/board/column-edits.ts';
import { addComment, deleteComment, editComment } from '../../../../core/features/board/comment-edits.ts';
import { addLabel, editLabel } from '../../../../core/features/board/label-edits.ts';
import type { SeededRandom } from '../../../world/random.ts';
import { anyEvent, anyJson, chance, regrouped, RUNS } from '../arbitraries.ts';
import { objectId, personId, PlaceWorld, type TestDevice } from '../place-world.ts';
import { naiveCards, type NaiveCard } from './card-oracle.ts';

const PEOPLE = ['ann', 'ben', 'cy'].map(personId);

/** Three people work on the same few cards, now and then apart. */
function history(seed: SeededRandom, steps: number): PlaceWorld {
  const world = new PlaceWorld('board');
  const devices = ['ann', 'ben', 'cy'].map((name) => world.device(name));
  const [ann] = devices;
  const column = ann!.write(addColumn(ann!.author(), foldBoard([]), { title: 'To do' }));
  for (const title of ['One', 'Two'])
    ann!.write(addCard(ann!.author(), foldBoard(ann!.parts()), { column, title }));
  for (const color of ['red', 'blue', 'teal'] as const)
    ann!.write(addLabel(ann!.author(), foldBoard(ann!.parts()), { title: color, color }));
  world.meet();
  for (let i = 0; i < steps; i++) {
    const device = seed.pick(devices);
    if (seed.happens(0.25)) device.hear(seed.pick(devices));
    else step(device, seed);
  }
  return world;
}

function step(device: TestDevice, seed: SeededRandom): void {
  const view = foldBoard(device.parts());
  const author = device.author();
  const cards = [...view.cardById.keys()];
  const card = seed.pick(cards);
  const { checklists, comments } = view.cardById.get(card)!;
  const own = comments.filter(({ created, deleted }) => created.person === device.person && !deleted);
  const lines = checklists.flatMap(({ checks }) => checks);
  switch (seed.below(9)) {
    case 0:
      device.write(addComment(author, view, { card, text: `Said ${seed.below(99)}` }));
      return;
    case 1:
      if (own.length > 0)
        device.write(
          seed.happens(0.7)
            ? editComment(author, view, seed.pick(own).id, `Meant ${seed.below(99)}`)
            : deleteComment(author, view, seed.pick(own).id),
        );
      return;
    case 2:
      device.write(addChecklist(author, view, { card, title: `List ${seed.below(9)}` }));
      return;
    case 3:
      if (checklists.length > 0)
        device.write(
          seed.happens(0.8)
            ? addCheck(author, view, { list: seed.pick(checklists).id, title: `Line ${seed.below(99)}` })
            : editChecklist(author, view, seed.pick(checklists).id, { removed: true }),
        );
      return;
    case 4:
      if (lines.length > 0)
        device.write(
          editCheck(author, view, seed.pick(lines).id, {
            done: seed.happens(0.6),
            removed: seed.happens(0.1),
          }),
        );
      return;
    default:
      device.write(changeCards(author, view, seed.happens(0.3) ? cards : [card], wish(view, seed)));
  }
}

function wish(view: Board, seed: SeededRandom): CardChange {
  const labels = view.labels.map(({ id }) => id);
  const wishes: CardChange[] = [
    { title: `Card ${seed.below(99)}` },
    { due: seed.pick(['', '2027-03-01', '2027-03-02']) },
    { done: seed.happens(0.5) },
    { addLabels: [seed.pick(labels), seed.pick(labels)] },
    { removeLabels: [seed.pick(labels)] },
    { addMembers: [seed.pick(PEOPLE)] },
    { removeMembers: [seed.pick(PEOPLE)] },
  ];
  return seed.pick(wishes);
}

function naive({ title, due, done, labels, members, checklists, comments }: Card): NaiveCard {
  const ticked = checklists.flatMap(({ checks }) => checks.filter((check) => check.done));
  return {
    title,
    due,
    done,
    labels,
    members,
    ticked: ticked.map((check) => check.title).sort(),
    comments: comments.map(({ text, deleted }) => (deleted ? 'deleted' : text)),
  };
}

describe('what cards carry', () => {
  test('[BOARD-3] [BOARD-9] [BOARD-11] [BOARD-12] [BOARD-13] [PLACE-10] three devices that work apart come to what the naive reading of all words says', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const world = history(seed, 50);
        const folded = foldBoard(regrouped(world.parts(), seed));
        const cards = new Map([...folded.cardById].map(([id, card]) => [id as string, naive(card)]));
        expect(cards).toEqual(naiveCards(world.devices));
        const canonical = canonicalBoard(folded);
        world.meet();
        for (const device of world.devices) expect(canonicalBoard(foldBoard(device.parts()))).toBe(canonical);
      }),
      { numRuns: 60 * RUNS },
    );
  });

  test('[BOARD-15] the history of a card names each of its known words once, newest first, in any order of the parts', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const world = history(seed, 40);
        const parts = world.parts();
        const board = foldBoard(parts);
        for (const id of board.cardById.keys()) {
          const told = cardHistory(parts, board, id);
          expect(cardHistory(regrouped(parts, seed), board, id)).toEqual(told);
          const depths = told.map(({ stamp }) => stamp.depth);
          expect(depths).toEqual([...depths].sort((a, b) => b - a));
          expect(told.filter(({ step }) => step === 'made')).toHaveLength(1);
          const { title } = board.cardById.get(id)!;
          const named = told.find(({ step }) => step === 'title');
          if (named) expect(named.value).toBe(title);
        }
      }),
      { numRuns: 20 * RUNS },
    );
  });

  test('[PLACE-2] [PLACE-10] hostile parts change nothing of what others wrote, and never throw', () => {
    const world = new PlaceWorld('board');
    const [ann, eve] = [world.device('ann'), world.device('eve')];
    const column = ann.write(addColumn(ann.author(), foldBoard([]), { title: 'To do' }));
    const label = ann.write(
      addLabel(ann.author(), foldBoard(ann.parts()), { title: 'Urgent', color: 'red' }),
    );
    const card = ann.write(
      addCard(ann.author(), foldBoard(ann.parts()), { column, title: 'Paint', labels: [label] }),
    );
    const list = ann.write(addChecklist(ann.author(), foldBoard(ann.parts()), { card, title: 'Buy' }));
    const check = ann.write(addCheck(ann.author(), foldBoard(ann.parts()), { list, title: 'Brush' }));
    const comment = ann.write(addComment(ann.author(), foldBoard(ann.parts()), { card, text: 'Hello' }));
    const before = foldBoard(world.parts()).cardById.get(card);
    const event = anyEvent(['label', 'checklist', 'check', 'card-file', 'comment-edit', 'comment-delete'], {
      id: [card.slice(16), label.slice(16), comment, check, list.slice(16)],
      card: [objectId('none'), column],
      list: [objectId('none'), card],
      title: ['Title', ''],
      text: ['Eve says', ''],
      color: ['red', 'mauve', ''],
      rank: ['a0', 'zzz'],
      file: ['none'],
    });
    const malformed = anyJson.filter((value) => typeof value !== 'boolean');
    const member = fc.constantFrom(label, PEOPLE[0]!, 'x', '', '__proto_', card);
    const register = fc.oneof(
      fc
        .tuple(fc.constantFrom('label', 'member', 'title', 'toString'), member, malformed)
        .map(([name, who, value]) => [`${card}/${name}/${who}`, value] as [string, typeof value]),
      fc
        .tuple(
          fc.constantFrom('due', 'done', 'binned', 'limit', 'color', 'removed'),
          fc.constantFrom(card, check, list, label),
          anyJson.filter((value) => value !== '' && typeof value !== 'boolean' && typeof value !== 'number'),
        )
        .map(([name, id, value]) => [`${id}/${name}`, value] as [string, typeof value]),
    );
    fc.assert(
      fc.property(fc.array(event), fc.array(register), chance, (push, set, seed) => {
        eve.entries.length = 0;
        if (push.length + set.length === 0) return;
        eve.forge(seed.below(9), { push, set });
        const after = foldBoard(regrouped(world.parts(), seed));
        expect(after.cardById.get(card)).toEqual(before);
        expect(after.labelById.get(label)).toMatchObject({ title: 'Urgent', color: 'red', removed: false });
        expect(editLabel(ann.author(), after, label, { title: 'Soon' }).ok).toBe(true);
      }),
      { numRuns: 150 * RUNS },
    );
  });
});

describe('several cards at once', () => {
  test('[BOARD-9] only what is named is written, so that what others add meanwhile stays', () => {
    const world = new PlaceWorld('board');
    const [ann, ben] = [world.device('ann'), world.device('ben')];
    const of = (device: TestDevice): Board => foldBoard(device.parts());
    const column = ann.write(addColumn(ann.author(), of(ann), { title: 'To do' }));
    const label = (title: string): ObjectId =>
      ann.write(addLabel(ann.author(), of(ann), { title, color: 'green' }));
    const [soon, garden] = [label('Soon'), label('Garden')];
    const cards = ['a', 'b'].map((title) => ann.write(addCard(ann.author(), of(ann), { column, title })));
    world.meet();
    ann.write(changeCards(ann.author(), of(ann), cards, { addLabels: [soon], due: '2027-04-01' }));
    ben.write(
      changeCards(ben.author(), of(ben), cards, {
        addLabels: [garden],
        addMembers: [ben.person],
        done: true,
      }),
    );
    world.meet();
    for (const card of of(ann).cardById.values())
      expect(card).toMatchObject({
        labels: [soon, garden].sort(),
        members: [ben.person],
        due: '2027-04-01',
        done: true,
      });
    ann.write(editLabel(ann.author(), of(ann), soon, { removed: true }));
    expect(changeCards(ann.author(), of(ann), cards, { addLabels: [soon] })).toMatchObject({
      code: 'LABEL_UNKNOWN',
    });
    expect(changeCards(ann.author(), of(ann), cards, { due: '2027-02-30' })).toMatchObject({
      code: 'DATE_UNREADABLE',
    });
    expect(changeCards(ann.author(), of(ann), cards, {})).toMatchObject({ code: 'CHANGE_EMPTY' });
  });

  test('[BOARD-13] guests comment and change nothing else; nobody changes the comment of another', () => {
    const world = new PlaceWorld('board');
    const [ann, gus] = [world.device('ann'), world.device('gus', 'gus', 'guest')];
    const column = ann.write(addColumn(ann.author(), foldBoard([]), { title: 'To do' }));
    const card = ann.write(addCard(ann.author(), foldBoard(ann.parts()), { column, title: 'Paint' }));
    world.meet();
    const seen = (): Board => foldBoard(world.parts());
    const comment = gus.write(addComment(gus.author(), seen(), { card, text: 'I have a ladder' }));
    expect(changeCards(gus.author(), seen(), [card], { done: true })).toMatchObject({ code: 'ROLE_FORBIDS' });
    expect(editComment(ann.author(), seen(), comment, 'No')).toMatchObject({ code: 'COMMENT_NOT_YOURS' });
    ann.say({ t: 'comment-delete', id: comment });
    gus.edit({ set: [[`${card}/done`, true]] });
    expect(seen().cardById.get(card)).toMatchObject({
      done: false,
      comments: [{ text: 'I have a ladder', deleted: false }],
    });
    world.meet();
    gus.write(deleteComment(gus.author(), seen(), comment));
    expect(editComment(gus.author(), seen(), comment, 'Yes')).toMatchObject({ code: 'COMMENT_DELETED' });
  });
});
