/**
 * Which branch of a forked feed a range goes on: one that is here, or a new one, which parts from what is stored where the
 * range does. [GATE-21]
 */
import { chain } from '../feed/chain.ts';
import type { ChainedEntry } from '../feed/entry.ts';
import { isSigned } from '../feed/proven.ts';
import type { Run } from '../feed/run.ts';
import type { EntryIndex } from './entry-index.ts';
import type { FeedState, FeedTable } from './feed-table.ts';
import type { Staging } from './staging.ts';

export interface BranchParts {
  readonly feeds: FeedTable;
  readonly index: EntryIndex;
  readonly staging: Staging;
}

export interface BranchTarget {
  readonly feed: FeedState;
  /** What is not stored yet. */
  readonly run: Run;
  readonly duplicate: number;
}

/** Of one feed. Each costs an entry that its device has signed; a community takes 65,536 feeds in all. */
const MAX_BRANCHES = 1_024;

/** Undefined when nothing is new, or it starts beyond what is held. */
export function findBranch(parts: BranchParts, run: Run): BranchTarget | undefined {
  const family = parts.feeds.family(run);
  const { context } = family[0]!;
  const start = { from: run.from, prev: run.prev };
  const whole = chain(context, start, run.records);
  const chained = whole.ok ? whole : chain(context, start, run.records.slice(0, whole.index));
  if (!chained.ok) return undefined;
  const entries = chained.value;
  let duplicate = 0;
  while (duplicate < entries.length && isStored(parts, entries[duplicate]!)) duplicate += 1;
  const next = entries[duplicate];
  if (!next) return undefined;
  const { seq } = next.header;
  const feed = goesOn(parts, family, next) ?? newBranch(parts, family, next, entries.slice(duplicate));
  if (!feed) return undefined;
  return {
    feed,
    run: { ...run, from: seq, prev: next.prev, records: run.records.slice(duplicate) },
    duplicate,
  };
}

function isStored({ index, staging }: BranchParts, { id }: Pick<ChainedEntry, 'id'>): boolean {
  return !staging.holds(id) && index.find(id) !== undefined;
}

/** The branch whose next entry this is, or could be, or whose waiting entries it follows. */
function goesOn(
  { staging }: BranchParts,
  family: readonly FeedState[],
  { id, prev, header: { seq } }: ChainedEntry,
): FeedState | undefined {
  const follows = (feed: FeedState): boolean =>
    feed.seq === seq - 1 ? feed.id === prev : staging.waitingAt(feed, seq - 1) === prev && prev !== null;
  const candidates = family.filter(follows);
  return (
    candidates.find((feed) => feed.first === id && feed.seq === seq - 1) ??
    candidates.find((feed) => staging.waitingAt(feed, seq) === id) ??
    candidates.find(
      (feed) => staging.waitingAt(feed, seq) === undefined && !(feed.first !== null && feed.seq < feed.base),
    )
  );
}

function newBranch(
  { feeds, index }: BranchParts,
  family: readonly FeedState[],
  first: ChainedEntry,
  rest: readonly ChainedEntry[],
): FeedState | undefined {
  if (family.length >= MAX_BRANCHES) return undefined;
  // Anybody can make up what nobody has signed.
  if (!rest.some((entry) => isSigned(family[0]!.context, entry))) return undefined;
  const { prev, id } = first;
  const { seq } = first.header;
  if (prev === null) return feeds.addBranch(family[0]!, 0, id, { id: null, depth: 0 });
  const before = index.find(prev);
  if (!before || before.seq !== seq - 1) return undefined;
  return feeds.addBranch(feeds.numbered(before.feed), seq, id, { id: prev, depth: before.depth });
}
