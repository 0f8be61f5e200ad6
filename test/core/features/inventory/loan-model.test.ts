/** Every state that two loans of one thing can get into when all hear of everything at once, step by allowed step. */
import { describe, expect, test } from 'vitest';
import type { ObjectId } from '../../../../core/base/ids.ts';
import { allowedSteps, type LoanStep } from '../../../../core/features/inventory/allowed-steps.ts';
import type { Loan, LoanState } from '../../../../core/features/inventory/loan.ts';
import type { TestDevice } from '../place-world.ts';
import { Lending } from './lending.ts';

interface Move {
  readonly who: 'ann' | 'ben' | 'cy';
  readonly step: LoanStep;
  readonly loan: 0 | 1;
}

interface Situation {
  readonly lending: Lending;
  readonly loans: readonly [ObjectId, ObjectId];
}

/** One drill, two requests that share a day; promised apart at two devices, so that one is lost, or not at all. */
function start(isLost: boolean): Situation {
  const lending = new Lending();
  const item = lending.item();
  const first = lending.request(lending.ben, item, '2030-01-03', '2030-01-05');
  const second = lending.request(lending.cy, item, '2030-01-05', '2030-01-07');
  if (isLost) {
    lending.alone(lending.ann, 'approve', first);
    lending.alone(lending.phone, 'approve', second);
    lending.world.meet();
  }
  return { lending, loans: [first, second] };
}

function after(isLost: boolean, moves: readonly Move[]): Situation {
  const situation = start(isLost);
  for (const move of moves) take(situation, move);
  return situation;
}

function take({ lending, loans }: Situation, { who, step, loan }: Move): boolean {
  const device: TestDevice = lending[who];
  // A day that is later than both, so that more time is in the way of the other loan.
  const built = lending.tried(device, step, loans[loan], loan === 0 ? '2030-01-06' : '2030-01-09');
  if (!built.ok) return false;
  device.write(built);
  lending.world.meet();
  return true;
}

function signature(loans: readonly Loan[]): string {
  return JSON.stringify(
    loans.map(({ state, decision, to, asked, handOver, return: back, because }) => [
      state,
      decision,
      to,
      asked,
      handOver,
      back,
      because?.code ?? null,
    ]),
  );
}

const FINAL: readonly LoanState[] = ['declined', 'cancelled', 'returned'];

describe('all situations of two loans', () => {
  test('[LOAN-4] [LOAN-9] [LOAN-14] [LOAN-15] each has a way out or is over, nobody shares one piece, and every state is reached', () => {
    const queue: { isLost: boolean; moves: Move[] }[] = [
      { isLost: false, moves: [] },
      { isLost: true, moves: [] },
    ];
    const known = new Set<string>();
    const reached = new Set<LoanState>();
    while (queue.length > 0) {
      const { isLost, moves } = queue.shift()!;
      const { lending, loans } = after(isLost, moves);
      const now = loans.map((id) => lending.loan(id));
      const key = signature(now);
      if (known.has(key)) continue;
      known.add(key);
      const [item] = lending.inventory.items;
      expect(item!.holders.length).toBeLessThanOrEqual(1);
      expect(now.filter(({ decision }) => decision === 'given').length).toBeLessThanOrEqual(1);
      for (const [index, loan] of now.entries()) {
        reached.add(loan.state);
        const ways = [
          ...allowedSteps(loan, loan.borrower).map(
            (step) => ({ who: index === 0 ? 'ben' : 'cy', step }) as const,
          ),
          ...allowedSteps(loan, loan.custodian).map((step) => ({ who: 'ann', step }) as const),
        ];
        expect([loan.state, ways.length === 0]).toEqual([loan.state, FINAL.includes(loan.state)]);
        for (const way of ways) queue.push({ isLost, moves: [...moves, { ...way, loan: index as 0 | 1 }] });
      }
    }
    expect([...reached].sort()).toEqual([
      'approved',
      'cancelled',
      'declined',
      'handing-over',
      'lost',
      'missing',
      'out',
      'requested',
      'returned',
      'returning',
    ]);
    expect(known.size).toBeGreaterThan(100);
  });
});
