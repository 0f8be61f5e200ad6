import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { LevelStore } from '../../core/node/level-store.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, 'programs/fill-store.ts');

it('[THREAT-27] [STORE-6] says that the disk is full, takes nothing more, and has lost nothing acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kith-full-'));
  try {
    // A file may not grow beyond 2 MiB: the log of the database hits that, as it would hit the end of a disk.
    const limited = `ulimit -f 4096; exec "$0" "$@"`;
    const { stdout } = await run('sh', ['-c', limited, process.execPath, program, join(folder, 'store')]);
    const report = JSON.parse(stdout) as { acknowledged: number; codes: string[]; isReadable: boolean };
    expect(report.codes).toEqual(['DISK_FULL', 'DISK_FULL']);
    expect(report.isReadable).toBe(true);
    expect(report.acknowledged).toBeGreaterThan(50);
    const store = await LevelStore.open(join(folder, 'store'));
    for (let n = 0; n < report.acknowledged; n++) {
      expect(store.get(Uint8Array.of(n >> 8, n & 255))).toEqual(new Uint8Array(10_000).fill(n));
    }
    await store.write([{ type: 'put', key: Uint8Array.of(255), value: Uint8Array.of(1) }], { sync: true });
    await store.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
