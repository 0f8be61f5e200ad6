/**
 * The twin of the store in memory. A `MemoryDisk` outlives the `MemoryStore`s that are opened on it, as a directory
 * outlives a process: `crash()` drops what was not synced [STORE-5], and a failed write behaves as on a real disk
 * [STORE-6]. Deterministic: nothing here depends on time or chance unless a clock is passed.
 */
import type { Clock } from '../base/clock.ts';
import { KithError } from '../base/kith-error.ts';
import type { Store, StoreRange, StoreRow, StoreWrite } from './store.ts';

/** Rows a chunk of `read`: as LevelDB's adapter reads. */
const CHUNK = 1_000;

/** Up to so many new keys are put in their place one by one; more are sorted in at once. */
const FEW = 64;

export interface MemoryDiskOptions {
  /** With `syncMs`: a synced write takes that long, and a crash in between loses it. */
  readonly clock?: Clock;
  readonly syncMs?: number;
}

export class MemoryDisk {
  readonly #options: MemoryDiskOptions;
  #rows = new SortedRows();
  /** Rows as of the last sync, and every batch written since, in order. */
  #durable = new SortedRows();
  #unsynced: (readonly StoreWrite[])[] = [];
  #failure: string | undefined;
  #damaged = new Set<string>();
  #open: MemoryStore | undefined;

  constructor(options: MemoryDiskOptions = {}) {
    this.#options = options;
  }

