import { describe, expect, it } from 'vitest';
import { encodeCbor } from '../../../core/base/cbor.ts';
import type { DeviceId } from '../../../core/base/ids.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import { encodeEntries } from '../../../core/sync/entries-codec.ts';
import { topicOf, sealNews } from '../../../core/sync/gossip.ts';
import { encodeRuns } from '../../../core/feed/run.ts';
import { seededRandom } from '../../world/random.ts';
import { deviceId, FakeReplica, FIRST_KEY, frontierOf } from './fake-replica.ts';
import { RawPeer } from './raw-peer.ts';
import { World, type Peer } from './world.ts';

/** Two honest neighbours, and one that is not. */
async function besieged(seed: number): Promise<{ world: World; a: Peer; b: Peer; evil: RawPeer }> {
  const world = new World(seed);
  const [a, b] = await world.community(2);
  await world.clock.advance(3_000);
  return { world, a: a!, b: b!, evil: new RawPeer(world) };
}

/** The honest ones go on as if nothing had been. */
async function expectUnharmed({ world, a, b }: { world: World; a: Peer; b: Peer }): Promise<void> {
  a.replica.write(3);
  b.replica.write(3);
  await world.converge();
  expect(a.engine.status().peers.filter(({ device }) => device === b.replica.device)).toHaveLength(1);
}

const garbage: readonly [string, Uint8Array][] = [
  ['noise', seededRandom(1).bytes(200)],
  ['an empty frame', new Uint8Array(0)],
  ['a large frame', new Uint8Array(1024 * 1024)],
  [
    'a large control message',
    encodeCbor([
      17,
      0,
      1,
      true,
      Array.from({ length: 9_000 }, () => [new Uint8Array(32), 1, new Uint8Array(32)]),
    ]),
  ],
  ['deep nesting', Uint8Array.of(0x82, 17, ...Array.from({ length: 5_000 }, () => 0x81))],
  ['a false length', Uint8Array.of(0x82, 2, 0x9b, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff)],
  ['entries that end early', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 1, 0)],
];

