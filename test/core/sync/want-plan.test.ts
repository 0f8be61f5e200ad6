import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../core/base/ids.ts';
import type { FeedKind } from '../../../core/feed/entry.ts';
import type { Run } from '../../../core/feed/run.ts';
import { chunkOf, endOfChunk } from '../../../core/sync/chunk.ts';
import type { Frontier } from '../../../core/sync/frontier.ts';
import {
  MAX_AHEAD,
  MAX_RANGE,
  MAX_WANT_ENTRIES,
  MAX_WANT_RANGES,
  RETRY_FIRST,
} from '../../../core/sync/limits.ts';
import type { Range } from '../../../core/sync/messages.ts';
import { WantPlan } from '../../../core/sync/want-plan.ts';
import { times } from './tier.ts';

const KINDS: readonly FeedKind[] = ['authority', 'content'];

function frontier(authority: Record<string, number>, content: Record<string, number> = {}): Frontier {
  const marks = (tips: Record<string, number>) =>
    new Map(Object.entries(tips).map(([device, seq]) => [device as DeviceId, { seq, id: null }]));
  return { authority: marks(authority), content: marks(content) };
}

class Shelf {
  readonly held = new Map<string, number>();
  readonly unnamed = new Set<string>();
  readonly forked = new Set<string>();
  readonly plan = new WantPlan({
    seq: (kind, device) => this.held.get(kind + device) ?? -1,
    isNamed: (device) => !this.unnamed.has(device),
    isDelayed: () => false,
    isForked: (kind, device) => this.forked.has(kind + device),
  });

  /** The neighbour answers in full, and the gate lets everything in. */
  answer(neighbour: number, ranges: readonly Range[], now = 0): void {
    let stored = 0;
    const runs = ranges.map(({ kind, device, from, to }): Run => {
      stored += Math.max(0, to - Math.max(from - 1, this.held.get(kind + device) ?? -1));
      this.held.set(kind + device, Math.max(to, this.held.get(kind + device) ?? -1));
      return { kind, device, from, prev: null, records: Array.from({ length: to - from + 1 }) as never };
    });
    this.plan.arrived(runs, stored);
    this.plan.answered(neighbour, ranges, now);
  }
}

