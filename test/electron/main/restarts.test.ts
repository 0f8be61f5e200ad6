import { expect, it } from 'vitest';
import { afterFall, noFalls } from '../../../electron/main/restarts.ts';

it('[DESKTOP-3] waits longer after each fall, and not for ever; a process that ran for long begins anew', () => {
  let falls = noFalls;
  const waits: number[] = [];
  for (let count = 0; count < 10; count++) {
    const next = afterFall(falls, 10);
    waits.push(next.waitMs);
    falls = next.falls;
  }
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits[0]).toBeLessThan(1_000);
  expect(waits.at(-1)).toBe(30_000);
  expect(afterFall(falls, 60_000).waitMs).toBe(waits[0]);
});
