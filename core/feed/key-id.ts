/**
 * The id of a key commits to the key, so that nobody can hand different keys to different members under one name.
 * An entry names its key by the first 8 bytes of that id. [FEED-5] [THREAT-21]
 */
import { toBase32 } from '../base/base32.ts';
import { toHex, utf8 } from '../base/bytes.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { KeyId } from '../base/ids.ts';
import { sha256 } from '../crypto/hash.ts';

const DOMAIN = utf8('kith/key/1');

export function keyIdOf(key: Uint8Array): KeyId {
  return toBase32(sha256(DOMAIN, key)) as KeyId;
}

/** As in `Header.key`: 16 hex digits. */
export function keyTag(id: KeyId): string {
  return toHex(bytesOfId(id).subarray(0, 8));
}
