import { test } from 'vitest';
import { runWorlds } from './worlds.ts';

test('[AUTH-30] [AUTH-33] [AUTH-61] [THREAT-2] [THREAT-5] stewards do and undo each other, devices are copied and dropped, and everybody agrees', async () => {
  await runWorlds('ruled', { first: 1, count: 100, share: 0, shares: 1 });
});

test('[AUTH-33] [SYNC-31] [THREAT-5] the same among whole peers on a bad network', async () => {
  await runWorlds('ruled-live', { first: 1, count: 60, share: 0, shares: 1 });
});