describe('the plan of wants', () => {
  it('[SYNC-10] asks for authority first', () => {
    const shelf = new Shelf();
    const theirs = frontier({ a: 3 }, { a: 5 });
    const first = shelf.plan.next(1, theirs, KINDS, 0);
    expect(first).toEqual([{ kind: 'authority', device: 'a', from: 0, to: 3 }]);
    expect(shelf.plan.next(1, theirs, KINDS, 0)).toEqual([]);
    shelf.answer(1, first);
    expect(shelf.plan.next(1, theirs, KINDS, 0)).toEqual([{ kind: 'content', device: 'a', from: 0, to: 5 }]);
  });

  it('[SYNC-12] gives a feed to one neighbour at a time', () => {
    const shelf = new Shelf();
    const theirs = frontier({}, { a: 5_000, b: 10 });
    const first = shelf.plan.next(1, theirs, KINDS, 0);
    expect(new Set(first.map(({ device }) => device))).toEqual(new Set(['a', 'b']));
    expect(shelf.plan.next(2, theirs, KINDS, 0)).toEqual([]);
    shelf.plan.leave(1);
    expect(shelf.plan.next(2, theirs, KINDS, 0)).toEqual(first);
  });

  it('[SYNC-13] never runs far ahead of what is stored, however many feeds there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 0, max: 5_000 }), (feeds, length) => {
        const shelf = new Shelf();
        const tips = Object.fromEntries(Array.from({ length: feeds }, (_, i) => [`d${i}`, length]));
        const theirs = frontier({}, tips);
        let asked = 0;
        for (;;) {
          const ranges = shelf.plan.next(1, theirs, KINDS, 0);
          if (ranges.length === 0) break;
          const entries = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
          expect(ranges.length).toBeLessThanOrEqual(MAX_WANT_RANGES);
          expect(entries).toBeLessThanOrEqual(MAX_WANT_ENTRIES);
          for (const { from, to } of ranges) expect(to - from).toBeLessThan(MAX_RANGE);
          asked += entries;
        }
        expect(asked).toBeGreaterThan(0);
        expect(asked).toBeLessThanOrEqual(Math.max(MAX_AHEAD * 2, 32 * feeds));
      }),
      { numRuns: times(60) },
    );
  });

  it('[SYNC-12] asks for everything, once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(3_000), { minLength: 1, maxLength: 30 }),
        fc.nat(1_000),
        (lengths, seed) => {
          const shelf = new Shelf();
          const tips = Object.fromEntries(lengths.map((length, i) => [`d${i}`, length]));
          const theirs = frontier({}, tips);
          const open: { neighbour: number; ranges: Range[] }[] = [];
          const seen = new Map<string, number>();
          for (let turn = seed; ; turn += 7) {
            for (const neighbour of [1, 2, 3]) {
              const ranges = shelf.plan.next(neighbour, theirs, KINDS, 0);
              if (ranges.length === 0) continue;
              open.push({ neighbour, ranges });
              for (const { device, from, to } of ranges) {
                expect(from).toBe((seen.get(device) ?? -1) + 1);
                seen.set(device, to);
              }
            }
            if (open.length === 0) break;
            // Neighbours answer in any order; each one's answers come in theirs.
            const neighbour = open[turn % open.length]!.neighbour;
            const at = open.findIndex((one) => one.neighbour === neighbour);
            const [answered] = open.splice(at, 1);
            shelf.answer(answered!.neighbour, answered!.ranges);
          }
          expect(Object.fromEntries(seen)).toEqual(tips);
        },
      ),
      { numRuns: times(60) },
    );
  });

  it('[SYNC-14] what was promised and does not come is asked of somebody else, and of the liar later and later', () => {
    const shelf = new Shelf();
    const theirs = frontier({}, { a: 9 });
    let now = 0;
    const waits: number[] = [];
    for (let round = 0; round < 4; round++) {
      const ranges = shelf.plan.next(1, theirs, KINDS, now);
      expect(ranges).toHaveLength(1);
      shelf.plan.answered(1, ranges, now);
      expect(shelf.plan.isExcused(1, 'content', 'a' as DeviceId, now)).toBe(true);
      const began = now;
      while (shelf.plan.isExcused(1, 'content', 'a' as DeviceId, now)) now += 1_000;
      waits.push(now - began);
    }
    expect(waits).toEqual([RETRY_FIRST, 2 * RETRY_FIRST, 4 * RETRY_FIRST, 8 * RETRY_FIRST]);
    shelf.plan.overdue(1, shelf.plan.next(1, theirs, KINDS, now), now);
    expect(shelf.plan.next(2, theirs, KINDS, now)).toHaveLength(1);
  });

  it('[SYNC-14] what waits at the gate for something that nobody sends is asked for anew', () => {
    const shelf = new Shelf();
    const theirs = frontier({}, { a: 9 });
    const ranges = shelf.plan.next(1, theirs, KINDS, 0);
    const runs: Run[] = [
      {
        kind: 'content',
        device: 'a' as DeviceId,
        from: 0,
        prev: null,
        records: Array.from({ length: 10 }) as never,
      },
    ];
    shelf.plan.arrived(runs, 0);
    shelf.plan.answered(1, ranges, 0);
    expect(shelf.plan.next(1, theirs, KINDS, 0)).toEqual([]);
    expect(shelf.plan.next(2, theirs, KINDS, 0)).toEqual(ranges);
  });

  it('[SYNC-12] asks for nothing of a device that nobody has named, nor of one that has forked', () => {
    const shelf = new Shelf();
    shelf.unnamed.add('a');
    shelf.forked.add('contentb');
    expect(shelf.plan.next(1, frontier({}, { a: 3, b: 3 }), KINDS, 0)).toEqual([]);
    shelf.unnamed.clear();
    expect(shelf.plan.next(1, frontier({}, { a: 3, b: 3 }), KINDS, 0)).toHaveLength(1);
  });

  it('[SYNC-15] looks back for the place where two histories part, and comes to an end', () => {
    const shelf = new Shelf();
    shelf.held.set('contenta', 5_000);
    shelf.plan.suspect(1, 'content', 'a' as DeviceId, 5_000);
    const asked: Range[] = [];
    for (;;) {
      const [range] = shelf.plan.next(1, frontier({}), KINDS, 0);
      if (!range) break;
      asked.push(range);
      shelf.plan.answered(1, [range], 0);
    }
    expect(asked[0]).toMatchObject({ from: 4_985, to: 5_000 });
    expect(asked.at(-1)).toMatchObject({ from: 0 });
    for (const [i, range] of asked.slice(1).entries()) expect(range.to).toBe(asked[i]!.from - 1);
    shelf.plan.suspect(1, 'content', 'a' as DeviceId, 5_000);
    expect(shelf.plan.next(1, frontier({}), KINDS, 0)).toEqual([]);
  });

  it('[SYNC-13] chunks end where a signature is kept', () => {
    for (const feeds of [1, 2, 3, 8, 30, 64]) {
      const chunk = chunkOf(feeds);
      for (const from of [0, 1, 255, 256, 300, 70_000]) expect((endOfChunk(from, chunk) + 1) % 256).toBe(0);
    }
    expect(chunkOf(100_000)).toBe(32);
  });
});
