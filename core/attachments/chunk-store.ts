/**
 * The chunks of one community on this device's disk, sealed as they came. Owns their rows, how much they take, and which
 * of them this device has brought in itself. [ATT-6]
 *
 *   b number   a sealed chunk; numbers ascend as chunks come, so that the database need not sort large rows again
 *   h name     where it is: number (u32), size (u32), 1 when it was brought in here (u8)
 *
 * In front of each: 'c' and the community's local number (core/community/layout.ts), so that chunks go with the community.
 */
import { toBase32 } from '../base/base32.ts';
import { codeOf } from '../base/kith-error.ts';
import type { Store, StoreRange, StoreWrite } from '../store/store.ts';
import { bytesOfChunkName, type ChunkName } from './chunk.ts';

export interface KeptChunk {
  readonly name: ChunkName;
  readonly size: number;
  /** Brought in by this device: others have it from here. */
  readonly isOwn: boolean;
}

interface Row {
  readonly number: number;
  readonly size: number;
  isOwn: boolean;
}

export class ChunkStore {
  readonly #store: Store;
  readonly #prefix: Uint8Array;
  #index: Promise<Map<ChunkName, Row>> | undefined;
  #next = 0;
  #bytes = 0;

  /** `number`: the community's local number in this profile, 0..65535. */
  constructor(store: Store, number: number) {
    this.#store = store;
    this.#prefix = Uint8Array.of(0x63, number >>> 8, number & 0xff);
  }

  /** Undefined also for one that is damaged: somebody else has it whole. */
  get(name: ChunkName): Uint8Array | undefined {
    try {
      const row = this.#store.get(this.#headKey(name));
      return row && this.#store.get(this.#bodyKey(readRow(row).number));
    } catch (error) {
      if (codeOf(error) === 'STORE_CORRUPT') return undefined;
      throw error;
    }
  }

  has(name: ChunkName): boolean {
    try {
      return this.#store.get(this.#headKey(name)) !== undefined;
    } catch (error) {
      if (codeOf(error) === 'STORE_CORRUPT') return false;
      throw error;
    }
  }

  /** With `sync`, these and all that were put before survive power loss when it resolves. */
  async put(
    chunks: readonly { readonly name: ChunkName; readonly sealed: Uint8Array }[],
    { isOwn, sync = false }: { readonly isOwn: boolean; readonly sync?: boolean },
  ): Promise<void> {
    const index = await this.#load();
    const batch: StoreWrite[] = [];
    for (const { name, sealed } of chunks) {
      const known = index.get(name);
      if (known && (known.isOwn || !isOwn) && this.get(name)) continue;
      const row: Row = { number: known?.number ?? this.#next++, size: sealed.length, isOwn };
      if (!known) this.#bytes += row.size;
      index.set(name, row);
      batch.push(
        { type: 'put', key: this.#bodyKey(row.number), value: sealed },
        { type: 'put', key: this.#headKey(name), value: writeRow(row) },
      );
    }
    if (batch.length > 0 || sync) await this.#write(batch, sync);
  }

  async drop(names: Iterable<ChunkName>): Promise<number> {
    const index = await this.#load();
    const batch: StoreWrite[] = [];
    for (const name of names) {
      const row = index.get(name);
      if (!row) continue;
      index.delete(name);
      this.#bytes -= row.size;
      batch.push({ type: 'del', key: this.#headKey(name) }, { type: 'del', key: this.#bodyKey(row.number) });
    }
    if (batch.length > 0) await this.#write(batch, false);
    return batch.length / 2;
  }

  /** Bytes of all chunks. */
  async bytes(): Promise<number> {
    await this.#load();
    return this.#bytes;
  }

  /** Those that came first, first. */
  async kept(): Promise<KeptChunk[]> {
    const index = await this.#load();
    return [...index]
      .sort(([, a], [, b]) => a.number - b.number)
      .map(([name, { size, isOwn }]) => ({ name, size, isOwn }));
  }

  /** When a write fails, what is on the disk counts. */
  async #write(batch: readonly StoreWrite[], sync: boolean): Promise<void> {
    try {
      await this.#store.write(batch, { sync });
    } catch (error) {
      this.#index = undefined;
      throw error;
    }
  }

  #load(): Promise<Map<ChunkName, Row>> {
    this.#index ??= this.#read();
    return this.#index;
  }

  async #read(): Promise<Map<ChunkName, Row>> {
    const index = new Map<ChunkName, Row>();
    this.#next = 0;
    this.#bytes = 0;
    for await (const rows of this.#store.read(this.#all())) {
      for (const { key, value } of rows) {
        const row = readRow(value);
        index.set(toBase32(key.subarray(4)) as ChunkName, row);
        this.#next = Math.max(this.#next, row.number + 1);
        this.#bytes += row.size;
      }
    }
    return index;
  }

  #all(): StoreRange {
    return { from: this.#key('h', new Uint8Array(0)), to: this.#key('i', new Uint8Array(0)) };
  }

  #headKey(name: ChunkName): Uint8Array {
    return this.#key('h', bytesOfChunkName(name));
  }

  #bodyKey(number: number): Uint8Array {
    const tail = new Uint8Array(4);
    new DataView(tail.buffer).setUint32(0, number);
    return this.#key('b', tail);
  }

  #key(letter: string, tail: Uint8Array): Uint8Array {
    const key = new Uint8Array(4 + tail.length);
    key.set(this.#prefix);
    key[3] = letter.charCodeAt(0);
    key.set(tail, 4);
    return key;
  }
}

function writeRow({ number, size, isOwn }: Row): Uint8Array {
  const value = new Uint8Array(9);
  const view = new DataView(value.buffer);
  view.setUint32(0, number);
  view.setUint32(4, size);
  value[8] = isOwn ? 1 : 0;
  return value;
}

function readRow(value: Uint8Array): Row {
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  return { number: view.getUint32(0), size: view.getUint32(4), isOwn: value[8] === 1 };
}
