import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../core/base/bytes.ts';
import { crc32c } from '../../../core/node/crc32c.ts';
import { isLogWhole } from '../../../core/node/level-log.ts';
import { LevelStore } from '../../../core/node/level-store.ts';
import { seededRandom } from '../../world/random.ts';
import { bytes, put } from '../store/store-contract.ts';

/** As LevelDB wrote it: records of many sizes, over several blocks. */
let log: Uint8Array;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kith-log-'));
  const store = await LevelStore.open(folder);
  const random = seededRandom(27);
  for (let n = 0; n < 120; n++)
    await store.write([put(bytes(n), random.bytes(1 + random.below(6_000)))], { sync: true });
  await store.close();
  const [name] = (await readdir(folder)).filter((one) => one.endsWith('.log'));
  log = await readFile(join(folder, name!));
  await rm(folder, { recursive: true });
});

describe('a log of LevelDB', () => {
  it('[STORE-9] CRC-32C is what others make of it', () => {
    expect(crc32c(new Uint8Array())).toBe(0);
    expect(crc32c(utf8('123456789'))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, n) => n))).toBe(0x46dd794e);
  });

  it('[STORE-5] [STORE-9] is whole wherever it ends: a power cut is no damage', () => {
    expect(log.length).toBeGreaterThan(150_000);
    for (let end = 0; end <= log.length; end += 997) {
      expect(isLogWhole(log.subarray(0, end)), `to ${end}`).toBe(true);
      const zeroed = Uint8Array.from(log).fill(0, end);
      expect(isLogWhole(zeroed), `zeros from ${end}`).toBe(true);
    }
  });

  it('[THREAT-27] [STORE-9] is not when anything before its last record has changed', () => {
    // The last record may reach into the block before.
    const last = log.length - 8_000;
    for (let at = 0; at < last; at += 991) {
      const damaged = Uint8Array.from(log);
      damaged[at]! ^= 0x40;
      expect(isLogWhole(damaged), `at ${at}`).toBe(false);
    }
  });
});
