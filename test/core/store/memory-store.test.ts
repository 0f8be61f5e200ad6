import { describe, expect, it } from 'vitest';
import { MemoryDisk } from '../../../core/store/memory-store.ts';
import { SimulatedClock } from '../../world/clock.ts';
import { bytes, describeStore, put, readAll } from './store-contract.ts';

describeStore('memory', async () => {
  const disk = new MemoryDisk();
  return { open: async () => disk.open(), remove: async () => {} };
});

describe('the disk in memory', () => {
  it('[THREAT-26] [STORE-5] loses what was not synced, and only that', async () => {
    const disk = new MemoryDisk();
    let store = disk.open();
    await store.write([put(bytes(1), bytes(1))]);
    await store.write([put(bytes(2), bytes(2))], { sync: true });
    await store.write([put(bytes(3), bytes(3)), { type: 'del', key: bytes(1) }]);
    await store.write([put(bytes(4), bytes(4))]);
    expect(disk.unsynced).toBe(2);
    disk.crash(1);
    expect(() => store.get(bytes(1))).toThrow(expect.objectContaining({ code: 'STORE_CLOSED' }) as Error);
    store = disk.open();
    expect((await readAll(store)).map(({ key }) => [...key])).toEqual([[2], [3]]);
    disk.crash();
    store = disk.open();
    expect((await readAll(store)).map(({ key }) => [...key])).toEqual([[2], [3]]);
  });

  it('[STORE-5] loses a synced write that was under way', async () => {
    const clock = new SimulatedClock();
    const disk = new MemoryDisk({ clock, syncMs: 2 });
    let store = disk.open();
    const first = store.write([put(bytes(1), bytes(1))], { sync: true });
    await clock.advance(2);
    await first;
    const second = store.write([put(bytes(2), bytes(2))], { sync: true });
    const lost = expect(second).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    await clock.advance(1);
    disk.crash();
    await clock.advance(10);
    await lost;
    store = disk.open();
    expect((await readAll(store)).map(({ key }) => [...key])).toEqual([[1]]);
  });

  it('[THREAT-27] [STORE-6] stores nothing of a write for which there is no room, and goes on when there is', async () => {
    const disk = new MemoryDisk();
    const store = disk.open();
    await store.write([put(bytes(1), bytes(1))], { sync: true });
    disk.failNextWrite('DISK_FULL');
    await expect(store.write([put(bytes(2), bytes(2))])).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(store.get(bytes(1))).toEqual(bytes(1));
    await store.write([put(bytes(4), bytes(4))]);
    expect((await readAll(store)).map(({ key }) => [...key])).toEqual([[1], [4]]);
  });

  it('[THREAT-27] [STORE-6] takes nothing more after damage until it is opened again', async () => {
    const disk = new MemoryDisk();
    let store = disk.open();
    await store.write([put(bytes(1), bytes(1))], { sync: true });
    disk.failNextWrite('STORE_CORRUPT');
    await expect(store.write([put(bytes(2), bytes(2))])).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    await expect(store.write([put(bytes(3), bytes(3))])).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    expect(store.get(bytes(1))).toEqual(bytes(1));
    await store.close();
    store = disk.open();
    await store.write([put(bytes(4), bytes(4))]);
    expect((await readAll(store)).map(({ key }) => [...key])).toEqual([[1], [4]]);
  });

  it('[THREAT-27] [STORE-9] never gives out a damaged row', async () => {
    const disk = new MemoryDisk();
    const store = disk.open();
    await store.write([put(bytes(1), bytes(1)), put(bytes(2), bytes(2))]);
    disk.damage(bytes(1));
    expect(() => store.get(bytes(1))).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT' }) as Error);
    await expect(readAll(store)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    expect(store.get(bytes(2))).toEqual(bytes(2));
    await store.write([put(bytes(1), bytes(5))]);
    expect(store.get(bytes(1))).toEqual(bytes(5));
  });
});
