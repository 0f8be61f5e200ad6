/**
 * Secrets under a key that lies beside them in a file of mode 0600 [PROFILE-9]: for tests and servers, after consent
 * (`--insecure-keys`). Whoever reads the disk reads the secrets; `status` says so.
 *
 * Sealed: `[2] || nonce (12) || ciphertext and tag`.
 */
import { stat } from 'node:fs/promises';
import type { Random } from '../../base/clock.ts';
import { KithError } from '../../base/kith-error.ts';
import type { Keychain } from '../../keychain/keychain.ts';
import { readSmallFile, writeFileAtomic } from '../atomic-file.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';

const VERSION = 2;
const KEY = 32;

export class InsecureKeychain implements Keychain {
  readonly kind = 'insecure';
  readonly #key: Uint8Array;
  readonly #random: Random;

  private constructor(key: Uint8Array, random: Random) {
    this.#key = key;
    this.#random = random;
  }

  /** Makes the key; an old one is left alone. Throws KithError KEYCHAIN_REFUSED, DISK_FULL, FILE_UNWRITABLE. */
  static async create(file: string, random: Random): Promise<InsecureKeychain> {
    if ((await readSmallFile(file, KEY)) === undefined) await writeFileAtomic(file, random.bytes(KEY));
    return InsecureKeychain.open(file, random);
  }

  /** Throws KithError KEYCHAIN_REFUSED, with `details.what`: `missing`, `damaged`, or `mode` when others may read it. */
  static async open(file: string, random: Random): Promise<InsecureKeychain> {
    const key = await readSmallFile(file, KEY);
    if (key === undefined) throw new KithError('KEYCHAIN_REFUSED', 'no key file', { what: 'missing' });
    if (key === 'too-large' || key.length !== KEY) {
      throw new KithError('KEYCHAIN_REFUSED', 'a damaged key file', { what: 'damaged' });
    }
    const isShared = process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0;
    if (isShared) throw new KithError('KEYCHAIN_REFUSED', 'others may read the key file', { what: 'mode' });
    return new InsecureKeychain(key, random);
  }

  async wrap(secret: Uint8Array): Promise<Uint8Array> {
    return sealSecret(this.#key, Uint8Array.of(VERSION), secret, this.#random);
  }

  async unwrap(sealed: Uint8Array): Promise<Uint8Array> {
    if (sealed[0] !== VERSION) throw new KithError('KEYCHAIN_REFUSED');
    return openSecret(this.#key, 1, sealed);
  }
}
