/** Ed25519 (RFC 8032). [CRYPTO-2] [CRYPTO-3] [CRYPTO-4] [THREAT-10] */
import * as crypto from 'node:crypto';
import { concat, fromHex, toHex } from '../base/bytes.ts';
import { KithError } from '../base/kith-error.ts';
import { isReducedScalar, isSoundPoint } from './ed25519-check.ts';

export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 32 bytes, secret. */
  readonly seed: Uint8Array;
  /** 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

const PRIVATE_PREFIX = fromHex('302e020100300506032b657004220420')!;
const PUBLIC_PREFIX = fromHex('302a300506032b6570032100')!;

/** `seed`: 32 bytes. Throws SEED_LENGTH. */
export function signingKeyFromSeed(seed: Uint8Array): SigningKey {
  if (seed.length !== 32) throw new KithError('SEED_LENGTH');
  const der = Buffer.from(concat(PRIVATE_PREFIX, seed));
  const secret = crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = crypto.createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return {
    publicKey: Uint8Array.from(spki.subarray(PUBLIC_PREFIX.length)),
    seed: Uint8Array.from(seed),
    sign: (message) => Uint8Array.from(crypto.sign(null, message, secret)),
  };
}

/**
 * Never throws. False also for keys that are no sound point and for signatures in any other than the one form,
 * whatever the runtime's own library thinks of them.
 */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || !isReducedScalar(signature)) return false;
  if (!isSoundPoint(signature.subarray(0, 32))) return false;
  const key = keyObject(publicKey);
  if (!key) return false;
  try {
    return crypto.verify(null, message, key, signature);
  } catch {
    return false;
  }
}

/** A key object costs as much as half a verification. Null is remembered too. Oldest first out. */
const keyObjects = new Map<string, crypto.KeyObject | null>();
const MAX_KEY_OBJECTS = 4096;

function keyObject(publicKey: Uint8Array): crypto.KeyObject | null {
  if (publicKey.length !== 32) return null;
  const name = toHex(publicKey);
  let key = keyObjects.get(name);
  if (key === undefined) {
    key = isSoundPoint(publicKey) ? importPublicKey(publicKey) : null;
    if (keyObjects.size >= MAX_KEY_OBJECTS) keyObjects.delete(keyObjects.keys().next().value!);
    keyObjects.set(name, key);
  }
  return key;
}

function importPublicKey(publicKey: Uint8Array): crypto.KeyObject | null {
  try {
    const der = Buffer.from(concat(PUBLIC_PREFIX, publicKey));
    return crypto.createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
