/** Between ids as text and ids as bytes. [BASE-2] */
import { fromBase32 } from './base32.ts';
import { fromHex } from './bytes.ts';
import type { CommunityId, DeviceId, EntryId, InviteId, KeyId, ObjectId, PersonId, SpaceId } from './ids.ts';
import { KithError } from './kith-error.ts';

/** 32 bytes, or 20 of an object or space, or none of the space of the whole community. Throws ID_MALFORMED. */
export function bytesOfId(
  id: CommunityId | PersonId | DeviceId | KeyId | InviteId | ObjectId | SpaceId,
): Uint8Array {
  const bytes = fromBase32(id);
  if (!bytes || (bytes.length !== 32 && bytes.length !== 20 && bytes.length !== 0)) {
    throw new KithError('ID_MALFORMED');
  }
  return bytes;
}

/** Throws ID_MALFORMED. */
export function bytesOfEntryId(id: EntryId): Uint8Array {
  const bytes = fromHex(id);
  if (bytes?.length !== 32) throw new KithError('ID_MALFORMED');
  return bytes;
}

/** Is this text, from outside, an id of that many bytes in its one form? */
export function isIdOf(length: 20 | 32, text: unknown): boolean {
  return typeof text === 'string' && text.length <= 52 && fromBase32(text)?.length === length;
}
