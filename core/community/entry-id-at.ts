/**
 * The id of a stored entry. Ids are not stored with the entries (they follow from them), but every 256th is kept, so
 * that at most 255 hashes are needed.
 */
import { toHex } from '../base/bytes.ts';
import type { EntryId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { entryId } from '../feed/entry-id.ts';
import { SIGNATURE_INTERVAL } from '../feed/entry.ts';
import type { Store } from '../store/store.ts';
import { decodeRecordRow } from './entry-row.ts';
import { ownerOf, type FeedState } from './feed-table.ts';
import type { Layout } from './layout.ts';

/** Throws KithError STORE_CORRUPT when a row is missing or does not read. */
export function entryIdAt(store: Store, layout: Layout, feed: FeedState, seq: number): EntryId {
  if (seq === feed.seq && feed.id !== null) return feed.id;
  let at = seq - ((seq + 1) % SIGNATURE_INTERVAL);
  let id: EntryId | null = null;
  if (at >= 0) {
    const row = store.get(layout.checkpoint(ownerOf(feed, at).number, at));
    if (!row) throw new KithError('STORE_CORRUPT', 'a checkpoint is missing');
    id = toHex(row) as EntryId;
  }
  for (at += 1; at <= seq; at++) {
    const row = store.get(layout.entry(ownerOf(feed, at).number, at));
    const read = row && decodeRecordRow(row);
    if (!read) throw new KithError('STORE_CORRUPT', 'an entry is missing or does not read');
    id = entryId(feed.context, id, read.record);
  }
  if (id === null) throw new KithError('STORE_CORRUPT', 'an entry before the first was asked for');
  return id;
}
