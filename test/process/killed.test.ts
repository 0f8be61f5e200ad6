/** Power cuts: whatever a command or the page was told is saved is there afterwards, and nothing is damaged. */
import { expect, it } from 'vitest';
import { PowerCuts } from './power-cuts.ts';

const KILLS = process.env['KITH_TIER'] === 'quick' ? 10 : 30;

it(
  `[THREAT-25] [CLI-4] after each of ${KILLS} kills everything that was reported as done or published is there, and verify finds no fault`,
  { timeout: 600_000 },
  async () => {
    const cuts = await PowerCuts.begin(25);
    for (let number = 0; number < KILLS; number++) await cuts.cut(number);
    await cuts.end();
    expect(cuts.messages.size).toBeGreaterThan(KILLS);
    expect(cuts.cards.size).toBeGreaterThan(0);
  },
);
