/**
 * Recomputes everything from the disk: every hash, proof, parent and depth, every document. Believes nothing that is in
 * memory, and reports what does not agree. [GATE-12]
 */
import { equalBytes } from '../base/bytes.ts';
import { decodeCbor } from '../base/cbor.ts';
import { bytesOfEntryId } from '../base/id-bytes.ts';
import type { EntryId } from '../base/ids.ts';
import { Part } from '../documents/part.ts';
import { chain } from '../feed/chain.ts';
import { SIGNATURE_INTERVAL, type ChainedEntry, type EntryRecord } from '../feed/entry.ts';
import { nextDepth } from '../feed/order.ts';
import { provenCount } from '../feed/proven.ts';
import type { Store } from '../store/store.ts';
import { CommunityState, type StateOptions } from './community-state.ts';
import { entryIdAt } from './entry-id-at.ts';
import { decodeRecordRow } from './entry-row.ts';
import { isEmpty, type FeedState } from './feed-table.ts';
import type { Layout } from './layout.ts';
import { partKey } from './part-summary.ts';

export interface Fault {
  readonly code:
    | 'ENTRY_MISSING'
    | 'ENTRY_DAMAGED'
    | 'CHAIN_BROKEN'
    | 'PARENT_MISSING'
    | 'DEPTH_WRONG'
    | 'INDEX_WRONG'
    | 'NAMED_BY_NOBODY'
    | 'DOCUMENT_WRONG';
  readonly feed: string;
  readonly seq: number;
}

export interface Verification {
  readonly entries: number;
  /** Of these, entries whose proof is not on the disk (any more). */
  readonly unproven: number;
  readonly heads: readonly EntryId[];
  readonly faults: readonly Fault[];
  /** Built anew for this check, for whoever recomputes the views. */
  readonly state: CommunityState;
}

/** Throws KithError STORE_CORRUPT when the rows do not even load. */
export async function verifyCommunity(options: StateOptions): Promise<Verification> {
  const state = await CommunityState.load(options);
  const faults: Fault[] = [];
  const depths = new Map<EntryId, number>();
  const chains = new Map<number, ChainedEntry[]>();
  const stored = new Map<EntryId, number>();
  let entries = 0;
  let unproven = 0;
  for (const feed of state.feeds.all()) {
    const read = await readFeed(options.store, options.layout, feed, faults);
    chains.set(feed.number, read.entries);
    read.entries.forEach((entry, i) => stored.set(entry.id, read.depths[i]!));
    entries += read.entries.length;
    unproven += countUnproven(feed, read.entries);
    checkRows(options.store, options.layout, state, feed, read.entries, faults);
    if (!isEmpty(feed) && !state.log.names(feed.device)) report(faults, 'NAMED_BY_NOBODY', feed, 0);
  }
  checkGraph(state, chains, stored, depths, faults);
  await checkDocuments(state, faults);
  const heads = state.feeds
    .all()
    .flatMap((feed) => (feed.id !== null && !isEmpty(feed) && !feed.isCovered ? [feed.id] : []));
  return { entries, unproven, heads: heads.sort(), faults, state };
}

async function readFeed(
  store: Store,
  layout: Layout,
  feed: FeedState,
  faults: Fault[],
): Promise<{ entries: ChainedEntry[]; depths: number[] }> {
  const records: EntryRecord[] = [];
  const depths: number[] = [];
  for await (const rows of store.read(layout.entries(feed.number, feed.base, 0xfffffffe))) {
    for (const row of rows) {
      const read = decodeRecordRow(row.value);
      const seq = feed.base + records.length;
      if (layout.readSeq(row.key) !== seq) report(faults, 'ENTRY_MISSING', feed, seq);
      if (!read) {
        report(faults, 'ENTRY_DAMAGED', feed, seq);
        return { entries: [], depths: [] };
      }
      records.push(read.record);
      depths.push(read.depth);
    }
  }
  const prev = feed.base === 0 ? null : entryIdAt(store, layout, feed, feed.base - 1);
  const chained = chain(feed.context, { from: feed.base, prev }, records);
  if (!chained.ok) {
    report(faults, 'CHAIN_BROKEN', feed, feed.base + chained.index);
    return { entries: [], depths: [] };
  }
  if (feed.base + records.length !== feed.seq + 1)
    report(faults, 'ENTRY_MISSING', feed, feed.base + records.length);
  else if ((chained.value.at(-1)?.id ?? prev) !== feed.id) report(faults, 'CHAIN_BROKEN', feed, feed.seq);
  return { entries: chained.value, depths };
}