  /** Throws KithError PROFILE_IN_USE while a store is open on this disk. */
  open(): MemoryStore {
    if (this.#open !== undefined) throw new KithError('PROFILE_IN_USE');
    const store: MemoryStore = new MemoryStore({
      rows: () => this.#rows,
      apply: (batch, sync) => this.#apply(batch, sync),
      wait: (sync) => this.#wait(sync),
      isDamaged: (key) => this.#damaged.has(key),
      release: () => {
        if (this.#open === store) this.#open = undefined;
      },
    });
    this.#open = store;
    return store;
  }

  /**
   * Power loss: the open store is dead, and of the batches written since the last sync only the first `survivors` are
   * there at the next `open` (a log loses its tail, never its middle).
   */
  crash(survivors = 0): void {
    this.#open?.kill();
    this.#open = undefined;
    for (const batch of this.#unsynced.slice(0, survivors)) this.#durable.apply(batch);
    this.#unsynced = [];
    this.#rows = this.#durable.copy();
  }

  /** Batches that a crash would lose now. */
  get unsynced(): number {
    return this.#unsynced.length;
  }

  /** Fault injection: the next write fails with this code and stores nothing; after STORE_CORRUPT so do all later ones. */
  failNextWrite(code: 'DISK_FULL' | 'STORE_CORRUPT'): void {
    this.#failure = code;
  }

  /** Fault injection: reading this row throws STORE_CORRUPT until it is written anew. */
  damage(key: Uint8Array): void {
    this.#damaged.add(textOf(key));
  }

  #apply(batch: readonly StoreWrite[], sync: boolean): void {
    if (this.#failure !== undefined) {
      const code = this.#failure;
      this.#failure = undefined;
      throw new KithError(code);
    }
    this.#rows.apply(batch);
    for (const write of batch) this.#damaged.delete(textOf(write.key));
    this.#unsynced.push(batch);
    if (!sync) return;
    for (const waiting of this.#unsynced) this.#durable.apply(waiting);
    this.#unsynced = [];
  }

  #wait(sync: boolean): Promise<void> {
    const { clock, syncMs } = this.#options;
    if (!sync || clock === undefined || syncMs === undefined) return Promise.resolve();
    return new Promise((resolve) => void clock.after(syncMs, resolve));
  }
}

interface Disk {
  rows(): SortedRows;
  apply(batch: readonly StoreWrite[], sync: boolean): void;
  wait(sync: boolean): Promise<void>;
  isDamaged(key: string): boolean;
  release(): void;
}

export class MemoryStore implements Store {
  readonly #disk: Disk;
  #isOpen = true;
  #failure: string | undefined;
  /** Writes take effect one after the other, in the order of the calls. */
  #last: Promise<void> = Promise.resolve();

  /** By `MemoryDisk.open`, or `new MemoryDisk().open()` where no crash is needed. */
  constructor(disk: Disk) {
    this.#disk = disk;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    this.#checkOpen();
    const text = textOf(key);
    const value = this.#disk.rows().get(text);
    if (value !== undefined && this.#disk.isDamaged(text)) throw new KithError('STORE_CORRUPT');
    return value?.slice();
  }

  read(range: StoreRange): AsyncIterable<readonly StoreRow[]> {
    this.#checkOpen();
    return this.#chunks(this.#disk.rows().range(range));
  }

  async *#chunks(keys: readonly (readonly [string, Uint8Array])[]): AsyncGenerator<readonly StoreRow[]> {
    for (let at = 0; at < keys.length; at += CHUNK) {
      await Promise.resolve();
      this.#checkOpen();
      const chunk = keys.slice(at, at + CHUNK);
      if (chunk.some(([key]) => this.#disk.isDamaged(key))) throw new KithError('STORE_CORRUPT');
      yield chunk.map(([key, value]) => ({ key: bytesOf(key), value: value.slice() }));
    }
  }

  async write(batch: readonly StoreWrite[], options: { readonly sync?: boolean } = {}): Promise<void> {
    this.#checkWritable();
    const own = batch.map(copyWrite);
    const turn = this.#last.then(async () => {
      await this.#disk.wait(options.sync === true);
      this.#checkWritable();
      try {
        this.#disk.apply(own, options.sync === true);
      } catch (error) {
        if (!(error instanceof KithError && error.code === 'DISK_FULL')) this.#failure = 'STORE_CORRUPT';
        throw error;
      }
    });
    this.#last = turn.catch(() => {});
    return turn;
  }

  async close(): Promise<void> {
    await this.#last;
    this.kill();
  }

  /** The process is gone: what was being written is not. */
  kill(): void {
    this.#isOpen = false;
    this.#disk.release();
  }

  #checkOpen(): void {
    if (!this.#isOpen) throw new KithError('STORE_CLOSED');
  }

  #checkWritable(): void {
    this.#checkOpen();
    if (this.#failure !== undefined) throw new KithError(this.#failure);
  }
}

/** Rows sorted by key; a key is held as text of one letter a byte, which sorts as its bytes do. */
class SortedRows {
  readonly #values = new Map<string, Uint8Array>();
  #keys: string[] = [];
  /** New keys since the last look at the order. */
  #added: string[] = [];

  get(key: string): Uint8Array | undefined {
    return this.#values.get(key);
  }

  apply(batch: readonly StoreWrite[]): void {
    for (const write of batch) {
      const key = textOf(write.key);
      if (write.type === 'put') {
        if (!this.#values.has(key)) this.#added.push(key);
        this.#values.set(key, write.value);
      } else {
        this.#values.delete(key);
      }
    }
  }

  range({ from, to, reverse, limit }: StoreRange): (readonly [string, Uint8Array])[] {
    this.#settle();
    const first = this.#find(textOf(from));
    const end = this.#find(textOf(to));
    const keys = this.#keys.slice(first, Math.max(first, end)).filter((key) => this.#values.has(key));
    if (reverse === true) keys.reverse();
    return keys.slice(0, limit ?? keys.length).map((key) => [key, this.#values.get(key)!] as const);
  }

  copy(): SortedRows {
    const copy = new SortedRows();
    for (const [key, value] of this.#values) copy.#values.set(key, value);
    copy.#added = [...this.#values.keys()];
    return copy;
  }

  #settle(): void {
    const added = this.#added;
    this.#added = [];
    if (added.length <= FEW) {
      for (const key of added) {
        const at = this.#find(key);
        if (this.#keys[at] !== key && this.#values.has(key)) this.#keys.splice(at, 0, key);
      }
      return;
    }
    const keys = [...this.#keys, ...added].filter((key) => this.#values.has(key)).sort(compareText);
    this.#keys = keys.filter((key, at) => key !== keys[at - 1]);
  }

  /** Index of the first key that is not below `key`. */
  #find(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function copyWrite(write: StoreWrite): StoreWrite {
  if (write.type === 'del') return { type: 'del', key: new Uint8Array(write.key) };
  return { type: 'put', key: new Uint8Array(write.key), value: new Uint8Array(write.value) };
}

function textOf(key: Uint8Array): string {
  let text = '';
  for (let i = 0; i < key.length; i++) text += String.fromCharCode(key[i]!);
  return text;
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
