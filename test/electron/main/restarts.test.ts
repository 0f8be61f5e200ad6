import { expect, it } from 'vitest';
import { afterFall, noFalls } from '../../../electron/main/restarts.ts';

it('[DESKTOP-3] waits longer after each fall, and not without end; a process that ran for long begins anew', () => {
  let falls = noFalls;
  const waits: number[] = [];
  for (;;) {
    const next = afterFall(falls, 10);
    falls = next.falls;
    if (next.waitMs === undefined) break;
    waits.push(next.waitMs);
  }
  expect(waits).toHaveLength(5);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits[0]).toBeLessThan(1_000);
  expect(afterFall(falls, 10).waitMs).toBeUndefined();
  expect(afterFall(falls, 60_000).waitMs).toBe(waits[0]);
});
