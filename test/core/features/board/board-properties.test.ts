import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ObjectId } from '../../../../core/base/ids.ts';
import { foldBoard } from '../../../../core/features/board/board.ts';
import { canonicalBoard } from '../../../../core/features/board/canonical.ts';
import { changeCards } from '../../../../core/features/board/card-change.ts';
import { addCard, moveCard } from '../../../../core/features/board/card-edits.ts';
import { addColumn, editColumn, moveColumn } from '../../../../core/features/board/column-edits.ts';
import { compareRanked, isRank, roomAt } from '../../../../core/documents/rank.ts';
import type { SeededRandom } from '../../../world/random.ts';
import { anyEvent, anyJson, chance, regrouped, RUNS, timeless } from '../arbitraries.ts';
import { objectId, PlaceWorld, type TestDevice } from '../place-world.ts';

/** A few people work on a board, now and then apart. */
function history(seed: SeededRandom, steps: number): PlaceWorld {
  const world = new PlaceWorld('board');
  const devices = ['ann', 'ben', 'cy'].map((name) => world.device(name));
  devices[0]!.write(addColumn(devices[0]!.author(), foldBoard([]), { title: 'To do' }));
  world.meet();
  for (let i = 0; i < steps; i++) {
    const device = seed.pick(devices);
    if (seed.happens(0.3)) device.hear(seed.pick(devices));
    else step(device, seed);
  }
  return world;
}

function step(device: TestDevice, seed: SeededRandom): void {
  const view = foldBoard(device.parts());
  const author = device.author();
  const column = seed.pick([...view.columnById.keys()]);
  const card = view.cardById.size > 0 ? seed.pick([...view.cardById.keys()]) : undefined;
  const wish = seed.below(10);
  if (wish === 0) device.write(addColumn(author, view, { title: `Column ${seed.below(9)}` }));
  else if (wish === 1) device.write(editColumn(author, view, column, { archived: seed.happens(0.5) }));
  else if (wish === 2) device.write(moveColumn(author, view, { column, after: null }));
  else if (wish < 6 || !card)
    device.write(addCard(author, view, { column, title: `Card ${seed.below(99)}` }));
  else if (wish === 6) device.write(changeCards(author, view, [card], { title: `New ${seed.below(99)}` }));
  else if (wish === 7) device.write(changeCards(author, view, [card], { archived: seed.happens(0.5) }));
  else {
    const others = view.columnById.get(column)!.cards.filter(({ id }) => id !== card);
    const after =
      others.length > 0 && seed.happens(0.7) ? seed.pick(others).id : seed.pick([null, undefined]);
    device.write(moveCard(author, view, { card, column, after }));
    const now = foldBoard(device.parts())
      .columnById.get(column)!
      .cards.map(({ id }) => id);
    const at =
      after === undefined
        ? others.length
        : after === null
          ? 0
          : others.findIndex(({ id }) => id === after) + 1;
    expect(now).toEqual([
      ...others.slice(0, at).map(({ id }) => id),
      card,
      ...others.slice(at).map(({ id }) => id),
    ]);
  }
}

