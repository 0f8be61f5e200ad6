import { test } from 'vitest';
import { byTier } from '../world/tier.ts';
import { runWorlds } from './worlds.ts';

test('[THREAT-1] [THREAT-2] [THREAT-28] [GATE-21] copies of devices write apart, go on as new ones, and everybody agrees', async () => {
  await runWorlds('forking', { first: 1, count: byTier(60, 300), share: 0, shares: 1 });
});
