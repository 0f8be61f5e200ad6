/**
 * What a removal costs in a community of 500 members with 800 devices: whoever removes, who receives it, and both one after
 * the other, as it is for everybody online; the network's share is in the figures of live edits. And what a cut costs: a
 * writer's document of 10,000 entries is judged anew.
 */
import { join } from 'node:path';
import { removeBody } from '../../core/authority/action-bodies.ts';
import { AUTHORITY_CHAIN } from '../../core/authority/actions.ts';
import { fold } from '../../core/authority/fold.ts';
import { newChainKey, sealKeys } from '../../core/authority/key-ring.ts';
import { WHOLE_COMMUNITY, type DeviceId, type PersonId, type PlaceId } from '../../core/base/ids.ts';
import { silentLog } from '../../core/base/log.ts';
import type { Community } from '../../core/community/community.ts';
import { placeParts } from '../../core/community/place-parts.ts';
import { directoryPlace } from '../../core/documents/object-id.ts';
import { Part } from '../../core/documents/part.ts';
import { LevelStore } from '../../core/node/level-store.ts';
import { KeyKeeper } from '../../core/peer/key-keeper.ts';
import { seededRandom, type SeededRandom } from '../../test/world/random.ts';
import { benchOptions, deviceOf, largeCommunity, type LargeCommunity } from '../data/large-community.ts';
import type { Figure } from '../figure.ts';
import { count, repeat, withFolder, type Measuring } from './measuring.ts';

/** Devices that are online. */
const ONLINE = 20;
const ENTRIES = 10_000;

export async function measureRemoval(measuring: Measuring): Promise<Figure[]> {
  return withFolder(async (folder) => {
    const stores: LevelStore[] = [];
    const open = async (name: string): Promise<LevelStore> => {
      const store = await LevelStore.open(join(folder, name));
      stores.push(store);
      return store;
    };
    try {
      measuring.say('letting 500 members with 800 devices in');
      const large = await largeCommunity(await open('founder'));
      return [...(await removals(measuring, large, open)), ...(await cuts(measuring, large, open))];
    } finally {
      for (const store of stores) await store.close();
    }
  });
}

type Open = (name: string) => Promise<LevelStore>;

async function removals(measuring: Measuring, large: LargeCommunity, open: Open): Promise<Figure[]> {
  const { founder, neighbours } = large;
  const random = seededRandom(3);
  measuring.say(`removing members, before the eyes of ${String(ONLINE)} devices`);
  const online: Community[] = [];
  for (let i = 0; i < ONLINE; i++)
    online.push(await deviceOf(founder, neighbours[i]!, 100 + i, await open(`device ${String(i)}`)));
  const turns = await repeat(measuring.isQuick ? 2 : 5, async (turn) => {
    const remover = await timed(() => remove(founder, neighbours.at(-1 - turn)!.person, random));
    const receivers = [];
    for (const device of online) receivers.push(await timed(() => hear(founder, device)));
    const bare = await timed(() => {
      sealAll(founder, random);
    });
    const entries = founder.state.log.entries();
    const whole = await timed(() => {
      fold(founder.id, entries);
    });
    return { remover, receivers, bare, whole };
  });
  const sealing = 'sealing two new keys for each of these devices, alone';
  const folding = 'folding that community anew';
  return [
    { name: sealing, unit: 'ms', values: turns.map(({ bare }) => bare) },
    {
      name: '  removing one of 500 members, and new locks for all 800 devices',
      unit: 'ms',
      values: turns.map(({ remover }) => remover),
      reference: sealing,
      aim: 'under 1,000 ms',
    },
    { name: folding, unit: 'ms', values: turns.map(({ whole }) => whole) },
    {
      name: '  hearing of the removal, until the new keys are there',
      unit: 'ms',
      values: turns.flatMap(({ receivers }) => receivers),
      reference: folding,
      aim: 'under 50 ms',
    },
    {
      name: `from the removal until the slowest of ${String(ONLINE)} online has the new keys`,
      unit: 'ms',
      values: turns.map(({ remover, receivers }) => remover + Math.max(...receivers)),
      reference: sealing,
      aim: 'under 1,050 ms',
    },
  ];
}

/** With the new locks, which the person at this device has caused. */
async function remove(community: Community, person: PersonId, random: SeededRandom): Promise<void> {
  const { devices } = community.authority().members.get(person)!;
  const cuts = devices.map((device) => ({ device, authority: null, content: null }));
  const { clock } = benchOptions(4, community.store);
  await community.act(removeBody(person, cuts, ''));
  await new KeyKeeper({ community, clock, random, log: silentLog }).now();
  if (community.authority().owedRotations().length > 0) throw new Error('a rotation is still owed');
}

