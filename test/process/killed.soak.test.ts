/** As killed.test.ts, and 200 times [THREAT-25]. */
import { expect, it } from 'vitest';
import { PowerCuts } from './power-cuts.ts';

const KILLS = 200;

it(`[THREAT-25] [CLI-4] ${KILLS} kills lose nothing that was reported as done or published`, async () => {
  const cuts = await PowerCuts.begin(Number(process.env['KITH_SEED'] ?? 200));
  for (let number = 0; number < KILLS; number++) await cuts.cut(number);
  await cuts.end();
  expect(cuts.messages.size).toBeGreaterThan(KILLS);
});
