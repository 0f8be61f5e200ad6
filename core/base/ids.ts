/**
 * Branded ids. One text form everywhere: ids that people see are lowercase base32 (RFC 4648, no padding).
 * Entry ids are lowercase hex, because every holder computes them by the hundred thousand.
 *
 *   32 bytes -> 52 letters: community, person, device, key, invite
 *   20 bytes -> 32 letters: object (place, card, item, message ...): 16 letters that name the part (writer in a
 *               place) it was born in, then 16 letters that are unique inside that part
 *   32 bytes -> 64 hex digits: entry
 */
declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

export type CommunityId = Brand<'community'>;
export type PersonId = Brand<'person'>;
/** The device's Ed25519 public key. */
export type DeviceId = Brand<'device'>;
export type EntryId = Brand<'entry'>;
export type KeyId = Brand<'key'>;
/** The invite's Ed25519 public key. */
export type InviteId = Brand<'invite'>;
export type ObjectId = Brand<'object'>;
/** A place (board, inventory, channel, directory) is an object too. */
export type PlaceId = ObjectId;
/** Empty for the space of the whole community, otherwise the object id of the space's birth. */
export type SpaceId = Brand<'space'>;

export const WHOLE_COMMUNITY = '' as SpaceId;
