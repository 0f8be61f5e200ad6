/**
 * Writes synced rows to a store on a small disk, fills the disk, makes room again and goes on; prints what happened as
 * one line of JSON. `node fill-store.ts FOLDER`
 */
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../../core/base/kith-error.ts';
import { LevelStore } from '../../../core/node/level-store.ts';

const folder = process.argv[2]!;
const ballast = join(folder, 'ballast');
const store = await LevelStore.open(join(folder, 'store'));
const acknowledged: number[] = [];
let next = 0;

/** The code of the failure, or undefined. */
async function write(): Promise<string | undefined> {
  const n = next++;
  try {
    const key = Uint8Array.of(n >> 8, n & 255);
    await store.write([{ type: 'put', key, value: new Uint8Array(10_000).fill(n) }], { sync: true });
    acknowledged.push(n);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** Takes all room but a little. */
function fill(): void {
  const file = openSync(ballast, 'a');
  try {
    for (let left = 1; left > 0;) {
      const { bavail, bsize } = statfsSync(folder);
      left = bavail * bsize - 300_000;
      if (left > 0) writeSync(file, new Uint8Array(Math.min(left, 1_000_000)));
    }
  } finally {
    closeSync(file);
  }
}

const codes: string[] = [];
for (let round = 0; round < 3; round++) {
  for (let n = 0; n < 20; n++) await write();
  fill();
  for (let n = 0; n < 100; n++) {
    const code = await write();
    if (code !== undefined && codes.at(-1) !== `${round} ${code}`) codes.push(`${round} ${code}`);
  }
  if (store.get(Uint8Array.of(0, 0))?.length !== 10_000) throw new Error('what was written cannot be read');
  rmSync(ballast);
}
const last = await write();
console.log(JSON.stringify({ acknowledged, codes, last: last ?? null }));
// No closing: the next start has to make do with what is on the disk.
process.exit(0);
