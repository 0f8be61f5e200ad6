/**
 * Which content entries count: the writer as the entry's own authority past says, and the cuts. An entry that does not
 * count stays stored and in the order; views leave it out. [GATE-7]
 *
 * Authority heads are named rarely, so a feed falls into few segments, each judged once per change of authority.
 */
import type { Authority, Writer } from '../authority/authority.ts';
import { may } from '../authority/roles.ts';
import type { DeviceId, EntryId } from '../base/ids.ts';
import type { FeedState } from './feed-table.ts';

export interface Segment {
  readonly from: number;
  /** Included. */
  readonly to: number;
  /** Undefined where nothing counts. */
  readonly writer: Writer | undefined;
}

interface NamedHeads {
  readonly seq: number;
  readonly heads: readonly EntryId[];
}

export class Effectiveness {
  /** By feed number, ascending seq. */
  readonly #named = new Map<number, NamedHeads[]>();
  #judgedFor: Authority | undefined;
  readonly #segments = new Map<number, Segment[]>();

  /** Content entry `seq` of that feed names authority heads; called in the order of the feed. */
  add(feed: FeedState, seq: number, heads: readonly EntryId[]): void {
    const list = this.#named.get(feed.number);
    if (list) list.push({ seq, heads });
    else this.#named.set(feed.number, [{ seq, heads }]);
    this.#segments.delete(feed.number);
  }

  /** Every authority head that the feed has named. */
  namedBy(feed: FeedState): Set<EntryId> {
    const all = new Set<EntryId>();
    for (const { heads } of this.#named.get(feed.number) ?? []) for (const head of heads) all.add(head);
    return all;
  }

  writerOf(authority: Authority, feed: FeedState, seq: number): Writer | undefined {
    for (const segment of this.segments(authority, feed)) {
      if (seq >= segment.from && seq <= segment.to) return segment.writer;
    }
    return undefined;
  }

  segments(authority: Authority, feed: FeedState): readonly Segment[] {
    if (this.#judgedFor !== authority) {
      this.#judgedFor = authority;
      this.#segments.clear();
    }
    let segments = this.#segments.get(feed.number);
    if (!segments) this.#segments.set(feed.number, (segments = this.#judge(authority, feed)));
    return segments;
  }

  #judge(authority: Authority, feed: FeedState): Segment[] {
    const named = this.#named.get(feed.number) ?? [];
    const segments: Segment[] = [];
    let heads: EntryId[] = [];
    for (let i = 0; i < named.length; i++) {
      // What the past of a newer head holds need not be named again.
      heads = [...heads.filter((head) => !authority.holds(named[i]!.heads, head)), ...named[i]!.heads];
      const from = named[i]!.seq;
      const to = (named[i + 1]?.seq ?? Infinity) - 1;
      for (const segment of segmentsOf(authority, feed.device, from, to, heads)) segments.push(segment);
    }
    return segments;
  }
}

function segmentsOf(
  authority: Authority,
  device: DeviceId,
  from: number,
  to: number,
  heads: readonly EntryId[],
): Segment[] {
  const writer = authority.writerAt(device, heads);
  if (!writer || !may(writer.role, 'comment')) return [{ from, to, writer: undefined }];
  const end = lastThatCounts(authority, device, heads);
  if (end >= to) return [{ from, to, writer }];
  if (end < from) return [{ from, to, writer: undefined }];
  return [
    { from, to: end, writer },
    { from: end + 1, to, writer: undefined },
  ];
}

/** The seq at which the governing cut ends the device's content; Infinity without one. */
function lastThatCounts(authority: Authority, device: DeviceId, heads: readonly EntryId[]): number {
  const cuts = authority.cutsAt(device, heads);
  if (cuts === null) return Infinity;
  return Math.max(-1, ...cuts.map((cut) => cut.content?.seq ?? -1));
}
