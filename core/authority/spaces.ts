/**
 * Who is in a private space within a scope. Owns that rule only [AUTH-44]: a member stays in unless a removal that the
 * invitation to the space did not know of says otherwise, so of the two, apart, the removal wins.
 */
import type { PersonId, SpaceId } from '../base/ids.ts';
import type { Scope } from './past.ts';
import type { Standing } from './standing.ts';

/** The space's founder; undefined when the space is not known within the scope, or void. */
export function founderOf(standing: Standing, space: SpaceId, scope: Scope): PersonId | undefined {
  const birth = standing.facts.spaces.get(space);
  if (birth === undefined || !standing.isEffective(birth) || !standing.facts.past.has(scope, birth))
    return undefined;
  return standing.devices.authorOf(birth);
}

/** Whether or not the person is still in the community. */
export function isInSpace(standing: Standing, space: SpaceId, person: PersonId, scope: Scope): boolean {
  const { facts } = standing;
  const birth = facts.spaces.get(space);
  const founder = founderOf(standing, space, scope);
  if (birth === undefined || founder === undefined) return false;
  const changes = (facts.spaceChanges.get(space) ?? []).filter(
    (at) => standing.isEffective(at) && facts.past.has(scope, at),
  );
  const bearers = changes.filter((at) => facts.action<'space-members'>(at).added.includes(person));
  if (founder === person || facts.action<'space'>(birth).members.includes(person)) bearers.push(birth);
  const removals = changes.filter((at) => facts.action<'space-members'>(at).removed.includes(person));
  return bearers.some((bearer) => removals.every((removal) => facts.past.knows(bearer, removal)));
}

/** Everybody who was ever named for the space; a superset of its members. */
export function namedForSpace(standing: Standing, space: SpaceId): ReadonlySet<PersonId> {
  const { facts } = standing;
  const named = new Set<PersonId>();
  const birth = facts.spaces.get(space);
  if (birth === undefined) return named;
  const founder = standing.devices.authorOf(birth);
  if (founder !== undefined) named.add(founder);
  for (const person of facts.action<'space'>(birth).members) named.add(person);
  for (const at of facts.spaceChanges.get(space) ?? []) {
    for (const person of facts.action<'space-members'>(at).added) named.add(person);
  }
  return named;
}
