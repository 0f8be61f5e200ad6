/**
 * The twin of the keychain in memory, for tests: hides nothing, but refuses like a real one. Two keychains with the
 * same name open each other's secrets; a changed name is a changed keychain.
 */
import { KithError } from '../base/kith-error.ts';
import { MAX_SECRET, type Keychain } from './keychain.ts';

export class MemoryKeychain implements Keychain {
  readonly kind = 'memory';
  readonly #mark: number;

  constructor(name = 'memory') {
    this.#mark = checksum(name);
  }

  async wrap(secret: Uint8Array): Promise<Uint8Array> {
    if (secret.length > MAX_SECRET) throw new KithError('SECRET_TOO_LARGE');
    const sealed = new Uint8Array(secret.length + 8);
    const view = new DataView(sealed.buffer);
    view.setUint32(0, this.#mark);
    sealed.set(secret, 8);
    view.setUint32(4, sum(sealed.subarray(8)));
    return sealed;
  }

  async unwrap(sealed: Uint8Array): Promise<Uint8Array> {
    const view = new DataView(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const isOurs =
      sealed.length >= 8 && view.getUint32(0) === this.#mark && view.getUint32(4) === sum(sealed.subarray(8));
    if (!isOurs) throw new KithError('KEYCHAIN_REFUSED');
    return sealed.slice(8);
  }
}

function checksum(text: string): number {
  return sum(Uint8Array.from([...text], (letter) => letter.codePointAt(0)! & 0xff));
}

/** FNV-1a, 32 bits: notices damage, protects against nobody. */
function sum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
