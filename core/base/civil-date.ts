/**
 * Days of the calendar, YYYY-MM-DD. Calculated, not asked of a clock or a time zone: two devices never disagree about them.
 */

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day that exists, in the years 1000 to 9999. */
export function isCivilDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[1-9]\d{3}-\d{2}-\d{2}$/.test(value)) return false;
  const [year, month, day] = split(value);
  const days = (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
  return day >= 1 && day <= days;
}

/** Days since the first of January of the year 0. */
export function dayNumber(date: string): number {
  const [year, month, day] = split(date);
  return firstOfMonth(year, month) + day - 1;
}

function firstOfMonth(year: number, month: number): number {
  const before = year - 1;
  let days = year * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  for (let i = 0; i < month - 1; i++) days += MONTH_DAYS[i]!;
  return days + (month > 2 && isLeap(year) ? 1 : 0) + 1;
}

/** The day with that number. */
export function dateOfDay(number: number): string {
  let year = Math.floor(number / 365.2425);
  while (firstOfMonth(year + 1, 1) <= number) year += 1;
  while (firstOfMonth(year, 1) > number) year -= 1;
  let month = 1;
  while (month < 12 && firstOfMonth(year, month + 1) <= number) month += 1;
  const day = number - firstOfMonth(year, month) + 1;
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Monday is 0. */
export function weekdayOf(number: number): number {
  return (number + 5) % 7;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function split(date: string): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}
