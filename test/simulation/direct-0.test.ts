import { test } from 'vitest';
import { byTier } from '../world/tier.ts';
import { runWorlds } from './worlds.ts';

test('[THREAT-17] [THREAT-26] [THREAT-42] [THREAT-43] [THREAT-45] [THREAT-46] devices that meet by hand agree', async () => {
  await runWorlds('direct', { first: 1, count: byTier(120, 600), share: 0, shares: 2 });
});