/**
 * Entries after the last valid signature of a feed. They were proven when they came, by an entry that waits for its
 * parents or was lost with the process: it will come again, so this is nobody's fault.
 */
function countUnproven(feed: FeedState, entries: readonly ChainedEntry[]): number {
  return entries.length - provenCount(feed.context, entries);
}

function checkRows(
  store: Store,
  layout: Layout,
  state: CommunityState,
  feed: FeedState,
  entries: readonly ChainedEntry[],
  faults: Fault[],
): void {
  for (const { id, header } of entries) {
    const found = state.index.find(id);
    if (found?.feed !== feed.number || found.seq !== header.seq)
      report(faults, 'INDEX_WRONG', feed, header.seq);
    if (header.seq % SIGNATURE_INTERVAL === SIGNATURE_INTERVAL - 1) {
      const row = store.get(layout.checkpoint(feed.number, header.seq));
      if (!row || !equalBytes(row, bytesOfEntryId(id))) report(faults, 'INDEX_WRONG', feed, header.seq);
    }
    if (header.authorityHeads.length > 0) {
      const row = store.get(layout.authorityHeads(feed.number, header.seq));
      const heads = row && decodeCbor(row);
      if (!Array.isArray(heads) || heads.length !== header.authorityHeads.length) {
        report(faults, 'INDEX_WRONG', feed, header.seq);
      }
    }
  }
}

/** Parents are held and depths follow from them. Entries are visited by depth, so parents come first. */
function checkGraph(
  state: CommunityState,
  chains: ReadonlyMap<number, readonly ChainedEntry[]>,
  stored: ReadonlyMap<EntryId, number>,
  depths: Map<EntryId, number>,
  faults: Fault[],
): void {
  const all = [...chains].flatMap(([number, entries]) =>
    entries.map((entry) => ({ feed: state.feeds.numbered(number), entry })),
  );
  all.sort((a, b) => stored.get(a.entry.id)! - stored.get(b.entry.id)!);
  for (const { feed, entry } of all) {
    const { prev, header } = entry;
    const parents: EntryId[] = prev === null ? [...header.heads] : [prev, ...header.heads];
    const known = parents.map((id) => depths.get(id));
    const isMissing = known.includes(undefined) || header.authorityHeads.some((id) => !stored.has(id));
    if (isMissing) report(faults, 'PARENT_MISSING', feed, header.seq);
    const depth = nextDepth(known.filter((value) => value !== undefined));
    if (depth !== stored.get(entry.id)) report(faults, 'DEPTH_WRONG', feed, header.seq);
    depths.set(entry.id, depth);
  }
}

/** What the snapshots and the rows give is what a replay of the entries gives. */
async function checkDocuments(state: CommunityState, faults: Fault[]): Promise<void> {
  for (const place of state.contents.places()) {
    for (const summary of state.contents.summaries(place)) {
      const kept = await state.contents.part(summary);
      const fresh = new Part(kept.id);
      const feed = state.feeds.numbered(summary.feed);
      for await (const { entry, payload } of state.contents.replay(summary)) {
        fresh.accept(payload.body, { depth: entry.depth, seq: entry.seq, time: payload.time });
      }
      const agrees = equalBytes(kept.snapshot(), fresh.snapshot()) && fresh.log.length === summary.logged;
      if (!agrees) report(faults, 'DOCUMENT_WRONG', feed, Number(partKey(summary).split('/').at(-1)));
    }
  }
}

function report(faults: Fault[], code: Fault['code'], feed: FeedState, seq: number): void {
  faults.push({ code, feed: `${feed.kind}/${feed.device}`, seq });
}
