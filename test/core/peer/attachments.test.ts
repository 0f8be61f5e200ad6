/** The files of one community on one device. */
import { describe, expect, it } from 'vitest';
import { nameOfChunk, type ChunkName } from '../../../core/attachments/chunk.ts';
import { ChunkStore } from '../../../core/attachments/chunk-store.ts';
import { silentLog } from '../../../core/base/log.ts';
import { Attachments } from '../../../core/peer/attachments.ts';
import { MemoryDisk } from '../../../core/store/memory-store.ts';
import { SimulatedClock } from '../../world/clock.ts';
import { sealWhole } from '../attachments/seal-whole.ts';
import { seededRandom } from '../community/neighbours.ts';

const random = seededRandom('quota');

describe('the files of a community', () => {
  it('[ATT-12] make way where there is too much: what came first from others, never what was brought in here', async () => {
    const store = new MemoryDisk().open();
    const chunks = new ChunkStore(store, 0);
    const files = Array.from({ length: 4 }, () => sealWhole(random.bytes(32), random.bytes(1_000)));
    for (const { chunks: sealed } of files)
      await chunks.put(
        [...sealed].map(([name, bytes]) => ({ name, sealed: bytes })),
        { isOwn: false },
      );
    const attachments = new Attachments({
      store,
      number: 0,
      clock: new SimulatedClock(),
      random,
      log: silentLog,
      quota: 3_500,
    });
    const intake = attachments.bring();
    await intake.add(random.bytes(1_000));
    const own = await intake.finish();
    attachments.release(intake);
    const named = [...files.map(({ ref }) => ref), own].map((file) => ({ file, preview: null }));
    await attachments.sweep(async function* () {
      await Promise.resolve();
      yield* named;
    });
    const left = (await new ChunkStore(store, 0).kept()).map(({ name }) => name);
    expect(left).toEqual([files[2]!.ref.root, files[3]!.ref.root, own.root]);
    expect(await attachments.hasRoom()).toBe(false);
  });

  it('[ATT-4] a list that lies costs its own file alone', async () => {
    const store = new MemoryDisk().open();
    const good = sealWhole(random.bytes(32), random.bytes(100_000));
    const chunks = new ChunkStore(store, 0);
    const all: [ChunkName, Uint8Array][] = [...good.chunks];
    const noise = random.bytes(100);
    all.push([nameOfChunk(noise), noise]);
    await chunks.put(
      all.map(([name, sealed]) => ({ name, sealed })),
      { isOwn: false },
    );
    const attachments = new Attachments({
      store,
      number: 0,
      clock: new SimulatedClock(),
      random,
      log: silentLog,
    });
    const liar = { root: nameOfChunk(noise), key: random.bytes(32), size: 200_000 };
    attachments.prefetch(liar, 'preview');
    await attachments.sweep(async function* () {
      await Promise.resolve();
      yield { file: liar, preview: null };
      yield { file: good.ref, preview: null };
    });
    expect(await chunks.drop([])).toBe(0);
    expect((await new ChunkStore(store, 0).kept()).length).toBe(4);
  });
});
