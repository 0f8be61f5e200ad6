/**
 * A peer that is killed again and again while it writes, beside a neighbour that takes in what it publishes. Afterwards
 * everything is there that a caller was told is saved, and everything that the neighbour has.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ApiClient } from '../../core/api/client.ts';
import { seededRandom, type SeededRandom } from '../world/random.ts';
import { Profile, result, until, type Served } from './kith.ts';
import { apiOf } from './talk.ts';

/** Milliseconds in which a command lives from its first instruction to its last. */
const LIFE = 700;

export class PowerCuts {
  readonly messages = new Set<string>();
  readonly cards = new Set<string>();
  readonly #chance: SeededRandom;
  readonly #ada: Profile;
  readonly #ben: ApiClient;
  readonly #place: { readonly community: string; readonly board: string; readonly channel: string };
  readonly #column: string;

  private constructor(
    seed: number,
    ada: Profile,
    ben: ApiClient,
    place: { community: string; board: string; channel: string },
    column: string,
  ) {
    this.#chance = seededRandom(seed);
    this.#ada = ada;
    this.#ben = ben;
    this.#place = place;
    this.#column = column;
  }

  static async begin(seed: number): Promise<PowerCuts> {
    const [ada, ben] = [await Profile.of('Ada'), await Profile.of('Ben')];
    const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
    const { board } = await ada.ask<{ board: string }>('board', 'add', community, 'Garden');
    const { column } = await ada.ask<{ column: string }>('column', 'add', board, 'To do');
    const { channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General');
    const served = await ada.serve();
    await ben.serve();
    const { link } = await ada.ask<{ link: string }>('invite', community);
    await ben.ask('join', link);
    await served.stop();
    return new PowerCuts(seed, ada, await apiOf(ben), { community, board, channel }, column);
  }

  /** Kills once, in one of two ways in turn, and looks at what is left. */
  async cut(number: number): Promise<void> {
    if (number % 2 === 0) await this.#killServing();
    else await this.#killCommand();
    await this.#check(`after kill ${number}`);
  }

  /** What was written before each kill has reached the neighbour in the end, and both hold the same. */
  async end(): Promise<void> {
    await this.#serve();
    const ada = await apiOf(this.#ada);
    const { community } = this.#place;
    await until('both hold the same', async () => {
      const [a, b] = await Promise.all([ada.verify({ community }), this.#ben.verify({ community })]);
      expect([a.faults, b.faults]).toEqual([[], []]);
      return a.state === b.state && a.entries === b.entries;
    });
  }

  /** The neighbour has looked in vain for a while: it is told. */
  async #serve(): Promise<Served> {
    const served = await this.#ada.serve();
    await this.#ben.dial({ address: served.addresses[0]! });
    return served;
  }

  /** Many callers at once on a running peer, which dies after so many answers. */
  async #killServing(): Promise<void> {
    const { channel } = this.#place;
    const served = await this.#serve();
    const api = await apiOf(this.#ada);
    let left = 1 + this.#chance.below(40);
    let dead: Promise<void> | undefined;
    const write = async (writer: number): Promise<void> => {
      for (let turn = 0; dead === undefined; turn++) {
        try {
          if (writer === 0)
            this.cards.add((await api.cardAdd({ column: this.#column, title: `Card ${turn}` })).card);
          else
            this.messages.add((await api.say({ channel, text: `writer ${writer}, turn ${turn}` })).message);
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
  async #killCommand(): Promise<void> {
    const [victim, other] = ['one', 'two'].map((text) =>
      this.#ada.start(['say', this.#place.channel, text, '--json']),
    );
    const runs = [result(victim!), result(other!)];
    await Promise.race([pause(this.#chance.below(LIFE)), runs[0]]);
    victim!.kill('SIGKILL');
    const [died, lived] = await Promise.all(runs);
    expect(lived!.err).toBe('');
    for (const { out } of [died!, lived!])
      if (out !== '') this.messages.add((JSON.parse(out) as { message: string }).message);
  }

  async #check(when: string): Promise<void> {
    const { community, board, channel } = this.#place;
    // Alone, without a network: the neighbour gives nothing back here.
    expect(await this.#ada.ask('verify', community), when).toMatchObject({ faults: [] });
    const said = await this.#ada.ask<{ messages: { id: string }[] }>('messages', channel, '--last', '10000');
    const there = new Set(said.messages.map(({ id }) => id));
    const shown = await this.#ada.ask<{ columns: { cards: { id: string }[] }[] }>('board', 'show', board);
    for (const { cards } of shown.columns) for (const { id } of cards) there.add(id);
    const seen = await this.#ben.messages({ channel, last: 10_000 });
    const promised = [...this.messages, ...this.cards, ...seen.messages.map(({ id }) => id)];
    expect(
      promised.filter((id) => !there.has(id)),
      when,
    ).toEqual([]);
  }
}
