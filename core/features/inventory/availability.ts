/**
 * On which days how many pieces of a thing are left, beside what is promised and lent: what the calendar of a thing shows,
 * who waits for it, and when it is free next. The same rule as for a promise (capacity.ts): a request takes nothing. [LOAN-5]
 * [LOAN-16]
 */
import { openLoans } from './adopt.ts';
import { obstacle, type Claim } from './capacity.ts';
import { dateOfDay, LAST_DAY, overlaps, spanOf, type Span } from './civil-date.ts';
import type { Item } from './item.ts';
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

/** Claims as they will be once what is over has been written down. */
export function claimsOf(item: Item): Claim[] {
  return openLoans(item).map((loan) => ({ loan: loan.id, span: spanOf(loan) }));
}

/** Days that are looked at: a year from the first. */
const HORIZON = 366;

/**
 * The first days, from `first` on, on which a piece is free as long as the wanted loan is; null when there are none within a
 * year. Open-ended where the wanted one is. What to offer to somebody whose loan is lost.
 */
export function nextFree(item: Item, { first, last }: Span, today: number): Span | null {
  const claims = claimsOf(item);
  const length = last - first;
  const start = Math.max(first, today);
  // Something becomes free only where a claim ends.
  const starts = [start, ...claims.map(({ span }) => span.last + 1)]
    .filter((day) => day >= start && day <= start + HORIZON)
    .sort((a, b) => a - b);
  for (const day of starts) {
    const span = { first: day, last: Number.isFinite(length) ? day + length : Infinity };
    if (!obstacle(span, claims, item.quantity)) return span;
  }
  return null;
}

/**
 * How many asked before and still wait for a piece on some of the same days; null where it does not wait: its own days
 * are free, or it is decided.
 */
export function waitingBefore(item: Item, loan: Loan): number | null {
  if (!isWaiting(loan)) return null;
  const span = spanOf(loan);
  if (!obstacle(span, claimsOf(item), item.quantity)) return null;
  const before = item.loans.slice(
    0,
    item.loans.findIndex(({ id }) => id === loan.id),
  );
  return before.filter((other) => isWaiting(other) && overlaps(spanOf(other), span)).length;
}

/** Asked for, and not promised. */
export function isWaiting({ state }: Loan): boolean {
  return state === 'requested' || state === 'lost';
}

/** Could it be promised now? True as well of what is decided already. */
export function isFree(item: Item, loan: Loan): boolean {
  if (!isWaiting(loan)) return true;
  return obstacle(spanOf(loan), claimsOf(item), item.quantity) === undefined;
}
