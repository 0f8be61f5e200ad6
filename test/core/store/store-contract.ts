/** What every store must do, whatever it is made of. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store, StoreRange, StoreRow, StoreWrite } from '../../../core/store/store.ts';

/** A place on which a store can be opened again and again. */
export interface StorePlace {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

export function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}

export function put(key: Uint8Array, value: Uint8Array): StoreWrite {
  return { type: 'put', key, value };
}

export async function readAll(store: Store, range: Partial<StoreRange> = {}): Promise<StoreRow[]> {
  const rows: StoreRow[] = [];
  for await (const chunk of store.read({ from: bytes(), to: bytes(255, 255, 255), ...range }))
    rows.push(...chunk);
  return rows;
}

async function keysOf(store: Store, range: Partial<StoreRange> = {}): Promise<number[][]> {
  return (await readAll(store, range)).map(({ key }) => [...key]);
}

export function describeStore(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`the store: ${name}`, () => {
    let place: StorePlace;
    let store: Store;

    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });

    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('[STORE-1] gives back what was written, byte for byte', async () => {
      await store.write([put(bytes(1), bytes(0, 255, 128)), put(bytes(0, 1), bytes())]);
      expect(store.get(bytes(1))).toEqual(bytes(0, 255, 128));
      expect(store.get(bytes(0, 1))).toEqual(bytes());
      expect(store.get(bytes(2))).toBeUndefined();
    });

    it('[STORE-1] lends nothing: changing what was given or got changes nothing inside', async () => {
      const value = bytes(1, 2, 3);
      const key = bytes(9);
      const written = store.write([put(key, value)]);
      value[0] = 77;
      key[0] = 8;
      await written;
      store.get(bytes(9))![1] = 88;
      (await readAll(store))[0]!.value[2] = 99;
      expect(store.get(bytes(9))).toEqual(bytes(1, 2, 3));
    });

    it('[STORE-1] lends nothing of a Buffer either, and gives back plain bytes', async () => {
      const key = Buffer.from([9]);
      const value = Buffer.from([1, 2]);
      const written = store.write([put(key, value)]);
      key[0] = 8;
      value[0] = 7;
      await written;
      const [row] = await readAll(store);
      for (const got of [row!.key, row!.value, store.get(bytes(9))!])
        expect(Buffer.isBuffer(got)).toBe(false);
      expect(row).toEqual({ key: bytes(9), value: bytes(1, 2) });
    });

    it('[STORE-4] goes on after a write that follows at once from another', async () => {
      for (let n = 0; n < 20; n++) {
        await Promise.all([
          store.write([put(bytes(n), bytes(n))]),
          store.write([put(bytes(n, 1), bytes(n))]),
        ]);
      }
      let chain = Promise.resolve();
      for (let n = 0; n < 20; n++) chain = chain.then(() => store.write([put(bytes(n, 2), bytes(n))]));
      await chain;
      expect(await readAll(store)).toHaveLength(60);
    });

    it('[STORE-1] overwrites and deletes; the last write of a batch wins', async () => {
      await store.write([put(bytes(1), bytes(1)), put(bytes(1), bytes(2)), put(bytes(2), bytes(3))]);
      expect(store.get(bytes(1))).toEqual(bytes(2));
      await store.write([
        { type: 'del', key: bytes(1) },
        { type: 'del', key: bytes(7) },
      ]);
      expect(store.get(bytes(1))).toBeUndefined();
      await store.write([put(bytes(1), bytes(4))]);
      expect(await keysOf(store)).toEqual([[1], [2]]);
    });

    it('[STORE-2] reads a range by unsigned bytes: first included, last excluded', async () => {
      const keys = [[128], [127], [0], [0, 0], [255], [127, 255], [1]];
      await store.write(keys.map((key) => put(bytes(...key), bytes(1))));
      expect(await keysOf(store)).toEqual([[0], [0, 0], [1], [127], [127, 255], [128], [255]]);
      expect(await keysOf(store, { from: bytes(1), to: bytes(128) })).toEqual([[1], [127], [127, 255]]);
      expect(await keysOf(store, { from: bytes(1), to: bytes(1) })).toEqual([]);
      expect(await keysOf(store, { from: bytes(200), to: bytes(100) })).toEqual([]);
    });

    it('[STORE-2] reads backwards and stops at the limit', async () => {
      await store.write([1, 2, 3, 4, 5].map((n) => put(bytes(n), bytes(n))));
      expect(await keysOf(store, { limit: 2 })).toEqual([[1], [2]]);
      expect(await keysOf(store, { limit: 2, reverse: true })).toEqual([[5], [4]]);
      expect(await keysOf(store, { from: bytes(2), to: bytes(4), reverse: true })).toEqual([[3], [2]]);
      expect(await keysOf(store, { limit: 0 })).toEqual([]);
    });

    it('[STORE-2] reads more rows than fit into one chunk, each once', async () => {
      const rows = Array.from({ length: 2_500 }, (_, n) => put(bytes(n >> 8, n & 255), bytes(n & 255)));
      await store.write(rows);
      let chunks = 0;
      const seen: number[] = [];
      for await (const chunk of store.read({ from: bytes(), to: bytes(255) })) {
        chunks += 1;
        seen.push(...chunk.map(({ key }) => key[0]! * 256 + key[1]!));
      }
      expect(seen).toEqual(Array.from({ length: 2_500 }, (_, n) => n));
      expect(chunks).toBeGreaterThan(1);
    });

    it('[STORE-3] reads the moment of the call, whatever is written after it', async () => {
      await store.write([put(bytes(1), bytes(1)), put(bytes(2), bytes(2))]);
      const before = store.read({ from: bytes(), to: bytes(255) });
      await store.write([{ type: 'del', key: bytes(1) }, put(bytes(2), bytes(99)), put(bytes(3), bytes(3))]);
      const rows: StoreRow[] = [];
      for await (const chunk of before) rows.push(...chunk);
      expect(rows).toEqual([
        { key: bytes(1), value: bytes(1) },
        { key: bytes(2), value: bytes(2) },
      ]);
    });

    it('[STORE-3] lets go of a reading that is given up', async () => {
      await store.write(Array.from({ length: 1_500 }, (_, n) => put(bytes(n >> 8, n & 255), bytes(1))));
      for await (const chunk of store.read({ from: bytes(), to: bytes(255) })) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
      await store.close();
    });

    it('[STORE-4] applies writes in the order of the calls, also without waiting between them', async () => {
      const writes = Array.from({ length: 50 }, (_, n) =>
        store.write([put(bytes(1), bytes(n)), put(bytes(2, n), bytes(n))], { sync: n % 3 === 0 }),
      );
      await Promise.all(writes);
      expect(store.get(bytes(1))).toEqual(bytes(49));
      expect(await readAll(store)).toHaveLength(51);
    });

    it('[STORE-5] has everything after it was closed and opened again', async () => {
      await store.write([put(bytes(1), bytes(1))]);
      const last = store.write([put(bytes(2), bytes(2))], { sync: true });
      await store.close();
      await last;
      store = await place.open();
      expect(await keysOf(store)).toEqual([[1], [2]]);
    });

    it('[STORE-7] refuses everything once it is closed', async () => {
      await store.close();
      expect(() => store.get(bytes(1))).toThrow(expect.objectContaining({ code: 'STORE_CLOSED' }) as Error);
      await expect(store.write([put(bytes(1), bytes(1))])).rejects.toMatchObject({ code: 'STORE_CLOSED' });
      await expect(readAll(store)).rejects.toMatchObject({ code: 'STORE_CLOSED' });
      await store.close();
    });

    it('[STORE-8] is opened once at a time: PROFILE_IN_USE', async () => {
      await expect(place.open()).rejects.toMatchObject({ code: 'PROFILE_IN_USE' });
      await store.close();
      store = await place.open();
    });

    it('[STORE-1] takes an empty batch', async () => {
      await store.write([], { sync: true });
      expect(await readAll(store)).toEqual([]);
    });
  });
}
