/**
 * May this person do that now? Asked before an entry is written, so that people are told the reason and nothing void is
 * authored. `by` is the device that would write. Follows the fold's rules by everything held; adds what only a host can know (the clock). Pure.
 */
import type { DeviceId, InviteId, PersonId } from '../base/ids.ts';
import type { Verdict } from '../base/result.ts';
import { accepted, refused } from '../base/result.ts';
import type { JoinRequest } from '../identity/join-request.ts';
import type { ReturnRequest } from '../identity/return-request.ts';
import { toBase32 } from '../base/base32.ts';
import type { Chain } from './actions.ts';
import { AUTHORITY_CHAIN } from './actions.ts';
import type { Authority, Device, Invite, Member } from './authority.ts';
import type { Role } from './roles.ts';
import { may, mayInviteAs } from './roles.ts';

export type AdmitCode =
  | 'INVITE_UNKNOWN'
  | 'INVITE_EXPIRED'
  | 'INVITE_USED_UP'
  | 'INVITE_REVOKED'
  | 'APPROVAL_NEEDED'
  | 'ROLE_FORBIDS'
  | 'ALREADY_IN'
  | 'PERSON_REMOVED';

/** `now`: milliseconds since 1970 by this host's clock. */
export function mayAdmit(
  authority: Authority,
  by: DeviceId,
  request: JoinRequest,
  now: number,
): Verdict<Invite, AdmitCode> {
  const host = memberIn(authority, by);
  if (!host || !may(host.role, 'admit')) return refused('ROLE_FORBIDS');
  const invite = authority.invites.get(request.invite);
  if (!invite) return refused('INVITE_UNKNOWN');
  const known = authority.members.get(request.certificate.person);
  if (known?.state === 'in') return refused('ALREADY_IN');
  if (invite.state === 'revoked') return refused('INVITE_REVOKED');
  if (invite.expires !== null && now >= invite.expires) return refused('INVITE_EXPIRED');
  if (invite.state === 'used' && !invite.used.includes(request.certificate.person))
    return refused('INVITE_USED_UP');
  if (invite.approval && host.role !== 'steward') return refused('APPROVAL_NEEDED');
  if (known?.state === 'removed' && host.role !== 'steward') return refused('PERSON_REMOVED');
  return accepted(invite);
}

/** May somebody who shows a member's root come back with that device? */
export function mayReturn(
  authority: Authority,
  by: DeviceId,
  request: Pick<ReturnRequest, 'certificate' | 'invite'>,
  now: number,
): Verdict<Member, AdmitCode | 'MEMBER_GONE' | 'ROOT_OTHER' | 'JOIN_REMOVED'> {
  const host = memberIn(authority, by);
  if (!host || !may(host.role, 'admit')) return refused('ROLE_FORBIDS');
  const { certificate } = request;
  const member = authority.members.get(certificate.person);
  if (member?.state !== 'in') return refused('MEMBER_GONE');
  if (toBase32(certificate.certifier) !== member.root) return refused('ROOT_OTHER');
  const known = authority.devices.get(certificate.device);
  // The answer to an earlier request was lost on its way.
  if (known) return known.state === 'current' ? accepted(member) : refused('JOIN_REMOVED');
  const invite = authority.invites.get(request.invite);
  if (!invite) return refused('INVITE_UNKNOWN');
  if (invite.state === 'revoked') return refused('INVITE_REVOKED');
  if (invite.expires !== null && now >= invite.expires) return refused('INVITE_EXPIRED');
  if (invite.state === 'used') return refused('INVITE_USED_UP');
  return accepted(member);
}

/** May that device tell somebody who holds the invite which community it is of? It lets nobody in yet. */
export function mayIntroduce(
  authority: Authority,
  by: DeviceId,
  id: InviteId,
  now: number,
): Verdict<Invite & { readonly note: Uint8Array }, AdmitCode> {
  const host = memberIn(authority, by);
  if (!host || !may(host.role, 'admit')) return refused('ROLE_FORBIDS');
  const invite = authority.invites.get(id);
  // An invite of an older version has no words, and so no note.
  if (!invite?.note) return refused('INVITE_UNKNOWN');
  if (invite.state === 'revoked') return refused('INVITE_REVOKED');
  if (invite.expires !== null && now >= invite.expires) return refused('INVITE_EXPIRED');
  if (invite.state === 'used') return refused('INVITE_USED_UP');
  return accepted({ ...invite, note: invite.note });
}

export function mayInvite(authority: Authority, by: DeviceId, role: Role): Verdict<Role, 'ROLE_FORBIDS'> {
  const member = memberIn(authority, by);
  if (!member || !mayInviteAs(member.role, role)) return refused('ROLE_FORBIDS');
  if (authority.policy.invites === 'stewards' && member.role !== 'steward') return refused('ROLE_FORBIDS');
  return accepted(role);
}

