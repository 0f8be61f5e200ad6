import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import type { ObjectId } from '../../../core/base/ids.ts';
import { FakeReplica } from './fake-replica.ts';
import { RawPeer } from './raw-peer.ts';
import { World, type Peer } from './world.ts';

const CHANNEL = toBase32(new Uint8Array(20).fill(7)) as ObjectId;
const OTHER = toBase32(new Uint8Array(20).fill(8)) as ObjectId;
const everybody = (): boolean => true;

async function neighbours(seed: number): Promise<{ world: World; a: Peer; b: Peer; c: Peer }> {
  const world = new World(seed);
  const [a, b, c] = (await world.community(3)) as [Peer, Peer, Peer];
  await world.clock.advance(3_000);
  return { world, a, b, c };
}

const typistsOf = (at: Peer) => at.engine.typists(at.replica.id);

/** A member's device that says what a test wants, on a session on which both have named what they hold. */
async function besieged(seed: number) {
  const world = new World(seed);
  const [a, b] = (await world.community(2)) as [Peer, Peer];
  const member = new FakeReplica('evil');
  a.replica.admitDevice(member.device);
  await world.clock.advance(3_000);
  const evil = new RawPeer(world);
  await evil.connect('p0');
  await evil.meet('p0', member);
  for (const kind of ['authority', 'content'] as const)
    evil.send({ type: 'have', channel: 0, kind, isWhole: true, tips: [] });
  await world.clock.advance(1_000);
  return { world, a, b, evil, member };
}

describe('typing', () => {
  it('[SYNC-25] is told to who may know, goes on while it lasts, and ends', async () => {
    const { world, a, b, c } = await neighbours(1);
    const mayKnow = (device: string): boolean => device === b.replica.device;
    for (let i = 0; i < 200; i++) {
      a.engine.sayTyping(a.replica.id, CHANNEL, mayKnow);
      await world.clock.advance(100);
    }
    expect(typistsOf(b)).toEqual([{ device: a.replica.device, place: CHANNEL }]);
    expect(typistsOf(c)).toEqual([]);
    a.engine.sayTyping(a.replica.id, null, mayKnow);
    await world.clock.advance(100);
    expect(typistsOf(b)).toEqual([]);
    world.expectPeace();
  });

  it('[SYNC-25] is forgotten when nothing more is heard, and when the session ends', async () => {
    const { world, a, b } = await neighbours(2);
    let changes = 0;
    b.engine.onTyping.on(() => (changes += 1));
    a.engine.sayTyping(a.replica.id, CHANNEL, everybody);
    await world.clock.advance(1_000);
    expect(typistsOf(b)).toHaveLength(1);
    await world.clock.advance(10_000);
    expect(typistsOf(b)).toEqual([]);
    expect(changes).toBe(2);
    a.engine.sayTyping(a.replica.id, CHANNEL, everybody);
    await world.clock.advance(1_000);
    await world.clock.drive(a.engine.stop());
    await world.clock.advance(1_000);
    expect(typistsOf(b)).toEqual([]);
    expect(changes).toBe(4);
  });

  it('[SYNC-25] [THREAT-38] by a page that goes mad stays below what neighbours put up with', async () => {
    const { world, a, b } = await neighbours(3);
    for (let i = 0; i < 3_000; i++) {
      a.engine.sayTyping(a.replica.id, i % 3 === 0 ? null : i % 3 === 1 ? CHANNEL : OTHER, everybody);
      await world.clock.advance(10);
    }
    world.expectPeace();
    await world.clock.advance(20_000);
    expect(typistsOf(b)).toEqual([]);
  });

  it('[SYNC-26] [THREAT-38] counts for the device at the other end alone, in one place, and writes nothing', async () => {
    const { world, a, b, evil, member } = await besieged(4);
    const before = JSON.stringify(a.replica.frontier());
    // On its own channel, and on others that may be those of somebody else.
    for (let channel = 0; channel < 8; channel++) evil.send({ type: 'typing', channel, place: CHANNEL });
    evil.send({ type: 'typing', channel: 0, place: OTHER });
    await world.clock.advance(500);
    expect(typistsOf(a)).toEqual([{ device: member.device, place: OTHER }]);
    // Nobody hands it on.
    expect(typistsOf(b)).toEqual([]);
    expect(JSON.stringify(a.replica.frontier())).toBe(before);
  });

  it('[SYNC-25] [THREAT-38] of a stranger, or before anything was compared, is not heard', async () => {
    const world = new World(5);
    const [a] = (await world.community(2)) as [Peer, Peer];
    await world.clock.advance(3_000);
    const stranger = new RawPeer(world);
    await stranger.connect('p0');
    stranger.send({ type: 'hello', nonce: new Uint8Array(32) });
    stranger.send({ type: 'tags', tags: [] });
    for (let channel = 0; channel < 8; channel++) stranger.send({ type: 'typing', channel, place: CHANNEL });
    await world.clock.advance(500);
    expect(typistsOf(a)).toEqual([]);

    const newcomer = new FakeReplica('new');
    a.replica.admitDevice(newcomer.device);
    const early = new RawPeer(world, 'early');
    await early.connect('p0');
    await early.meet('p0', newcomer);
    early.send({ type: 'typing', channel: 0, place: CHANNEL });
    await world.clock.advance(500);
    expect(typistsOf(a)).toEqual([]);
  });

  it('[SYNC-18] [SYNC-25] [THREAT-38] in floods ends the connection, and others are unharmed', async () => {
    const { world, a, b, evil } = await besieged(6);
    for (let i = 0; i < 200; i++) evil.send({ type: 'typing', channel: 0, place: i % 2 ? CHANNEL : OTHER });
    await world.clock.advance(1_000);
    expect(evil.isClosed).toBe(true);
    expect(typistsOf(a)).toEqual([]);
    expect(a.engine.status().peers.map(({ device }) => device)).toEqual([b.replica.device]);
    a.replica.write(3);
    b.replica.write(3);
    await world.converge();
  });
});
