/**
 * Rows that belong together: collected while entries are judged, written at once. Feed rows are made at the end, from
 * what the feeds have become.
 */
import type { Store, StoreWrite } from '../store/store.ts';
import type { FeedState, FeedTable } from './feed-table.ts';

export class Batch {
  readonly #store: Store;
  readonly #feeds: FeedTable;
  readonly #isSynced: boolean;
  #writes: StoreWrite[] = [];
  readonly #touched = new Set<FeedState>();

  /** `isSynced`: what is written survives power loss when `flush` resolves. */
  constructor(store: Store, feeds: FeedTable, isSynced: boolean) {
    this.#store = store;
    this.#feeds = feeds;
    this.#isSynced = isSynced;
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

  touch(feed: FeedState): void {
    this.#touched.add(feed);
  }

  async flush(): Promise<void> {
    for (const feed of this.#touched) this.#writes.push(this.#feeds.row(feed));
    this.#touched.clear();
    if (this.#writes.length === 0) return;
    const writes = this.#writes;
    this.#writes = [];
    await this.#store.write(writes, { sync: this.#isSynced });
  }
}
