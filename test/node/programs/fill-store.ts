/** Writes synced rows until the disk is full, then prints what happened as one line of JSON. `node fill-store.ts FOLDER` */
import { LevelStore } from '../../../core/node/level-store.ts';
import { codeOf } from '../../../core/base/kith-error.ts';

const store = await LevelStore.open(process.argv[2]!);
let acknowledged = 0;
const codes: string[] = [];
while (codes.length < 2) {
  try {
    const key = Uint8Array.of(acknowledged >> 8, acknowledged & 255);
    await store.write([{ type: 'put', key, value: new Uint8Array(10_000).fill(acknowledged) }], {
      sync: true,
    });
    acknowledged += 1;
  } catch (error) {
    codes.push(codeOf(error));
  }
}
const isReadable = store.get(Uint8Array.of(0, 0))?.length === 10_000;
console.log(JSON.stringify({ acknowledged, codes, isReadable }));
await store.close();
