/**
 * A chunk: a piece of a file, sealed, named by the hash of what is sealed. So whoever holds a chunk can check it and hand
 * it on without being able to read it. Owns the bytes and their bounds. [ATT-1] [ATT-2]
 */
import { fromBase32, toBase32 } from '../base/base32.ts';
import { utf8 } from '../base/bytes.ts';
import { sha256 } from '../crypto/hash.ts';
import { openAead, sealAead, TAG_LENGTH } from '../crypto/seal.ts';

declare const brand: unique symbol;
/** SHA-256 over the sealed bytes, as 52 letters of base32. */
export type ChunkName = string & { readonly [brand]: 'chunk' };

/** Bytes of a file in one chunk: small enough that a message of somebody else does not wait long behind it. */
export const CHUNK = 64 * 1024;
export const MAX_SEALED_CHUNK = CHUNK + TAG_LENGTH;

/** A chunk of the file itself, or the list of the file's chunks. */
export type ChunkKind = 'data' | 'list';

const DOMAIN = utf8('kith/chunk/1');

export function nameOfChunk(sealed: Uint8Array): ChunkName {
  return toBase32(sha256(DOMAIN, sealed)) as ChunkName;
}

export function bytesOfChunkName(name: ChunkName): Uint8Array {
  return fromBase32(name)!;
}

/** `key`: 32 bytes, of this one file. `index`: which of the file's chunks; 0 for the list. */
export function sealChunk(key: Uint8Array, kind: ChunkKind, index: number, plain: Uint8Array): Uint8Array {
  return sealAead(key, nonceOf(kind, index), DOMAIN, plain);
}

/** Undefined unless exactly this was sealed there. */
export function openChunk(
  key: Uint8Array,
  kind: ChunkKind,
  index: number,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length > MAX_SEALED_CHUNK) return undefined;
  return openAead(key, nonceOf(kind, index), DOMAIN, sealed);
}

/** A key belongs to one file, and a file has one chunk of each kind and index: no nonce comes twice. */
function nonceOf(kind: ChunkKind, index: number): Uint8Array {
  const nonce = new Uint8Array(12);
  nonce[0] = kind === 'data' ? 0 : 1;
  new DataView(nonce.buffer).setUint32(8, index);
  return nonce;
}
