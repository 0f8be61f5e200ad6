/** What boards, inventories and channels have in common: they are places of a community's directory. */
import type { PlaceSummary } from '../api/board-methods.ts';
import { may, type Ability } from '../authority/roles.ts';
import { WHOLE_COMMUNITY, type ObjectId, type SpaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { addPlace, renamePlace } from '../features/directory/directory-edits.ts';
import type { PlaceType } from '../features/directory/directory.ts';
import type { HostedCommunity } from './hosted-community.ts';

/** `space`: undefined for the whole community. Throws KithError SPACE_UNKNOWN, ROLE_FORBIDS. */
export function addPlaceIn(
  host: HostedCommunity,
  type: PlaceType,
  title: string,
  space?: string,
): Promise<ObjectId> {
  const home = host.views.homeOf(spaceIn(host, space));
  return host.edit(home, 'erasable', (author) => addPlace(author, { type, title }));
}

export async function renamePlaceIn(host: HostedCommunity, place: ObjectId, title: string): Promise<void> {
  const home = host.views.homeOf(await host.views.spaceOf(place));
  await host.edit(home, 'erasable', async (author) =>
    renamePlace(author, await host.views.directory(), place, title),
  );
}

export async function placesIn(host: HostedCommunity, type: PlaceType): Promise<PlaceSummary[]> {
  return (await host.views.places(type)).map(({ id, title, space }) => ({
    id,
    title,
    space: spaceView(space),
  }));
}

/** May the person at this device do that in places of that space? */
export function mayIn(
  host: HostedCommunity,
  space: SpaceId,
  permission: Extract<Ability, 'write' | 'comment' | 'govern'>,
): boolean {
  const { person, role } = host.reader();
  if (!may(role, permission)) return false;
  if (space === WHOLE_COMMUNITY) return true;
  return host.community.authority().spaces.get(space)?.members.has(person) ?? false;
}

/** Null for the whole community. */
export function spaceView(space: SpaceId): string | null {
  return space === WHOLE_COMMUNITY ? null : space;
}

function spaceIn(host: HostedCommunity, space: string | undefined): SpaceId {
  if (space === undefined) return WHOLE_COMMUNITY;
  const known = host.community.authority().spaces.get(space as SpaceId);
  if (!known) throw new KithError('SPACE_UNKNOWN');
  if (!known.members.has(host.me().person)) throw new KithError('ROLE_FORBIDS');
  return known.id;
}
