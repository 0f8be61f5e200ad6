/**
 * Rows that belong together: collected while entries are judged, written at once. Feed rows are made at the end, from
 * what the feeds have become.
 */
import type { Store, StoreWrite } from '../store/store.ts';
import { markWritten, type FeedState, type FeedTable } from './feed-table.ts';

export class Batch {
  readonly #store: Store;
  readonly #feeds: FeedTable;
  #isSynced: boolean;
  #writes: StoreWrite[] = [];
  readonly #touched = new Set<FeedState>();
  readonly #last = new Map<object, () => StoreWrite>();

  /** `isSynced`: what is written survives power loss when `flush` resolves. */
  constructor(store: Store, feeds: FeedTable, isSynced: boolean) {
    this.#store = store;
    this.#feeds = feeds;
    this.#isSynced = isSynced;
  }

  /** From now on what is written survives power loss. */
  sync(): void {
    this.#isSynced = true;
  }

  put(key: Uint8Array, value: Uint8Array): void {
    this.#writes.push({ type: 'put', key, value });
  }

  del(key: Uint8Array): void {
    this.#writes.push({ type: 'del', key });
  }

  add(write: StoreWrite): void {
    this.#writes.push(write);
  }

  /** A row that changes many times while entries are judged: made once, when the batch is written. */
  atEnd(owner: object, row: () => StoreWrite): void {
    if (!this.#last.has(owner)) this.#last.set(owner, row);
  }

  touch(feed: FeedState): void {
    this.#touched.add(feed);
  }

  async flush(): Promise<void> {
    if (this.#writes.length === 0 && this.#touched.size === 0 && this.#last.size === 0) return;
    for (const feed of this.#feeds.takeUnwritten()) this.#touched.add(feed);
    const feeds = [...this.#touched];
    this.#touched.clear();
    for (const feed of feeds) this.#writes.push(this.#feeds.row(feed));
    for (const row of this.#last.values()) this.#writes.push(row());
    this.#last.clear();
    const writes = this.#writes;
    this.#writes = [];
    await this.#store.write(writes, { sync: this.#isSynced });
    for (const feed of feeds) markWritten(feed);
  }
}
