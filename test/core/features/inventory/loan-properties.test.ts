import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adoptDecisions } from '../../../../core/features/inventory/adopt.ts';
import { allowedSteps } from '../../../../core/features/inventory/allowed-steps.ts';
import { canonicalInventory } from '../../../../core/features/inventory/canonical.ts';
import { foldInventory, type Inventory } from '../../../../core/features/inventory/inventory.ts';
import { loanOf } from '../../../../core/features/inventory/ledger.ts';
import { noticesFor } from '../../../../core/features/inventory/notices.ts';
import { anyEvent, anyJson, chance, regrouped, RUNS, timeless } from '../arbitraries.ts';
import { PlaceWorld, objectId } from '../place-world.ts';
import { history } from './history.ts';
import { inventoryOf, Lending } from './lending.ts';
import { oracle } from './loan-oracle.ts';

const MANNERS = [
  { steps: 40, dishonest: 0 },
  { steps: 60, dishonest: 0.3 },
  { steps: 30, dishonest: 0.9 },
];
const manner = fc.constantFrom(...MANNERS);

function summary({ loanById, items }: Inventory) {
  return {
    loans: Object.fromEntries(
      [...loanById.values()].map(({ id, state, because, provisional, to, asked }) => [
        id,
        { state, beatenBy: loanOf(because), provisional, to, asked },
      ]),
    ),
    items: Object.fromEntries(
      items.map(({ id, quantity, custodian, holders }) => [id, { quantity, custodian, holders }]),
    ),
  };
}

