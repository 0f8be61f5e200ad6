import { describe, expect, it } from 'vitest';
import { DayBudget, setDayLimit } from '../../../core/sync/day-budget.ts';
import type { Run } from '../../../core/feed/run.ts';
import { SimulatedClock } from '../../world/clock.ts';
import { FakeReplica } from './fake-replica.ts';
import { World, type Peer } from './world.ts';

const DAY = 24 * 60 * 60 * 1000;
const LIMIT = 64 * 1024;

function heldOf(peer: Peer, of: Peer): number {
  return (peer.replica.tip('content', of.replica.device)?.seq ?? -1) + 1;
}

/** Everybody takes at most 64 KiB of a device in a day. */
async function street(seed: number, size: number): Promise<{ world: World; peers: Peer[] }> {
  // Five minutes before midnight.
  const world = new World(seed, {}, new SimulatedClock(Date.UTC(2026, 0, 1, 23, 55)));
  const peers = await world.community(size);
  for (const { replica } of peers) await setDayLimit(replica, LIMIT);
  await world.clock.advance(3_000);
  return { world, peers };
}

/** Four hundred kilobytes, in a tenth of which a signature proves each. */
async function fill(world: World, flood: Peer): Promise<void> {
  for (let i = 0; i < 20; i++) {
    flood.replica.write(5, 4_000);
    await world.clock.advance(2_000);
  }
}

/** The limit, and the frame with which it is passed. */
const MOST = LIMIT / 4_000 + 5;

describe('a device that fills the disks of others', () => {
  it('[SYNC-28] [THREAT-41] is taken as far as the limit of a day, goes on the next day, and nobody is harmed', async () => {
    const { world, peers } = await street(1, 3);
    const [a, b, flood] = peers as [Peer, Peer, Peer];
    await fill(world, flood);
    const first = heldOf(a, flood);
    expect(first).toBeGreaterThan(0);
    // What one of the two has taken costs the other nothing: together they take what both have to spend at most.
    expect(first).toBeLessThanOrEqual(2 * MOST);
    expect(heldOf(b, flood)).toBe(first);
    expect(a.engine.delayed(a.replica.id)).toEqual([
      { device: flood.replica.device, until: (Math.floor(world.clock.now() / DAY) + 1) * DAY },
    ]);

    // Others write and get everything; with each other they are in step.
    a.replica.write(20, 500);
    b.replica.write(20, 500);
    await world.clock.advance(30_000);
    expect([heldOf(b, a), heldOf(a, b), heldOf(flood, a)]).toEqual([20, 20, 20]);
    const withB = a.engine.status().peers.find(({ device }) => device === b.replica.device);
    expect(withB).toMatchObject({ inStep: true, behind: 0 });

    await world.clock.advance(DAY - (world.clock.now() % DAY) + 20_000);
    expect(heldOf(a, flood)).toBeGreaterThan(first);
    expect(heldOf(a, flood)).toBeLessThan(100);
    // The person at this device lets more of it in.
    await setDayLimit(a.replica, 10 * LIMIT);
    a.engine.reconsider(a.replica.id);
    await world.clock.advance(20_000);
    expect([heldOf(a, flood), heldOf(b, flood)]).toEqual([100, 100]);
    expect(a.engine.delayed(a.replica.id)).toEqual([]);
  });

  it('[SYNC-28] a newcomer, and who was away for long, get at once what the others hold', async () => {
    const { world, peers } = await street(2, 2);
    const [a, author] = peers as [Peer, Peer];
    await setDayLimit(a.replica, 10 * LIMIT);
    await fill(world, author);
    expect(heldOf(a, author)).toBe(100);
    await world.clock.drive(author.engine.stop());
    const newcomer = new FakeReplica('d9');
    await setDayLimit(newcomer, LIMIT);
    a.replica.admitDevice(newcomer.device);
    const late = await world.join('p9', newcomer);
    await world.clock.advance(20_000);
    expect(heldOf(late, author)).toBe(100);
    expect(late.engine.delayed(newcomer.id)).toEqual([]);
  });

  it('[SYNC-28] what somebody else holds and refers to is taken, also of a device that is held back', async () => {
    const { world, peers } = await street(3, 3);
    const [a, b, flood] = peers as [Peer, Peer, Peer];
    // Ben has a larger disk, so that he holds more of it than Ana takes by herself.
    await setDayLimit(b.replica, 4 * LIMIT);
    await fill(world, flood);
    expect(heldOf(b, flood)).toBeGreaterThan(MOST);
    expect(heldOf(a, flood)).toBe(heldOf(b, flood));
  });
});

describe('the count of a day', () => {
  const author = new FakeReplica('d1');
  author.write(30, 4_000);
  const run = async (from: number, to: number): Promise<Run> =>
    (await author.read('content', author.device, from, to, 1e9))!;

  it('[SYNC-28] [THREAT-41] holds over a restart, and ends with the day; a clock set back ends it too', async () => {
    const clock = new SimulatedClock();
    const here = new FakeReplica('d0');
    await setDayLimit(here, LIMIT);
    const before = new DayBudget(here, clock);
    const takes = async (budget: DayBudget, from: number): Promise<boolean> =>
      budget.take(await run(from, from + 4), from - 1);
    let at = 0;
    while (at < 25 && (await takes(before, at))) at += 5;
    expect([at, before.isDelayed(author.device)]).toEqual([20, true]);
    before.stop();

    const after = new DayBudget(here, clock);
    expect([await takes(after, at), after.isDelayed(author.device)]).toEqual([false, true]);
    await clock.advance(DAY);
    expect(after.isDelayed(author.device)).toBe(false);
    expect(await takes(after, at)).toBe(true);
    after.stop();
    expect(new DayBudget(here, new SimulatedClock()).take(await run(0, 29), -1)).toBe(true);
  });

  it('[SYNC-28] counts nothing twice, and nothing that others hold', async () => {
    const here = new FakeReplica('d0');
    await setDayLimit(here, LIMIT);
    const budget = new DayBudget(here, new SimulatedClock());
    for (let i = 0; i < 50; i++) expect(budget.take(await run(0, 9), -1)).toBe(true);
    expect(budget.take(await run(0, 29), 29)).toBe(true);
    expect(budget.isDelayed(author.device)).toBe(false);
    expect(budget.take(await run(10, 14), 9)).toBe(true);
  });
});
