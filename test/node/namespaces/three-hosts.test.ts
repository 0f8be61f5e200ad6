/** Three machines on one switch: found without an address, cut off, edited on both sides, healed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectApi, type ApiClient } from '../../../core/api/client.ts';
import { connectToPeer } from '../../../core/node/socket-client.ts';
import { Profile, until } from '../../process/kith.ts';
import { Machines } from './machines.ts';

const NAMES = ['ada', 'ben', 'cem'] as const;

let machines: Machines;
let profiles: Profile[];

beforeAll(async () => {
  machines = await Machines.of(...NAMES);
  profiles = await Promise.all(NAMES.map((name) => Profile.empty(name)));
});

afterAll(() => machines.close());

/** Names of those who are connected over the local network. */
async function neighboursOf(api: ApiClient): Promise<string> {
  const { peers } = await api.status();
  return peers
    .flatMap(({ name, path }) => (path === 'lan' ? [name] : []))
    .sort()
    .join(' ');
}

it('[NETWORK-4] [CLI-3] three machines find each other by mDNS alone, one is cut off, both sides edit, and all converge', async () => {
  const [ada, ben, cem] = profiles as [Profile, Profile, Profile];
  await ada.ask('init', '--name', 'Ada', '--network', 'lan', '--insecure-keys');
  const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
  const { channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General');
  const { board } = await ada.ask<{ board: string }>('board', 'add', community, 'Garden');
  const { column } = await ada.ask<{ column: string }>('column', 'add', board, 'To do');
  const { card } = await ada.ask<{ card: string }>('card', 'add', column, 'Dig');
  // Made outside the machines: none of the addresses in it leads to one of them.
  const { link } = await ada.ask<{ link: string }>('invite', community, '--uses', '2');

  const apis: ApiClient[] = [];
  for (const [at, name] of NAMES.entries()) {
    await profiles[at]!.serveBehind(machines.machine(name).enter, '--network', 'lan');
    const channelTo = await connectToPeer(profiles[at]!.folder);
    apis.push(connectApi(channelTo!));
  }
  const [a, b, c] = apis as [ApiClient, ApiClient, ApiClient];
  await b.init({ name: 'Ben', network: 'lan' });
  await c.init({ name: 'Cem', network: 'lan' });
  for (const [at, name] of NAMES.entries()) {
    const { addresses } = await apis[at]!.status();
    expect(addresses[0]).toContain(`/ip4/${machines.machine(name).address}/tcp/`);
  }
  await Promise.all([ben.ask('join', link), cem.ask('join', link)]);
  await until('each sees both others', async () => {
    const seen = await Promise.all(apis.map(neighboursOf));
    return seen.join() === 'Ben Cem,Ada Cem,Ada Ben';
  });

  await machines.unplug('cem');
  await Promise.all([a.say({ channel, text: 'Where is Cem?' }), b.cardEdit({ card, title: 'Dig here' })]);
  await Promise.all([c.say({ channel, text: 'Anybody there?' }), c.columnAdd({ board, title: 'Done' })]);
  await until('both sides have noticed', async () => {
    const seen = await Promise.all(apis.map(neighboursOf));
    return seen.join() === 'Ben,Ada,';
  });
  const apart = await Promise.all(apis.map((api) => api.verify({ community })));
  expect(apart.map(({ faults }) => faults)).toEqual([[], [], []]);
  expect(apart[0]!.state).toBe(apart[1]!.state);
  expect(apart[2]!.state).not.toBe(apart[0]!.state);

  await machines.plug('cem');
  const healed = await until('all hold the same', async () => {
    const reports = await Promise.all(apis.map((api) => api.verify({ community })));
    const isSame = reports.every(({ state, entries }) => {
      return state === reports[0]!.state && entries === reports[0]!.entries;
    });
    return isSame && reports;
  });
  expect(healed.map(({ faults }) => faults)).toEqual([[], [], []]);
  expect(healed[0]!.entries).toBeGreaterThan(Math.max(apart[0]!.entries, apart[2]!.entries));
  for (const api of apis) {
    const { messages } = await api.messages({ channel });
    expect(messages.map(({ text }) => text).sort()).toEqual(['Anybody there?', 'Where is Cem?']);
    const { columns } = await api.board({ board });
    expect(columns.map(({ title }) => title)).toEqual(['To do', 'Done']);
    expect(columns[0]!.cards[0]!.title).toBe('Dig here');
  }
});
