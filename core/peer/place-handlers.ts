/** What boards, inventories and channels have in common: they are places of a community's directory. */
import type { PlaceSummary } from '../api/board-methods.ts';
import type { ObjectId } from '../base/ids.ts';
import { addPlace, renamePlace } from '../features/directory/directory-edits.ts';
import type { PlaceType } from '../features/directory/directory.ts';
import type { HostedCommunity } from './hosted-community.ts';

export function addPlaceIn(host: HostedCommunity, type: PlaceType, title: string): Promise<ObjectId> {
  return host.edit(host.views.home, 'erasable', (author) => addPlace(author, { type, title }));
}

export async function renamePlaceIn(host: HostedCommunity, place: ObjectId, title: string): Promise<void> {
  await host.edit(host.views.home, 'erasable', async (author) =>
    renamePlace(author, await host.views.directory(), place, title),
  );
}

export async function placesIn(host: HostedCommunity, type: PlaceType): Promise<PlaceSummary[]> {
  return (await host.views.places(type)).map(({ id, title }) => ({ id, title }));
}
