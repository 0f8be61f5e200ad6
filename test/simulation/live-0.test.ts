import { test } from 'vitest';
import { byTier } from '../world/tier.ts';
import { runWorlds } from './worlds.ts';

test('[SYNC-31] [THREAT-19] [THREAT-26] [THREAT-40] [THREAT-43] whole peers on a bad network agree once it heals', async () => {
  await runWorlds('live', { first: 1, count: byTier(80, 400), share: 0, shares: 2 });
});
