/**
 * Settles everything that is no act of stewardship, in the total order: each entry by its own past, in which all is
 * settled, and by the revocations, which are settled before any of this [AUTH-32].
 */
import type { InviteId, PersonId } from '../base/ids.ts';
import type { ActionOf, Chain } from './actions.ts';
import { AUTHORITY_CHAIN } from './actions.ts';
import type { Scope } from './past.ts';
import { policyAt } from './policy.ts';
import type { Role } from './roles.ts';
import { may, mayInviteAs } from './roles.ts';
import { founderOf, isInSpace } from './spaces.ts';
import type { RoleHeld, Standing } from './standing.ts';
import { NO_POWER } from './standing.ts';

export function settleOrdinary(standing: Standing): void {
  standing.facts.past.entries.forEach((_, at) => {
    settleOrdinaryOf(standing, at);
  });
}

/** The same of the one entry that comes after all others. */
export function settleOrdinaryOf(standing: Standing, at: number): void {
  if (standing.codeOf(at) === undefined) standing.settle(at, codeFor(standing, at));
}

function codeFor(standing: Standing, at: number): string | null {
  const { facts, devices } = standing;
  const { action, device } = facts.entry(at);
  if (action.type === 'unknown') return 'KIND_UNKNOWN';
  if (action.type === 'void') return action.code;
  if (action.type === 'genesis') return 'GENESIS_MISPLACED';
  const scope = facts.past.scope(at);
  const person = devices.bindingAt(device, scope)?.person;
  if (person === undefined) return 'DEVICE_UNKNOWN';
  if (devices.ownDropAt(device, scope) !== undefined) return 'DEVICE_DROPPED';
  const power = standing.power[at]!;
  const held: RoleHeld | undefined =
    power === NO_POWER ? standing.roleAt(person, scope) : { role: 'steward', by: power, power };
  if (held === undefined) return 'NOT_A_MEMBER';
  return standing.revokedCode(at, person, held) ?? judge(standing, at, person, held.role, scope);
}

function judge(standing: Standing, at: number, person: PersonId, role: Role, scope: Scope): string | null {
  const { facts } = standing;
  const action = facts.entry(at).action;
  switch (action.type) {
    case 'merge':
      return null;
    case 'admit':
      return may(role, 'admit') ? judgeAdmit(standing, action, role, at, scope) : 'ROLE_FORBIDS';
    case 'invite':
      if (!mayInviteAs(role, action.role)) return 'ROLE_FORBIDS';
      return policyAt(standing, scope).invites === 'any' || role === 'steward' ? null : 'ROLE_FORBIDS';
    case 'revoke-invite':
      return facts.invites.get(action.invite)?.some((made) => facts.past.has(scope, made))
        ? 'ROLE_FORBIDS'
        : 'INVITE_UNKNOWN';
    case 'leave':
      if (standing.stays.has(at)) return 'LAST_STEWARD';
      return may(role, 'self') ? null : 'ROLE_FORBIDS';
    case 'profile':
    case 'invite-note':
      return may(role, 'self') ? null : 'ROLE_FORBIDS';
    case 'seal':
      return may(role, 'keys') ? null : 'ROLE_FORBIDS';
    case 'rotate':
      return may(role, 'keys') ? judgeChain(standing, action.chain, person, scope) : 'ROLE_FORBIDS';
    case 'space':
      if (facts.spaces.get(action.space) !== at) return 'SPACE_KNOWN';
      return may(role, 'found-space') ? null : 'ROLE_FORBIDS';
    case 'space-members':
      return may(role, 'keys') ? judgeSpaceMembers(standing, action, person, role, scope) : 'ROLE_FORBIDS';
    case 'approve': {
      const proposal = facts.past.indexOf(action.entry);
      if (proposal === undefined || !facts.past.has(scope, proposal)) return 'PROPOSAL_UNKNOWN';
      return may(role, 'vote') ? null : 'ROLE_FORBIDS';
    }
    case 'reroot':
      return 'QUORUM_NEEDED';
    case 'role':
    case 'remove':
    case 'drop-device':
    case 'policy':
    case 'title':
      return 'ROLE_FORBIDS';
    case 'genesis':
    case 'add-device':
    case 'unknown':
    case 'void':
      // Settled before: by codeFor, or by the device layer.
      return 'INTERNAL';
    default:
      return action satisfies never;
  }
}

