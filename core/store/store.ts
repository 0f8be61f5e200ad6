/**
 * Port: an ordered store of bytes. Keys sort by unsigned bytes. The twin in memory and the LevelDB adapter pass the
 * same contract (test/core/store/store-contract.ts).
 */
export type StoreWrite =
  | { readonly type: 'put'; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: Uint8Array };

export interface StoreRange {
  /** First key, included. */
  readonly from: Uint8Array;
  /** Last key, excluded. */
  readonly to: Uint8Array;
  readonly reverse?: boolean;
  readonly limit?: number;
}

export interface StoreRow {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

export interface Store {
  /**
   * A point look-up, answered at once: the gate judges entries in one synchronous pass. Throws KithError STORE_CORRUPT
   * when the row is damaged (so does `read`).
   */
  get(key: Uint8Array): Uint8Array | undefined;
  /** Rows in key order, in chunks of up to about 1,000; a consistent view of the moment of the call. */
  read(range: StoreRange): AsyncIterable<readonly StoreRow[]>;
  /**
   * All or nothing, in the order of the calls; seen by `get` and `read` once it has resolved. With `sync`, the promise
   * resolves only when the batch and all earlier ones would survive power loss; concurrent calls share one sync.
   * Throws KithError DISK_FULL, STORE_CORRUPT or STORE_CLOSED; then nothing of the batch is stored. After DISK_FULL later
   * writes succeed when there is room again; after STORE_CORRUPT none does until the store is opened anew.
   */
  write(batch: readonly StoreWrite[], options?: { readonly sync?: boolean }): Promise<void>;
  close(): Promise<void>;
}
