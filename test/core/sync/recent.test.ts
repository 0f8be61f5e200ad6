import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../core/base/ids.ts';
import { encodeEntries } from '../../../core/sync/entries-codec.ts';
import { FakeReplica } from './fake-replica.ts';
import { RawPeer } from './raw-peer.ts';
import { World, type Peer } from './world.ts';

/** Somebody who has just been admitted, beside a member that says whatever a test wants, and claims 5,000 entries. */
async function besideNewcomer(seed: number): Promise<{ world: World; evil: RawPeer; a: Peer }> {
  const world = new World(seed);
  const [a] = (await world.community(1)) as [Peer];
  const member = new FakeReplica('d7');
  a.replica.admitDevice(member.device);
  const evil = new RawPeer(world);
  await evil.connect('p0');
  await evil.meet('p0', member);
  evil.send({ type: 'have', channel: 0, kind: 'authority', isWhole: true, tips: [] });
  claim(evil, a.replica.device);
  await world.clock.advance(500);
  return { world, evil, a };
}

function claim(evil: RawPeer, device: DeviceId): void {
  const tips = [{ kind: 'content' as const, device, seq: 5_000, id: '00'.repeat(32) as never }];
  evil.send({ type: 'have', channel: 0, kind: 'content', isWhole: true, tips });
}

const asked = (evil: RawPeer): number => evil.heard.filter(({ type }) => type === 'recent').length;

describe('the newest entries first', () => {
  it('[SYNC-22] a newcomer gets them from one neighbour, before the bulk, and everything after', async () => {
    const world = new World(31);
    const [a] = (await world.community(2)) as [Peer, Peer];
    a.replica.write(3_000);
    await world.converge();
    const late = new FakeReplica('d5');
    a.replica.admitDevice(late.device);
    const fresh = await world.join('p5', late);
    await world.clock.runUntil(() => late.tailsCame.length > 0, 10_000);
    expect(late.tip('content', a.replica.device)?.seq ?? -1).toBeLessThan(2_999);
    expect(late.tailsCame[0]!.at(-1)!.run.records).toHaveLength(64);
    await world.converge();
    await world.clock.advance(3_000);
    expect(late.tailsCame).toHaveLength(1);
    expect(late.catchingUp).toEqual([true, false]);
    expect(fresh.warnings).toEqual([]);
    world.expectPeace();
    await world.expectQuiet();
  });

  it('[SYNC-22] a neighbour that never answers, as of an older version, breaks nothing and is not asked again', async () => {
    const { world, evil, a } = await besideNewcomer(32);
    expect(asked(evil)).toBe(1);
    await world.clock.advance(20_000);
    expect(asked(evil)).toBe(1);
    expect(evil.isClosed).toBe(false);
    const honest = new FakeReplica('d5');
    a.replica.admitDevice(honest.device);
    honest.write(2_000);
    await world.join('p5', honest);
    await world.clock.runUntil(() => a.replica.tailsCame.length > 0, 30_000);
    expect(a.replica.tailsCame).toHaveLength(1);
  });

  it('[SYNC-18] [SYNC-22] [THREAT-8] what does not hold counts against the sender; what nobody asked for is a fault', async () => {
    const { world, evil, a } = await besideNewcomer(33);
    a.replica.tailVerdict = { ok: false, code: 'TAIL_UNPROVEN' };
    const frame = encodeEntries({ type: 'tails', channel: 0, tails: [] });
    evil.raw(frame);
    await world.clock.advance(100);
    expect(a.warnings.some((line) => line.includes('TAIL_UNPROVEN'))).toBe(true);
    expect(evil.isClosed).toBe(false);
    evil.raw(frame);
    await world.clock.advance(100);
    expect(a.warnings.some((line) => line.includes('TAILS_UNASKED'))).toBe(true);
    expect(evil.isClosed).toBe(true);
  });

  it('[SYNC-22] [THREAT-29] [THREAT-30] are given once, and to nobody who may not have content', async () => {
    const { world, evil } = await besideNewcomer(34);
    evil.send({ type: 'recent', channel: 0 });
    await world.clock.advance(200);
    expect(evil.heard.filter(({ type }) => type === 'tails')).toHaveLength(1);
    evil.send({ type: 'recent', channel: 0 });
    await world.clock.advance(200);
    expect(evil.isClosed).toBe(true);
    const stranger = new RawPeer(world, 'eve');
    await stranger.connect('p0');
    stranger.send({ type: 'hello', nonce: new Uint8Array(32).fill(3) });
    stranger.send({ type: 'tags', tags: [] });
    stranger.send({ type: 'recent', channel: 0 });
    await world.clock.advance(1_000);
    expect(stranger.heard.some(({ type }) => type === 'tails')).toBe(false);
  });
});
