/**
 * What stewards may not do alone, members may do together. Owns which proposals have reached their quorum, judged on a
 * settled pass [AUTH-35] .. [AUTH-38].
 *
 * Electors: those with a vote in the proposal's past, and those admitted apart from it. Without the second, a few who
 * were once the majority could at any time write a proposal that pretends to know nothing of the others.
 */
import type { PersonId } from '../base/ids.ts';
import type { Proposal } from './authority.ts';
import { policyAt } from './policy.ts';
import { may } from './roles.ts';
import type { Standing } from './standing.ts';

/** Could it be carried by a quorum? */
export function isProposal(standing: Standing, at: number): boolean {
  const { facts, devices } = standing;
  const action = facts.entry(at).action;
  if (standing.isEffective(at) || devices.isDroppedFor(at)) return false;
  const scope = facts.past.scope(at);
  const isKnown = (person: PersonId) =>
    facts.admits.get(person)?.some((entry) => facts.past.has(scope, entry)) ?? false;
  if (action.type === 'role' || action.type === 'remove') return isKnown(action.person);
  if (action.type === 'reroot') return action.by === null && isKnown(action.person);
  return (
    action.type === 'drop-device' &&
    devices.codeOf(at) === undefined &&
    devices.bindingAt(action.device, scope) !== undefined
  );
}

export function hasQuorum(standing: Standing, at: number): boolean {
  const approvals = approvers(standing, at).size;
  const percent = policyAt(standing, standing.facts.past.scope(at)).quorum;
  if (approvals === 0) return false;
  let electors = 0;
  for (const person of standing.facts.admits.keys()) {
    if (isElector(standing, person, at)) electors += 1;
    if (electors * percent >= approvals * 100) return false;
  }
  return true;
}

export function proposalView(standing: Standing, at: number): Proposal {
  const electors = [...standing.facts.admits.keys()].filter((person) =>
    isElector(standing, person, at),
  ).length;
  const percent = policyAt(standing, standing.facts.past.scope(at)).quorum;
  return {
    entry: standing.facts.entry(at).id,
    by: standing.devices.authorOf(at)!,
    approvals: [...approvers(standing, at)].sort(),
    electors,
    needed: Math.floor((electors * percent) / 100) + 1,
  };
}

/** The electors among the proposer and those who approved; empty when the proposer is none. */
export function approvers(standing: Standing, at: number): ReadonlySet<PersonId> {
  const { facts, devices } = standing;
  const found = new Set<PersonId>();
  const author = devices.authorOf(at);
  if (author === undefined || !isElector(standing, author, at)) return found;
  found.add(author);
  for (const approval of facts.approvals.get(at) ?? []) {
    if (!facts.past.knows(approval, at) || devices.isDroppedFor(approval)) continue;
    const person = devices.authorOf(approval);
    if (person !== undefined && isElector(standing, person, at)) found.add(person);
  }
  return found;
}

function isElector(standing: Standing, person: PersonId, at: number): boolean {
  const { past } = standing.facts;
  const scope = past.scope(at);
  const held = standing.roleAt(person, scope);
  if (held !== undefined) return may(held.role, 'vote');
  if (standing.hasEndedAt(person, scope)) return false;
  return (standing.facts.admits.get(person) ?? []).some(
    (admit) =>
      standing.isEffective(admit) &&
      !past.has(scope, admit) &&
      !past.knows(admit, at) &&
      standing.facts.entry(admit).action.type === 'admit' &&
      may(standing.facts.action<'admit'>(admit).role, 'vote'),
  );
}
