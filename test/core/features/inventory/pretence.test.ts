/**
 * An author who pretends to have seen nothing writes at small depths. What such entries could win is tried here on every
 * honest history: nothing that the desk has promised and nothing that was handed over.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ObjectId } from '../../../../core/base/ids.ts';
import type { Json } from '../../../../core/base/json.ts';
import { allowedSteps, LOAN_STEPS } from '../../../../core/features/inventory/allowed-steps.ts';
import type { Loan } from '../../../../core/features/inventory/loan.ts';
import type { SeededRandom } from '../../../world/random.ts';
import { chance, RUNS } from '../arbitraries.ts';
import { objectId, type TestDevice } from '../place-world.ts';
import { history } from './history.ts';
import { Lending } from './lending.ts';

/** Devices that have been silent so far, so that every depth is open to them. */
function silent(lending: Lending) {
  const { world } = lending;
  return {
    annTablet: world.device('ann tablet', 'ann'),
    benTablet: world.device('ben tablet', 'ben'),
    cyTablet: world.device('cy tablet', 'cy'),
    dora: world.device('dora'),
  };
}

/** Anything about these loans and this item, and requests of its own. */
function pretend(
  by: TestDevice,
  item: ObjectId,
  loans: readonly ObjectId[],
  seed: SeededRandom,
  count = 8,
): void {
  const all = [...loans];
  for (let i = 0; i < count; i++) {
    const local = objectId(`pretended ${i}`).slice(16);
    const custody = seed.pick([{}, { custody: 1 }, { custody: 2 }]);
    const event: Json = seed.pick<Json>([
      { t: 'request', id: local, item, from: `2030-01-0${1 + seed.below(9)}`, to: null },
      { t: seed.pick(LOAN_STEPS), loan: seed.pick(all), ...custody },
      { t: seed.pick(LOAN_STEPS), loan: seed.pick(all), ...custody },
      { t: 'decline', loan: seed.pick(all), for: seed.pick(all), ...custody },
      { t: 'quantity', item, quantity: 1, ...custody },
      { t: 'hand-on', item, to: by.person, device: by.id, ...custody },
    ]);
    all.push((by.tag + local) as ObjectId);
    by.forge(1, { push: [event] });
  }
}

function side({ decision, firm }: Loan) {
  return { decision, firm };
}

describe('[THREAT-46] pretending to have seen nothing', () => {
  test('wins nothing from persons who are neither custodian nor borrower', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const lending = history(seed, { steps: 40, dishonest: 0 });
        const before = lending.inventory;
        const [item] = before.items;
        if (!item) return;
        const { dora, benTablet, cyTablet } = silent(lending);
        const others = [dora, benTablet, cyTablet].filter((device) => device.person !== item.custodian);
        for (const device of others) pretend(device, item.id, [...before.loanById.keys()], seed);
        const after = lending.inventory;
        for (const loan of before.loanById.values()) {
          const now = after.loanById.get(loan.id)!;
          // Decisions stay whoever pretends; the state can only be moved by the loan's own borrower.
          expect(side(now)).toEqual(side(loan));
          if (!others.some(({ person }) => person === loan.borrower)) expect(now.state).toBe(loan.state);
        }
        expect(after.itemById.get(item.id)).toMatchObject({
          custodian: item.custodian,
          quantity: item.quantity,
        });
      }),
      { numRuns: 100 * RUNS },
    );
  });

  test('moves nothing that the desk has decided, not even from the custodian’s other devices', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const lending = history(seed, { steps: 40, dishonest: 0.1 });
        const before = lending.inventory;
        const { annTablet, benTablet, cyTablet, dora } = silent(lending);
        for (const item of before.items) {
          for (const device of [annTablet, benTablet, cyTablet, dora]) {
            pretend(device, item.id, [...before.loanById.keys()], seed, 4);
          }
        }
        const after = lending.inventory;
        for (const loan of before.loanById.values()) {
          const now = after.loanById.get(loan.id)!;
          expect(now.firm).toBe(loan.firm);
          // Handed over and confirmed by both: the borrower has it, has lost it, or is on the way back with it.
          if (loan.firm === 'given' && (loan.state === 'out' || loan.state === 'returning')) {
            expect(['out', 'missing', 'returning', 'returned']).toContain(now.state);
          }
        }
      }),
      { numRuns: 100 * RUNS },
    );
  });

  test('takes no promise of the desk: no approval elsewhere is older, however small its depth', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const lending = history(seed, { steps: 40, dishonest: 0 });
        const before = lending.inventory;
        const { annTablet, benTablet, cyTablet } = silent(lending);
        const [item] = before.items;
        if (!item) return;
        for (const device of [annTablet, benTablet, cyTablet].filter(
          ({ person }) => person === item.custodian,
        )) {
          // All but an open withdrawal, which needs no pretence, and a hand-over, which needs a second person.
          const loans = [...before.loanById.values()];
          const other = lending.request(lending.ben, item.id);
          for (const loan of [other, ...loans.map(({ id }) => id)]) {
            device.forge(1, { push: [{ t: 'approve', loan, custody: item.handed.length }] });
          }
        }
        for (const loan of before.loanById.values()) {
          const now = lending.loan(loan.id);
          if (loan.firm === 'claimed' || loan.firm === 'given') expect(now.firm).toBe(loan.firm);
          if (loan.firm === 'claimed' && loan.decision === 'claimed') expect(now.decision).toBe('claimed');
          const isByTwo = loan.borrower !== loan.custodian && loan.state === 'out';
          if (isByTwo) expect(now.decision).toBe('given');
        }
      }),
      { numRuns: 100 * RUNS },
    );
  });

  test('[LOAN-10] a borrower’s pretended cancellation undoes no hand-over', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const item = lending.item();
    const loan = lending.request(ben, item);
    const tablet = lending.world.device('ben tablet', 'ben');
    lending.step(ann, 'approve', loan);
    lending.step(ann, 'hand-over', loan);
    lending.step(ben, 'hand-over', loan);
    tablet.forge(1, { push: [{ t: 'cancel', loan }] });
    lending.world.meet();
    expect([lending.loan(loan).state, lending.itemOf(item).holder]).toEqual(['out', ben.person]);
    const next = lending.request(cy, item, '2040-01-01', '2040-01-02');
    expect(allowedSteps(lending.loan(next), cy.person)).toEqual(['cancel']);
    expect(lending.code(ann, 'approve', next)).toBe('LOAN_OVERLAP');
  });

  test('[LOAN-7] a hand-over with an accomplice, by a silent device of the custodian, undoes no hand-over of the desk', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const item = lending.item();
    const [bens, cys] = [lending.request(ben, item), lending.request(cy, item)];
    const { annTablet, cyTablet } = silent(lending);
    lending.step(ann, 'approve', bens);
    lending.step(ann, 'hand-over', bens);
    for (const t of ['approve', 'hand-over']) annTablet.forge(1, { push: [{ t, loan: cys }] });
    cyTablet.forge(1, { push: [{ t: 'hand-over', loan: cys }] });
    expect(lending.loan(bens)).toMatchObject({ state: 'handing-over', firm: 'given', decision: 'given' });
    expect(lending.loan(cys)).toMatchObject({ state: 'lost', because: { loan: bens } });
  });
});