describe('the loan machine', () => {
  test('[LOAN-1] .. [LOAN-10] equals a naive one, on every device and on one that holds everything', () => {
    fc.assert(
      fc.property(chance, manner, (seed, how) => {
        const { world } = history(seed, how);
        for (const parts of [world.parts(), ...world.devices.map((device) => device.parts())]) {
          expect(summary(foldInventory(parts))).toEqual(oracle(parts));
        }
      }),
      { numRuns: 150 * RUNS },
    );
  });

  test('[PLACE-1] is the same for any order and grouping of the parts', () => {
    fc.assert(
      fc.property(chance, manner, (seed, how) => {
        const { world } = history(seed, how);
        const view = canonicalInventory(foldInventory(world.parts()));
        expect(canonicalInventory(foldInventory(regrouped(world.parts(), seed, 'member')))).toBe(view);
        world.meet();
        for (const device of world.devices) expect(canonicalInventory(inventoryOf(device))).toBe(view);
      }),
      { numRuns: 60 * RUNS },
    );
  });

  test('[LOAN-6] never has more holders than pieces; every state has a way out or is final', () => {
    fc.assert(
      fc.property(chance, manner, (seed, how) => {
        const { inventory } = history(seed, how);
        for (const item of inventory.items) {
          expect(item.holders.length).toBeLessThanOrEqual(item.quantity);
          expect(item.holder).toBe(item.holders[0] ?? null);
          for (const loan of item.loans) {
            const ways = [...allowedSteps(loan, loan.borrower), ...allowedSteps(loan, loan.custodian)];
            const isFinal = ['declined', 'cancelled', 'returned'].includes(loan.state);
            expect([loan.state, ways.length === 0]).toEqual([loan.state, isFinal]);
          }
        }
      }),
      { numRuns: 100 * RUNS },
    );
  });

  test('[LOAN-11] [LOAN-12] a step that a builder lets through takes effect', () => {
    const shown = {
      approve: ['approved', 'handing-over'],
      decline: ['declined'],
      cancel: ['cancelled'],
      // A borrower who has said too early that it is back, or lost.
      'hand-over': ['handing-over', 'out', 'returning', 'missing'],
      return: ['returning', 'returned'],
      ask: ['approved', 'handing-over', 'out'],
      extend: ['approved', 'handing-over', 'out', 'missing', 'returning'],
      refuse: ['approved', 'handing-over', 'out'],
      missing: ['missing'],
    };
    fc.assert(
      fc.property(chance, manner, (seed, how) => {
        history(seed, how, {
          stepped: (by, step, loan) => {
            const { state } = inventoryOf(by).loanById.get(loan)!;
            expect([step, shown[step].includes(state) || state]).toEqual([step, true]);
          },
        });
      }),
      { numRuns: 150 * RUNS },
    );
  });

  test('[LOAN-8] adopting makes everything firm and changes no state', () => {
    fc.assert(
      fc.property(chance, manner, (seed, how) => {
        const lending = history(seed, how);
        const { world } = lending;
        world.meet();
        const before = lending.inventory;
        const notices = world.devices.map(({ person }) => noticesFor(person, before).map(({ id }) => id));
        for (const device of world.devices) {
          const built = adoptDecisions(device.author(), inventoryOf(device));
          if (built) device.write(built);
        }
        const after = lending.inventory;
        for (const loan of after.loanById.values()) {
          const { state, because } = before.loanById.get(loan.id)!;
          expect([loan.state, loan.because, loan.provisional]).toEqual([state, because, false]);
        }
        for (const [i, { person }] of world.devices.entries()) {
          const ids = noticesFor(person, after).map(({ id }) => id);
          expect(ids.filter((id) => !notices[i]!.includes(id))).toEqual([]);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
      { numRuns: 100 * RUNS },
    );
  });

  test('[THREAT-19] [THREAT-40] clocks that are wrong by years change nothing but the times shown', () => {
    fc.assert(
      fc.property(chance, manner, fc.array(fc.maxSafeInteger(), { minLength: 1 }), (seed, how, times) => {
        const { world } = history(seed, how);
        const skewed = new PlaceWorld('inventory');
        let i = 0;
        skewed.time = () => times[i++ % times.length]!;
        for (const [name, person] of [
          ['laptop', 'ann'],
          ['phone', 'ann'],
          ['ben', 'ben'],
          ['cy', 'cy'],
          ['dee', 'dee'],
        ] as const) {
          const copy = skewed.device(name, person, name === 'dee' ? 'steward' : 'member');
          const device = world.devices.find(({ id }) => id === copy.id)!;
          for (const { depth, edit } of device.entries) copy.forge(depth, edit);
        }
        const [a, b] = [world, skewed].map((one) => timeless(canonicalInventory(foldInventory(one.parts()))));
        expect(a).toBe(b);
      }),
      { numRuns: 30 * RUNS },
    );
  });

  test('[PLACE-2] [PLACE-3] [PLACE-4] hostile parts never throw and change nothing of others', () => {
    const lending = new Lending();
    const { ann, ben, cy, world } = lending;
    const item = lending.item();
    const [bens, cys] = [lending.request(ben, item), lending.request(cy, item)];
    lending.step(ann, 'approve', bens);
    const eve = world.device('eve');
    const before = lending.inventory;
    const event = anyEvent(
      [
        'item',
        'request',
        'approve',
        'decline',
        'cancel',
        'hand-over',
        'return',
        'quantity',
        'hand-on',
        'adopted',
        'ask',
        'extend',
        'refuse',
        'missing',
        'take-over',
        'place',
      ],
      {
        id: [item.slice(16), bens.slice(16), bens],
        item: [item, bens, objectId('none')],
        loan: [bens, cys, item, objectId('none')],
        title: ['Title'],
        quantity: [1, 2, 1e6, 1.5],
        from: ['2030-01-01', '2030-02-31', null],
        to: ['2030-01-09', eve.person, null],
        device: [eve.id, ann.id],
        custody: [0, 1, 2 ** 60, -1],
        for: [cys, bens],
        seen: [[], [[eve.id, 3]], [[ann.id, 2 ** 60]]],
      },
    );
    const malformed = anyJson.filter((value) => typeof value !== 'string' && typeof value !== 'boolean');
    const field = fc.constantFrom(
      'title',
      'category',
      'note',
      'archived',
      'quantity',
      'custodian',
      'toString',
    );
    const register = fc.tuple(
      field.map((name) => `${item}/${name}`),
      malformed,
    );
    fc.assert(
      fc.property(fc.array(event), fc.array(register), chance, (push, set, seed) => {
        eve.entries.length = 0;
        if (push.length + set.length === 0) return;
        eve.forge(seed.below(3), { push, set });
        const after = foldInventory(regrouped(world.parts(), seed, 'member'));
        for (const id of [bens, cys]) expect(after.loanById.get(id)).toEqual(before.loanById.get(id));
        const { loans: _, ...itself } = before.itemById.get(item)!;
        expect(after.itemById.get(item)).toMatchObject(itself);
        expect(canonicalInventory(after)).toBe(canonicalInventory(lending.inventory));
        for (const person of [ann.person, ben.person, eve.person]) noticesFor(person, after);
      }),
      { numRuns: 200 * RUNS },
    );
  });
});
