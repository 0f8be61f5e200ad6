import { test } from 'vitest';
import { pinnedSeeds, runWorld, type WorldKind } from './worlds.ts';

/** `KITH_WORLD=direct KITH_SEED=17 npm run vitest -- test/simulation/replay.test.ts` shows one world. */
const seed = process.env['KITH_SEED'];
const kind = (process.env['KITH_WORLD'] ?? 'direct') as WorldKind;

test('the world that was asked for, or none', async () => {
  if (seed === undefined) return;
  const { trace } = await runWorld(kind, Number(seed));
  console.log([...trace.lines, trace.hash].join('\n'));
});

for (const world of ['direct', 'forking', 'live', 'ruled', 'ruled-live'] as const) {
  for (const failed of pinnedSeeds(world)) {
    test(`the ${world} world ${failed}, which broke a promise once`, async () => {
      await runWorld(world, failed);
    });
  }
}
