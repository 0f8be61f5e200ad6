import { describe, expect, it } from 'vitest';
import { DialBook } from '../../../core/sync/dial-book.ts';
import { RateBucket } from '../../../core/sync/rate-bucket.ts';
import { BANNED_AT, Strikes } from '../../../core/sync/strikes.ts';
import { SimulatedClock } from '../../world/clock.ts';
import { seededRandom } from '../../world/random.ts';
import { World } from './world.ts';

const nobody = (): boolean => false;

describe('the dial book', () => {
  it('[SYNC-19] waits longer after each failure, never for ever, and a little differently each time', () => {
    const book = new DialBook([], 0, seededRandom(1));
    book.add('/memory/a', 0);
    let now = 0;
    const waits: number[] = [];
    for (let i = 0; i < 20; i++) {
      expect(book.due(now, nobody)).toEqual(['/memory/a']);
      book.dialling('/memory/a');
      expect(book.due(now, nobody)).toEqual([]);
      book.failed('/memory/a', now);
      const next = book.nextAt(nobody)!;
      waits.push(next - now);
      now = next;
    }
    expect(waits[0]).toBeLessThan(1_500);
    expect(waits[4]).toBeGreaterThan(8_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(450_000);
    expect(new Set(waits).size).toBe(20);
  });

  it('[SYNC-19] tries at once after a loss, and when the machine wakes', () => {
    const book = new DialBook([{ address: '/memory/a', reached: 5 }], 0, seededRandom(2));
    for (let i = 0; i < 8; i++) book.failed('/memory/a', 0);
    expect(book.due(1_000, nobody)).toEqual([]);
    book.wake(1_000);
    expect(book.due(1_000, nobody)).toEqual(['/memory/a']);
    book.failed('/memory/a', 1_000);
    book.lost('a', 1_000);
    expect(book.nextAt(nobody)).toBeLessThan(2_000);
    book.rest('a', 9_000);
    expect(book.nextAt(nobody)).toBe(9_000);
  });

  it('[SYNC-19] leaves those alone for longer each time who hang up at once, however often they are heard of', () => {
    const book = new DialBook([], 0, seededRandom(5));
    book.add('/memory/a', 0);
    let now = 0;
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      book.dialling('/memory/a');
      book.reached('/memory/a', now);
      book.turnedAway('a', now);
      // It announces itself on the network, as it does every few seconds.
      book.add('/memory/a', now + 1);
      const next = book.nextAt(nobody)!;
      expect(book.due(next - 1, nobody)).toEqual([]);
      waits.push(next - now);
      now = next;
    }
    expect(waits[0]).toBeLessThan(1_500);
    expect(waits[4]).toBeGreaterThan(8_000);
    expect(waits.at(-1)).toBeGreaterThan(150_000);
    // The machine wakes: that may be another network. And one connection that is of use makes up for it all.
    book.wake(now);
    expect(book.due(now, nobody)).toEqual(['/memory/a']);
    book.lost('a', now);
    book.turnedAway('a', now);
    expect(book.nextAt(nobody)! - now).toBeLessThan(1_500);
  });

  it('[SYNC-19] is bounded, keeps who has answered, and lets go of who never did', () => {
    const book = new DialBook([{ address: '/memory/friend', reached: 1 }], 0, seededRandom(3));
    for (let i = 0; i < 1_000; i++) book.add(`/memory/x${i}`, 0);
    expect(book.saved().length).toBe(256);
    for (const { address } of book.saved()) book.failed(address, 0);
    expect(book.add('/memory/new', 0)).toBe(true);
    expect(book.saved().length).toBe(256);
    expect(book.saved().some(({ address }) => address === '/memory/friend')).toBe(true);
    for (let i = 0; i < 30; i++) for (const { address } of book.saved()) book.failed(address, 0);
    expect(book.saved()).toEqual([{ address: '/memory/friend', reached: 1 }]);
  });

  it('[SYNC-19] leaves connected peers alone, and tries those first that answered last', () => {
    const book = new DialBook(
      [
        { address: '/memory/old', reached: 1 },
        { address: '/memory/late', reached: 9 },
      ],
      0,
      seededRandom(4),
    );
    book.add('/memory/never', 0);
    expect(book.due(0, nobody)).toEqual(['/memory/late', '/memory/old', '/memory/never']);
    expect(book.due(0, (address) => address === '/memory/late')).toEqual(['/memory/old', '/memory/never']);
  });
});

describe('the dialer', () => {
  it('[SYNC-18] [SYNC-19] does not run against the door of a neighbour that turns it away', async () => {
    const world = new World(8);
    const [a] = await world.community(1);
    const closed = world.mesh.network('z-closed');
    let calls = 0;
    closed.onConnect(({ remote }) => {
      calls += 1;
      void closed.hangUp(remote);
    });
    await closed.start();
    a!.engine.addAddresses(['/memory/z-closed']);
    for (let minute = 0; minute < 60; minute++) {
      await world.clock.advance(60_000);
      a!.engine.addAddresses(['/memory/z-closed']);
    }
    expect(calls).toBeGreaterThan(8);
    expect(calls).toBeLessThan(40);
  });
});

describe('strikes', () => {
  it('[SYNC-18] add up to a ban that ends, fade, and cost more each time', async () => {
    const clock = new SimulatedClock();
    const strikes = new Strikes(clock);
    expect(strikes.strike('a', BANNED_AT - 1)).toBe(false);
    await clock.advance(60_000);
    expect(strikes.strike('a', 10)).toBe(false);
    expect(strikes.strike('a', 20)).toBe(true);
    expect(strikes.isBanned('a')).toBe(true);
    expect(strikes.isBanned('b')).toBe(false);
    await clock.advance(60_000);
    expect(strikes.isBanned('a')).toBe(false);
    strikes.strike('a', BANNED_AT);
    await clock.advance(60_000);
    expect(strikes.isBanned('a')).toBe(true);
    await clock.advance(60_000);
    expect(strikes.isBanned('a')).toBe(false);
  });

  it('[SYNC-18] are remembered of so many peers only', () => {
    const strikes = new Strikes(new SimulatedClock());
    for (let i = 0; i < 3_000; i++) strikes.strike(`p${i}`, BANNED_AT);
    expect(strikes.isBanned('p0')).toBe(false);
    expect(strikes.isBanned('p2999')).toBe(true);
  });

  it('[SYNC-18] a bucket lets so many through at once, and so many each second', async () => {
    const clock = new SimulatedClock();
    const bucket = new RateBucket(clock, 10, 2);
    const taken = (): number => Array.from({ length: 50 }, () => bucket.take()).filter(Boolean).length;
    expect(taken()).toBe(10);
    expect(taken()).toBe(0);
    await clock.advance(3_000);
    expect(taken()).toBe(6);
  });
});
