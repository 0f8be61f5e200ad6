/**
 * The fold: from all held authority entries, in whatever order they came, to who may do what [AUTH-30] .. [AUTH-38].
 * Pure; never throws for what an entry says; the same answer for every order of the input.
 *
 *   facts         what the entries say, sorted by whom they are about
 *   a pass        device layer, then stewardship by seniority, then everything else in the total order
 *   last steward  leaves of a last steward are found on a first pass and are void in all later ones
 *   quorum        proposals in the total order; each one that is carried starts a new pass
 *
 * Almost always there is one pass. An incremental fold would keep the facts and append to them: an entry that revokes
 * nothing and decides no proposal settles only itself.
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

export function fold(community: CommunityId, entries: readonly AuthorityEntry[]): Authority {
  const facts = new Facts(community, new Past(entries));
  const none: ReadonlySet<number> = new Set();
  let standing = settle(facts, none, none);
  const stays = lastStewardsLeaving(standing);
  if (stays.size > 0) standing = settle(facts, none, stays);
  for (let at = 0; at < facts.past.entries.length; at++) {
    if (isProposal(standing, at) && hasQuorum(standing, at)) {
      standing = settle(facts, new Set([...standing.approved, at]), stays);
    }
  }
  return new AuthorityView(standing);
}

function settle(facts: Facts, approved: ReadonlySet<number>, stays: ReadonlySet<number>): Standing {
  const standing = new Standing(facts, approved, stays);
  settleStewardship(standing);
  settleOrdinary(standing);
  return standing;
}

/** Leaves and resignations of the only steward that their past has, while it has other voting members. */
function lastStewardsLeaving(standing: Standing): ReadonlySet<number> {
  const { facts } = standing;
  const stays = new Set<number>();
  const resignations = [...facts.roles].flatMap(([person, roles]) =>
    roles.filter(
      (at) => facts.action<'role'>(at).role !== 'steward' && standing.devices.authorOf(at) === person,
    ),
  );
  for (const at of [...facts.leaves, ...resignations]) {
    const scope = facts.past.scope(at);
    const person = standing.devices.authorOf(at);
    if (person === undefined || standing.grantAt(person, scope) === undefined) continue;
    const hasOther = [...standing.stewards()].some(
      (other) => other !== person && standing.grantAt(other, scope) !== undefined,
    );
    if (hasOther) continue;
    for (const other of facts.admits.keys()) {
      const held = other === person ? undefined : standing.roleAt(other, scope);
      if (held === undefined || !may(held.role, 'vote')) continue;
      stays.add(at);
      break;
    }
  }
  return stays;
}
