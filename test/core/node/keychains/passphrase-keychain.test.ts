import { expect, it } from 'vitest';
import { systemRandom } from '../../../../core/crypto/random.ts';
import { PassphraseKeychain } from '../../../../core/node/keychains/passphrase-keychain.ts';
import { describeKeychain } from '../../keychain/keychain-contract.ts';

/** The least that is allowed, so that the test does not wait. */
const cost = { N: 2 ** 15, r: 8, p: 1 };

describeKeychain(
  'passphrase',
  async () => new PassphraseKeychain('quince jam', systemRandom, cost),
  async () => new PassphraseKeychain('quince jan', systemRandom, cost),
);

it('[PROFILE-9] takes no empty passphrase and no cheap key', () => {
  expect(() => new PassphraseKeychain('', systemRandom)).toThrow(
    expect.objectContaining({ code: 'PASSPHRASE_EMPTY' }) as Error,
  );
  expect(() => new PassphraseKeychain('quince', systemRandom, { N: 2 ** 14, r: 8, p: 1 })).toThrow(
    expect.objectContaining({ code: 'SCRYPT_COST' }) as Error,
  );
});

it('[PROFILE-9] never seals twice under one nonce, and pays for one key', async () => {
  const keychain = new PassphraseKeychain('quince jam', systemRandom, cost);
  const secret = new Uint8Array(32);
  const sealed = await Promise.all(Array.from({ length: 20 }, () => keychain.wrap(secret)));
  expect(new Set(sealed.map((bytes) => Buffer.from(bytes.subarray(20, 32)).toString('hex'))).size).toBe(20);
  const other = new PassphraseKeychain('quince jam', systemRandom, cost);
  await other.unwrap(sealed[0]!);
  expect((await other.wrap(secret)).subarray(0, 20)).toEqual(sealed[0]!.subarray(0, 20));
});

it('[PROFILE-9] refuses a file that asks for an absurd cost, or for none, before it pays it', async () => {
  const keychain = new PassphraseKeychain('quince jam', systemRandom, cost);
  const sealed = await keychain.wrap(new Uint8Array(32));
  for (const [at, value] of [
    [1, 40],
    [1, 1],
    [2, 255],
    [2, 0],
    [3, 255],
    [0, 9],
  ] as const) {
    const changed = sealed.slice();
    changed[at] = value;
    await expect(keychain.unwrap(changed)).rejects.toMatchObject({ code: 'KEYCHAIN_REFUSED' });
  }
});
