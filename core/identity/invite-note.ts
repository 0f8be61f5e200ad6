/**
 * The invite's own word for which community it is of: signed with the invite's key by whoever made it, kept in the
 * community, shown to whoever comes with the invite's words. Without it, somebody who only knows that the invite exists
 * could lead the newcomer into another community. [IDENTITY-15] [THREAT-24]
 */
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, InviteId } from '../base/ids.ts';
import { verifySignature, type SigningKey } from '../crypto/sign.ts';
import { signedFields } from './fields.ts';

const DOMAIN = 'kith/invite-note/1';

export function signInviteNote(community: CommunityId, inviteKey: SigningKey): Uint8Array {
  return inviteKey.sign(signedFields(DOMAIN, [bytesOfId(community), inviteKey.publicKey]));
}

export function isInviteNote(community: CommunityId, invite: InviteId, signature: Uint8Array): boolean {
  const key = bytesOfId(invite);
  return verifySignature(key, signedFields(DOMAIN, [bytesOfId(community), key]), signature);
}
