/** Seeded people for the tests of identity. */
import { toBase32 } from '../../../core/base/base32.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../../../core/base/cbor.ts';
import type { CommunityId } from '../../../core/base/ids.ts';
import { newDeviceKeys, type DeviceKeys } from '../../../core/identity/keys.ts';
import { seededRandom } from '../../world/random.ts';

export const community = toBase32(new Uint8Array(32).fill(1)) as CommunityId;
export const elsewhere = toBase32(new Uint8Array(32).fill(2)) as CommunityId;

export function keysOf(seed: number): DeviceKeys {
  return newDeviceKeys(seededRandom(seed));
}

/** The same signed array with one item changed. */
export function withItem(bytes: Uint8Array, index: number, value: Cbor): Uint8Array {
  const items = [...(decodeCbor(bytes) as readonly Cbor[])];
  items[index] = value;
  return encodeCbor(items);
}

export function itemOf(bytes: Uint8Array, index: number): Cbor {
  return (decodeCbor(bytes) as readonly Cbor[])[index]!;
}

/** Every copy of `bytes` with one bit of one byte changed. */
export function* flipped(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) {
    const copy = Uint8Array.from(bytes);
    copy[at]! ^= 1 << (at % 8);
    yield copy;
  }
}
