import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../core/crypto/random.ts';
import { MemoryKeychain } from '../../../core/keychain/memory-keychain.ts';
import { newPageAddress, pageAddress } from '../../../core/node/page-address.ts';
import { ProfileDirectory } from '../../../core/node/profile-directory.ts';

let path: string;
const keychain = new MemoryKeychain();

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'kith-address-'));
});

afterEach(() => rm(path, { recursive: true, force: true }));

describe('the page’s address', () => {
  it('[PROFILE-7] is the same at each start, and sealed for the owner alone', async () => {
    const first = await pageAddress(await ProfileDirectory.open(path), keychain, systemRandom);
    expect(first.token).toHaveLength(32);
    expect(await pageAddress(await ProfileDirectory.open(path), keychain, systemRandom)).toEqual(first);
    const file = join(path, 'secrets', 'page');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('[PROFILE-7] [THREAT-39] has another token wherever it is made anew, and in each profile', async () => {
    const directory = await ProfileDirectory.open(path);
    const first = await pageAddress(directory, keychain, systemRandom);
    const second = await newPageAddress(directory, keychain, systemRandom);
    expect(second.token).not.toEqual(first.token);
    expect(await pageAddress(directory, keychain, systemRandom)).toEqual(second);
  });

  it('[PROFILE-4] [THREAT-27] a damaged one is not believed, and replaced', async () => {
    const directory = await ProfileDirectory.open(path);
    const first = await pageAddress(directory, keychain, systemRandom);
    const file = join(path, 'secrets', 'page');
    const sealed = await readFile(file);
    for (const damaged of [sealed.subarray(1), Buffer.alloc(0), Buffer.alloc(200_000)]) {
      await writeFile(file, damaged);
      const other = await pageAddress(directory, keychain, systemRandom);
      expect(other.token).not.toEqual(first.token);
      expect(await pageAddress(directory, keychain, systemRandom)).toEqual(other);
    }
    await writeFile(file, await keychain.wrap(new Uint8Array(33)));
    expect((await pageAddress(directory, keychain, systemRandom)).token).toHaveLength(32);
  });
});
