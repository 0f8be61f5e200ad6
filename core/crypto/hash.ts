/** SHA-256 and HMAC-SHA-256. [CRYPTO-1] */
import * as crypto from 'node:crypto';
import { concat } from '../base/bytes.ts';

/** The one-shot call is twice as fast, and not in every runtime that we run in. */
const oneShot: typeof crypto.hash | undefined = crypto.hash;

/** 32 bytes, over the parts one after the other. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return plain(sha256Raw(parts.length === 1 ? parts[0]! : concat(...parts)));
}

/** Like `sha256`, for the bulk path: 64 hex digits. */
export const sha256Hex: (bytes: Uint8Array) => string = oneShot
  ? (bytes) => oneShot('sha256', bytes, 'hex')
  : (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');

/** Like `sha256`, for the bulk path: the 32 bytes as the runtime gives them. */
export const sha256Raw: (bytes: Uint8Array) => Uint8Array = oneShot
  ? (bytes) => oneShot('sha256', bytes, 'buffer')
  : (bytes) => crypto.createHash('sha256').update(bytes).digest();

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
