/** SHA-256 and HMAC-SHA-256. [CRYPTO-1] */
import * as crypto from 'node:crypto';
import { concat } from '../base/bytes.ts';

/** The one-shot call is faster, and not in every runtime that we run in. */
const oneShot: typeof crypto.hash | undefined = crypto.hash;

/** 32 bytes, over the parts one after the other. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = parts.length === 1 ? parts[0]! : concat(...parts);
  return plain(
    oneShot ? oneShot('sha256', bytes, 'buffer') : crypto.createHash('sha256').update(bytes).digest(),
  );
}

/** Like `sha256`, as 64 hex digits: for the bulk path, as text comes out four times as fast as bytes do. */
export const sha256Hex: (bytes: Uint8Array) => string = oneShot
  ? (bytes) => oneShot('sha256', bytes, 'hex')
  : (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');

/** 32 bytes. */
export function hmacSha256(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const mac = crypto.createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return plain(mac.digest());
}

/** A Buffer as the plain byte array that it is, so that values compare as values. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
