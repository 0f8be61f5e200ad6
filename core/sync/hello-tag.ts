/**
 * What a handshake is made of: tags by which two holders of one secret find each other, and the bytes that a device
 * signs. All are bound to both transports and both nonces, so that nothing can be shown to somebody else. [SYNC-5]
 * [SYNC-6] [THREAT-30] [THREAT-44]
 */
import { utf8 } from '../base/bytes.ts';
import { encodeCbor } from '../base/cbor.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId } from '../base/ids.ts';
import { hmacSha256 } from '../crypto/hash.ts';
import type { TransportId } from '../network/network.ts';
import { TAG_LENGTH } from './limits.ts';

/** Who says something to whom on one stream. */
export interface Direction {
  readonly sender: TransportId;
  readonly receiver: TransportId;
  readonly senderNonce: Uint8Array;
  readonly receiverNonce: Uint8Array;
}

const KEY_DOMAIN = utf8('kith/hello-key/1');

/** The authority key seals entries; tags are made with a key of their own. */
export function helloKey(authorityKey: Uint8Array): Uint8Array {
  return hmacSha256(authorityKey, KEY_DOMAIN);
}

/** `key`: a hello key, or the tag key of an invite. */
export function helloTag(key: Uint8Array, direction: Direction): Uint8Array {
  return hmacSha256(key, bound('kith/hello/1', direction)).subarray(0, TAG_LENGTH);
}

/** Shows the holder of an invite that the sender knows it. `key`: the tag key of the invite. */
export function recognition(key: Uint8Array, direction: Direction): Uint8Array {
  return hmacSha256(key, bound('kith/recognise/1', direction));
}

/** What the sender's device signs. */
export function proveBytes(community: CommunityId, direction: Direction): Uint8Array {
  return encodeCbor(['kith/prove/1', bytesOfId(community), ...partsOf(direction)]);
}

function bound(domain: string, direction: Direction): Uint8Array {
  return encodeCbor([domain, ...partsOf(direction)]);
}

function partsOf({ sender, receiver, senderNonce, receiverNonce }: Direction) {
  return [sender, receiver, senderNonce, receiverNonce];
}
