import { expect, it } from 'vitest';
import { systemRandom } from '../../../../core/crypto/random.ts';
import { SystemKeychain } from '../../../../core/node/keychains/system-keychain.ts';
import { describeKeychain } from '../../keychain/keychain-contract.ts';

const keyOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

describeKeychain(
  'system',
  async () => new SystemKeychain(keyOf(1), systemRandom),
  async () => new SystemKeychain(keyOf(2), systemRandom),
);

it('[PROFILE-9] takes no key of another length from the system', () => {
  for (const length of [0, 16, 31, 33]) {
    expect(() => new SystemKeychain(new Uint8Array(length), systemRandom)).toThrow('KEYCHAIN_REFUSED');
  }
});
