/**
 * Entries that have come but cannot be stored yet: their proof (a later signature of the feed) or their parents are
 * missing. Bounded in entries and bytes; what does not fit is dropped and asked for again, which loses nothing.
 *
 * Guarantees: an entry leaves only when it is proven, in the order of its feed. [GATE-2] [GATE-3]
 */
import type { EntryId } from '../base/ids.ts';
import { chain, type ChainStart } from '../feed/chain.ts';
import type { ChainedEntry, EntryRecord } from '../feed/entry.ts';
import { provenCount } from '../feed/proven.ts';
import type { Run } from '../feed/run.ts';
import type { FeedState } from './feed-table.ts';

/** Entries of one feed, without gaps; the one at `next` comes right after the last one stored. */
interface Lane {
  readonly feed: FeedState;
  entries: ChainedEntry[];
  next: number;
  /** The entries before this index are proven. */
  proven: number;
}

export interface StagingLimits {
  readonly entries: number;
  readonly bytes: number;
  /** Unproven entries in a row: an honest sender includes a signature at least every 256. */
  readonly unproven: number;
}

export const STAGING_LIMITS: StagingLimits = { entries: 32_768, bytes: 48 * 1024 * 1024, unproven: 2_048 };

export type Offered =
  /** `code`: why the rest of the range was not taken. */
  | { readonly outcome: 'staged'; readonly duplicate: number; readonly code?: string }
  /** Nothing new in it; it may still hold other entries than ours for the same places. */
  | { readonly outcome: 'known' }
  /** It starts beyond what is held. */
  | { readonly outcome: 'gap' }
  | { readonly outcome: 'full' }
  | { readonly outcome: 'refused'; readonly code: string };

export class Staging {
  readonly #limits: StagingLimits;
  readonly #lanes = new Map<number, Lane>();
  /** Of the entries that wait. */
  readonly #ids = new Set<EntryId>();
  #entries = 0;
  #bytes = 0;

  constructor(limits: StagingLimits = STAGING_LIMITS) {
    this.#limits = limits;
  }

  /** Entries that wait. */
  get size(): number {
    return this.#entries;
  }

  /** Does that entry wait here? Then it is not stored. */
  holds(id: EntryId): boolean {
    return this.#ids.has(id);
  }

  /** The entry of that feed that waits for that place. */
  waitingAt(feed: FeedState, seq: number): EntryId | undefined {
    const lane = this.#lanes.get(feed.number);
    return lane?.entries[lane.next + seq - feed.seq - 1]?.id;
  }

  /**
   * `isErased`: which entries their author has withdrawn. Any other entry that comes without its payload is left aside,
   * and so is what follows: whoever sent it may want to keep the payload from us. [THREAT-45]
   */
  offer(feed: FeedState, run: Run, isErased: (seq: number) => boolean): Offered {
    const lane = this.#lanes.get(feed.number) ?? { feed, entries: [], next: 0, proven: 0 };
    const first = feed.seq + 1 - lane.next;
    if (run.from > first + lane.entries.length) return { outcome: 'gap' };
    if (run.from + run.records.length <= first + lane.next) return { outcome: 'known' };

    const from = Math.max(lane.next, run.from - first);
    const prev = from > lane.next ? lane.entries[from - 1]!.id : feed.id;
    // It goes on from something else than what waits here: it has to come from the start.
    if (from === run.from - first && run.prev !== prev) return { outcome: 'gap' };
    const records = run.records.slice(first + from - run.from);
    const { entries: all, code } = chainAsFarAsItGoes(feed, { from: first + from, prev }, records);
    // A format of a later version: nothing is wrong with it, nothing can be done with it.
    const fault = code === undefined || code === 'VERSION_UNKNOWN' ? {} : { code };
    const empty = all.findIndex(({ header, record }) => record.payload === null && !isErased(header.seq));
    const entries = empty < 0 ? all : all.slice(0, empty);
    if (entries.length === 0)
      return fault.code === undefined ? { outcome: 'gap' } : { outcome: 'refused', code: fault.code };
    const proven = Math.min(provenCount(feed.context, all), entries.length);

    // What is the same stays. What differs is replaced where it has no proof of its own, as anybody can make that up;
    // and where both are proven: then the feed has forked, and what waits may wait for parents that do not exist.
    let same = 0;
    while (same < entries.length && entries[same]!.id === lane.entries[from + same]?.id) same += 1;
    const keep = from + same;
    if (same < entries.length && keep < lane.proven && proven <= same) return { outcome: 'known' };
    const rest = entries.slice(same);
    if (rest.length === 0 && from + proven <= lane.proven) return { outcome: 'known' };
    if (proven === 0 && keep - lane.proven + rest.length > this.#limits.unproven) {
      return { outcome: 'refused', code: 'ENTRY_UNPROVEN' };
    }
    const bytes = sizeOf(rest);
    if (!this.#makeRoom(lane, rest.length, bytes)) return { outcome: 'full' };
    if (rest.length > 0) this.#drop(lane, keep);
    for (const entry of rest) {
      lane.entries.push(entry);
      this.#ids.add(entry.id);
    }
    this.#entries += rest.length;
    this.#bytes += bytes;
    if (proven > 0) lane.proven = Math.max(lane.proven, from + proven);
    this.#lanes.set(feed.number, lane);
    return { outcome: 'staged', duplicate: first + keep - run.from, ...fault };
  }

  /** Where it is full, the longest of the other lanes goes, so that no feed can keep all others out. [THREAT-17] */
  #makeRoom(lane: Lane, entries: number, bytes: number): boolean {
    const isFull = (): boolean =>
      this.#entries + entries > this.#limits.entries || this.#bytes + bytes > this.#limits.bytes;
    while (isFull()) {
      let longest: Lane | undefined;
      for (const other of this.#lanes.values()) {
        const waits = other.entries.length - other.next;
        if (other !== lane && waits > (longest ? longest.entries.length - longest.next : 0)) longest = other;
      }
      if (!longest || longest.entries.length - longest.next < lane.entries.length - lane.next + entries)
        return false;
      this.#drop(longest, longest.next);
    }
    return true;
  }

