/**
 * The canonical view of a community as one hash: equal on all devices that hold the same entries and keys. It covers who
 * is in, and every place as people see it. [GATE-13]
 */
import { toBase32 } from '../base/base32.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { utf8 } from '../base/bytes.ts';
import { WHOLE_COMMUNITY, type PlaceId } from '../base/ids.ts';
import type { Authority } from '../authority/authority.ts';
import type { Community } from '../community/community.ts';
import type { CommunityState } from '../community/community-state.ts';
import { placeParts } from '../community/place-parts.ts';
import { sha256 } from '../crypto/hash.ts';
import { directoryPlace } from '../documents/object-id.ts';
import type { PartView } from '../documents/part-view.ts';
import { foldBoard } from '../features/board/board.ts';
import { canonicalBoard } from '../features/board/canonical.ts';
import { canonicalTimeline } from '../features/chat/canonical.ts';
import { Timeline } from '../features/chat/timeline.ts';
import { canonicalDirectory } from '../features/directory/canonical.ts';
import { foldDirectory, type PlaceType } from '../features/directory/directory.ts';
import { canonicalInventory } from '../features/inventory/canonical.ts';
import { foldInventory } from '../features/inventory/inventory.ts';

/** `state`: the running one, or one built anew from the disk. */
export async function stateHash(community: Community, state: CommunityState): Promise<string> {
  const source = { id: community.id, state };
  const parts = (place: PlaceId): Promise<PartView[]> => placeParts(source, WHOLE_COMMUNITY, place);
  const directory = foldDirectory(await parts(directoryPlace(community.id, WHOLE_COMMUNITY)));
  const lines = [canonicalAuthority(state.log.authority()), canonicalDirectory(directory)];
  for (const place of directory.places)
    lines.push(`${place.id} ${canonical(place.type, await parts(place.id))}`);
  return toBase32(sha256(utf8(lines.join('\n'))));
}

function canonical(type: PlaceType, parts: readonly PartView[]): string {
  switch (type) {
    case 'board':
      return canonicalBoard(foldBoard(parts));
    case 'inventory':
      return canonicalInventory(foldInventory(parts));
    case 'channel':
      return canonicalTimeline(new Timeline(parts));
    default:
      return type satisfies never;
  }
}

function canonicalAuthority(authority: Authority): string {
  const { title, policy, members, devices, invites, chains } = authority;
  return canonicalJson({
    title,
    policy: { ...policy },
    members: sorted([...members.values()].map(({ id, name, role, state }) => [id, name, role, state])),
    devices: sorted([...devices.values()].map(({ id, person, state }) => [id, person, state])),
    invites: sorted([...invites.values()].map(({ id, role, state, used }) => [id, role, state, ...used])),
    chains: sorted([...chains].map(([chain, keys]) => [chain, ...keys])),
  });
}

function sorted(rows: string[][]): string[][] {
  return rows.sort(([a], [b]) => (a! < b! ? -1 : 1));
}
