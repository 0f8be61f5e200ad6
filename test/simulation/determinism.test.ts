import { expect, test } from 'vitest';
import { runWorld, type WorldKind } from './worlds.ts';

for (const kind of ['direct', 'live'] satisfies WorldKind[]) {
  test(`the same seed is the same ${kind} world`, async () => {
    for (const seed of [2, 3, 5]) {
      const once = await runWorld(kind, seed);
      const again = await runWorld(kind, seed);
      expect(again.trace.lines).toEqual(once.trace.lines);
      expect(again.trace.hash).toBe(once.trace.hash);
    }
  });
}
