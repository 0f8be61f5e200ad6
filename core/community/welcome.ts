/**
 * What the admitting member hands to the joiner alone: the community's keys, sealed to its device. [GATE-15]
 *
 *   sealed to the device's box key, for "kith/welcome/1" || community:  CBOR [1, [[space, or null for authority, key]...]]
 */
import type { HandedKey } from '../authority/key-ring.ts';
import { concat, utf8 } from '../base/bytes.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import type { Random } from '../base/clock.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId } from '../base/ids.ts';
import { openSealed, sealTo, type BoxKey } from '../crypto/box.ts';
import { decodeChainKeys, encodeChainKeys } from './secrets.ts';

const WELCOME_DOMAIN = utf8('kith/welcome/1');

export function sealWelcome(
  community: CommunityId,
  box: Uint8Array,
  keys: readonly HandedKey[],
  random: Random,
): Uint8Array {
  return sealTo(box, encodeCbor([1, encodeChainKeys(keys)]), welcomeContext(community), random);
}

/** Undefined when it is not for this device and community, or malformed. */
export function openWelcome(
  community: CommunityId,
  box: BoxKey,
  welcome: Uint8Array,
): HandedKey[] | undefined {
  const opened = openSealed(box, welcome, welcomeContext(community));
  const value = opened && decodeCbor(opened);
  if (!Array.isArray(value) || value.length !== 2 || value[0] !== 1) return undefined;
  return decodeChainKeys(value[1] as Cbor);
}

function welcomeContext(community: CommunityId): Uint8Array {
  return concat(WELCOME_DOMAIN, bytesOfId(community));
}
