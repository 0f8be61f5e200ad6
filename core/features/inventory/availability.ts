/**
 * On which days how many pieces of a thing are left, beside what is promised and lent: what the calendar of a thing shows.
 * The same rule as for a promise (capacity.ts): a request takes nothing. [LOAN-5]
 */
import { openLoans } from './adopt.ts';
import { obstacle } from './capacity.ts';
import { dateOfDay, LAST_DAY, spanOf } from './civil-date.ts';
import type { Item } from './inventory.ts';
import type { Loan } from './loan.ts';

export interface Taken {
  /** YYYY-MM-DD, both included; null: open. */
  readonly from: string | null;
  readonly to: string | null;
  /** Pieces that are left. Not below 0. */
  readonly left: number;
}

/** Ascending, without overlaps; days that are not named have all pieces. */
export function takenDays(item: Item): Taken[] {
  const changes = new Map<number, number>();
  const add = (day: number, change: number): void => {
    changes.set(day, (changes.get(day) ?? 0) + change);
  };
  for (const loan of openLoans(item)) {
    const { first, last } = spanOf(loan);
    add(first, 1);
    if (last < LAST_DAY) add(last + 1, -1);
  }
  const days = [...changes.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const taken: Taken[] = [];
  let count = 0;
  for (const [index, day] of days.entries()) {
    count += changes.get(day)!;
    const next = days[index + 1];
    if (count === 0) continue;
    taken.push({
      from: day === -Infinity ? null : dateOfDay(day),
      to: next === undefined ? null : dateOfDay(next - 1),
      left: Math.max(0, item.quantity - count),
    });
  }
  return taken;
}

/** Could it be promised now? True as well of what is decided already. */
export function isFree(item: Item, loan: Loan): boolean {
  if (loan.state !== 'requested') return true;
  const claims = openLoans(item).map((other) => ({ loan: other.id, span: spanOf(other) }));
  return obstacle(spanOf(loan), claims, item.quantity) === undefined;
}
