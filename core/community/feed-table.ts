/**
 * The feeds that this device holds: whose they are, how far they reach, how far they have been opened.
 * Owns the feed rows of the store. A feed has a local number, so that other rows can name it in two bytes.
 */
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import { fromBase32, toBase32 } from '../base/base32.ts';
import { fromHex, toHex } from '../base/bytes.ts';
import type { CommunityId, DeviceId, EntryId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { FeedKind } from '../feed/entry.ts';
import { feedContext, type FeedContext } from '../feed/feed-context.ts';
import type { Store, StoreWrite } from '../store/store.ts';
import type { Layout } from './layout.ts';

export interface FeedState {
  readonly number: number;
  readonly kind: FeedKind;
  readonly device: DeviceId;
  readonly context: FeedContext;
  /** The last entry judged: may run ahead of the disk. -1 while empty. */
  seq: number;
  id: EntryId | null;
  depth: number;
  /** Entries up to here have been opened, or belong to a space that this device is not in. */
  opened: number;
  /** The last entry that is on the disk: what may be spoken of. */
  written: { readonly seq: number; readonly id: EntryId } | null;
  /** An entry of another feed of this kind refers to the tip: it is not a head any more. */
  isCovered: boolean;
}

export class FeedTable {
  readonly #community: CommunityId;
  readonly #layout: Layout;
  readonly #byNumber: FeedState[] = [];
  readonly #byName = new Map<string, FeedState>();
  #unwritten: FeedState[] = [];

  constructor(community: CommunityId, layout: Layout) {
    this.#community = community;
    this.#layout = layout;
  }

  /** Throws KithError STORE_CORRUPT. */
  async load(store: Store): Promise<void> {
    for await (const rows of store.read(this.#layout.all('f'))) {
      for (const row of rows) {
        const number = this.#layout.readFeed(row.key);
        const value = decodeCbor(row.value);
        if (number !== this.#byNumber.length || !Array.isArray(value) || value.length !== 7) {
          throw new KithError('STORE_CORRUPT', 'a feed row does not read');
        }
        const [kind, device, seq, id, depth, opened, isCovered] = value as [
          number,
          Uint8Array,
          number,
          Uint8Array,
          number,
          number,
          boolean,
        ];
        const feed = this.#add(kind === 0 ? 'authority' : 'content', toBase32(device) as DeviceId);
        feed.seq = seq;
        feed.id = id.length === 0 ? null : (toHex(id) as EntryId);
        feed.depth = depth;
        feed.opened = opened;
        feed.isCovered = isCovered;
        markWritten(feed);
      }
    }
    this.#unwritten = [];
  }

  find(kind: FeedKind, device: DeviceId): FeedState | undefined {
    return this.#byName.get(kind + device);
  }

  findOrAdd(kind: FeedKind, device: DeviceId): FeedState {
    return this.find(kind, device) ?? this.#add(kind, device);
  }

  numbered(number: number): FeedState {
    const feed = this.#byNumber[number];
    if (!feed) throw new KithError('STORE_CORRUPT', 'a row names an unknown feed');
    return feed;
  }

  all(): readonly FeedState[] {
    return this.#byNumber;
  }

  /** Nothing has been stored yet, not even who founded the community. */
  get isEmpty(): boolean {
    return this.#byNumber.every((feed) => feed.seq < 0);
  }

  /**
   * Feeds that have a number and no row yet. Numbers have no gaps, so their rows go with the next write, also of those
   * from which nothing has been stored.
   */
  takeUnwritten(): readonly FeedState[] {
    const unwritten = this.#unwritten;
    this.#unwritten = [];
    return unwritten;
  }

  /** The row to write after `feed` changed. */
  row(feed: FeedState): StoreWrite {
    const value = encodeCbor([
      feed.kind === 'authority' ? 0 : 1,
      fromBase32(feed.device)!,
      feed.seq,
      feed.id === null ? new Uint8Array(0) : fromHex(feed.id)!,
      feed.depth,
      feed.opened,
      feed.isCovered,
    ]);
    return { type: 'put', key: this.#layout.feed(feed.number), value };
  }

  #add(kind: FeedKind, device: DeviceId): FeedState {
    const number = this.#byNumber.length;
    if (number > 0xffff) throw new KithError('TOO_MANY_FEEDS');
    const context = feedContext(this.#community, kind, device);
    const feed: FeedState = {
      number,
      kind,
      device,
      context,
      seq: -1,
      id: null,
      depth: 0,
      opened: -1,
      written: null,
      isCovered: false,
    };
    this.#byNumber.push(feed);
    this.#byName.set(kind + device, feed);
    this.#unwritten.push(feed);
    return feed;
  }
}

/** The feed's row, and the entries that it speaks of, are on the disk. */
export function markWritten(feed: FeedState): void {
  if (feed.id !== null) feed.written = { seq: feed.seq, id: feed.id };
}
