/**
 * The two signatures of a root's replacement: the new root shows that somebody has it, the old one that it agrees.
 * Without the old one it is a proposal to a quorum. Whether the old root was the person's is for the fold [AUTH-26].
 */
import { toBase32 } from '../base/base32.ts';
import type { Cbor } from '../base/cbor.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, PersonId } from '../base/ids.ts';
import type { SigningKey } from '../crypto/sign.ts';
import { verifySignature } from '../crypto/sign.ts';
import { isBytes, signedFields } from '../identity/fields.ts';
import type { ActionOf } from './actions.ts';
import { readId, readTuple } from './body-fields.ts';

const DOMAIN = 'kith/reroot/1';

export function rerootFields(
  community: CommunityId,
  person: PersonId,
  next: SigningKey,
  current: SigningKey | null,
): Cbor {
  const message = messageOf(community, bytesOfId(person), next.publicKey, current && current.publicKey);
  return [
    bytesOfId(person),
    next.publicKey,
    next.sign(message),
    current && current.publicKey,
    current && current.sign(message),
  ];
}

export function readReroot(community: CommunityId, body: Cbor): ActionOf<'reroot'> | undefined {
  const fields = readTuple(body, 5);
  if (!fields) return undefined;
  const [personBytes, next, nextSignature, current, currentSignature] = fields;
  const person = readId<PersonId>(personBytes);
  if (person === undefined || !isBytes(next, 32) || !isBytes(nextSignature, 64)) return undefined;
  const isProposed = current === null && currentSignature === null;
  if (!isProposed && (!isBytes(current, 32) || !isBytes(currentSignature, 64))) return undefined;
  const message = messageOf(community, bytesOfId(person), next, current);
  if (!verifySignature(next, message, nextSignature)) return undefined;
  if (isProposed) return { type: 'reroot', person, root: toBase32(next), by: null };
  if (!verifySignature(current as Uint8Array, message, currentSignature as Uint8Array)) return undefined;
  return { type: 'reroot', person, root: toBase32(next), by: toBase32(current as Uint8Array) };
}

/** What a new root signs when nobody has the old one. */
export function signVouch(community: CommunityId, person: PersonId, next: SigningKey): Uint8Array {
  return next.sign(messageOf(community, bytesOfId(person), next.publicKey, null));
}

export function isVouch(
  community: CommunityId,
  person: PersonId,
  root: Uint8Array,
  signature: Uint8Array,
): boolean {
  return verifySignature(root, messageOf(community, bytesOfId(person), root, null), signature);
}

function messageOf(community: CommunityId, person: Uint8Array, next: Uint8Array, current: Uint8Array | null) {
  return signedFields(DOMAIN, [bytesOfId(community), person, next, current]);
}
