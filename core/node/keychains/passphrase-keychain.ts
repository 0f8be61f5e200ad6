/**
 * Secrets under a passphrase [PROFILE-9]: scrypt makes the key. The cost is paid once a process: what is sealed takes
 * the salt of what was opened before.
 *
 * Sealed: `[1, log2 N, r, p] || salt (16) || nonce (12) || ciphertext and tag`.
 */
import { concat, toHex } from '../../base/bytes.ts';
import type { Random } from '../../base/clock.ts';
import { KithError } from '../../base/kith-error.ts';
import { SCRYPT_COST, scryptKey, type ScryptCost } from '../../crypto/kdf.ts';
import type { Keychain } from '../../keychain/keychain.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';

const VERSION = 1;
const SALT = 16;
const HEADER = 4 + SALT;

/** 2^15: less would be guessed too fast. */
const LEAST_LOG_N = 15;

export class PassphraseKeychain implements Keychain {
  readonly kind = 'passphrase';
  readonly #passphrase: string;
  readonly #random: Random;
  readonly #cost: ScryptCost;
  readonly #keys = new Map<string, Promise<Uint8Array>>();
  #header: Uint8Array | undefined;

  /** Throws KithError PASSPHRASE_EMPTY. `cost` is for tests; nothing below N = 2^15 is taken. */
  constructor(passphrase: string, random: Random, cost: ScryptCost = SCRYPT_COST) {
    if (passphrase.length === 0) throw new KithError('PASSPHRASE_EMPTY');
    if (Math.log2(cost.N) < LEAST_LOG_N) throw new KithError('SCRYPT_COST');
    this.#passphrase = passphrase;
    this.#random = random;
    this.#cost = cost;
  }

  async wrap(secret: Uint8Array): Promise<Uint8Array> {
    this.#header ??= this.#newHeader();
    return sealSecret(await this.#key(this.#header), this.#header, secret, this.#random);
  }

  async unwrap(sealed: Uint8Array): Promise<Uint8Array> {
    const [version, logN = 0] = sealed;
    if (sealed.length < HEADER || version !== VERSION || logN < LEAST_LOG_N)
      throw new KithError('KEYCHAIN_REFUSED');
    const header = new Uint8Array(sealed.subarray(0, HEADER));
    const secret = openSecret(await this.#key(header), HEADER, sealed);
    this.#header ??= header;
    return secret;
  }

  #newHeader(): Uint8Array {
    const { N, r, p } = this.#cost;
    return concat(Uint8Array.of(VERSION, Math.log2(N), r, p), this.#random.bytes(SALT));
  }

  #key(header: Uint8Array): Promise<Uint8Array> {
    const name = toHex(header);
    let key = this.#keys.get(name);
    if (key === undefined) {
      const [, logN = 0, r = 0, p = 0] = header;
      key = scryptKey(this.#passphrase, header.subarray(4), { N: 2 ** logN, r, p }).catch(() => {
        throw new KithError('KEYCHAIN_REFUSED');
      });
      this.#keys.set(name, key);
    }
    return key;
  }
}
