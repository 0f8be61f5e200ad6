/**
 * "Vouch for me": somebody who has lost their devices and their words has a new root, and asks the members to let it
 * take the place of the old one. Carries no secret; whoever has it can propose it, and the members decide. [IDENTITY-22]
 *
 *   "kith://vouch/" || link text of CBOR [1, community 32, person 32, new root 32, its signature 64]
 */
import { toBase32 } from '../base/base32.ts';
import { utf8 } from '../base/bytes.ts';
import { encodeCbor } from '../base/cbor.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, PersonId } from '../base/ids.ts';
import { isBytes, readFields } from './fields.ts';
import { findLink, writeLink, type LinkForm } from './link-text.ts';

export interface VouchRequest {
  readonly community: CommunityId;
  readonly person: PersonId;
  /** Public key of the new root, 32 bytes. */
  readonly root: Uint8Array;
  /** By the new root, over what a reroot says; judged where it is used. 64 bytes. */
  readonly signature: Uint8Array;
}

export const VOUCH_PREFIX = 'kith://vouch/';
/** Characters, prefix included. */
export const MAX_VOUCH_LINK = 1_024;
const FORM: LinkForm = { prefix: VOUCH_PREFIX, domain: utf8('kith/vouch/1'), longest: MAX_VOUCH_LINK };

export function encodeVouchLink({ community, person, root, signature }: VouchRequest): string {
  return writeLink(FORM, encodeCbor([1, bytesOfId(community), bytesOfId(person), root, signature]));
}

export function decodeVouchLink(text: string): VouchRequest | undefined {
  return findLink(text, FORM, (bytes) => {
    const [, community, person, root, signature] = readFields(bytes, 5, FORM.longest) ?? [];
    if (!isBytes(community, 32) || !isBytes(person, 32)) return undefined;
    if (!isBytes(root, 32) || !isBytes(signature, 64)) return undefined;
    return {
      community: toBase32(community) as CommunityId,
      person: toBase32(person) as PersonId,
      root,
      signature,
    };
  });
}
