/**
 * What a member tells somebody who has come with the words of an invite: which community it is, who invites, as what.
 * It carries the invite's note, so that a member cannot introduce another community than the one that was meant; title
 * and name are the member's word. [IDENTITY-16] [THREAT-24]
 *
 *   [1, community 32, invite 32, role, [[device 32, seq] ...], expiry or null, title, name of who invites, note 64]
 */
import { toBase32 } from '../base/base32.ts';
import { encodeCbor } from '../base/cbor.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, InviteId } from '../base/ids.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { isBytes, readFields } from './fields.ts';
import { isExpiry, isRoleWord, readTips, writeTips, type InviteTicket } from './invite-link.ts';
import { isInviteNote } from './invite-note.ts';
import { isName, isTitle } from './name.ts';

export interface Introduction extends Omit<InviteTicket, 'inviteSeed' | 'addresses'> {
  readonly invite: InviteId;
  /** 64 bytes. */
  readonly note: Uint8Array;
}

export type IntroductionCode = 'INTRODUCTION_MALFORMED' | 'INTRODUCTION_FALSE';

/** Bytes: 32 tips of 42 bytes, a title of 200 and a name of 80 code points at 4 bytes each, and the rest. */
const MAX_INTRODUCTION = 4_096;

export function encodeIntroduction(introduction: Introduction): Uint8Array {
  const { community, invite, role, tips, expires, title, from, note } = introduction;
  return encodeCbor([
    1,
    bytesOfId(community),
    bytesOfId(invite),
    role,
    writeTips(tips),
    expires,
    title,
    from,
    note,
  ]);
}

/** INTRODUCTION_FALSE: of another invite, or the invite itself does not say that it is of that community. */
export function readIntroduction(
  bytes: Uint8Array,
  invite: InviteId,
): Verdict<Introduction, IntroductionCode> {
  const fields = readFields(bytes, 9, MAX_INTRODUCTION);
  if (!fields) return refused('INTRODUCTION_MALFORMED');
  const [, communityBytes, inviteBytes, role, tipRows, expires, title, from, note] = fields;
  const tips = readTips(tipRows);
  if (!isBytes(communityBytes, 32) || !isBytes(inviteBytes, 32) || !isBytes(note, 64) || !tips)
    return refused('INTRODUCTION_MALFORMED');
  if (!isRoleWord(role) || !isExpiry(expires) || !isTitle(title) || !isName(from))
    return refused('INTRODUCTION_MALFORMED');
  const community = toBase32(communityBytes) as CommunityId;
  if (toBase32(inviteBytes) !== invite || !isInviteNote(community, invite, note))
    return refused('INTRODUCTION_FALSE');
  return accepted({ community, invite, role, tips, expires, title, from, note });
}