/** The entry that made an invite, as the scope has it. */
export function inviteAt(standing: Standing, invite: InviteId, scope: Scope): number | undefined {
  return standing.facts.invites
    .get(invite)
    ?.find((made) => standing.isEffective(made) && standing.facts.past.has(scope, made));
}

/** Whether that revocation ends that invite: its maker's own, or a steward's senior to its maker. */
export function revokes(standing: Standing, revoke: number, made: number): boolean {
  const { facts, devices } = standing;
  if (!standing.isEffective(revoke) || !facts.past.knows(revoke, made)) return false;
  const author = devices.authorOf(revoke);
  if (author === devices.authorOf(made)) return true;
  const hasOwn = facts.invites
    .get(facts.action<'invite'>(made).invite)!
    .some((other) => facts.past.knows(revoke, other) && devices.authorOf(other) === author);
  return !hasOwn && standing.power[revoke]! < standing.power[made]!;
}

/** Whether who made the invite may still invite so, within the scope. */
export function makerStands(standing: Standing, made: number, scope: Scope): boolean {
  const maker = standing.devices.authorOf(made);
  const held = maker === undefined ? undefined : standing.roleAt(maker, scope);
  return held !== undefined && mayInviteAs(held.role, standing.facts.action<'invite'>(made).role);
}

function judgeAdmit(
  standing: Standing,
  action: ActionOf<'admit'>,
  role: Role,
  at: number,
  scope: Scope,
): string | null {
  const { facts } = standing;
  const made = inviteAt(standing, action.invite, scope);
  if (made === undefined) return 'INVITE_UNKNOWN';
  const invite = facts.action<'invite'>(made);
  for (const revoke of facts.revokes.get(action.invite) ?? []) {
    if (!facts.past.knows(revoke, at) && revokes(standing, revoke, made)) return 'INVITE_REVOKED';
  }
  if (!makerStands(standing, made, scope)) return 'INVITE_REVOKED';
  if (action.role !== invite.role) return 'ROLE_MISMATCH';
  if (invite.approval && role !== 'steward') return 'APPROVAL_NEEDED';
  const { person } = action.certificate;
  if (standing.roleAt(person, scope) !== undefined) return 'ALREADY_IN';
  if (role !== 'steward' && standing.isRemovedAt(person, scope)) return 'PERSON_REMOVED';
  if (invite.uses === null) return null;
  const used = new Set<PersonId>();
  for (const other of facts.admitsWith.get(action.invite) ?? []) {
    if (other >= at) break;
    if (standing.isEffective(other) && facts.past.has(scope, other)) {
      used.add(facts.action<'admit'>(other).certificate.person);
    }
  }
  used.delete(person);
  return used.size < invite.uses ? null : 'INVITE_USED_UP';
}

function judgeChain(standing: Standing, chain: Chain, person: PersonId, scope: Scope): string | null {
  if (chain === AUTHORITY_CHAIN || chain === '') return null;
  if (founderOf(standing, chain, scope) === undefined) return 'SPACE_UNKNOWN';
  return isInSpace(standing, chain, person, scope) ? null : 'ROLE_FORBIDS';
}

function judgeSpaceMembers(
  standing: Standing,
  action: ActionOf<'space-members'>,
  person: PersonId,
  role: Role,
  scope: Scope,
): string | null {
  const founder = founderOf(standing, action.space, scope);
  if (founder === undefined) return 'SPACE_UNKNOWN';
  if (!isInSpace(standing, action.space, person, scope)) return 'ROLE_FORBIDS';
  const mayRemove =
    founder === person || role === 'steward' || action.removed.every((gone) => gone === person);
  return mayRemove ? null : 'ROLE_FORBIDS';
}
