/** The newest entries of a community from its store, for a newcomer to look at. [SYNC-22] */
import { KithError } from '../base/kith-error.ts';
import type { EntryRecord } from '../feed/entry.ts';
import { recordLength } from '../feed/record.ts';
import type { Store } from '../store/store.ts';
import type { CommunityState } from './community-state.ts';
import { decodeRecordRow } from './entry-row.ts';
import type { FeedState } from './feed-table.ts';
import type { Layout } from './layout.ts';
import { MAX_TAIL, MAX_TAIL_BYTES, MAX_TAIL_ENTRIES, MAX_TAILS, type Tail } from './tails.ts';

interface Row {
  readonly feed: FeedState;
  readonly seq: number;
  readonly depth: number;
  readonly record: EntryRecord;
}

/** The newest entries by this device's order, of feeds that have not forked. */
export async function readTails(store: Store, layout: Layout, state: CommunityState): Promise<Tail[]> {
  const feeds = state.feeds
    .all()
    .filter((feed) => feed.kind === 'content' && feed.written && !state.isForked(feed))
    .sort((a, b) => b.depth - a.depth)
    .slice(0, MAX_TAILS);
  const rows: Row[] = [];
  for (const feed of feeds) rows.push(...(await lastRows(store, layout, feed)));
  rows.sort((a, b) => b.depth - a.depth);
  // Depths of a feed ascend, so what is taken of each is its end.
  const taken = new Map<FeedState, Row[]>();
  let bytes = 0;
  for (const row of rows.slice(0, MAX_TAIL_ENTRIES)) {
    bytes += recordLength(row.record);
    if (bytes > MAX_TAIL_BYTES) break;
    const others = taken.get(row.feed);
    if (others) others.unshift(row);
    else taken.set(row.feed, [row]);
  }
  return [...taken].map(([feed, of]) => tailOf(state, feed, of));
}

/** Ascending; without what comes after the last signature that is held. */
async function lastRows(store: Store, layout: Layout, feed: FeedState): Promise<Row[]> {
  const { seq: last } = feed.written!;
  const rows: Row[] = [];
  let seq = Math.max(0, last - MAX_TAIL + 1);
  for await (const chunk of store.read(layout.entries(feed.number, seq, last))) {
    for (const { value } of chunk) {
      const read = decodeRecordRow(value);
      if (!read) throw new KithError('STORE_CORRUPT', 'an entry does not read');
      rows.push({ feed, seq, ...read });
      seq += 1;
    }
  }
  rows.length = 1 + rows.findLastIndex(({ record }) => record.signature !== null);
  return rows;
}

function tailOf(state: CommunityState, feed: FeedState, rows: readonly Row[]): Tail {
  const from = rows[0]!.seq;
  const records = rows.map(({ record }, i) =>
    i === rows.length - 1 || record.signature === null ? record : { ...record, signature: null },
  );
  const prev = from === 0 ? null : state.entryIdAt(feed, from - 1);
  return {
    run: { kind: feed.kind, device: feed.device, from, prev, records },
    depths: rows.map(({ depth }) => depth),
  };
}
