/** Power cuts: whatever a command or the page was told is saved is there afterwards, and nothing is damaged. */
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../world/random.ts';
import { Profile, result } from './kith.ts';
import { apiOf } from './talk.ts';

const KILLS = process.env['KITH_TIER'] === 'quick' ? 10 : 30;
/** Milliseconds in which a command lives from its first instruction to its last. */
const LIFE = 700;

const chance = seededRandom(25);
const messages = new Set<string>();
const cards = new Set<string>();
let ada: Profile;
let community = '';
let column = '';
let board = '';
let channel = '';

beforeAll(async () => {
  ada = await Profile.of('Ada');
  ({ community } = await ada.ask<{ community: string }>('create', 'Maple Street'));
  ({ board } = await ada.ask<{ board: string }>('board', 'add', community, 'Garden'));
  ({ column } = await ada.ask<{ column: string }>('column', 'add', board, 'To do'));
  ({ channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General'));
});

it(
  `[THREAT-25] [CLI-4] after each of ${KILLS} kills everything that was reported as done is there, and verify finds no fault`,
  { timeout: 600_000 },
  async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      if (kill % 2 === 0) await killServing();
      else await killCommand();
      await check(kill);
    }
    expect(messages.size).toBeGreaterThan(KILLS);
    expect(cards.size).toBeGreaterThan(0);
  },
);

/** Many callers at once on a running peer, which dies after so many answers. */
async function killServing(): Promise<void> {
  const served = await ada.serve();
  const api = await apiOf(ada);
  let left = 1 + chance.below(40);
  let dead: Promise<void> | undefined;
  const write = async (writer: number): Promise<void> => {
    for (let turn = 0; dead === undefined; turn++) {
      try {
        if (writer === 0) cards.add((await api.cardAdd({ column, title: `Card ${turn}` })).card);
        else messages.add((await api.say({ channel, text: `writer ${writer}, turn ${turn}` })).message);
      } catch {
        // Whether that one was saved nobody knows, and nobody was told.
        return;
      }
      if (--left <= 0) dead ??= served.kill();
    }
  };
  await Promise.all([0, 1, 2, 3, 4, 5].map(write));
  await dead;
}

/** Two commands that want the profile at once, of which one dies somewhere on its way; the other gets its turn. */
async function killCommand(): Promise<void> {
  const [victim, other] = ['one', 'two'].map((text) => ada.start(['say', channel, text, '--json']));
  const runs = [result(victim!), result(other!)];
  await Promise.race([pause(chance.below(LIFE)), runs[0]]);
  victim!.kill('SIGKILL');
  const [died, lived] = await Promise.all(runs);
  expect(lived!.err).toBe('');
  for (const { out } of [died!, lived!])
    if (out !== '') messages.add((JSON.parse(out) as { message: string }).message);
}

async function check(kill: number): Promise<void> {
  expect(await ada.ask('verify', community), `after kill ${kill}`).toMatchObject({ faults: [] });
  const said = await ada.ask<{ messages: { id: string }[] }>('messages', channel, '--last', '10000');
  const shown = await ada.ask<{ columns: { cards: { id: string }[] }[] }>('board', 'show', board);
  const there = new Set([...said.messages, ...shown.columns.flatMap((one) => one.cards)].map(({ id }) => id));
  expect(
    [...messages, ...cards].filter((id) => !there.has(id)),
    `after kill ${kill}`,
  ).toEqual([]);
}
