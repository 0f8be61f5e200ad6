import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK, nameOfChunk, type ChunkName } from '../../../core/attachments/chunk.ts';
import { silentLog } from '../../../core/base/log.ts';
import { decodeChunk, encodeChunk } from '../../../core/sync/chunk-codec.ts';
import { ChunkTrade } from '../../../core/sync/chunk-trade.ts';
import type { Urgency } from '../../../core/sync/chunk-plan.ts';
import type { Message } from '../../../core/sync/messages.ts';
import { seededRandom } from '../../world/random.ts';
import { deviceId, FakeReplica } from './fake-replica.ts';
import { RawPeer } from './raw-peer.ts';
import { start, World } from './world.ts';

const random = seededRandom(7);

/** A neighbour with chunks of its own. */
async function trader(world: World, name: string, replica: FakeReplica) {
  const kept = new Map<ChunkName, Uint8Array>();
  const trade = new ChunkTrade({ clock: world.clock, log: silentLog, read: (chunk) => kept.get(chunk) });
  const { engine, network, warnings } = world.engine(name, undefined);
  engine.addReplica(replica, trade);
  await start({ engine, network });
  return { kept, trade, engine, network, warnings };
}

async function street(seed: number, size: number) {
  const world = new World(seed);
  const founder = FakeReplica.founder('d0');
  const traders = [];
  for (let i = 0; i < size; i++) {
    const replica = i === 0 ? founder : new FakeReplica(`d${i}`);
    if (i > 0) founder.admitDevice(replica.device);
    traders.push(await trader(world, `p${i}`, replica));
  }
  return { world, founder, traders };
}

function put(kept: Map<ChunkName, Uint8Array>, size = 1_000): ChunkName {
  const sealed = random.bytes(size);
  const name = nameOfChunk(sealed);
  kept.set(name, sealed);
  return name;
}

/** What became of a search, once it has an end. */
function follow(trade: ChunkTrade, name: ChunkName, urgency: Urgency = 'now') {
  const seen: { found?: Uint8Array | null } = {};
  void trade.seek(name, urgency).then((sealed) => {
    seen.found = sealed ?? null;
  });
  return seen;
}

describe('chunks between neighbours', () => {
  it('[SYNC-23] [SYNC-24] come to whoever asks, and nobody is disturbed', async () => {
    const { world, traders } = await street(1, 2);
    const [a, b] = traders;
    await world.clock.advance(3_000);
    const names = Array.from({ length: 40 }, () => put(a!.kept, CHUNK + 16));
    const all = names.map((name) => follow(b!.trade, name));
    expect(await world.clock.runUntil(() => all.every(({ found }) => found), 60_000)).toBe(true);
    expect(all.map(({ found }) => found)).toEqual(names.map((name) => a!.kept.get(name)));
    expect([...a!.warnings, ...b!.warnings]).toEqual([]);
  });

  it('[SYNC-24] a chunk is found with whoever has it', async () => {
    const { world, traders } = await street(2, 3);
    await world.clock.advance(5_000);
    const [a, b, c] = traders;
    const ofB = put(b!.kept);
    const ofC = put(c!.kept);
    const seen = [ofB, ofC].map((name) => follow(a!.trade, name));
    expect(await world.clock.runUntil(() => seen.every(({ found }) => found), 60_000)).toBe(true);
    const nobodys = follow(a!.trade, nameOfChunk(random.bytes(9)));
    expect(await world.clock.runUntil(() => nobodys.found === null, 60_000)).toBe(true);
  });

  it('[SYNC-24] what nobody here has is said at once, and asked for when somebody comes', async () => {
    const { world, founder, traders } = await street(3, 1);
    const seen = follow(traders[0]!.trade, nameOfChunk(random.bytes(9)));
    await world.clock.advance(0);
    expect(seen.found).toBeNull();
    let comers = 0;
    traders[0]!.trade.onPartner.on(() => (comers += 1));
    const late = new FakeReplica('d1');
    founder.admitDevice(late.device);
    await trader(world, 'p1', late);
    expect(await world.clock.runUntil(() => comers > 0, 60_000)).toBe(true);
  });

  it('[SYNC-24] previews come before what is good to have, and what somebody waits for before both', async () => {
    const { world, traders } = await street(4, 2);
    const [a, b] = traders;
    await world.clock.advance(3_000);
    const order: string[] = [];
    const note = (label: Urgency, count: number) =>
      Array.from({ length: count }, () => put(a!.kept, CHUNK)).map((name) =>
        b!.trade.seek(name, label).then(() => order.push(label)),
      );
    const all = Promise.all([...note('later', 20), ...note('preview', 5), ...note('now', 5)]);
    await world.clock.drive(all);
    // The first eight were asked for before anything else was wanted.
    expect(order.slice(8, 18)).toEqual(
      [0, 1, 2, 3, 4].map(() => 'now').concat([0, 1, 2, 3, 4].map(() => 'preview')),
    );
  });

  it('[SYNC-24] after a cut it goes on with what is missing, with whoever is left', async () => {
    const { world, traders } = await street(5, 3);
    const [a, b, c] = traders;
    await world.clock.advance(5_000);
    const names = Array.from({ length: 60 }, () => put(a!.kept, CHUNK));
    for (const name of names) c!.kept.set(name, a!.kept.get(name)!);
    const all = names.map((name) => follow(b!.trade, name));
    await world.clock.runUntil(() => all.filter(({ found }) => found).length > 5, 60_000);
    await world.clock.drive(a!.network.stop());
    expect(await world.clock.runUntil(() => all.every(({ found }) => found), 120_000)).toBe(true);
  });
});

