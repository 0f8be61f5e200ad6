import { describe, expect, it } from 'vitest';
import type { ChunkName } from '../../../core/attachments/chunk.ts';
import { nameOfChunk } from '../../../core/attachments/chunk.ts';
import { ChunkStore } from '../../../core/attachments/chunk-store.ts';
import { MemoryDisk } from '../../../core/store/memory-store.ts';
import { seededRandom } from '../community/neighbours.ts';

const random = seededRandom('chunks');

function chunk(size = 100): { name: ChunkName; sealed: Uint8Array } {
  const sealed = random.bytes(size);
  return { name: nameOfChunk(sealed), sealed };
}

describe('the store of chunks', () => {
  it('[ATT-6] gives back what was put, also after a restart, and counts its bytes', async () => {
    const disk = new MemoryDisk();
    const [a, b] = [chunk(100), chunk(50)];
    const before = disk.open();
    const store = new ChunkStore(before, 3);
    await store.put([a, b], { isOwn: false });
    await store.put([a], { isOwn: false });
    expect(store.get(a.name)).toEqual(a.sealed);
    expect(await store.bytes()).toBe(150);
    await before.close();
    const again = new ChunkStore(disk.open(), 3);
    expect(again.get(b.name)).toEqual(b.sealed);
    expect(await again.bytes()).toBe(150);
    expect((await again.kept()).map(({ name }) => name)).toEqual([a.name, b.name]);
    const other = chunk(10);
    await again.put([other], { isOwn: true });
    expect(again.get(a.name)).toEqual(a.sealed);
    expect((await again.kept()).at(-1)).toEqual({ name: other.name, size: 10, isOwn: true });
  });

  it('[ATT-6] keeps communities apart', async () => {
    const disk = new MemoryDisk().open();
    const a = chunk();
    await new ChunkStore(disk, 1).put([a], { isOwn: false });
    const other = new ChunkStore(disk, 2);
    expect(other.has(a.name)).toBe(false);
    expect(await other.bytes()).toBe(0);
  });

  it('[ATT-6] drops what it is told to, and takes it in again', async () => {
    const store = new ChunkStore(new MemoryDisk().open(), 0);
    const [a, b] = [chunk(), chunk()];
    await store.put([a, b], { isOwn: false });
    expect(await store.drop([a.name, chunk().name])).toBe(1);
    expect(store.has(a.name)).toBe(false);
    expect(store.get(b.name)).toEqual(b.sealed);
    expect(await store.bytes()).toBe(100);
    await store.put([a], { isOwn: false });
    expect(store.get(a.name)).toEqual(a.sealed);
  });

  it('[ATT-6] knows what was brought in here, also when it had come from somebody before', async () => {
    const store = new ChunkStore(new MemoryDisk().open(), 0);
    const a = chunk();
    await store.put([a], { isOwn: false });
    await store.put([a], { isOwn: true });
    await store.put([a], { isOwn: false });
    expect(await store.kept()).toEqual([{ name: a.name, size: 100, isOwn: true }]);
  });
});
