/**
 * Settles what stewards do about persons, devices, invites and policy, most senior steward first. Owns the order: an
 * entry written under one stewardship is settled after everything written under more senior ones, whatever came first.
 * So a revocation is final before anything that it could void is looked at, and circles of removals end [AUTH-31].
 *
 * Does not own: what stewards do as any member does (admit, rotate ...); of that it notes the power only.
 */
import type { PersonId } from '../base/ids.ts';
import type { PolicyValue } from './actions.ts';
import { QUORUM_POWER, type Standing } from './standing.ts';

export function settleStewardship(standing: Standing): void {
  const { facts, devices } = standing;
  facts.past.entries.forEach((_, at) => {
    const code = devices.codeOf(at);
    if (code !== undefined) standing.settle(at, code);
  });
  settleOwnRevocations(standing);
  for (const at of standing.approved) {
    standing.power[at] = QUORUM_POWER;
    if (devices.codeOf(at) === undefined) standing.settle(at, null);
  }
  if (facts.genesis < 0) return;
  const grants = [facts.genesis];
  for (const roles of facts.roles.values()) {
    grants.push(...roles.filter((at) => facts.action<'role'>(at).role === 'steward'));
  }
  standing.settle(facts.genesis, null);
  const ordered = grants.sort((a, b) => a - b);
  for (const grant of ordered) if (standing.isEffective(grant)) settleUnder(standing, grant);
}

/** The same of the one entry that comes after all others. */
export function settleStewardshipOf(standing: Standing, at: number): void {
  const { facts, devices } = standing;
  const code = devices.codeOf(at);
  if (code !== undefined) standing.settle(at, code);
  if (facts.entry(at).action.type === 'revoke-invite') settleOwnRevocation(standing, at);
  const person = devices.authorOf(at);
  if (person !== undefined)
    for (const grant of standing.grantsOf(person)) settleEntryUnder(standing, at, person, grant);
}

function settleOwnRevocations(standing: Standing): void {
  for (const revokes of standing.facts.revokes.values())
    for (const at of revokes) settleOwnRevocation(standing, at);
}

/** Who made an invite may revoke it with any device and whatever has become of them. */
function settleOwnRevocation(standing: Standing, at: number): void {
  const { facts, devices } = standing;
  const author = devices.authorOf(at);
  const own = facts.invites
    .get(facts.action<'revoke-invite'>(at).invite)
    ?.some((made) => facts.past.knows(at, made) && author !== undefined && devices.authorOf(made) === author);
  if (own) standing.settle(at, null);
}

function settleUnder(standing: Standing, grant: number): void {
  const { facts } = standing;
  const action = facts.entry(grant).action;
  const person =
    action.type === 'genesis'
      ? action.certificate.person
      : action.type === 'role'
        ? action.person
        : undefined;
  if (person === undefined) return;
  const entries = (facts.devicesOf.get(person) ?? []).flatMap((device) => facts.by.get(device) ?? []);
  for (const at of entries.sort((a, b) => a - b)) settleEntryUnder(standing, at, person, grant);
}

function settleEntryUnder(standing: Standing, at: number, person: PersonId, grant: number): void {
  const { facts, devices } = standing;
  // Not settled under a more senior grant of the same person, and written with this one.
  if (standing.power[at] !== Infinity || at === facts.genesis || !facts.past.knows(at, grant)) return;
  const scope = facts.past.scope(at);
  if (devices.authorOf(at) !== person || devices.ownDropAt(facts.entry(at).device, scope) !== undefined)
    return;
  if (standing.isEnded(person, grant, scope)) return;
  standing.power[at] = grant;
  if (standing.codeOf(at) !== undefined) return;
  const judged = judge(standing, at, person, grant);
  if (judged === undefined) return;
  const held = { role: 'steward', by: grant, power: grant };
  standing.settle(at, standing.revokedCode(at, person, held) ?? judged);
}

/** Undefined: not an act of stewardship. */
function judge(standing: Standing, at: number, person: PersonId, grant: number): string | null | undefined {
  const { facts, devices } = standing;
  const scope = facts.past.scope(at);
  const action = facts.entry(at).action;
  const isSenior = (target: PersonId) => standing.grantAt(target, scope, grant) !== undefined;
  const isKnown = (target: PersonId) =>
    facts.admits.get(target)?.some((entry) => facts.past.has(scope, entry)) ?? false;
  switch (action.type) {
    case 'role':
      if (!isKnown(action.person)) return 'PERSON_UNKNOWN';
      if (action.role === 'steward') return null;
      if (action.person === person) return standing.stays.has(at) ? 'LAST_STEWARD' : null;
      return isSenior(action.person) ? 'ROLE_SENIOR' : null;
    case 'remove':
      if (!isKnown(action.person)) return 'PERSON_UNKNOWN';
      if (action.person === person) return 'SELF_REMOVAL';
      return isSenior(action.person) ? 'ROLE_SENIOR' : null;
    case 'drop-device': {
      const owner = devices.bindingAt(action.device, scope)?.person;
      if (owner === undefined) return 'DEVICE_UNKNOWN';
      if (owner === person) return 'DEVICE_DROPPED';
      return isSenior(owner) ? 'ROLE_SENIOR' : null;
    }
    case 'revoke-invite': {
      const made = (facts.invites.get(action.invite) ?? []).filter((entry) => facts.past.has(scope, entry));
      if (made.length === 0) return 'INVITE_UNKNOWN';
      return made.some((entry) => standing.power[entry]! > grant) ? null : 'ROLE_SENIOR';
    }
    case 'policy':
      return isPolicy(action.name, action.value) ? null : 'POLICY_VALUE';
    case 'title':
      return null;
    case 'merge':
    case 'genesis':
    case 'admit':
    case 'invite':
    case 'leave':
    case 'add-device':
    case 'reroot':
    case 'rotate':
    case 'seal':
    case 'space':
    case 'space-members':
    case 'approve':
    case 'profile':
    case 'invite-note':
    case 'unknown':
    case 'void':
      return undefined;
    default:
      return action satisfies never;
  }
}

/** Names of later versions pass; of ours, only values that we understand. */
export function isPolicy(name: string, value: PolicyValue): boolean {
  switch (name) {
    case 'rules':
      return Number.isSafeInteger(value) && (value as number) >= 1;
    case 'history':
      return value === 'all' || value === 'since-join';
    case 'invites':
      return value === 'any' || value === 'stewards';
    case 'quorum':
      return Number.isInteger(value) && (value as number) >= 50 && (value as number) <= 100;
    default:
      return true;
  }
}
