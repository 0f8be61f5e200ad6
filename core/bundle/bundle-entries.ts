/**
 * The entries of a bundle before anything is done with them: each feed's runs follow each other and chain; and which of
 * them could be let in here. Changes nothing. [BUNDLE-6] [BUNDLE-7]
 */
import type { EntryId } from '../base/ids.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import type { Replica } from '../community/replica.ts';
import { chain } from '../feed/chain.ts';
import type { ChainedEntry } from '../feed/entry.ts';
import { feedContext, type FeedContext } from '../feed/feed-context.ts';
import { provenCount } from '../feed/proven.ts';
import type { Run } from '../feed/run.ts';
import type { BundleCode } from './bundle.ts';
import type { ReadBundle } from './read-bundle.ts';

interface BundledEntry {
  readonly id: EntryId;
  readonly parents: readonly EntryId[];
}

/** One feed as the file has it, without gaps. */
export interface BundledFeed {
  readonly kind: Run['kind'];
  readonly device: Run['device'];
  readonly from: number;
  /** Those that are proven. */
  readonly entries: readonly BundledEntry[];
  /** How many come after them: not proven by the file, or from a version that this one cannot read. */
  readonly more: number;
}

interface Gathered {
  readonly context: FeedContext;
  readonly from: number;
  readonly chained: ChainedEntry[];
  count: number;
}

/** Refuses a file whose entries do not hang together: nobody honest writes one. */
export function checkEntries(bundle: ReadBundle): Verdict<readonly BundledFeed[], BundleCode> {
  const feeds = new Map<string, Gathered>();
  for (const run of bundle.runs) {
    const key = run.kind + run.device;
    const known = feeds.get(key);
    const context = known?.context ?? feedContext(bundle.replica.id, run.kind, run.device);
    const feed: Gathered = known ?? { context, from: run.from, chained: [], count: 0 };
    feeds.set(key, feed);
    if (known && run.from !== feed.from + feed.count) return refused('BUNDLE_UNREADABLE');
    const isWhole = feed.chained.length === feed.count;
    feed.count += run.records.length;
    if (!isWhole) continue;
    if (known && run.prev !== feed.chained.at(-1)?.id) return refused('BUNDLE_UNREADABLE');
    const start = { from: run.from, prev: run.prev };
    let chained = chain(context, start, run.records);
    if (!chained.ok && chained.code === 'VERSION_UNKNOWN')
      chained = chain(context, start, run.records.slice(0, chained.index));
    if (!chained.ok) return refused('BUNDLE_UNREADABLE');
    for (const entry of chained.value) feed.chained.push(entry);
  }
  return accepted([...feeds.values()].map(bundledFeed));
}

function bundledFeed({ context, from, chained, count }: Gathered): BundledFeed {
  const proven = chained.slice(0, provenCount(context, chained));
  const entries = proven.map(({ id, header }) => ({
    id,
    parents: [...header.heads, ...header.authorityHeads],
  }));
  return { kind: context.kind, device: context.device, from, entries, more: count - entries.length };
}

/** Of the branches in the file, and of feeds that have another history here: entries that are not here. */
export function newInBranches({ replica, branches }: ReadBundle, feeds: readonly BundledFeed[]): number {
  let fresh = 0;
  for (const run of branches) {
    const context = feedContext(replica.id, run.kind, run.device);
    const chained = chain(context, { from: run.from, prev: run.prev }, run.records);
    if (chained.ok) fresh += chained.value.filter(({ id }) => !replica.holds(id)).length;
  }
  for (const { entries } of feeds.filter((feed) => isAnother(replica, feed)))
    fresh += entries.filter(({ id }) => !replica.holds(id)).length;
  return fresh;
}

/** Is this feed another history than the one held here, from our last entry of it back? */
export function isAnother(replica: Replica, feed: BundledFeed): boolean {
  const tip = replica.tip(feed.kind, feed.device);
  const same = tip && feed.entries[tip.seq - feed.from];
  return same !== undefined && same.id !== tip!.id;
}

/**
 * What would be new, and what of that would wait. A parent that is not in the file is taken to be here when all is here
 * that the exporter took for granted; otherwise only what this device's own frontier names is known to be.
 */
export function foresee(
  { replica, base }: ReadBundle,
  feeds: readonly BundledFeed[],
): { readonly fresh: number; readonly held: number } {
  const straight = feeds.filter((feed) => !isAnother(replica, feed));
  const isBased = base.every(({ kind, device, seq }) => seqOf(replica, kind, device) >= seq);
  const inFile = new Set(feeds.flatMap(({ entries }) => entries.map(({ id }) => id)));
  const here = new Set(replica.frontier().map(({ id }) => id));
  let fresh = 0;
  const cursors = straight.map((feed) => {
    const next = seqOf(replica, feed.kind, feed.device) + 1;
    const count = feed.entries.length + feed.more;
    fresh += Math.min(count, Math.max(0, feed.from + count - next));
    for (const { id } of feed.entries.slice(0, Math.max(0, next - feed.from))) here.add(id);
    return { feed, next, isBlocked: next < feed.from };
  });
  const isHere = (id: EntryId): boolean => here.has(id) || (isBased && !inFile.has(id));
  let usable = 0;
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (const cursor of cursors) {
      if (cursor.isBlocked) continue;
      for (;;) {
        const entry = cursor.feed.entries[cursor.next - cursor.feed.from];
        if (!entry?.parents.every(isHere)) break;
        here.add(entry.id);
        cursor.next += 1;
        usable += 1;
        isMoving = true;
      }
    }
  }
  return { fresh, held: fresh - usable };
}

function seqOf(replica: Replica, kind: Run['kind'], device: Run['device']): number {
  return replica.tip(kind, device)?.seq ?? -1;
}
