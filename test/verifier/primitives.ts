/** The few primitives of [CRYPTO] and [BASE] that the verifier needs, by node:crypto. */
import { createDecipheriv, createHash, createPublicKey, verify } from 'node:crypto';
import { Unreadable, type Value } from './read-cbor.ts';

export function bytesOf(...parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))),
  );
}

export function sha256(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(
    createHash('sha256')
      .update(bytesOf(...parts))
      .digest(),
  );
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

export function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return Uint8Array.from(bytes);
}

/** [BASE-1] */
export function base32(bytes: Uint8Array): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** [CRYPTO-2]; the border cases of [CRYPTO-3] have vectors of their own. */
export function isSignedBy(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') };
  try {
    return verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    return false;
  }
}

/** [CRYPTO-5]; undefined when it does not open. */
export function open(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  associated: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < 16) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    return bytesOf(decipher.update(sealed.subarray(0, -16)), decipher.final());
  } catch {
    return undefined;
  }
}

export function list(value: Value | undefined, length?: number): readonly Value[] {
  if (!isList(value) || (length !== undefined && value.length !== length))
    throw new Unreadable('no such array');
  return value;
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function bin(value: Value | undefined, length?: number): Uint8Array {
  if (!(value instanceof Uint8Array) || (length !== undefined && value.length !== length)) {
    throw new Unreadable('no such byte string');
  }
  return value;
}

export function whole(value: Value | undefined, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most) {
    throw new Unreadable('no such integer');
  }
  return value;
}

export function words(value: Value | undefined): string {
  if (typeof value !== 'string') throw new Unreadable('no text');
  return value;
}
