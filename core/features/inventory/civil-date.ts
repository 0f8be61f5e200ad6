/**
 * Days of the calendar, YYYY-MM-DD, and periods of them. Calculated, not asked of a clock or a time zone: two devices
 * never disagree about them. [LOAN-2]
 */
import { dayNumber, isCivilDate } from '../../base/civil-date.ts';
import { accepted, refused, type Verdict } from '../../base/result.ts';

export { dateOfDay, dayNumber, isCivilDate, weekdayOf } from '../../base/civil-date.ts';

/** Days, the first and the last included. */
const MAX_PERIOD = 366;

/** Null where it is open: both null is from now until it is brought back. `to` without `from` is no period. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** Numbers of days; infinite where the period is open. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Nothing that a person writes lies after it. */
export const LAST_DAY = dayNumber('9999-12-31');

/** The same judgement for what a person typed and for what stands in a part. */
export function isPeriod(from: unknown, to: unknown): boolean {
  if (from === null) return to === null;
  if (!isCivilDate(from)) return false;
  if (to === null) return true;
  if (!isCivilDate(to)) return false;
  const length = dayNumber(to) - dayNumber(from) + 1;
  return length >= 1 && length <= MAX_PERIOD;
}

export function checkPeriod(from?: string | null, to?: string | null): Verdict<Period, 'DATES_INVALID'> {
  const period = { from: from ?? null, to: to ?? null };
  return isPeriod(period.from, period.to) ? accepted(period) : refused('DATES_INVALID');
}

export function spanOf({ from, to }: Period): Span {
  return {
    first: from === null ? -Infinity : dayNumber(from),
    last: to === null ? Infinity : dayNumber(to),
  };
}

/** With two ends, and not longer than a loan may be. */
export function isFinitePeriod({ first, last }: Span): boolean {
  return Number.isFinite(first) && Number.isFinite(last) && last - first < MAX_PERIOD;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.first <= b.last && b.first <= a.last;
}
