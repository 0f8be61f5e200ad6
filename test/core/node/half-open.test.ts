import { expect, it } from 'vitest';
import { HalfOpen, MAX_HALF_OPEN } from '../../../core/node/half-open.ts';

it('[THREAT-18] [NETWORK-9] hangs up on who has waited longest, never on who has just come or has shown who they are', () => {
  const halfOpen = new HalfOpen();
  const gone: string[] = [];
  const socket = (name: string) => ({ abort: () => void gone.push(name) });
  const known = socket('known');
  halfOpen.came(known);
  halfOpen.done(known);
  const silent = Array.from({ length: MAX_HALF_OPEN + 3 }, (_, i) => socket(`silent ${String(i)}`));
  for (const each of silent) halfOpen.came(each);
  expect(gone).toEqual(['silent 0', 'silent 1', 'silent 2']);
  const newcomer = socket('newcomer');
  halfOpen.came(newcomer);
  expect(gone.at(-1)).toBe('silent 3');
  halfOpen.done(newcomer);
  halfOpen.done(newcomer);
  expect(halfOpen.size).toBe(MAX_HALF_OPEN - 1);
});