async function hear(from: Community, to: Community): Promise<void> {
  const first = to.tip('authority', from.device)!.seq + 1;
  const run = await from.read(
    'authority',
    from.device,
    first,
    from.tip('authority', from.device)!.seq,
    1 << 20,
  );
  await to.receive([run!]);
  for (const chain of [AUTHORITY_CHAIN, WHOLE_COMMUNITY] as const) {
    if (to.keys.current(chain)?.id !== from.keys.current(chain)?.id) throw new Error('a key has not come');
  }
}

function sealAll(community: Community, random: SeededRandom): void {
  const keys = [newChainKey(AUTHORITY_CHAIN, random), newChainKey(WHOLE_COMMUNITY, random)];
  for (const { id, box, state } of community.authority().devices.values())
    if (state === 'current') sealKeys(keys, { device: id, box }, community.id, random);
}

async function cuts(
  measuring: Measuring,
  { founder, neighbours }: LargeCommunity,
  open: Open,
): Promise<Figure[]> {
  measuring.say(`writing ${count(ENTRIES)} entries, and cutting their writer`);
  const place = directoryPlace(founder.id, WHOLE_COMMUNITY);
  const turns = await repeat(measuring.isQuick ? 1 : 3, async (turn) => {
    const writer = neighbours[40 + turn]!;
    const device = await deviceOf(founder, writer, 200 + turn, await open(`writer ${String(turn)}`));
    await writeMany(device, place);
    await carry(device, founder);
    await placeParts(founder, WHOLE_COMMUNITY, place);
    const bare = await timed(() => readAll(founder, device.device, place));
    const tip = device.tip('content', device.device)!;
    const seq = tip.seq - ENTRIES / 2;
    const run = await device.read('content', device.device, seq + 1, seq + 1, 1 << 20);
    const content = { seq, id: run!.prev! };
    const cut = removeBody(writer.person, [{ device: device.device, authority: null, content }], '');
    const took = await timed(async () => {
      await founder.act(cut);
      await placeParts(founder, WHOLE_COMMUNITY, place);
    });
    const parts = await placeParts(founder, WHOLE_COMMUNITY, place);
    const left = parts.find((part) => part.device === device.device)?.log.length;
    if (left !== ENTRIES / 2) throw new Error(`${String(left)} entries are left`);
    return { bare, took };
  });
  const bare = `reading ${count(ENTRIES)} entries of one document from the disk, alone`;
  return [
    { name: bare, unit: 'ms', values: turns.map((turn) => turn.bare) },
    {
      name: `  a cut in the middle of ${count(ENTRIES)} entries, until the place is shown without the rest`,
      unit: 'ms',
      values: turns.map(({ took }) => took),
      reference: bare,
      aim: 'under 1,000 ms',
    },
  ];
}

const TOGETHER = 500;

async function writeMany(community: Community, place: PlaceId): Promise<void> {
  const target = { space: WHOLE_COMMUNITY, place, part: 0, isErasable: true };
  for (let done = 0; done < ENTRIES; done += TOGETHER) {
    const writes = Array.from({ length: TOGETHER }, (_, i) =>
      community.write(target, () => ({ set: [], push: [{ text: `line ${String(done + i)}` }] })),
    );
    await Promise.all(writes);
  }
}

async function carry(from: Community, to: Community): Promise<void> {
  const { seq } = from.tip('content', from.device)!;
  for (let next = 0; next <= seq; next = to.tip('content', from.device)!.seq + 1)
    await to.receive([(await from.read('content', from.device, next, seq, 1 << 20))!]);
}

/** The writer's document out of its entries, each opened and judged once. */
async function readAll({ id, state }: Community, writer: DeviceId, place: PlaceId): Promise<void> {
  const feed = state.feeds.find('content', writer)!.number;
  const address = { space: WHOLE_COMMUNITY, place, feed, part: 0 };
  const part = new Part({ community: id, place, device: writer, part: 0 });
  for await (const { entry, payload } of state.contents.replay(address))
    part.accept(payload.body, { depth: entry.depth, seq: entry.seq, time: payload.time });
  if (part.log.length !== ENTRIES) throw new Error(`${String(part.log.length)} entries were read`);
}

async function timed(work: () => Promise<void> | void): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
