/**
 * The `.kith` file: a community's entries on their way by hand. Owns the layout of its outside and the types;
 * [BUNDLE-1] to [BUNDLE-8] in core/SPEC.md.
 *
 *   "kith-bundle\n" 12 | version (1): 1 | salt 16 | tag 16 | chunks
 *   chunk: length of what follows (u32) | AES-256-GCM of at most 256 KiB and a tag
 */
import { concat, equalBytes, utf8 } from '../base/bytes.ts';
import type { CommunityId } from '../base/ids.ts';
import { hmacSha256 } from '../crypto/hash.ts';
import { hkdf } from '../crypto/kdf.ts';

/** Takes the bytes of the file, piece by piece, in order; what it returns is awaited before the next piece. */
export type BundleSink = (piece: Uint8Array) => void | Promise<void>;

/** The bytes of the file in pieces of any size. A file that is at hand as a whole is `[bytes]`. */
export type BundleSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface ExportedBundle {
  readonly entries: number;
  readonly bytes: number;
}

export interface BundleSummary {
  readonly community: CommunityId;
  /** In the file. */
  readonly entries: number;
  /** Of those, not here before. */
  readonly new: number;
  /** Of the new ones, not usable yet: what they build on is neither here nor in the file. */
  readonly held: number;
}

export type BundleCode =
  /** Not a bundle, or one that this version cannot read. */
  | 'BUNDLE_UNREADABLE'
  /** It ends early, or bytes of it have changed. */
  | 'BUNDLE_TORN'
  /** Of a community that this profile is not in, or sealed with a key that it does not have. */
  | 'BUNDLE_FOREIGN'
  | 'BUNDLE_TOO_LARGE'
  /** Nothing of it could be used: what it builds on is not here. */
  | 'BUNDLE_BASE_MISSING';

const MAGIC = utf8('kith-bundle\n');
const BUNDLE_VERSION = 1;
export const SALT_LENGTH = 16;
const TAG_LENGTH = 16;
export const HEAD_LENGTH = MAGIC.length + 1 + SALT_LENGTH + TAG_LENGTH;
/** Bytes of a chunk before it is sealed. */
export const MAX_CHUNK = 256 * 1024;
/** Bytes of a file: it is held in memory until all of it has been looked at. */
export const MAX_BUNDLE = 512 * 1024 * 1024;

export function encodeHead(authorityKey: Uint8Array, salt: Uint8Array): Uint8Array {
  return concat(MAGIC, Uint8Array.of(BUNDLE_VERSION), salt, tagOf(authorityKey, salt));
}

/** `bytes`: HEAD_LENGTH of them. Undefined for what is no bundle of this version. */
export function readHead(
  bytes: Uint8Array,
): { readonly salt: Uint8Array; isFor(authorityKey: Uint8Array): boolean } | undefined {
  if (!equalBytes(bytes.subarray(0, MAGIC.length), MAGIC) || bytes[MAGIC.length] !== BUNDLE_VERSION)
    return undefined;
  const salt = bytes.subarray(MAGIC.length + 1, MAGIC.length + 1 + SALT_LENGTH);
  const tag = bytes.subarray(HEAD_LENGTH - TAG_LENGTH, HEAD_LENGTH);
  return { salt, isFor: (key) => equalBytes(tagOf(key, salt), tag) };
}

/** Every file has a key of its own, so that counting nonces never meet. */
export function bundleKey(authorityKey: Uint8Array, salt: Uint8Array): Uint8Array {
  return hkdf(authorityKey, salt, utf8('kith/bundle/1'), 32);
}

/** last (1) | zeros (7) | number of the chunk (u32): a chunk has one place, and the last one is known as such. */
export function chunkNonce(index: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  nonce[0] = isLast ? 1 : 0;
  new DataView(nonce.buffer).setUint32(8, index);
  return nonce;
}

/** Says which community it is to who holds the key, and nothing to others. */
function tagOf(authorityKey: Uint8Array, salt: Uint8Array): Uint8Array {
  return hmacSha256(hmacSha256(authorityKey, utf8('kith/bundle-tag/1')), salt).subarray(0, TAG_LENGTH);
}
