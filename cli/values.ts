/** What people type as durations, counts and numbers. Everything that does not read is KithError USAGE. */
import { KithError } from '../core/base/kith-error.ts';

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds: `30s`, `15m`, `12h`, `7d`, `2w`. */
export function readDuration(text: string, option: string): number {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) throw usage(`${option} takes a time like 30s, 12h or 7d`);
  return Number(count) * UNITS[unit]!;
}

/** The same, or `never`: null. */
export function readLifetime(text: string, option: string): number | null {
  if (text === 'never') return null;
  if (!/^\d/.test(text)) throw usage(`${option} takes a time like 12h or 7d, or the word never`);
  return readDuration(text, option);
}

/** A count, or `unlimited`: null. */
export function readCount(text: string, option: string): number | null {
  if (text === 'unlimited') return null;
  if (!/^\d{1,9}$/.test(text)) throw usage(`${option} takes a number, or the word unlimited`);
  return Number(text);
}

export function readNumber(text: string, option: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw usage(`${option} takes a whole number`);
  return Number(text);
}

const ROLES = ['steward', 'member', 'guest', 'mirror'] as const;

/** Throws KithError ROLE_UNKNOWN. */
export function readRole(text: string): (typeof ROLES)[number] {
  const role = ROLES.find((known) => known === text);
  if (role === undefined) throw new KithError('ROLE_UNKNOWN');
  return role;
}

export function readPort(text: string, option: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw usage(`${option} takes the number of a port, up to 65535`);
  return port;
}

/** `problem`: what is wrong, as the middle of a sentence. */
export function usage(problem: string): KithError {
  return new KithError('USAGE', problem, { problem });
}
