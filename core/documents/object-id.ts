/**
 * Names of objects: which writer's part an object was born in is the first half of its id, so nobody can give birth
 * in somebody else's name. Also the one place that nobody founds, the directory. [DOC-2] [DOC-3]
 */
import { fromBase32, toBase32 } from '../base/base32.ts';
import { utf8 } from '../base/bytes.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId, ObjectId, PlaceId, SpaceId } from '../base/ids.ts';
import type { Random } from '../base/clock.ts';
import { sha256 } from '../crypto/hash.ts';

const TAG_DOMAIN = utf8('kith/part/1');
const DIRECTORY_DOMAIN = utf8('kith/directory/1');
const HALF_BYTES = 10;
const HALF_LETTERS = 16;
const FULL_BYTES = 20;

/** 16 letters for one device in one place, the same for all of its segments there. Throws ID_MALFORMED. */
export function partTag(community: CommunityId, place: PlaceId, device: DeviceId): string {
  const hash = sha256(TAG_DOMAIN, bytesOfId(community), bytesOfId(place), bytesOfId(device));
  return toBase32(hash.subarray(0, HALF_BYTES));
}

export function newObjectId(tag: string, random: Random): ObjectId {
  return (tag + toBase32(random.bytes(HALF_BYTES))) as ObjectId;
}

/** The tag of the part that the object was born in. */
export function tagOf(id: ObjectId): string {
  return id.slice(0, HALF_LETTERS);
}

/** The second half, as it stands in the log event of the birth. */
export function localOf(id: ObjectId): string {
  return id.slice(HALF_LETTERS);
}

/** Joins both halves; undefined when they do not make an id. For text from a log, which may be anything. */
export function objectIdOf(tag: string, local: unknown): ObjectId | undefined {
  if (typeof local !== 'string' || local.length !== HALF_LETTERS || tag.length !== HALF_LETTERS)
    return undefined;
  const id = tag + local;
  return fromBase32(id)?.length === FULL_BYTES ? (id as ObjectId) : undefined;
}

/** The place that lists a space's places. Throws ID_MALFORMED. */
export function directoryPlace(community: CommunityId, space: SpaceId): PlaceId {
  const hash = sha256(DIRECTORY_DOMAIN, bytesOfId(community), bytesOfId(space));
  return toBase32(hash.subarray(0, FULL_BYTES)) as PlaceId;
}
