/**
 * Which content entries count: the writer as the entry's own authority past says, and the cuts. An entry that does not
 * count stays stored and in the order; views leave it out. [GATE-7]
 *
 * Authority heads are named rarely, so a feed falls into few segments, each judged once per change of authority.
 */
import type { Tip } from '../authority/actions.ts';
import type { Authority, Writer } from '../authority/authority.ts';
import { contentSpan } from '../authority/content-span.ts';
import type { EntryId } from '../base/ids.ts';
import { commonEnd, type FeedState } from './feed-table.ts';

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
  /** The same as if nothing had been cut. */
  readonly #uncut = new Map<number, Segment[]>();
  readonly #holder: (tip: EntryId) => FeedState | undefined;

  /** `holder`: the feed under whose number that entry lies. */
  constructor(holder: (tip: EntryId) => FeedState | undefined) {
    this.#holder = holder;
  }

  /** Content entry `seq` of that feed names authority heads; called in the order of the feed. */
  add(feed: FeedState, seq: number, heads: readonly EntryId[]): void {
    const list = this.#named.get(feed.number);
    if (list) list.push({ seq, heads });
    else this.#named.set(feed.number, [{ seq, heads }]);
    this.#segments.delete(feed.number);
    this.#uncut.delete(feed.number);
  }

  /** Branches have grown: a cut may name what is held only now. */
  forget(): void {
    this.#segments.clear();
    this.#uncut.clear();
  }

  /** Every authority head that the feed has named. */
  namedBy(feed: FeedState): Set<EntryId> {
    const all = new Set<EntryId>();
    for (const { heads } of this.#namedIn(feed)) for (const head of heads) all.add(head);
    return all;
  }

  writerOf(authority: Authority, feed: FeedState, seq: number): Writer | undefined {
    for (const segment of this.segments(authority, feed)) {
      if (seq >= segment.from && seq <= segment.to) return segment.writer;
    }
    return undefined;
  }

  /** `isUncut`: what the device wrote beyond a cut counts as well. [GATE-22] */
  segments(authority: Authority, feed: FeedState, isUncut = false): readonly Segment[] {
    if (this.#judgedFor !== authority) {
      this.#judgedFor = authority;
      this.forget();
    }
    const known = isUncut ? this.#uncut : this.#segments;
    let segments = known.get(feed.number);
    if (!segments) known.set(feed.number, (segments = this.#judge(authority, feed, isUncut)));
    return segments;
  }

  #judge(authority: Authority, feed: FeedState, isUncut: boolean): Segment[] {
    const named = this.#namedIn(feed);
    const segments: Segment[] = [];
    let heads: EntryId[] = [];
    for (let i = 0; i < named.length; i++) {
      // What the past of a newer head holds need not be named again.
      heads = [...heads.filter((head) => !authority.holds(named[i]!.heads, head)), ...named[i]!.heads];
      const from = named[i]!.seq;
      const to = (named[i + 1]?.seq ?? Infinity) - 1;
      for (const segment of this.#segmentsOf(authority, feed, from, to, heads, isUncut))
        segments.push(segment);
    }
    return segments;
  }

  #namedIn(feed: FeedState): readonly NamedHeads[] {
    const own = this.#named.get(feed.number) ?? [];
    if (!feed.parent) return own;
    return [...this.#namedIn(feed.parent).filter(({ seq }) => seq < feed.base), ...own];
  }

  #segmentsOf(
    authority: Authority,
    feed: FeedState,
    from: number,
    to: number,
    heads: readonly EntryId[],
    isUncut: boolean,
  ): Segment[] {
    const span = contentSpan(authority, feed.device, heads, (tip) => this.#lastUpTo(feed, tip));
    const { writer } = span;
    const last = isUncut && writer ? Infinity : span.last;
    if (last >= to) return [{ from, to, writer }];
    if (last < from) return [{ from, to, writer: undefined }];
    return [
      { from, to: last, writer },
      { from: last + 1, to, writer: undefined },
    ];
  }

  /** The last entry of the feed that leads to the tip. One that is not held ends every branch at its seq. */
  #lastUpTo(feed: FeedState, tip: Tip): number {
    const holder = this.#holder(tip.id);
    const isIts = holder?.kind === feed.kind && holder.device === feed.device;
    return isIts ? commonEnd(feed, holder, tip.seq) : tip.seq;
  }
}
