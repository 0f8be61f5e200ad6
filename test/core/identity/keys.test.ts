import { describe, expect, it } from 'vitest';
import { encodeCbor } from '../../../core/base/cbor.ts';
import { communityId } from '../../../core/identity/community-id.ts';
import { decodeDeviceKeys, deviceIdOf, encodeDeviceKeys, withoutRoot } from '../../../core/identity/keys.ts';
import { keysOf } from './people.ts';

describe('device keys', () => {
  it('[IDENTITY-1] come back from the keychain as they were, with and without the root', () => {
    const keys = keysOf(1);
    for (const held of [keys, withoutRoot(keys)]) {
      const read = decodeDeviceKeys(encodeDeviceKeys(held))!;
      expect(read.root?.publicKey).toEqual(held.root?.publicKey);
      expect(read.device.publicKey).toEqual(held.device.publicKey);
      expect(read.box).toEqual(held.box);
      expect(deviceIdOf(read)).toBe(deviceIdOf(keys));
    }
    expect(withoutRoot(keys).root).toBeNull();
  });

  it('[IDENTITY-1] refuse other bytes', () => {
    const seed = new Uint8Array(32);
    const wrong = [
      [2, null, seed, seed],
      [1, null, seed],
      [1, null, seed, seed, seed],
      [1, null, seed, seed.subarray(1)],
      [1, 0, seed, seed],
      [1, null, null, seed],
    ];
    for (const value of wrong) expect(decodeDeviceKeys(encodeCbor(value))).toBeUndefined();
    expect(decodeDeviceKeys(new Uint8Array(3))).toBeUndefined();
  });

  it('[IDENTITY-2] a community is bound to its founder and its salt', () => {
    const [a, b] = [deviceIdOf(keysOf(1)), deviceIdOf(keysOf(2))];
    const [salt, pepper] = [new Uint8Array(16), new Uint8Array(16).fill(1)];
    const ids = [communityId(a, salt), communityId(b, salt), communityId(a, pepper)];
    expect(new Set(ids).size).toBe(3);
    expect(communityId(a, salt)).toBe(ids[0]);
    expect(ids[0]).toHaveLength(52);
  });
});
