/** What changed, by the ids that people and scripts know: for `watch` and for whoever keeps a copy of a view. */
import type { ChangeEvent } from '../api/profile-methods.ts';
import { isIdOf } from '../base/id-bytes.ts';
import type { ObjectId } from '../base/ids.ts';
import type { CommunityChange } from '../community/community.ts';
import type { ContentChange } from '../community/contents.ts';
import { objectIdOf } from '../documents/object-id.ts';
import { objectOf } from '../documents/place-events.ts';
import type { PlaceType } from '../features/directory/directory.ts';
import type { HostedCommunity } from './hosted-community.ts';

type Kind = ChangeEvent['kind'];

/** A thing in a place: by the event that gives birth to it or names it. */
const KIND_OF_EVENT: Readonly<Record<string, Kind>> = {
  column: 'column',
  card: 'card',
  label: 'board',
  checklist: 'card',
  check: 'card',
  comment: 'card',
  'card-file': 'card',
  item: 'item',
  quantity: 'item',
  custody: 'item',
  request: 'loan',
  approve: 'loan',
  decline: 'loan',
  cancel: 'loan',
  'hand-over': 'loan',
  return: 'loan',
  message: 'message',
  edit: 'message',
  delete: 'message',
};

export async function changeEvents(host: HostedCommunity, change: CommunityChange): Promise<ChangeEvent[]> {
  const events: ChangeEvent[] = [];
  const add = (kind: Kind, id: string): void => {
    if (!events.some((event) => event.kind === kind && event.id === id))
      events.push({ community: host.id, kind, id });
  };
  if (change.authority) {
    add('community', host.id);
    for (const { id } of host.community.authority().members.values()) add('member', id);
    for (const { id } of host.community.authority().invites.values()) add('invite', id);
  }
  const { placeById } = await host.views.directory();
  for (const content of change.contents) {
    const { place } = content.address;
    const type = placeById.get(place)?.type;
    if (type) add(type, place);
    for (const id of await pushedIds(host, content)) {
      const named = placeById.get(id.object)?.type;
      const kind = named ?? KIND_OF_EVENT[id.event];
      if (kind) add(kind, id.object);
    }
    for (const key of content.set) {
      const id = key.slice(0, 32) as ObjectId;
      const kind = placeById.get(id)?.type ?? (type && (await fieldKind(host, type, place, id)));
      if (kind) add(kind, id);
    }
  }
  return events;
}

/** The things that the new items of a document's log are about. */
async function pushedIds(
  host: HostedCommunity,
  { address, seq, pushed }: ContentChange,
): Promise<{ object: ObjectId; event: string }[]> {
  if (pushed === 0) return [];
  const part = await host.community.state.contents.part(address);
  const tag = host.community.tagOf(address);
  return part.log
    .filter(({ stamp }) => stamp.seq === seq)
    .flatMap(({ value }) => {
      const event = objectOf(value);
      const type = event?.['t'];
      if (!event || typeof type !== 'string') return [];
      const named = event['loan'] ?? event['item'] ?? event['id'];
      const object = objectIdOf(tag, event['id']) ?? (isIdOf(20, named) ? (named as ObjectId) : undefined);
      return object ? [{ object, event: type }] : [];
    });
}

async function fieldKind(
  host: HostedCommunity,
  type: PlaceType,
  place: ObjectId,
  id: ObjectId,
): Promise<Kind | undefined> {
  switch (type) {
    case 'board':
      return (await host.views.board(place)).columnById.has(id) ? 'column' : 'card';
    case 'inventory':
      return 'item';
    case 'channel':
      return undefined;
    default:
      return type satisfies never;
  }
}
