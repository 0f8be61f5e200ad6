/**
 * What can still be read of a damaged community. Rows that nobody else has are taken over as they are; entries go through
 * the gate again, as if a neighbour had sent them, so nothing damaged is believed. What depends on what is missing waits
 * for it, and neighbours have it. [THREAT-27]
 */
import { decodeCbor } from '../base/cbor.ts';
import { equalBytes } from '../base/bytes.ts';
import { toBase32 } from '../base/base32.ts';
import type { DeviceId } from '../base/ids.ts';
import type { EntryRecord, FeedKind } from '../feed/entry.ts';
import type { StoreRange, StoreRow } from '../store/store.ts';
import type { Community } from './community.ts';
import { decodeRecordRow } from './entry-row.ts';
import { Layout } from './layout.ts';
import { encodeFloor, FLOOR } from './own-floor.ts';

/** Rows of the damaged store in their order, without those that do not read. */
export type ReadableRows = (range: StoreRange) => AsyncIterable<StoreRow>;

interface Feed {
  readonly number: number;
  readonly kind: FeedKind;
  readonly device: DeviceId;
  /** As far as it was written. */
  readonly last: number;
}

export interface Salvaged {
  /** Entries that are held again. */
  readonly entries: number;
  /** Entries that were there and are not, of all devices, and of these such of this device. */
  readonly missing: number;
  readonly own: number;
}

/** Entries of one feed that are handed to the gate at once: some of them have a signature. */
const CHUNK = 1_024;

/** The secrets, what is only of this device, and files. */
export async function* ownRows(rows: ReadableRows, number: number): AsyncIterable<StoreRow> {
  const layout = new Layout(number);
  const secrets = layout.meta('secrets');
  const floor = layout.local(FLOOR);
  for await (const row of rows(layout.all('m'))) if (equalBytes(row.key, secrets)) yield row;
  for await (const row of rows(layout.all('l'))) if (!equalBytes(row.key, floor)) yield row;
  // Chunks of files prove themselves by their names, whenever somebody reads them.
  for await (const row of rows(layout.all('b'))) yield row;
  for await (const row of rows(layout.all('h'))) yield row;
}

/**
 * Into a community that holds nothing yet. Own entries that are missing have to come back before this device may write
 * [GATE-18], unless it `isAlone`: nobody else can have them. Throws what the community's store throws.
 */
export async function salvageEntries(
  rows: ReadableRows,
  number: number,
  community: Community,
  isAlone: boolean,
): Promise<Salvaged> {
  const layout = new Layout(number);
  const feeds = await readFeeds(rows, layout);
  for (const kind of ['authority', 'content'] as const) {
    const ofKind = feeds.filter((feed) => feed.kind === kind);
    // Feeds wait for each other: in turn, a piece of each, as long as one of them gets on.
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const feed of ofKind) if (await advance(rows, layout, community, feed)) isMoving = true;
    }
  }
  const reached = feeds.map((feed) => ({ ...feed, held: community.tip(feed.kind, feed.device)?.seq ?? -1 }));
  const lacking = reached.filter(({ last, held }) => held < last);
  const own = lacking.filter(({ device }) => device === community.device);
  if (own.length > 0 && !isAlone && community.authority().devices.size !== 1) {
    const last = (of: FeedKind): number => own.find(({ kind }) => kind === of)?.last ?? -1;
    await community.setLocal(FLOOR, encodeFloor({ authority: last('authority'), content: last('content') }));
  }
  return {
    entries: reached.reduce((sum, { held }) => sum + held + 1, 0),
    missing: countMissing(lacking),
    own: countMissing(own),
  };
}

function countMissing(feeds: readonly { readonly last: number; readonly held: number }[]): number {
  return feeds.reduce((sum, { last, held }) => sum + last - held, 0);
}

async function readFeeds(rows: ReadableRows, layout: Layout): Promise<Feed[]> {
  const feeds: Feed[] = [];
  for await (const row of rows(layout.all('f'))) {
    const fields = decodeCbor(row.value) as [number, Uint8Array, number, ...unknown[]];
    const [kind, device, last] = fields;
    // What parts from a feed was written elsewhere, and is there.
    if (fields.length > 7) continue;
    feeds.push({
      number: layout.readFeed(row.key),
      kind: kind === 0 ? 'authority' : 'content',
      device: toBase32(device) as DeviceId,
      last,
    });
  }
  return feeds;
}

/** True when the feed reaches further than before. */
async function advance(
  rows: ReadableRows,
  layout: Layout,
  community: Community,
  { number, kind, device }: Feed,
): Promise<boolean> {
  const tip = community.tip(kind, device);
  const from = (tip?.seq ?? -1) + 1;
  const records: EntryRecord[] = [];
  for await (const row of rows(layout.entries(number, from, from + CHUNK - 1))) {
    const read = decodeRecordRow(row.value);
    if (!read || layout.readSeq(row.key) !== from + records.length) break;
    records.push(read.record);
  }
  if (records.length === 0) return false;
  await community.restore([{ kind, device, from, prev: tip?.id ?? null, records }]);
  return (community.tip(kind, device)?.seq ?? -1) >= from;
}
