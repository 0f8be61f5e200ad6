/** Stored content entries, opened: one by its place in the feed, or all of a document, with what a branch has in common. */
import type { KeyRing } from '../authority/key-ring.ts';
import { KithError } from '../base/kith-error.ts';
import type { Payload } from '../feed/entry.ts';
import { KIND } from '../feed/kinds.ts';
import { openPayload } from '../feed/payload.ts';
import type { Store } from '../store/store.ts';
import type { DocumentRows } from './document-rows.ts';
import { decodeEntryRow, type EntryRow, type OpenedEntry } from './entry-row.ts';
import { ownerOf, type FeedState, type FeedTable } from './feed-table.ts';
import type { Layout, PartAddress } from './layout.ts';

type Opened =
  | { readonly state: 'open'; readonly payload: Payload }
  /** Nothing to do: erased, malformed, or of a space that this device is not in. */
  | { readonly state: 'closed' }
  /** The key has not come yet. */
  | { readonly state: 'waiting' };

interface EntryReaderParts {
  readonly store: Store;
  readonly layout: Layout;
  readonly feeds: FeedTable;
  readonly keys: KeyRing;
  readonly rows: DocumentRows;
}

export class EntryReader {
  readonly #p: EntryReaderParts;

  constructor(parts: EntryReaderParts) {
    this.#p = parts;
  }

  /** Throws KithError STORE_CORRUPT. */
  stored(feed: FeedState, seq: number): EntryRow {
    const row = this.#p.store.get(this.#p.layout.entry(ownerOf(feed, seq).number, seq));
    const entry = row && decodeEntryRow(row, feed.kind);
    if (!entry) throw new KithError('STORE_CORRUPT', 'an entry row is missing or does not read');
    return entry;
  }

  open(feed: FeedState, entry: EntryRow): Opened {
    const { keys } = this.#p;
    if (entry.record.payload === null) return { state: 'closed' };
    const held = keys.find(entry.header.key);
    if (!held) return keys.isForeign(entry.header.key) ? { state: 'closed' } : { state: 'waiting' };
    const payload = openPayload(feed.context, entry, held.key);
    if (!payload.ok || payload.value.space !== held.chain) return { state: 'closed' };
    return { state: 'open', payload: payload.value };
  }

  /**
   * The updates of a document one by one, refused ones too, up to an entry of a kind that this version does not know:
   * for views in which some entries do not count, and for `verify`.
   */
  async *updates(address: PartAddress, from = 0): AsyncGenerator<OpenedEntry> {
    for await (const opened of this.of(address, from)) {
      if (opened.payload.kind !== KIND.update) return;
      yield opened;
    }
  }

  /** Everything that was written for the document and is not erased. */
  async *of(address: PartAddress, from = 0): AsyncGenerator<OpenedEntry> {
    const feed = this.#p.feeds.numbered(address.feed);
    if (feed.parent && from < feed.base) {
      for await (const opened of this.of({ ...address, feed: feed.parent.number }, from)) {
        if (opened.entry.seq >= feed.base) break;
        yield opened;
      }
    }
    for await (const seqs of this.#p.rows.read(address, Math.max(from, feed.base))) {
      for (const seq of seqs) {
        const entry = this.stored(feed, seq);
        const opened = this.open(feed, entry);
        if (opened.state !== 'open' || opened.payload.space !== address.space) continue;
        yield { entry, payload: opened.payload };
      }
    }
  }
}
