/**
 * Whose turn it is for a thing: who of those that wait could have it now, in the order in which they asked, each beside
 * what is promised and what those before get. What a list that gives out by itself does, and what everybody else is told
 * when something comes back. [LOAN-17]
 */
import type { ObjectId } from '../../base/ids.ts';
import { compareStamps } from '../../documents/stamp.ts';
import { claimsOf, isWaiting } from './availability.ts';
import { obstacle } from './capacity.ts';
import { dayNumber, overlaps, spanOf } from './civil-date.ts';
import type { Item } from './item.ts';
import type { Loan } from './loan.ts';

export interface Turn {
  readonly loan: Loan;
  /** What stood in its way before, and ended after it was asked for; null: nothing did. */
  readonly freedBy: ObjectId | null;
}

/** `today`: YYYY-MM-DD. In the order of the requests. */
export function turnsOf(item: Item, today: string): Turn[] {
  const claims = claimsOf(item);
  const turns: Turn[] = [];
  for (const loan of item.loans) {
    const span = spanOf(loan);
    if (!isWaiting(loan) || span.last < dayNumber(today) || obstacle(span, claims, item.quantity)) continue;
    claims.push({ loan: loan.id, span });
    turns.push({ loan, freedBy: freedBy(item, loan) });
  }
  return turns;
}

/** The last one to end of those that were promised, shared a day with it, and ended after it was asked for. */
function freedBy(item: Item, loan: Loan): ObjectId | null {
  const span = spanOf(loan);
  const ended = item.loans.flatMap((other) => {
    const end = endOf(other);
    if (!end || !overlaps(spanOf(other), span) || compareStamps(end.stamp, loan.created.stamp) < 0) return [];
    return [{ id: other.id, end }];
  });
  return ended.sort((a, b) => compareStamps(a.end.stamp, b.end.stamp)).at(-1)?.id ?? null;
}

/** Undefined: it goes on, or was never promised. */
function endOf({ state, decision, facts }: Loan): Loan['facts'][number] | undefined {
  // Back is what whoever looks after it says is back: the days are free with that.
  if (decision !== 'back' && state !== 'declined' && state !== 'cancelled') return undefined;
  if (!facts.some(({ what }) => what === 'approved')) return undefined;
  const ends = facts.filter(({ what }) => what === 'back' || what === 'declined' || what === 'cancelled');
  return ends.sort((a, b) => compareStamps(a.stamp, b.stamp)).at(-1);
}
