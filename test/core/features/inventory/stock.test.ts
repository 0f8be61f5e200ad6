import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ObjectId } from '../../../../core/base/ids.ts';
import { addItem } from '../../../../core/features/inventory/item-edits.ts';
import { countStock, moveStock } from '../../../../core/features/inventory/stock-edits.ts';
import type { SeededRandom } from '../../../world/random.ts';
import { chance, RUNS } from '../arbitraries.ts';
import type { TestDevice } from '../place-world.ts';
import { inventoryOf, Lending } from './lending.ts';

function flour(lending: Lending): ObjectId {
  const { ann, world } = lending;
  const id = ann.write(
    addItem(ann.author(), inventoryOf(ann), { title: 'Flour', kind: 'consumable', unit: 'kg', low: 2_000 }),
  );
  world.meet();
  return id;
}

function move(
  by: TestDevice,
  item: ObjectId,
  why: 'in' | 'out' | 'waste',
  amount: number,
  expires?: string,
): void {
  by.write(moveStock(by.author(), inventoryOf(by), { item, why, amount, expires }));
}

function count(by: TestDevice, item: ObjectId, amount: number): void {
  by.write(countStock(by.author(), inventoryOf(by), { item, amount }));
}

function stock(of: Lending, item: ObjectId) {
  return of.itemOf(item).stock;
}

/**
 * Naively: the last count of all, and every movement that was not in what its writer had heard of. `heard` is noted by
 * the test as things happen, not read from the entries.
 */
interface Happening {
  readonly at: readonly [depth: number, device: string, seq: number];
  readonly change: number | null;
  readonly count: number | null;
  readonly heard: ReadonlySet<Happening>;
}

function level(all: readonly Happening[]): number {
  const counts = all.filter((one) => one.count !== null);
  counts.sort(
    (a, b) => a.at[0] - b.at[0] || (a.at[1] < b.at[1] ? -1 : a.at[1] > b.at[1] ? 1 : a.at[2] - b.at[2]),
  );
  const last = counts.at(-1);
  let sum = last?.count ?? 0;
  for (const one of all) if (one.change !== null && !last?.heard.has(one)) sum += one.change;
  return sum;
}

function worldOfStock(seed: SeededRandom): { lending: Lending; item: ObjectId; happenings: Happening[] } {
  const lending = new Lending();
  const item = flour(lending);
  const known = new Map<TestDevice, Set<Happening>>();
  const { devices } = lending.world;
  for (const device of devices) known.set(device, new Set());
  const happenings: Happening[] = [];
  for (let i = 0; i < 30; i++) {
    const device = seed.pick(devices);
    const heard = known.get(device)!;
    if (seed.happens(0.4)) {
      const other = seed.pick(devices);
      device.hear(other);
      for (const one of known.get(other)!) heard.add(one);
    }
    const amount = 1 + seed.below(5_000);
    const isCount = seed.happens(0.2);
    const why = seed.pick(['in', 'out', 'waste'] as const);
    if (isCount) count(device, item, amount);
    else move(device, item, why, amount);
    const entry = device.entries.at(-1)!;
    const happening: Happening = {
      at: [entry.depth, device.id, device.entries.length - 1],
      change: isCount ? null : why === 'in' ? amount : -amount,
      count: isCount ? amount : null,
      heard: new Set(heard),
    };
    heard.add(happening);
    happenings.push(happening);
  }
  return { lending, item, happenings };
}

