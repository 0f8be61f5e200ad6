/**
 * Entries that have come but cannot be stored yet: their proof (a later signature of the feed) or their parents are
 * missing. Bounded in entries and bytes; what does not fit is dropped and asked for again, which loses nothing.
 *
 * Guarantees: an entry leaves only when it is proven, in the order of its feed. [GATE-2] [GATE-3]
 */
import { chain } from '../feed/chain.ts';
import type { ChainedEntry } from '../feed/entry.ts';
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
  | { readonly outcome: 'staged'; readonly duplicate: number }
  /** Nothing new in it; it may still hold other entries than ours for the same places. */
  | { readonly outcome: 'known' }
  /** It starts beyond what is held. */
  | { readonly outcome: 'gap' }
  | { readonly outcome: 'full' }
  | { readonly outcome: 'refused'; readonly code: string };

export class Staging {
  readonly #limits: StagingLimits;
  readonly #lanes = new Map<number, Lane>();
  #entries = 0;
  #bytes = 0;

  constructor(limits: StagingLimits = STAGING_LIMITS) {
    this.#limits = limits;
  }

  /** Entries that wait. */
  get size(): number {
    return this.#entries;
  }

  offer(feed: FeedState, run: Run): Offered {
    const lane = this.#lanes.get(feed.number) ?? { feed, entries: [], next: 0, proven: 0 };
    const first = feed.seq + 1 - lane.next;
    const end = first + lane.entries.length;
    if (run.from > end) return { outcome: 'gap' };
    if (run.from + run.records.length <= first + Math.max(lane.proven, lane.next))
      return { outcome: 'known' };

    // A new range replaces an unproven tail that it covers: whoever sent the tail may have made it up.
    const keep = Math.max(lane.proven, run.from - first, lane.next);
    const start = first + keep;
    const prev = keep > 0 ? lane.entries[keep - 1]!.id : feed.id;
    const chained = chain(feed.context, { from: start, prev }, run.records.slice(start - run.from));
    if (!chained.ok) return { outcome: 'refused', code: chained.code };
    const proven = provenCount(feed.context, chained.value);
    if (proven === 0 && keep - lane.proven + chained.value.length > this.#limits.unproven) {
      return { outcome: 'refused', code: 'ENTRY_UNPROVEN' };
    }
    const bytes = sizeOf(chained.value);
    if (
      this.#entries + chained.value.length > this.#limits.entries ||
      this.#bytes + bytes > this.#limits.bytes
    ) {
      return { outcome: 'full' };
    }
    this.#drop(lane, keep);
    for (const entry of chained.value) lane.entries.push(entry);
    this.#entries += chained.value.length;
    this.#bytes += bytes;
    if (proven > 0) lane.proven = keep + proven;
    this.#lanes.set(feed.number, lane);
    return { outcome: 'staged', duplicate: start - run.from };
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
    this.#lanes.get(feed.number)!.next += 1;
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
    lane.proven = lane.next;
  }

  #drop(lane: Lane, keep: number): void {
    const dropped = lane.entries.splice(keep);
    this.#entries -= dropped.length;
    this.#bytes -= sizeOf(dropped);
  }
}

function sizeOf(entries: readonly ChainedEntry[]): number {
  let bytes = 0;
  for (const entry of entries)
    bytes += entry.record.header.length + (entry.record.payload?.length ?? 32) + 192;
  return bytes;
}
