import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../../core/crypto/random.ts';
import { InsecureKeychain } from '../../../../core/node/keychains/insecure-keychain.ts';
import { describeKeychain } from '../../keychain/keychain-contract.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-keys-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describeKeychain(
  'insecure',
  () => InsecureKeychain.create(join(folder, 'a.key'), systemRandom),
  () => InsecureKeychain.create(join(folder, 'b.key'), systemRandom),
);

describe('[PROFILE-9] [THREAT-37] the insecure key file', () => {
  it('is the owner’s alone, and refused when others may read it', async () => {
    const file = join(folder, 'c.key');
    await InsecureKeychain.create(file, systemRandom);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await chmod(file, 0o644);
    await expect(InsecureKeychain.open(file, systemRandom)).rejects.toMatchObject({
      code: 'KEYCHAIN_REFUSED',
      details: { what: 'mode' },
    });
  });

  it('is not made by opening, not replaced by creating, and refused when damaged', async () => {
    const file = join(folder, 'd.key');
    await expect(InsecureKeychain.open(file, systemRandom)).rejects.toMatchObject({
      details: { what: 'missing' },
    });
    await InsecureKeychain.create(file, systemRandom);
    const key = await readFile(file);
    await InsecureKeychain.create(file, systemRandom);
    expect(await readFile(file)).toEqual(key);
    for (const damaged of [key.subarray(1), Buffer.concat([key, key])]) {
      await writeFile(file, damaged);
      await expect(InsecureKeychain.open(file, systemRandom)).rejects.toMatchObject({
        details: { what: 'damaged' },
      });
    }
  });
});
