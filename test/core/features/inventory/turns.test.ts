import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ObjectId, PersonId } from '../../../../core/base/ids.ts';
import { compareStamps } from '../../../../core/documents/stamp.ts';
import { deskDuty } from '../../../../core/features/inventory/desk-duty.ts';
import { remarkOn } from '../../../../core/features/inventory/item-edits.ts';
import { setRules } from '../../../../core/features/inventory/list-edits.ts';
import type { Item } from '../../../../core/features/inventory/item.ts';
import { remindersFor } from '../../../../core/features/inventory/reminders.ts';
import { turnsOf } from '../../../../core/features/inventory/turns.ts';
import { chance, RUNS } from '../arbitraries.ts';
import { objectId } from '../place-world.ts';
import { history } from './history.ts';
import { inventoryOf, Lending, TODAY } from './lending.ts';

const LIST = objectId('inventory');
const NOBODY_GONE = { roleOf: () => 'member' as const, isGone: () => false };

/** Ben has it from the 5th to the 20th; Cy, then Dee, asked for days in between. */
function waiting() {
  const lending = new Lending();
  const item = lending.item();
  const { ann, ben, cy, dee } = lending;
  const first = lending.request(ben, item, '2030-01-05', '2030-01-20');
  lending.step(ann, 'approve', first);
  lending.step(ann, 'hand-over', first);
  lending.step(ben, 'hand-over', first);
  const second = lending.request(cy, item, '2030-01-10', '2030-01-12');
  const third = lending.request(dee, item, '2030-01-11', '2030-01-14');
  return { lending, item, first, second, third };
}

function told(lending: Lending, person: PersonId): [string, ObjectId | null][] {
  return remindersFor(person, lending.inventory, '2030-01-08').flatMap(({ code, loan }) =>
    code.startsWith('LOAN_TURN') ? [[code, loan] as [string, ObjectId | null]] : [],
  );
}

