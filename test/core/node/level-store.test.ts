import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LevelStore } from '../../../core/node/level-store.ts';
import { bytes, describeStore, put, readAll } from '../store/store-contract.ts';

describeStore('LevelDB', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kith-store-'));
  return {
    open: () => LevelStore.open(folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});

describe('the store on disk', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kith-store-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function fill(rows: number): Promise<void> {
    const store = await LevelStore.open(folder);
    for (let n = 0; n < rows; n++) {
      await store.write([put(bytes(n >> 8, n & 255), new Uint8Array(1_000).fill(n))], {
        sync: n === rows - 1,
      });
    }
    await store.close();
  }

  async function fileNames(ending: string): Promise<string[]> {
    return (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  }

  async function damage(name: string, at: number): Promise<void> {
    const content = await readFile(join(folder, name));
    content[at]! ^= 0xff;
    await writeFile(join(folder, name), content);
  }

  it('[STORE-4] groups writes that are called while one is under way, and resolves each', async () => {
    const store = await LevelStore.open(folder);
    const done: number[] = [];
    await Promise.all(
      Array.from({ length: 1_000 }, async (_, n) => {
        await store.write([put(bytes(n >> 8, n & 255), bytes(n & 255))], { sync: true });
        done.push(n);
      }),
    );
    expect(done).toHaveLength(1_000);
    expect(store.batches).toBeLessThan(20);
    expect(await readAll(store)).toHaveLength(1_000);
    await store.close();
  });

  it('[THREAT-27] [STORE-9] does not believe a row that has changed on disk', async () => {
    await fill(4_000);
    await (await LevelStore.open(folder)).close();
    const [table] = await fileNames('.ldb');
    await damage(table!, 5_000);
    const store = await LevelStore.open(folder);
    await expect(readAll(store)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    let faults = 0;
    for (let n = 0; n < 4_000; n++) {
      try {
        expect(store.get(bytes(n >> 8, n & 255))).toEqual(new Uint8Array(1_000).fill(n));
      } catch (error) {
        expect(error).toMatchObject({ code: 'STORE_CORRUPT' });
        faults += 1;
      }
    }
    expect(faults).toBeGreaterThan(0);
    await store.close();
  });

  it('[THREAT-27] [STORE-9] refuses a database with a missing or damaged file', async () => {
    await fill(6_000);
    for (const name of ['CURRENT', (await fileNames('.ldb'))[0]!, ...(await fileNames('.log'))]) {
      const content = await readFile(join(folder, name));
      await rm(join(folder, name));
      await expect(LevelStore.open(folder), name).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
      await writeFile(join(folder, name), content);
    }
    const [manifest] = (await readdir(folder)).filter((name) => name.startsWith('MANIFEST-'));
    const content = await readFile(join(folder, manifest!));
    await truncate(join(folder, manifest!), 10);
    await expect(LevelStore.open(folder)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    await writeFile(join(folder, manifest!), content);
    const store = await LevelStore.open(folder);
    expect(await readAll(store)).toHaveLength(6_000);
    await store.close();
  });

  it('[THREAT-27] [STORE-9] refuses an empty folder where a store must be', async () => {
    await expect(LevelStore.open(folder, { mustExist: true })).rejects.toMatchObject({
      code: 'STORE_CORRUPT',
      details: { what: 'missing' },
    });
    await (await LevelStore.open(folder)).close();
    await (await LevelStore.open(folder, { mustExist: true })).close();
  });

  it('[THREAT-27] [STORE-9] refuses a log with damage before what was written later, and leaves it; says how much of its end was left out', async () => {
    await fill(100);
    const undamaged = await LevelStore.open(folder);
    expect(undamaged.droppedBytes).toBe(0);
    await undamaged.write([put(bytes(1), new Uint8Array(3_000))], { sync: true });
    await undamaged.write([put(bytes(2), new Uint8Array(3_000))], { sync: true });
    await undamaged.close();
    const [log] = await fileNames('.log');
    await damage(log!, 1_000);
    const damaged = await readFile(join(folder, log!));
    await expect(LevelStore.open(folder)).rejects.toMatchObject({
      code: 'STORE_CORRUPT',
      details: { what: 'log' },
    });
    expect(await readFile(join(folder, log!))).toEqual(damaged);
    // Put right, it has everything; damaged at its end, which a power cut may do, it has the rest.
    await damage(log!, 1_000);
    await damage(log!, damaged.length - 10);
    const store = await LevelStore.open(folder);
    expect(store.droppedBytes).toBeGreaterThan(0);
    expect(store.get(bytes(1))).toEqual(new Uint8Array(3_000));
    await store.close();
  });

  it('[STORE-5] starts again on a log that was cut in the middle of a write', async () => {
    await fill(100);
    const before = await LevelStore.open(folder);
    await before.write([put(bytes(1), new Uint8Array(3_000))], { sync: true });
    await before.write([put(bytes(2), new Uint8Array(3_000))]);
    await before.close();
    const [log] = await fileNames('.log');
    const { length } = await readFile(join(folder, log!));
    await truncate(join(folder, log!), length - 500);
    const store = await LevelStore.open(folder);
    expect(store.get(bytes(1))).toEqual(new Uint8Array(3_000));
    expect(store.get(bytes(2))).toBeUndefined();
    await store.close();
  });
});
