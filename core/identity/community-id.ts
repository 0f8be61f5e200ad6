/** A community's id binds it to the device that founded it. [IDENTITY-2] */
import { toBase32 } from '../base/base32.ts';
import { utf8 } from '../base/bytes.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId } from '../base/ids.ts';
import { sha256 } from '../crypto/hash.ts';

const DOMAIN = utf8('kith/community/1');

/** `salt`: 16 random bytes, which the genesis action carries. */
export function communityId(founderDevice: DeviceId, salt: Uint8Array): CommunityId {
  return toBase32(sha256(DOMAIN, bytesOfId(founderDevice), salt)) as CommunityId;
}
