/**
 * Days of the calendar as texts (YYYY-MM-DD, which sort like the days they are) and as dates of this device's time zone
 * for the calendar that is drawn. Pure. Owns what a clash is.
 */
import type { TakenView } from '../../../core/api/inventory-methods.ts';

export interface DayRange {
  /** Null: open. */
  readonly from: string | null;
  readonly to: string | null;
}

export function dateOfDay(day: string): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year ?? 0, (month ?? 1) - 1, date ?? 1);
}

export function dayOfDate(date: Date): string {
  const pad = (part: number, length: number): string => String(part).padStart(length, '0');
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}

/** A day that a person has typed in full; a year has four digits until they have. */
export function isDay(day: string): boolean {
  return /^[1-9]\d{3}-\d{2}-\d{2}$/.test(day) && dayOfDate(dateOfDay(day)) === day;
}

export function isWithin(day: string, { from, to }: DayRange): boolean {
  return (from === null || from <= day) && (to === null || day <= to);
}

/** The days that both have; undefined when they have none. */
export function commonDays(a: DayRange, b: DayRange): DayRange | undefined {
  const from = a.from === null ? b.from : b.from === null || a.from > b.from ? a.from : b.from;
  const to = a.to === null ? b.to : b.to === null || a.to < b.to ? a.to : b.to;
  return from !== null && to !== null && from > to ? undefined : { from, to };
}

/** The first of the wanted days on which nothing is left. */
export function clashOf(wanted: DayRange, taken: readonly TakenView[]): DayRange | undefined {
  for (const range of taken) {
    const common = range.left === 0 ? commonDays(wanted, range) : undefined;
    if (common) return common;
  }
  return undefined;
}

/** Pieces that are left on a day; undefined: all of them. */
export function leftOn(day: string, taken: readonly TakenView[]): number | undefined {
  return taken.find((range) => isWithin(day, range))?.left;
}

/** The first press begins, the second ends (or begins earlier), the third begins anew. '': not chosen. */
export function picked(
  { from, to }: { readonly from: string; readonly to: string },
  day: string,
): { from: string; to: string } {
  if (from === '' || to !== '') return { from: day, to: '' };
  return day < from ? { from: day, to: from } : { from, to: day };
}

export function nextDay(day: string): string {
  if (!isDay(day)) return '';
  const date = dateOfDay(day);
  date.setDate(date.getDate() + 1);
  return dayOfDate(date);
}

/** Both included. */
export function dayCount(from: string, to: string): number {
  return Math.round((dateOfDay(to).getTime() - dateOfDay(from).getTime()) / 86_400_000) + 1;
}
