/**
 * Whose feed, of which kind, in which community: what an entry's id, signature and seal are bound to, and what
 * therefore costs nothing in the entry itself. [FEED-8] [THREAT-9]
 */
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId } from '../base/ids.ts';
import type { FeedKind } from './entry.ts';

export interface FeedContext {
  readonly community: CommunityId;
  readonly kind: FeedKind;
  readonly device: DeviceId;
  /** The device's Ed25519 public key. */
  readonly publicKey: Uint8Array;
  /** community (32) || feed byte || device (32). */
  readonly prefix: Uint8Array;
}

export const FEED_BYTE: Readonly<Record<FeedKind, number>> = { authority: 0, content: 1 };

/** Made once per feed and kept: the hashing of an entry starts from its bytes. Throws ID_MALFORMED. */
export function feedContext(community: CommunityId, kind: FeedKind, device: DeviceId): FeedContext {
  const publicKey = bytesOfId(device);
  const prefix = new Uint8Array(65);
  prefix.set(bytesOfId(community));
  prefix[32] = FEED_BYTE[kind];
  prefix.set(publicKey, 33);
  return { community, kind, device, publicKey, prefix };
}