describe('a hostile neighbour', () => {
  async function besieged(seed: number) {
    const street1 = await street(seed, 1);
    const { world, founder, traders } = street1;
    const evil = new RawPeer(world);
    const replica = new FakeReplica('evil');
    founder.admitDevice(deviceId('evil'));
    await evil.connect('p0');
    await evil.meet('p0', replica);
    evil.send({ type: 'have', channel: 0, kind: 'authority', isWhole: true, tips: [] });
    evil.send({ type: 'have', channel: 0, kind: 'content', isWhole: true, tips: [] });
    await world.clock.advance(200);
    return { world, evil, victim: traders[0]! };
  }
  const asked = (heard: readonly Message[]) =>
    heard.flatMap((message) => (message.type === 'seek' ? message.names : []));

  it('[SYNC-24] [THREAT-35] that sends something else under a name is cut off, and nothing of it is believed', async () => {
    const { world, evil, victim } = await besieged(11);
    const seen = follow(victim.trade, nameOfChunk(random.bytes(10)));
    await world.clock.advance(100);
    const [name] = asked(evil.heard);
    evil.raw(encodeChunk({ type: 'chunk', channel: 0, name: name!, sealed: random.bytes(500) }));
    await world.clock.advance(200);
    expect(evil.isClosed).toBe(true);
    expect(seen.found).toBeNull();
    expect(victim.warnings.join()).toContain('CHUNK_FALSE');
  });

  it('[SYNC-24] that sends what nobody asked for is cut off after a while', async () => {
    const { world, evil, victim } = await besieged(12);
    const sealed = random.bytes(500);
    for (let i = 0; i < 12; i++)
      evil.raw(encodeChunk({ type: 'chunk', channel: 0, name: nameOfChunk(sealed), sealed }));
    await world.clock.advance(200);
    expect(evil.isClosed).toBe(true);
    expect(victim.warnings.join()).toContain('CHUNK_UNASKED');
  });

  it('[SYNC-23] that asks for more than it takes is cut off', async () => {
    const { world, evil, victim } = await besieged(13);
    const names = Array.from({ length: 16 }, () => put(victim.kept, CHUNK));
    for (let i = 0; i < 10; i++) evil.send({ type: 'seek', channel: 0, names });
    await world.clock.advance(2_000);
    expect(evil.isClosed).toBe(true);
    expect(victim.warnings.join()).toContain('SEEK_FLOOD');
  });

  it('[SYNC-24] that never answers holds up nobody for long', async () => {
    const { world, victim } = await besieged(14);
    const seen = follow(victim.trade, nameOfChunk(random.bytes(10)));
    expect(await world.clock.runUntil(() => seen.found === null, 40_000)).toBe(true);
  });

  it('[SYNC-23] whoever is no device of the community gets no chunk', async () => {
    const { world, founder, traders } = await street(15, 1);
    const name = put(traders[0]!.kept);
    const evil = new RawPeer(world);
    founder.admitDevice(deviceId('evil'));
    founder.removeDevice(deviceId('evil'));
    await evil.connect('p0');
    await evil.meet('p0', new FakeReplica('evil'));
    evil.send({ type: 'seek', channel: 0, names: [name] });
    await world.clock.advance(500);
    expect(evil.heard.filter(({ type }) => type === 'chunk')).toEqual([]);
  });
});

describe('the frame of a chunk', () => {
  it('[SYNC-3] is read as it was written, and nothing else is read', () => {
    fc.assert(
      fc.property(
        fc.nat(63),
        fc.option(fc.uint8Array({ minLength: 17, maxLength: 99 })),
        (channel, sealed) => {
          const name = nameOfChunk(random.bytes(4));
          const frame = encodeChunk({ type: 'chunk', channel, name, sealed });
          expect(decodeChunk(frame)).toEqual({ ok: true, value: { type: 'chunk', channel, name, sealed } });
          for (const length of [0, 1, 34, 36, 51]) {
            if (length < frame.length) expect(decodeChunk(frame.subarray(0, length)).ok).toBe(false);
          }
        },
      ),
    );
    const long = new Uint8Array(35 + CHUNK + 17);
    long[0] = 4;
    expect(decodeChunk(long).ok).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        decodeChunk(noise);
      }),
    );
  });
});
