/**
 * A range for places that are filled already: the same entries, or proof that the device has written two histories.
 * [GATE-11] [THREAT-1]
 */
import { equalBytes } from '../base/bytes.ts';
import { chain } from '../feed/chain.ts';
import type { ChainedEntry, EntryRecord } from '../feed/entry.ts';
import { makeForkProof, type ForkProof } from '../feed/fork-proof.ts';
import { isSigned, provenCount } from '../feed/proven.ts';
import type { Run } from '../feed/run.ts';
import type { Store } from '../store/store.ts';
import type { CommunityState } from './community-state.ts';
import { decodeRecordRow } from './entry-row.ts';
import type { FeedState } from './feed-table.ts';
import type { Layout } from './layout.ts';

/** A branch of a proof is at most this long: an honest holder has a signature at least every 256 entries. */
const MAX_BRANCH = 512;

export function findFork(
  store: Store,
  layout: Layout,
  state: CommunityState,
  run: Run,
): ForkProof | undefined {
  const feed = state.feeds.find(run.kind, run.device);
  if (!feed || state.proofs.has(feed.number)) return undefined;
  // Of what waits in memory nothing is known yet.
  const known = run.records.slice(0, Math.max(0, (feed.written?.seq ?? -1) + 1 - run.from));
  const differs = known.findIndex((record, i) => !isSame(record, stored(store, layout, feed, run.from + i)));
  if (differs < 0) return undefined;
  // The branches must part here: the entry before is the same in both.
  if (run.from > 0 && state.entryIdAt(feed, run.from - 1) !== run.prev) return undefined;
  const theirs = chain(feed.context, { from: run.from, prev: run.prev }, run.records);
  if (!theirs.ok) return undefined;
  const count = provenCount(feed.context, theirs.value);
  if (count <= differs) return undefined;
  const a = upToSigned(feed, theirs.value.slice(differs, count));
  const seq = run.from + differs;
  const ours = storedBranch(store, layout, state, feed, seq);
  return a && ours && a[0]!.id !== ours[0]!.id ? makeForkProof(run.kind, run.device, a, ours) : undefined;
}

function storedBranch(
  store: Store,
  layout: Layout,
  state: CommunityState,
  feed: FeedState,
  seq: number,
): ChainedEntry[] | undefined {
  const records: EntryRecord[] = [];
  for (let at = seq; at <= (feed.written?.seq ?? -1) && records.length < MAX_BRANCH; at++) {
    const record = stored(store, layout, feed, at);
    if (!record) return undefined;
    records.push(record);
    if (record.signature) break;
  }
  const prev = seq === 0 ? null : state.entryIdAt(feed, seq - 1);
  const chained = chain(feed.context, { from: seq, prev }, records);
  return chained.ok ? upToSigned(feed, chained.value) : undefined;
}

/** From the start to the first entry with a valid signature of its own. */
function upToSigned(feed: FeedState, entries: readonly ChainedEntry[]): ChainedEntry[] | undefined {
  const end = entries.findIndex((entry) => isSigned(feed.context, entry));
  return end < 0 ? undefined : entries.slice(0, end + 1);
}

function stored(store: Store, layout: Layout, feed: FeedState, seq: number): EntryRecord | undefined {
  const row = store.get(layout.entry(feed.number, seq));
  return row && decodeRecordRow(row)?.record;
}

/** Erased or not, an entry is the same. Signatures say nothing here: a copy may be spoilt. */
function isSame(a: EntryRecord, b: EntryRecord | undefined): boolean {
  if (!b || a.size !== b.size || !equalBytes(a.header, b.header)) return false;
  if (a.payload && b.payload) return equalBytes(a.payload, b.payload);
  return true;
}
