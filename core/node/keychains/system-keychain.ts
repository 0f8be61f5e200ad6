/**
 * Secrets under a key that the operating system's keychain keeps [PROFILE-9]. Only the desktop window's main process can
 * ask the system (electron/main/profile-key.ts); it hands the key over when the peer starts, and this never writes it.
 *
 * Sealed: `[3] || nonce (12) || ciphertext and tag`.
 */
import type { Random } from '../../base/clock.ts';
import { KithError } from '../../base/kith-error.ts';
import type { Keychain } from '../../keychain/keychain.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';

const VERSION = 3;
/** Bytes. */
export const SYSTEM_KEY = 32;

export class SystemKeychain implements Keychain {
  readonly kind = 'system';
  readonly #key: Uint8Array;
  readonly #random: Random;

  /** Throws KithError KEYCHAIN_REFUSED for a key of another length. */
  constructor(key: Uint8Array, random: Random) {
    if (key.length !== SYSTEM_KEY) throw new KithError('KEYCHAIN_REFUSED');
    this.#key = key;
    this.#random = random;
  }

  async wrap(secret: Uint8Array): Promise<Uint8Array> {
    return sealSecret(this.#key, Uint8Array.of(VERSION), secret, this.#random);
  }

  async unwrap(sealed: Uint8Array): Promise<Uint8Array> {
    if (sealed[0] !== VERSION) throw new KithError('KEYCHAIN_REFUSED');
    return openSecret(this.#key, 1, sealed);
  }
}