describe('stocks', () => {
  test('[STOCK-1] [STOCK-3] movements add up exactly however people work apart', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const item = flour(lending);
    move(ann, item, 'in', 25_000);
    move(ben, item, 'out', 300);
    move(cy, item, 'waste', 1_001);
    lending.world.meet();
    expect(stock(lending, item).level).toBe(23_699);
  });

  test('[STOCK-2] [STOCK-3] a count starts anew and loses nothing that its writer had not heard of', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const item = flour(lending);
    move(ann, item, 'in', 10_000);
    lending.world.meet();
    move(ben, item, 'out', 2_000);
    count(ann, item, 9_500);
    lending.world.meet();
    expect(stock(lending, item)).toMatchObject({ level: 7_500, sinceCount: 1 });
    count(ben, item, 7_000);
    lending.world.meet();
    expect(stock(lending, item)).toMatchObject({ level: 7_000, sinceCount: 0 });
  });

  test('[STOCK-2] two who find the same loss apart do not take it off twice', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const item = flour(lending);
    move(ann, item, 'in', 10_000);
    lending.world.meet();
    count(ann, item, 8_000);
    count(ben, item, 8_000);
    lending.world.meet();
    expect(stock(lending, item).level).toBe(8_000);
  });

  test('[STOCK-3] equals a naive sum over who had heard of what, on every history', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const { lending, item, happenings } = worldOfStock(seed);
        expect(stock(lending, item).level).toBe(level(happenings));
      }),
      { numRuns: 100 * RUNS },
    );
  });

  test('[STOCK-4] the day on which the next of it goes bad is that of what is left, the oldest used first', () => {
    const lending = new Lending();
    const { ann } = lending;
    const item = flour(lending);
    expect(stock(lending, item).expires).toBeNull();
    move(ann, item, 'in', 2_000, '2030-03-01');
    move(ann, item, 'in', 3_000, '2030-05-01');
    move(ann, item, 'in', 1_000);
    expect(stock(lending, item).expires).toBe('2030-03-01');
    move(ann, item, 'out', 3_000);
    expect(stock(lending, item).expires).toBe('2030-05-01');
    move(ann, item, 'out', 3_000);
    expect(stock(lending, item).expires).toBeNull();
  });

  test('[STOCK-3] more may go out than was known to be there: it is shown below nothing, to be counted', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const item = flour(lending);
    move(ann, item, 'in', 1_000);
    lending.world.meet();
    move(ann, item, 'out', 800);
    move(ben, item, 'out', 800);
    lending.world.meet();
    expect(stock(lending, item).level).toBe(-600);
  });

  test('[STOCK-1] [STOCK-2] refuses amounts that are none, things without a stock, and guests', () => {
    const lending = new Lending();
    const { ann, world } = lending;
    const item = flour(lending);
    const drill = lending.item();
    const view = inventoryOf(ann);
    const codes = [0, -1, 1.5, 1_000_000_001].map(
      (amount) => moveStock(ann.author(), view, { item, why: 'in', amount }) as { code?: string },
    );
    expect(codes.map(({ code }) => code)).toEqual(Array(4).fill('AMOUNT_INVALID'));
    expect(countStock(ann.author(), view, { item: drill, amount: 1 })).toMatchObject({ code: 'STOCK_NONE' });
    expect(
      moveStock(ann.author(), view, { item, why: 'out', amount: 1, expires: '2030-01-01' }),
    ).toMatchObject({ code: 'DATES_INVALID' });
    const guest = world.device('guest', 'guest', 'guest');
    guest.hear(ann);
    expect(moveStock(guest.author(), inventoryOf(guest), { item, why: 'in', amount: 1 })).toMatchObject({
      code: 'ROLE_FORBIDS',
    });
    guest.say({ t: 'stock', item, why: 'in', amount: 5_000 });
    expect(stock(lending, item).level).toBe(0);
  });

  test('[STOCK-2] counts that are malformed change nothing', () => {
    const lending = new Lending();
    const item = flour(lending);
    const { ann, ben } = lending;
    move(ann, item, 'in', 1_000);
    for (const event of [
      { t: 'count', item, amount: -1, seen: [] },
      { t: 'count', item, amount: 1, seen: [[ben.id, -1]] },
      { t: 'count', item, amount: 1, seen: Array(513).fill([ben.id, 1]) as [string, number][] },
      { t: 'stock', item, amount: 5, why: 'count' },
      { t: 'stock', item: item.slice(1), amount: 5, why: 'in' },
    ]) {
      ben.say(event);
    }
    expect(stock(lending, item).level).toBe(1_000);
  });
});