  /** Feeds that have a proven entry waiting. */
  ready(): FeedState[] {
    const feeds: FeedState[] = [];
    for (const lane of this.#lanes.values()) if (lane.next < lane.proven) feeds.push(lane.feed);
    return feeds;
  }

  /** The proven entry right after the last one stored of that feed. */
  peek(feed: FeedState): ChainedEntry | undefined {
    const lane = this.#lanes.get(feed.number);
    return lane && lane.next < lane.proven ? lane.entries[lane.next] : undefined;
  }

  /** The entry that `peek` shows has been stored (and the feed's tip raised). */
  take(feed: FeedState): void {
    const lane = this.#lanes.get(feed.number)!;
    this.#ids.delete(lane.entries[lane.next]!.id);
    lane.next += 1;
  }

  /** Forgets what was taken. Between receipts, so that a range costs one move of the array. */
  compact(): void {
    for (const [number, lane] of this.#lanes) {
      if (lane.next === 0) continue;
      const taken = lane.entries.splice(0, lane.next);
      this.#entries -= taken.length;
      this.#bytes -= sizeOf(taken);
      lane.proven -= lane.next;
      lane.next = 0;
      if (lane.entries.length === 0) this.#lanes.delete(number);
    }
  }

  /** An entry that can never be stored takes the rest of its feed with it. */
  discard(feed: FeedState): void {
    const lane = this.#lanes.get(feed.number);
    if (!lane) return;
    this.#drop(lane, lane.next);
  }

  #drop(lane: Lane, keep: number): void {
    const dropped = lane.entries.splice(keep);
    for (const { id } of dropped) this.#ids.delete(id);
    this.#entries -= dropped.length;
    this.#bytes -= sizeOf(dropped);
    lane.proven = Math.min(lane.proven, keep);
  }
}

/** The records up to the first that does not chain. [FEED-12] */
function chainAsFarAsItGoes(
  feed: FeedState,
  start: ChainStart,
  records: readonly EntryRecord[],
): { readonly entries: readonly ChainedEntry[]; readonly code?: string } {
  const chained = chain(feed.context, start, records);
  if (chained.ok) return { entries: chained.value };
  const before = chain(feed.context, start, records.slice(0, chained.index));
  return { entries: before.ok ? before.value : [], code: chained.code };
}

function sizeOf(entries: readonly ChainedEntry[]): number {
  let bytes = 0;
  for (const entry of entries)
    bytes += entry.record.header.length + (entry.record.payload?.length ?? 32) + 192;
  return bytes;
}
