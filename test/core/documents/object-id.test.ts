import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import type { CommunityId, DeviceId, ObjectId, PlaceId, SpaceId } from '../../../core/base/ids.ts';
import { clientId } from '../../../core/documents/client-id.ts';
import {
  directoryPlace,
  localOf,
  newObjectId,
  objectIdOf,
  partTag,
  tagOf,
} from '../../../core/documents/object-id.ts';
import { seededRandom } from '../../world/random.ts';

const community = new Uint8Array(32).fill(1);
const device = new Uint8Array(32).fill(2);
const place = new Uint8Array(20).fill(3);
const names = {
  community: toBase32(community) as CommunityId,
  device: toBase32(device) as DeviceId,
  place: toBase32(place) as PlaceId,
};

/** Straight from the specification. */
function hash(...parts: (string | Uint8Array)[]): Buffer {
  const whole = createHash('sha256');
  for (const part of parts) whole.update(part);
  return whole.digest();
}

describe('derived names', () => {
  test('[DOC-2] the tag of a part', () => {
    const tag = partTag(names.community, names.place, names.device);
    expect(tag).toBe(toBase32(hash('kith/part/1', community, place, device).subarray(0, 10)));
    expect(tag).toMatch(/^[a-z2-7]{16}$/);
  });

  test('[DOC-2] an object id names the part of its birth', () => {
    const tag = partTag(names.community, names.place, names.device);
    const id = newObjectId(tag, seededRandom(1));
    expect(id).toMatch(/^[a-z2-7]{32}$/);
    expect(tagOf(id)).toBe(tag);
    expect(objectIdOf(tag, localOf(id))).toBe(id);
    expect(newObjectId(tag, seededRandom(2))).not.toBe(id);
  });

  test('[DOC-2] what is no second half makes no id', () => {
    const tag = 'a'.repeat(16);
    for (const local of [
      '',
      'a',
      'a'.repeat(15),
      'a'.repeat(17),
      'A'.repeat(16),
      '1'.repeat(16),
      'é'.repeat(16),
      null,
      5,
      {},
    ]) {
      expect(objectIdOf(tag, local)).toBeUndefined();
    }
    expect(objectIdOf('short', 'a'.repeat(16))).toBeUndefined();
    expect(objectIdOf(tag, 'b'.repeat(16))).toBe('aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb' as ObjectId);
  });

  test('[DOC-3] the directory of the whole community and of a space', () => {
    const space = toBase32(new Uint8Array(20).fill(5)) as SpaceId;
    const whole = hash('kith/directory/1', community).subarray(0, 20);
    const one = hash('kith/directory/1', community, new Uint8Array(20).fill(5)).subarray(0, 20);
    expect(directoryPlace(names.community, '' as SpaceId)).toBe(toBase32(whole));
    expect(directoryPlace(names.community, space)).toBe(toBase32(one));
  });

  test('[DOC-6] the clientID of a session: the first 53 bits', () => {
    const session = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const number = Buffer.from([0, 0, 1, 2]);
    const digest = hash('kith/client/1', community, device, place, number, session);
    const expected = Number(digest.readBigUInt64BE(0) >> 11n);
    expect(clientId({ ...names, part: 258 }, session)).toBe(expected);
    expect(expected).toBeLessThan(2 ** 53);
  });
});
