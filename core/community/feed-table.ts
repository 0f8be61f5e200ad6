/**
 * The feeds that this device holds: whose they are, how far they reach, how far they have been opened.
 * Owns the feed rows of the store. A feed has a local number, so that other rows can name it in two bytes.
 *
 * What follows a fork is a feed of its own, a branch: it has the entries before the fork in common with the one that it
 * parts from, where they lie once. Which of two was here first, and so has no number of its own, is of no consequence
 * but for where rows lie. [GATE-21]
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
  /** The feed that this one parts from; null: the one that was here first. */
  readonly parent: FeedState | null;
  /** Seq of the first entry of its own; those before are the parent's. 0 without a parent. */
  readonly base: number;
  /** The entry at `base`, which may not be stored yet; null without a parent. */
  readonly first: EntryId | null;
}

/** The feed under whose number that entry lies. */
export function ownerOf(feed: FeedState, seq: number): FeedState {
  let owner = feed;
  while (owner.parent && seq < owner.base) owner = owner.parent;
  return owner;
}

/** Nothing of its own is stored. */
export function isEmpty(feed: FeedState): boolean {
  return feed.seq < feed.base;
}

/** The last seq up to which two feeds of one device have their entries in common, at most `to`. */
export function commonEnd(a: FeedState, b: FeedState, to: number): number {
  let seq = to;
  while (seq >= 0) {
    const [inA, inB] = [ownerOf(a, seq), ownerOf(b, seq)];
    if (inA === inB) break;
    seq = Math.max(inA.base, inB.base) - 1;
  }
  return seq;
}

type Parting = Pick<FeedState, 'parent' | 'base' | 'first'>;

const NO_PARTING: Parting = { parent: null, base: 0, first: null };

export class FeedTable {
  readonly #community: CommunityId;
  readonly #layout: Layout;
  readonly #byNumber: FeedState[] = [];
  /** Without what parts from them. */
  readonly #byName = new Map<string, FeedState>();
  readonly #families = new Map<string, FeedState[]>();
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
        const isRow = Array.isArray(value) && (value.length === 7 || value.length === 10);
        if (number !== this.#byNumber.length || !isRow) {
          throw new KithError('STORE_CORRUPT', 'a feed row does not read');
        }
        const [kind, device, seq, id, depth, opened, isCovered, parent, base, first] = value as [
          number,
          Uint8Array,
          number,
          Uint8Array,
          number,
          number,
          boolean,
          number,
          number,
          Uint8Array,
        ];
        const parting =
          value.length === 7
            ? NO_PARTING
            : { parent: this.numbered(parent), base, first: toHex(first) as EntryId };
        const feed = this.#add(kind === 0 ? 'authority' : 'content', toBase32(device) as DeviceId, parting);
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
    return this.find(kind, device) ?? this.#add(kind, device, NO_PARTING);
  }

  /** All branches of the feed, the one that was here first before the others. */
  family({ kind, device }: Pick<FeedState, 'kind' | 'device'>): readonly FeedState[] {
    return this.#families.get(kind + device) ?? [];
  }

  /** What parts from `parent` with the entry `first` at `base`: empty at first. `depth`: of the entry before. */
  addBranch(
    parent: FeedState,
    base: number,
    first: EntryId,
    before: { readonly id: EntryId | null; readonly depth: number },
  ): FeedState {
    const branch = this.#add(parent.kind, parent.device, { parent, base, first });
    branch.seq = base - 1;
    branch.id = before.id;
    branch.depth = before.depth;
    branch.opened = base - 1;
    return branch;
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
    return this.#byNumber.every(isEmpty);
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
    const row = [
      feed.kind === 'authority' ? 0 : 1,
      fromBase32(feed.device)!,
      feed.seq,
      feed.id === null ? new Uint8Array(0) : fromHex(feed.id)!,
      feed.depth,
      feed.opened,
      feed.isCovered,
    ];
    const parting = feed.parent ? [feed.parent.number, feed.base, fromHex(feed.first!)!] : [];
    return { type: 'put', key: this.#layout.feed(feed.number), value: encodeCbor([...row, ...parting]) };
  }

  #add(kind: FeedKind, device: DeviceId, parting: Parting): FeedState {
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
      ...parting,
    };
    this.#byNumber.push(feed);
    const family = this.#families.get(kind + device);
    if (family) family.push(feed);
    else this.#families.set(kind + device, [feed]);
    if (!feed.parent) this.#byName.set(kind + device, feed);
    this.#unwritten.push(feed);
    return feed;
  }
}

/** The feed's row, and the entries that it speaks of, are on the disk. */
export function markWritten(feed: FeedState): void {
  if (feed.id !== null) feed.written = { seq: feed.seq, id: feed.id };
}
