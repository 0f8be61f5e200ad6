/**
 * The fold: from all held authority entries, in whatever order they came, to who may do what [AUTH-30] .. [AUTH-38].
 * Pure; never throws for what an entry says; the same answer for every order of the input.
 *
 *   facts         what the entries say, sorted by whom they are about
 *   a pass        device layer, then stewardship by seniority, then everything else in the total order
 *   last steward  leaves in the total order; each one of a last steward is void from then on, and starts a new pass
 *   quorum        proposals in the total order; each one that is carried starts a new pass
 *
 * Almost always there is one pass. This is the specification; live-fold.ts gives the same as entries come, one by one.
 */
import type { CommunityId } from '../base/ids.ts';
import type { Authority, AuthorityEntry } from './authority.ts';
import { Facts } from './facts.ts';
import { settleOrdinary } from './ordinary.ts';
import { Past } from './past.ts';
import { hasQuorum, isProposal } from './quorum.ts';
import { may } from './roles.ts';
import { Standing } from './standing.ts';
import { settleStewardship } from './stewardship.ts';
import { AuthorityView } from './view.ts';

/** Beyond this many void leaves of last stewards all later leaves of stewards are void: each costs a pass. */
export const MAX_STAYS = 16;

export function fold(community: CommunityId, entries: readonly AuthorityEntry[]): Authority {
  return foldToView(community, entries);
}

export function foldToView(community: CommunityId, entries: readonly AuthorityEntry[]): AuthorityView {
  const facts = new Facts(community, new Past(entries));
  const none: ReadonlySet<number> = new Set();
  let standing = settle(facts, none, none);
  const leaves = [...facts.leaves, ...resignations(standing)].sort((a, b) => a - b);
  for (const at of leaves) {
    if (!leavesNoSteward(standing, at)) continue;
    const stays = new Set([...standing.stays, at]);
    if (stays.size === MAX_STAYS) for (const later of leaves) if (later > at) stays.add(later);
    standing = settle(facts, none, stays);
    if (stays.size >= MAX_STAYS) break;
  }
  for (let at = 0; at < facts.past.entries.length; at++) {
    if (isProposal(standing, at) && hasQuorum(standing, at)) {
      standing = settle(facts, new Set([...standing.approved, at]), standing.stays);
    }
  }
  const open = facts.past.entries.flatMap((_, at) => (isProposal(standing, at) ? [at] : []));
  return AuthorityView.of(standing, open);
}

function settle(facts: Facts, approved: ReadonlySet<number>, stays: ReadonlySet<number>): Standing {
  const standing = new Standing(facts, approved, stays);
  settleStewardship(standing);
  settleOrdinary(standing);
  return standing;
}

/** Entries with which somebody gives up a role of their own. */
function resignations(standing: Standing): readonly number[] {
  const { facts, devices } = standing;
  return [...facts.roles].flatMap(([person, roles]) =>
    roles.filter((at) => facts.action<'role'>(at).role !== 'steward' && devices.authorOf(at) === person),
  );
}

/** Is its author the only steward that its past has, while that has other voting members? */
export function leavesNoSteward(standing: Standing, at: number): boolean {
  const { facts } = standing;
  const scope = facts.past.scope(at);
  const person = standing.devices.authorOf(at);
  if (person === undefined || standing.grantAt(person, scope) === undefined) return false;
  for (const other of standing.stewards()) {
    if (other !== person && standing.grantAt(other, scope) !== undefined) return false;
  }
  for (const other of facts.admits.keys()) {
    const held = other === person ? undefined : standing.roleAt(other, scope);
    if (held !== undefined && may(held.role, 'vote')) return true;
  }
  return false;
}
