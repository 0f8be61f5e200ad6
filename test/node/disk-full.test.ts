import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { LevelStore } from '../../core/node/level-store.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, 'programs/fill-store.ts');

it('[THREAT-27] [STORE-6] says that the disk is full, goes on when there is room, and loses nothing acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kith-full-'));
  try {
    const [disk, copy] = [join(folder, 'disk'), join(folder, 'copy')];
    await mkdir(disk);
    // A disk of 64 MiB that only this process sees; what is left on it is copied out before it goes.
    const script = `mount -t tmpfs -o size=64m none "$2" && "$0" "$1" "$2" && cp -r "$2" "$3"`;
    const inside = [
      '--user',
      '--map-root-user',
      '--mount',
      'sh',
      '-c',
      script,
      process.execPath,
      program,
      disk,
      copy,
    ];
    const { stdout } = await run('unshare', inside);
    const report = JSON.parse(stdout) as { acknowledged: number[]; codes: string[]; last: string | null };
    expect(report.codes).toEqual(['0 DISK_FULL', '1 DISK_FULL', '2 DISK_FULL']);
    expect(report.last).toBeNull();
    expect(report.acknowledged.length).toBeGreaterThan(60);
    const store = await LevelStore.open(join(copy, 'store'));
    expect(store.droppedBytes).toBe(0);
    for (const n of report.acknowledged) {
      expect(store.get(Uint8Array.of(n >> 8, n & 255)), `row ${n}`).toEqual(new Uint8Array(10_000).fill(n));
    }
    await store.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