describe('a hostile peer', () => {
  it('[SYNC-4] [SYNC-18] [THREAT-18] that sends garbage is dropped, and others are unharmed', async () => {
    const siege = await besieged(1);
    for (const [name, frame] of garbage) {
      const evil = new RawPeer(siege.world, `evil ${name}`);
      await evil.connect('p0');
      evil.raw(frame);
      await siege.world.clock.advance(100);
      expect(evil.isClosed, name).toBe(true);
      await expectUnharmed(siege);
    }
  });

  it('[SYNC-4] that says nothing is dropped after a while', async () => {
    const siege = await besieged(2);
    await siege.evil.connect('p0');
    await siege.world.clock.advance(20_000);
    expect(siege.evil.isClosed).toBe(true);
    expect(siege.a.engine.status().connections).toBe(1);
  });

  it('[SYNC-4] [THREAT-30] without a session gets no answer to whatever it asks', async () => {
    const siege = await besieged(3);
    const { evil, world, a } = siege;
    await evil.connect('p0');
    evil.send({ type: 'hello', nonce: seededRandom(5).bytes(32) });
    evil.send({ type: 'tags', tags: [] });
    const device = a.replica.device;
    evil.send({ type: 'want', channel: 0, id: 1, ranges: [{ kind: 'content', device, from: 0, to: 9 }] });
    evil.send({ type: 'have', channel: 0, kind: 'authority', isWhole: true, tips: [] });
    evil.send({
      type: 'prove',
      channel: 0,
      whose: 'receiver',
      tag: 0,
      device,
      signature: new Uint8Array(64),
    });
    await world.clock.advance(1_000);
    expect(evil.heard.map(({ type }) => type)).toEqual(['hello', 'tags']);
    await expectUnharmed(siege);
  });

  it('[SYNC-4] without a session may send a little only', async () => {
    const siege = await besieged(4);
    await siege.evil.connect('p0');
    siege.evil.send({ type: 'hello', nonce: seededRandom(5).bytes(32) });
    for (let i = 0; i < 100; i++) siege.evil.send({ type: 'peers', channel: 0, own: ['/x'], others: [] });
    await siege.world.clock.advance(200);
    expect(siege.evil.isClosed).toBe(true);
    await expectUnharmed(siege);
  });

  it('[SYNC-8] [THREAT-24] may not ask to join without an invite', async () => {
    const siege = await besieged(5);
    let asked = 0;
    siege.a.replica.onAdmit = async () => {
      asked += 1;
      return { ok: false, code: 'X' };
    };
    await siege.evil.connect('p0');
    siege.evil.send({ type: 'hello', nonce: seededRandom(5).bytes(32) });
    siege.evil.send({ type: 'tags', tags: [seededRandom(6).bytes(16)] });
    siege.evil.send({ type: 'join', tag: 0, request: new Uint8Array(10) });
    await siege.world.clock.advance(200);
    expect(siege.evil.isClosed).toBe(true);
    expect(asked).toBe(0);
  });

  it('[SYNC-18] is banned for a while, and may come again', async () => {
    const siege = await besieged(6);
    const { evil, world } = siege;
    await evil.connect('p0');
    evil.raw(new Uint8Array(10));
    await world.clock.advance(100);
    expect(evil.isClosed).toBe(true);
    evil.heard.length = 0;
    await evil.connect('p0').catch(() => undefined);
    evil.send({ type: 'hello', nonce: seededRandom(5).bytes(32) });
    await world.clock.advance(1_000);
    expect(evil.heard).toEqual([]);
    await world.clock.advance(120_000);
    await evil.connect('p0');
    await world.clock.advance(1_000);
    expect(evil.heard.map(({ type }) => type)).toEqual(['hello']);
  });

  it('[SYNC-18] [THREAT-29] a member that floods is dropped with bounded memory', async () => {
    const floods: readonly ((evil: RawPeer, a: Peer) => void)[] = [
      (evil) => {
        for (let i = 0; i < 3_000; i++)
          evil.send({ type: 'have', channel: 0, kind: 'content', isWhole: true, tips: [] });
      },
      (evil, { replica }) => {
        replica.read = () => new Promise(() => {});
        const ranges = [{ kind: 'authority' as const, device: replica.device, from: 0, to: 9 }];
        for (let i = 1; i < 50; i++) evil.send({ type: 'want', channel: 0, id: i, ranges });
      },
      (evil) => {
        for (let i = 0; i < 20; i++) {
          const tips = Array.from({ length: 4_000 }, (_, n) => ({
            kind: 'content' as const,
            device: toBase32(seededRandom(i * 4_000 + n).bytes(32)) as DeviceId,
            seq: 1,
            id: '00'.repeat(32) as never,
          }));
          evil.send({ type: 'have', channel: 0, kind: 'content', isWhole: false, tips });
        }
      },
    ];
    for (const [at, flood] of floods.entries()) {
      const siege = await besieged(10 + at);
      const member = new FakeReplica('d7');
      siege.a.replica.admitDevice(member.device);
      await siege.evil.connect('p0');
      await siege.evil.meet('p0', member);
      expect(siege.evil.heard.some(({ type }) => type === 'have')).toBe(true);
      flood(siege.evil, siege.a);
      await siege.world.clock.advance(2_000);
      expect(siege.evil.isClosed, `flood ${at}`).toBe(true);
      if (at !== 1) await expectUnharmed(siege);
    }
  });

  it('[SYNC-14] a member that promises what it never sends holds nobody up', async () => {
    const siege = await besieged(20);
    const { evil, a, b, world } = siege;
    const member = new FakeReplica('d7');
    a.replica.admitDevice(member.device);
    await world.converge(60_000);
    await evil.connect('p0');
    await evil.meet('p0', member);
    const tips = [a.replica.device, b.replica.device, member.device].map((device) => {
      return { kind: 'content' as const, device, seq: 1_000_000, id: '00'.repeat(32) as never };
    });
    evil.send({ type: 'have', channel: 0, kind: 'authority', isWhole: true, tips: [] });
    evil.send({ type: 'have', channel: 0, kind: 'content', isWhole: true, tips });
    await world.clock.advance(1_000);
    expect(evil.heard.filter(({ type }) => type === 'want').length).toBeGreaterThan(0);
    b.replica.write(2_000);
    await world.clock.advance(5_000);
    b.replica.write(2_000);
    await world.clock.advance(90_000);
    expect(frontierOf(a.replica)).toEqual(frontierOf(b.replica));
    const wants = evil.heard.filter(({ type }) => type === 'want').length;
    await world.clock.advance(3_600_000);
    // Asked again later and later, and never in a stream.
    expect(evil.heard.filter(({ type }) => type === 'want').length - wants).toBeLessThan(100);
  });

  it('[THREAT-43] a copy with a bad signature comes first, and the real entry is still accepted', async () => {
    const siege = await besieged(21);
    const { evil, a, b, world } = siege;
    const member = new FakeReplica('d7');
    a.replica.admitDevice(member.device);
    await world.converge();
    await evil.connect('p1');
    await evil.meet('p1', member);
    world.mesh.partition(['p0'], ['p1', 'evil']);
    await world.clock.advance(3_000);
    a.replica.write(1);
    const run = (await a.replica.read('content', a.replica.device, 0, 0, 1e6))!;
    const spoilt = {
      ...run,
      records: run.records.map((record) => ({ ...record, signature: new Uint8Array(64).fill(1) })),
    };
    evil.raw(encodeEntries({ type: 'entries', channel: 0, id: 0, isLast: true, runs: [spoilt] }));
    await world.clock.advance(2_000);
    expect(b.replica.tip('content', a.replica.device)).toBeUndefined();
    world.mesh.heal();
    a.engine.wake();
    await world.converge();
  });

  it('[SYNC-17] [THREAT-29] broadcasts of strangers count against whoever hands them on, and change nothing', async () => {
    const siege = await besieged(22);
    const { evil, a, world } = siege;
    const topic = topicOf(FIRST_KEY);
    evil.network.join(topic, () => 'pass');
    await evil.connect('p0');
    for (let i = 0; i < 50; i++) evil.network.publish(topic, seededRandom(i).bytes(500));
    await world.clock.advance(1_000);
    expect(a.network.rejections('evil')).toBe(50);
    await expectUnharmed(siege);
  });

  it('[SYNC-17] news of an unknown device, or with a gap, is left aside without blame', async () => {
    const siege = await besieged(23);
    const { evil, a, world } = siege;
    const topic = topicOf(FIRST_KEY);
    evil.network.join(topic, () => 'pass');
    await evil.connect('p0');
    const unknown = FakeReplica.founder('d8');
    unknown.write(3);
    const publish = async (replica: FakeReplica, from: number): Promise<void> => {
      const run = (await replica.read('content', replica.device, from, from + 5, 1e6))!;
      evil.network.publish(topic, sealNews(FIRST_KEY, topic, encodeRuns([run]), world.random));
    };
    await publish(unknown, 0);
    const before = a.replica.received.calls;
    await world.clock.advance(1_000);
    expect(a.network.rejections('evil')).toBe(0);
    expect(a.replica.received.calls).toBe(before);
    expect(a.replica.tip('content', deviceId('d8'))).toBeUndefined();
  });
});
