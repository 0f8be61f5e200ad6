/**
 * A conversation of two: a private space with a title of its own kind and one channel, shown to each by the other's name.
 * Owns that convention [API-16]; to the records it is a space like any other. Pure.
 */
import type { Authority, Space } from '../authority/authority.ts';
import type { PersonId, SpaceId } from '../base/ids.ts';

/** No name of a place that people would choose. */
export const DIRECT_TITLE = '@';

export function isDirect(space: Pick<Space, 'title' | 'members'>): boolean {
  return space.title === DIRECT_TITLE && space.members.size <= 2;
}

/** The other one of such a space; undefined where it is none, or the other has left the community. */
export function otherIn(space: Space, me: PersonId): PersonId | undefined {
  if (!isDirect(space)) return undefined;
  return [...space.members].find((member) => member !== me);
}

/** The space of the two, the same on both devices also where each has made one apart: the one with the least id. */
export function directWith(authority: Authority, me: PersonId, other: PersonId): SpaceId | undefined {
  const shared = [...authority.spaces.values()].filter(
    (space) => space.members.has(me) && otherIn(space, me) === other,
  );
  return shared.map(({ id }) => id).sort()[0];
}
