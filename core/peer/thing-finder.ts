/**
 * Finds a thing by what stands on it: its link, the number that somebody wrote on it, the end of its id; or by a loan of it.
 * Looks only into what this device can read, so a label of strangers says nothing here. [LABEL-2]
 */
import { readShortCode, readThingLink } from '../api/thing-link.ts';
import type { CommunityId, ObjectId, PlaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Item } from '../features/inventory/item.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { PeerScope } from './peer-scope.ts';

interface FoundThing {
  readonly host: HostedCommunity;
  readonly place: PlaceId;
  readonly item: ObjectId;
}

/** `community`: the only one that is looked into. Throws KithError LABEL_UNREADABLE, LABEL_FOREIGN, LABEL_TWICE. */
export async function findThing(
  scope: PeerScope,
  code: string,
  community: CommunityId | undefined,
): Promise<FoundThing> {
  const text = code.normalize('NFC').trim();
  const id = readThingLink(text) ?? (/^[a-z2-7]{32}$/.test(text) ? text : undefined);
  if (id !== undefined) return byId(scope, id as ObjectId);
  // What a square code of something else holds.
  if (text === '' || text.length > 200 || /^[a-z][a-z0-9+.-]*:/i.test(text))
    throw new KithError('LABEL_UNREADABLE');
  const hosts = community === undefined ? scope.communities() : [scope.community(community)];
  const short = readShortCode(text);
  const number = text.toLowerCase();
  return (
    (await only(hosts, ({ label }) => label.toLowerCase() === number)) ??
    (short === undefined ? undefined : await only(hosts, (item) => item.id.endsWith(short))) ??
    Promise.reject(new KithError('LABEL_FOREIGN'))
  );
}

async function byId(scope: PeerScope, id: ObjectId): Promise<FoundThing> {
  const { host, place } = scope.find(id, 'LABEL_FOREIGN');
  const { placeById } = await host.views.directory();
  if (placeById.get(place)?.type !== 'inventory') throw new KithError('LABEL_FOREIGN');
  const { itemById, loanById } = await host.views.inventory(place);
  const item = itemById.get(id)?.id ?? loanById.get(id)?.item;
  if (item === undefined) throw new KithError('LABEL_FOREIGN');
  return { host, place, item };
}

/** Undefined: there is none. What was put away counts only where nothing else does. */
async function only(
  hosts: readonly HostedCommunity[],
  isIt: (item: Item) => boolean,
): Promise<FoundThing | undefined> {
  const found: (FoundThing & { readonly archived: boolean })[] = [];
  for (const host of hosts) {
    for (const { id: place } of await host.views.places('inventory')) {
      for (const item of (await host.views.inventory(place)).items)
        if (isIt(item)) found.push({ host, place, item: item.id, archived: item.archived });
    }
  }
  const there = found.filter(({ archived }) => !archived);
  const candidates = there.length > 0 ? there : found;
  if (candidates.length > 1) throw new KithError('LABEL_TWICE');
  return candidates[0];
}