export function mayRevokeInvite(
  authority: Authority,
  by: DeviceId,
  invite: InviteId,
): Verdict<Invite, 'INVITE_UNKNOWN' | 'INVITE_REVOKED' | 'ROLE_FORBIDS' | 'ROLE_SENIOR'> {
  const known = authority.invites.get(invite);
  if (!known) return refused('INVITE_UNKNOWN');
  if (known.state === 'revoked') return refused('INVITE_REVOKED');
  if (known.by === authority.personOf(by)) return accepted(known);
  const member = memberIn(authority, by);
  if (member?.role !== 'steward') return refused('ROLE_FORBIDS');
  return isSenior(authority, known.by, member) ? refused('ROLE_SENIOR') : accepted(known);
}

/** ROLE_SENIOR: a quorum could. LAST_STEWARD: somebody else has to become a steward first. */
export function maySetRole(
  authority: Authority,
  by: DeviceId,
  person: PersonId,
  role: Role,
): Verdict<Member, 'PERSON_UNKNOWN' | 'ROLE_FORBIDS' | 'ROLE_SENIOR' | 'LAST_STEWARD'> {
  const target = authority.members.get(person);
  if (!target) return refused('PERSON_UNKNOWN');
  const member = memberIn(authority, by);
  if (member?.role !== 'steward') return refused('ROLE_FORBIDS');
  if (role === 'steward') return accepted(target);
  if (person === member.id)
    return isLastSteward(authority, member) ? refused('LAST_STEWARD') : accepted(target);
  return isSenior(authority, person, member) ? refused('ROLE_SENIOR') : accepted(target);
}

export function mayRemove(
  authority: Authority,
  by: DeviceId,
  person: PersonId,
): Verdict<Member, 'PERSON_UNKNOWN' | 'ROLE_FORBIDS' | 'ROLE_SENIOR' | 'SELF_REMOVAL'> {
  const target = authority.members.get(person);
  if (!target) return refused('PERSON_UNKNOWN');
  const member = memberIn(authority, by);
  if (member?.role !== 'steward') return refused('ROLE_FORBIDS');
  if (person === member.id) return refused('SELF_REMOVAL');
  return isSenior(authority, person, member) ? refused('ROLE_SENIOR') : accepted(target);
}

/** Own devices, and those of juniors. */
export function mayDropDevice(
  authority: Authority,
  by: DeviceId,
  device: DeviceId,
): Verdict<Device, 'DEVICE_UNKNOWN' | 'ROLE_FORBIDS' | 'ROLE_SENIOR'> {
  const target = authority.devices.get(device);
  if (!target) return refused('DEVICE_UNKNOWN');
  const member = memberIn(authority, by);
  if (!member) return refused('ROLE_FORBIDS');
  if (target.person === member.id) return accepted(target);
  if (member.role !== 'steward') return refused('ROLE_FORBIDS');
  return isSenior(authority, target.person, member) ? refused('ROLE_SENIOR') : accepted(target);
}

/** Propose what a quorum may carry, and approve it. */
export function mayVote(authority: Authority, by: DeviceId): Verdict<Member, 'ROLE_FORBIDS'> {
  const member = memberIn(authority, by);
  return member && may(member.role, 'vote') ? accepted(member) : refused('ROLE_FORBIDS');
}

export function mayLeave(
  authority: Authority,
  by: DeviceId,
): Verdict<Member, 'ROLE_FORBIDS' | 'LAST_STEWARD'> {
  const member = memberIn(authority, by);
  if (!member) return refused('ROLE_FORBIDS');
  return member.role === 'steward' && isLastSteward(authority, member)
    ? refused('LAST_STEWARD')
    : accepted(member);
}

export function mayGovern(authority: Authority, by: DeviceId): Verdict<Member, 'ROLE_FORBIDS'> {
  const member = memberIn(authority, by);
  return member && may(member.role, 'govern') ? accepted(member) : refused('ROLE_FORBIDS');
}

export function mayRotate(
  authority: Authority,
  by: DeviceId,
  chain: Chain,
): Verdict<Member, 'ROLE_FORBIDS' | 'SPACE_UNKNOWN'> {
  const member = memberIn(authority, by);
  if (!member || !may(member.role, 'keys')) return refused('ROLE_FORBIDS');
  if (chain === AUTHORITY_CHAIN || chain === '') return accepted(member);
  const space = authority.spaces.get(chain);
  if (!space) return refused('SPACE_UNKNOWN');
  return space.members.has(member.id) ? accepted(member) : refused('ROLE_FORBIDS');
}

function memberIn(authority: Authority, by: DeviceId): Member | undefined {
  const device = authority.devices.get(by);
  return device?.state === 'current' ? authority.members.get(device.person) : undefined;
}

function isLastSteward(authority: Authority, steward: Member): boolean {
  let hasOthers = false;
  for (const member of authority.members.values()) {
    if (member.id === steward.id || member.state !== 'in') continue;
    if (member.role === 'steward') return false;
    if (may(member.role, 'vote')) hasOthers = true;
  }
  return hasOthers;
}

/** Whether the fold would refuse a steward of this seniority. */
function isSenior(authority: Authority, person: PersonId, than: Member): boolean {
  const rank = (member: Member | undefined) => member?.seniority ?? Infinity;
  return rank(authority.members.get(person)) < rank(than);
}
