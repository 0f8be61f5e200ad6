import { test } from 'vitest';
import { runWorlds } from './worlds.ts';

const HOUR = 3_600_000;

test(
  '[THREAT-26] [THREAT-43] [THREAT-45] thousands of worlds in which devices meet by hand',
  { timeout: HOUR },
  async () => {
    await runWorlds('direct', { first: 100_000, count: 8_000, share: 1, shares: 2 });
  },
);

test('[THREAT-26] [THREAT-40] thousands of worlds of whole peers', { timeout: HOUR }, async () => {
  await runWorlds('live', { first: 100_000, count: 4_000, share: 1, shares: 2 });
});
