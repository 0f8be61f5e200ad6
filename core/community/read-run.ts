/** Entries for a neighbour, from the store. */
import { SIGNATURE_INTERVAL, type EntryRecord, type FeedKind } from '../feed/entry.ts';
import { recordLength } from '../feed/record.ts';
import type { Run } from '../feed/run.ts';
import type { DeviceId, EntryId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Store } from '../store/store.ts';
import type { CommunityState } from './community-state.ts';
import { decodeRecordRow } from './entry-row.ts';
import { entryRows } from './entry-rows.ts';
import type { FeedState } from './feed-table.ts';
import type { Layout } from './layout.ts';

export interface ReadRequest {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  readonly from: number;
  /** Included. */
  readonly to: number;
  readonly maxBytes: number;
  /** Of a forked feed: the branch that leads to this entry, instead of the one that was here first. */
  readonly tip?: EntryId;
}

/**
 * A run that ends where it was asked to, or, when that is too much, on the last signature that fits: a receiver can
 * prove it without waiting. Of content, signatures that prove nothing new are left out; of authority none are, as each
 * entry of it may once be the last that somebody is shown [SYNC-31].
 */
export async function readRun(
  store: Store,
  layout: Layout,
  state: CommunityState,
  request: ReadRequest,
): Promise<Run | undefined> {
  const { kind, device, from, maxBytes } = request;
  const feed = request.tip === undefined ? state.feeds.find(kind, device) : branchOf(state, request);
  if (!feed?.written || from > feed.written.seq || from < 0) return undefined;
  const to = Math.min(request.to, feed.written.seq);
  const records: EntryRecord[] = [];
  let bytes = 0;
  let signed = 0;
  let isFull = false;
  for await (const rows of entryRows(store, layout, feed, from, to)) {
    for (const row of rows) {
      const read = decodeRecordRow(row.value);
      if (!read) throw new KithError('STORE_CORRUPT', 'an entry does not read');
      bytes += recordLength(read.record);
      if (bytes > maxBytes && records.length > 0) {
        isFull = true;
        break;
      }
      records.push(read.record);
      if (read.record.signature) signed = records.length;
    }
    if (isFull) break;
  }
  if (isFull && signed > 0) records.length = signed;
  const last = records.length - 1;
  const sent = records.map((record, i) => {
    const seq = from + i;
    // The last one that there is proves what comes before, also where what comes after has none.
    const keeps =
      kind === 'authority' ||
      i === last ||
      i === signed - 1 ||
      seq % SIGNATURE_INTERVAL === SIGNATURE_INTERVAL - 1 ||
      state.erasures.isRetire(feed, seq);
    return keeps || record.signature === null ? record : { ...record, signature: null };
  });
  return { kind, device, from, prev: from === 0 ? null : state.entryIdAt(feed, from - 1), records: sent };
}

function branchOf(state: CommunityState, { kind, device, tip }: ReadRequest): FeedState | undefined {
  const found = tip && state.index.find(tip);
  const feed = found && state.feeds.numbered(found.feed);
  return feed?.kind === kind && feed.device === device ? feed : undefined;
}
