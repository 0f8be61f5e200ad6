/** The files that the entries of a community name now, in all places that this device can read. [ATT-10] */
import type { Attachment } from '../attachments/attachment.ts';
import type { PlaceId, SpaceId } from '../base/ids.ts';
import { partsOf, partViews } from '../community/place-parts.ts';
import { FilesSaid } from '../features/chat/files-said.ts';
import type { HostedCommunity } from './hosted-community.ts';

export async function* attachmentsNamed(host: HostedCommunity): AsyncIterable<Attachment> {
  const { places } = await host.views.directory();
  for (const { id, type, space } of places) {
    if (type === 'inventory') yield* await photosIn(host, id);
    else if (type === 'board') yield* await filesOnCards(host, id);
    else if (type === 'channel') yield* await filesIn(host, space, id);
  }
}

/** Of things, without those that were taken away, and of remarks about them. */
export async function photosIn(host: HostedCommunity, place: PlaceId): Promise<Attachment[]> {
  const { ofItem, ofRemarks } = await host.views.photos(place);
  return [...[...ofItem.values()].flat().map(({ picture }) => picture), ...ofRemarks];
}

/** Without those that were taken away; the card may be archived or in the bin. */
async function filesOnCards(host: HostedCommunity, place: PlaceId): Promise<Attachment[]> {
  const { cardById } = await host.views.board(place);
  return [...cardById.values()].flatMap(({ files }) => files.map(({ file }) => file));
}

async function filesIn(host: HostedCommunity, space: SpaceId, place: PlaceId): Promise<Attachment[]> {
  const said = new FilesSaid();
  for (const summary of partsOf(host.community, space, place))
    for (const view of await partViews(host.community, summary)) said.read(view);
  return [...said.files()];
}
