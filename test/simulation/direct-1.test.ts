import { test } from 'vitest';
import { byTier } from '../world/tier.ts';
import { runWorlds } from './worlds.ts';

test('[THREAT-26] [THREAT-40] [THREAT-42] [THREAT-45] devices that meet by hand agree, after crashes too', async () => {
  await runWorlds('direct', byTier(140, 700, 50_000), 1, 2);
});
