/** Days and times as people read them. Times of messages come from other people's clocks and are shown, not trusted. */
import { locale, t } from './text.ts';

const forms = {
  time: { hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  dayOfYear: { day: 'numeric', month: 'long', year: 'numeric' },
  shortDay: { day: 'numeric', month: 'short' },
  shortDayOfYear: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'long' },
  exact: { dateStyle: 'full', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const made = new Map<string, Intl.DateTimeFormat>();

/** Making one is slow, and a long list asks for many. */
function format(form: keyof typeof forms, date: Date): string {
  const name = `${locale()} ${form}`;
  let formatter = made.get(name);
  if (!formatter) made.set(name, (formatter = new Intl.DateTimeFormat(locale(), forms[form])));
  return formatter.format(date);
}

/** Beyond these a Date is none. */
const LATEST = 8.64e15;

function dateOf(ms: number): Date {
  return new Date(Math.min(Math.max(ms, -LATEST), LATEST));
}

export function timeOfDay(ms: number): string {
  return format('time', dateOf(ms));
}

export function exactTime(ms: number): string {
  return format('exact', dateOf(ms));
}

export function dayName(ms: number, now: number): string {
  const date = dateOf(ms);
  const days = Math.round((startOfDay(dateOf(now)) - startOfDay(date)) / 86_400_000);
  if (days === 0) return t('when.today');
  if (days === 1) return t('when.yesterday');
  return format(days > 1 && days < 300 ? 'day' : 'dayOfYear', date);
}

/** Also tells apart what is not the same day. */
export function startOfDay(date: Date | number): number {
  const start = new Date(date);
  return start.setHours(0, 0, 0, 0);
}

/** A day of the calendar, YYYY-MM-DD, in the person's own words. */
export function civilDay(date: string): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  const value = new Date(year ?? 0, (month ?? 1) - 1, dayOfMonth);
  return format(value.getFullYear() === new Date().getFullYear() ? 'shortDay' : 'shortDayOfYear', value);
}

/** Monday is 0. */
export function weekdayName(day: number): string {
  // The first of January 2024 was a Monday.
  return format('weekday', new Date(2024, 0, 1 + day));
}

/** Today as YYYY-MM-DD, by the clock of this device. */
export function today(): string {
  return dayFromNow(0);
}

export function dayFromNow(days: number): string {
  const now = new Date();
  now.setDate(now.getDate() + days);
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

export function dateAndTime(ms: number): string {
  return t('when.dateAndTime', { date: format('shortDayOfYear', dateOf(ms)), time: timeOfDay(ms) });
}

/** Lies ahead of this device's clock, or before Kith existed: some clock is wrong. */
export function isDoubtful(ms: number, now: number): boolean {
  return ms > now + 3_600_000 || ms < Date.UTC(2026, 0, 1);
}