describe('board', () => {
  test('[PLACE-1] [PLACE-9] the fold is the same for any order and grouping, and every move puts a card where it was meant', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const world = history(seed, 40);
        const view = canonicalBoard(foldBoard(world.parts()));
        expect(canonicalBoard(foldBoard(regrouped(world.parts(), seed)))).toBe(view);
        world.meet();
        for (const device of world.devices) expect(canonicalBoard(foldBoard(device.parts()))).toBe(view);
      }),
      { numRuns: 40 * RUNS },
    );
  });

  test('[BOARD-7] every card is in reach exactly once', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const view = foldBoard(history(seed, 40).parts());
        const columns = [...view.columns, ...view.archivedColumns];
        const shown = [...columns.flatMap(({ cards }) => cards), ...view.loose].map(({ id }) => id);
        expect(shown.sort()).toEqual([...view.cardById.keys()].sort());
      }),
      { numRuns: 20 * RUNS },
    );
  });

  test('[THREAT-19] [THREAT-40] what clocks claim changes nothing but the times shown', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.maxSafeInteger(), { minLength: 1 }), chance, (n, times, seed) => {
        const honest = history(seed.fork(), 20);
        const skewed = new PlaceWorld('board');
        let i = n;
        skewed.time = () => times[i++ % times.length]!;
        for (const device of honest.devices) {
          const copy = skewed.device(['ann', 'ben', 'cy'][skewed.devices.length]!);
          for (const { depth, edit } of device.entries) copy.forge(depth, edit);
        }
        const [a, b] = [honest, skewed].map((world) => timeless(canonicalBoard(foldBoard(world.parts()))));
        expect(a).toBe(b);
      }),
      { numRuns: 20 * RUNS },
    );
  });

  test('[PLACE-2] [PLACE-3] [PLACE-4] hostile parts never throw and change nothing of others', () => {
    const world = new PlaceWorld('board');
    const [ann, eve] = [world.device('ann'), world.device('eve')];
    const column = ann.write(addColumn(ann.author(), foldBoard([]), { title: 'To do' }));
    const card = ann.write(
      addCard(ann.author(), foldBoard(ann.parts()), { column, title: 'Paint', body: 'White' }),
    );
    const before = foldBoard(world.parts());
    const event = anyEvent(['column', 'card', 'place'], {
      id: [card.slice(16), column.slice(16), card, objectId('new').slice(16)],
      column: [column, card, objectId('none')],
      title: ['Title', ''],
      body: ['Body'],
      rank: ['a0', 'a1', 'a', 'a00', 'zzz', '', 'A'.repeat(500), `a${'z'.repeat(127)}`],
    });
    const malformed = anyJson.filter((value) => typeof value !== 'string' && typeof value !== 'boolean');
    const field = fc.constantFrom('title', 'body', 'column', 'rank', 'archived', '__proto_', 'toString');
    const register = fc.tuple(
      fc.tuple(fc.constantFrom(card, column, '', 'x'), field).map(([id, name]) => `${id}/${name}`),
      malformed,
    );
    fc.assert(
      fc.property(fc.array(event), fc.array(register), chance, (push, set, seed) => {
        eve.entries.length = 0;
        if (push.length + set.length === 0) return;
        eve.forge(seed.below(3), { push, set });
        const after = foldBoard(regrouped(world.parts(), seed));
        const { cards: _, ...columnBefore } = before.columnById.get(column)!;
        expect(after.columnById.get(column)).toMatchObject(columnBefore);
        expect(after.cardById.get(card)).toEqual(before.cardById.get(card));
        expect(canonicalBoard(after)).toBe(canonicalBoard(foldBoard(world.parts())));
        // The board can still be worked on.
        const built = addCard(ann.author(), after, { column, title: 'Next' });
        expect(built.ok).toBe(true);
      }),
      { numRuns: 150 * RUNS },
    );
  });

  test('[BOARD-6] there is always room, between any ranks whatever', () => {
    const rank = fc
      .oneof(
        fc.constantFrom(
          'a0',
          'a1',
          'Zz',
          'a0V',
          `a0${'z'.repeat(126)}`,
          `a0${'0'.repeat(125)}1`,
          `z${'z'.repeat(26)}`,
        ),
        fc.stringMatching(/^[ab][0-9A-Za-z]{1,4}$/),
      )
      .filter(isRank);
    fc.assert(
      fc.property(fc.array(rank, { maxLength: 12 }), fc.nat(12), (ranks, position) => {
        const order = ranks.map((rank, i) => ({ id: objectId(`${i}`), rank })).sort(compareRanked);
        const at = Math.min(position, order.length);
        const room = roomAt(order, at);
        const rekeyed = new Map(room.rekeyed.map(({ id, rank }) => [id, rank]));
        const now = order.map(({ id, rank }) => ({ id, rank: rekeyed.get(id) ?? rank }));
        now.push({ id: 'new' as ObjectId, rank: room.rank });
        expect(now.every(({ rank }) => isRank(rank))).toBe(true);
        const ids = order.map(({ id }) => id as string);
        ids.splice(at, 0, 'new');
        expect(now.sort(compareRanked).map(({ id }) => id as string)).toEqual(ids);
      }),
      { numRuns: 300 * RUNS },
    );
  });

  test('[BOARD-6] a thousand equal ranks of a hostile writer do not make an edit too large', () => {
    const order = Array.from({ length: 2_000 }, (_, i) => ({ id: objectId(`${i}`), rank: 'a0' })).sort(
      compareRanked,
    );
    expect(roomAt(order, 5)).toEqual({ rank: 'a0', rekeyed: [] });
  });
});
