import { expect, test } from 'vitest';
import { runWorld } from './worlds.ts';

test('the same seed is the same world', async () => {
  for (const seed of [2, 3, 5]) {
    const once = await runWorld('direct', seed);
    const again = await runWorld('direct', seed);
    expect(again.trace.lines).toEqual(once.trace.lines);
    expect(again.trace.hash).toBe(once.trace.hash);
  }
});
