/** AES-256-GCM. Owns the layout ciphertext || tag (16 bytes); nonces are the caller's to keep unique. [CRYPTO-5] */
import * as crypto from 'node:crypto';
import { equalBytes } from '../base/bytes.ts';
import { KithError } from '../base/kith-error.ts';

export const TAG_LENGTH = 16;

/** `key`: 32 bytes, `nonce`: 12 bytes, never twice under one key. Throws SEAL_LENGTH. */
export function sealAead(key: Uint8Array, nonce: Uint8Array, ad: Uint8Array, plain: Uint8Array): Uint8Array {
  if (key.length !== 32 || nonce.length !== 12) throw new KithError('SEAL_LENGTH');
  const cipher = crypto.createCipheriv('aes-256-gcm', keyObject(key), nonce);
  cipher.setAAD(ad);
  const sealed = new Uint8Array(plain.length + TAG_LENGTH);
  sealed.set(cipher.update(plain));
  cipher.final();
  sealed.set(cipher.getAuthTag(), plain.length);
  return sealed;
}

/** Undefined unless exactly these bytes were sealed under this key, nonce and associated data. */
export function openAead(
  key: Uint8Array,
  nonce: Uint8Array,
  ad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (key.length !== 32 || nonce.length !== 12 || sealed.length < TAG_LENGTH) return undefined;
  const end = sealed.length - TAG_LENGTH;
  const decipher = crypto.createDecipheriv('aes-256-gcm', keyObject(key), nonce);
  decipher.setAAD(ad);
  decipher.setAuthTag(sealed.subarray(end));
  const opened = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return new Uint8Array(opened.buffer, opened.byteOffset, opened.length);
}

/**
 * With a key object an opening costs less than half. It lives as long as the array that the key came in, and is made
 * anew when somebody has written other bytes into that.
 */
const keyObjects = new WeakMap<
  Uint8Array,
  { readonly bytes: Uint8Array; readonly object: crypto.KeyObject }
>();

function keyObject(key: Uint8Array): crypto.KeyObject {
  const known = keyObjects.get(key);
  if (known && equalBytes(known.bytes, key)) return known.object;
  const object = crypto.createSecretKey(key);
  keyObjects.set(key, { bytes: Uint8Array.from(key), object });
  return object;
}