describe('who is next', () => {
  test('[LOAN-17] [REMIND-1] hears of it when the thing comes back early, and so does who decides', () => {
    const { lending, first, second, third } = waiting();
    const { ann, ben, cy, dee } = lending;
    for (const { person } of [ann, cy, dee]) expect(told(lending, person)).toEqual([]);
    lending.step(ben, 'return', first);
    expect(told(lending, cy.person)).toEqual([]);
    lending.step(ann, 'return', first);
    expect(told(lending, cy.person)).toEqual([['LOAN_TURN', second]]);
    expect(told(lending, ann.person)).toEqual([['LOAN_TURN_HERE', second]]);
    expect(told(lending, dee.person)).toEqual([]);
    expect(told(lending, ben.person)).toEqual([]);
    lending.step(cy, 'cancel', second);
    expect(told(lending, cy.person)).toEqual([]);
    expect(told(lending, dee.person)).toEqual([['LOAN_TURN', third]]);
    lending.step(ann, 'approve', third);
    for (const { person } of [ann, cy, dee]) expect(told(lending, person)).toEqual([]);
  });

  test('[LOAN-17] is told of no request that nothing ever stood in the way of, and of no thing that is out of order', () => {
    const { lending, item, first } = waiting();
    const { ann, cy } = lending;
    const free = lending.request(cy, item, '2030-01-25', '2030-01-26');
    lending.step(ann, 'return', first);
    expect(told(lending, cy.person).map(([, loan]) => loan)).not.toContain(free);
    expect(told(lending, cy.person)).toHaveLength(1);
    ann.write(
      remarkOn(ann.author(), inventoryOf(ann), { item, text: 'It smokes', condition: 'needs-repair' }),
    );
    expect(told(lending, cy.person)).toEqual([]);
  });

  test('[RULE-3] gets it by itself where the list gives out by itself', () => {
    const { lending, item, first, second, third } = waiting();
    const { ann, cy, dee, world } = lending;
    lending.step(ann, 'return', first);
    dee.write(setRules(dee.author(), inventoryOf(dee), LIST, { selfService: true }));
    world.meet();
    const duty = () => deskDuty(ann.author(), inventoryOf(ann), { ...NOBODY_GONE, today: '2030-01-08' });
    const built = duty();
    expect(built).toMatchObject({ ok: true });
    ann.write(built!);
    world.meet();
    expect([second, third].map((loan) => lending.loan(loan).state)).toEqual(['approved', 'requested']);
    expect(duty()).toBeUndefined();
    lending.step(cy, 'cancel', second);
    ann.write(duty()!);
    world.meet();
    expect(lending.loan(third).state).toBe('approved');
    expect(lending.itemOf(item).loans.filter(({ state }) => state === 'requested')).toEqual([]);
  });

  test('[RULE-3] gets it by itself also when it was promised too late before', () => {
    const lending = new Lending();
    const item = lending.item();
    const { ann, phone, ben, cy, dee, world } = lending;
    dee.write(setRules(dee.author(), inventoryOf(dee), LIST, { selfService: true }));
    const first = lending.request(ben, item, '2030-01-05', '2030-01-20');
    const second = lending.request(cy, item, '2030-01-10', '2030-01-12');
    lending.alone(phone, 'approve', second);
    lending.alone(ann, 'approve', first);
    world.meet();
    const context = { ...NOBODY_GONE, today: '2030-01-04' };
    const duty = () => deskDuty(ann.author(), inventoryOf(ann), context);
    ann.write(duty()!);
    world.meet();
    expect(lending.loan(second).state).toBe('lost');
    expect(duty()).toBeUndefined();
    lending.step(ben, 'cancel', first);
    ann.write(duty()!);
    world.meet();
    expect(lending.loan(second)).toMatchObject({ state: 'approved', provisional: false });
  });

  test('[LOAN-17] equals a naive count of days, whatever has happened', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(chance, fc.integer({ min: 1, max: 25 }), (seed, day) => {
        const { inventory } = history(seed, { steps: 60, dishonest: 0.2 });
        const today = `2030-01-${String(day).padStart(2, '0')}`;
        for (const item of inventory.items) {
          const turns = turnsOf(item, today).map(({ loan, freedBy }) => [loan.id, freedBy]);
          expect(turns).toEqual(naiveTurns(item, today));
          for (const [, freed] of turns) seen.add(freed === null ? 'never taken' : 'freed');
        }
      }),
      { numRuns: 60 * RUNS },
    );
    // Both happened, or the property says nothing.
    expect([...seen].sort()).toEqual(['freed', 'never taken']);
  });
});

const DAYS = Array.from({ length: 120 }, (_, i) => i - 1);

function covers({ from, to }: { from: string | null; to: string | null }, day: number): boolean {
  const date = (text: string): number => (Date.parse(text) - Date.parse(TODAY)) / 86_400_000;
  return (from === null || date(from) <= day) && (to === null || date(to) >= day);
}

function naiveTurns({ loans, quantity }: Item, today: string): (ObjectId | null)[][] {
  const over = ['returned', 'declined', 'cancelled'];
  const taken = loans.filter(
    ({ decision, state }) => ['claimed', 'given'].includes(decision) && !over.includes(state),
  );
  const turns: (ObjectId | null)[][] = [];
  for (const loan of loans) {
    if (loan.state !== 'requested' && loan.state !== 'lost') continue;
    if (loan.to !== null && loan.to < today) continue;
    const days = DAYS.filter((day) => covers(loan, day));
    const isFree = days.every((day) => taken.filter((other) => covers(other, day)).length < quantity);
    if (!isFree) continue;
    taken.push(loan);
    const ends = loans.flatMap((other) => {
      const said = other.facts.map(({ what }) => what);
      const last = other.facts
        .filter(({ what }) => ['back', 'declined', 'cancelled'].includes(what))
        .sort((a, b) => compareStamps(b.stamp, a.stamp))[0];
      const isMet = days.some((day) => covers(other, day));
      const isOver = other.decision === 'back' || over.includes(other.state);
      return last && said.includes('approved') && isOver && isMet
        ? [{ id: other.id, stamp: last.stamp }]
        : [];
    });
    const after = ends.filter(({ stamp }) => compareStamps(stamp, loan.created.stamp) > 0);
    after.sort((a, b) => compareStamps(b.stamp, a.stamp));
    turns.push([loan.id, after[0]?.id ?? null]);
  }
  return turns;
}
