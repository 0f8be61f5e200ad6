/** May one more loan of a thing be promised, beside those that are? [LOAN-5] */
import type { ObjectId } from '../../base/ids.ts';
import { overlaps, type Span } from './civil-date.ts';

/** Promises of one thing that are open at once; a bound on the work that one custodian can cause. */
const MAX_CLAIMS = 512;

/** A loan that is promised or handed over. */
export interface Claim {
  readonly loan: ObjectId;
  readonly span: Span;
}

export type Because =
  { readonly code: 'LOAN_BEATEN'; readonly loan: ObjectId } | { readonly code: 'LOAN_TOO_MANY' };

/**
 * Why not; undefined when there is a piece for every day of `wanted`. The loan that stands in the way is the one that
 * takes the last piece on the first day without one. `claims` in the order in which they were promised.
 */
export function obstacle(wanted: Span, claims: readonly Claim[], quantity: number): Because | undefined {
  if (claims.length >= MAX_CLAIMS) return { code: 'LOAN_TOO_MANY' };
  const others = claims.filter((claim) => overlaps(claim.span, wanted));
  if (others.length < quantity) return undefined;
  // On one day the returns are counted after the day, so a piece changes hands on the next day at the earliest.
  const turns = others.flatMap((claim, order) => [
    { day: Math.max(claim.span.first, wanted.first), change: 1, order, claim },
    { day: claim.span.last + 1, change: -1, order, claim },
  ]);
  turns.sort((a, b) => compareDays(a.day, b.day) || a.change - b.change || a.order - b.order);
  let taken = 0;
  for (const { change, claim } of turns) {
    taken += change;
    if (taken >= quantity) return { code: 'LOAN_BEATEN', loan: claim.loan };
  }
  return undefined;
}

/** Of days that may be infinite. */
function compareDays(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
