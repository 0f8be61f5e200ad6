import { test } from 'vitest';
import { byTier } from '../world/tier.ts';
import { runWorlds } from './worlds.ts';

test('[THREAT-19] [THREAT-26] [THREAT-40] whole peers on a bad network agree once it heals', async () => {
  await runWorlds('live', byTier(40, 160, 20_000), 0, 1);
});
