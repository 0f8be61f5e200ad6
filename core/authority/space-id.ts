/** A private space's id names the device that founded it, so that nobody else can give birth to it [AUTH-43]. */
import { toBase32 } from '../base/base32.ts';
import { concat, utf8 } from '../base/bytes.ts';
import type { Random } from '../base/clock.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId, SpaceId } from '../base/ids.ts';
import { sha256 } from '../crypto/hash.ts';

const DOMAIN = utf8('kith/space/1');
const TAG = 10;

export function newSpaceId(community: CommunityId, founder: DeviceId, random: Random): SpaceId {
  return toBase32(concat(tagOf(community, founder), random.bytes(TAG))) as SpaceId;
}

export function isSpaceOf(space: SpaceId, community: CommunityId, founder: DeviceId): boolean {
  return space.startsWith(toBase32(tagOf(community, founder)));
}

function tagOf(community: CommunityId, founder: DeviceId): Uint8Array {
  return sha256(DOMAIN, bytesOfId(community), bytesOfId(founder)).subarray(0, TAG);
}
