/** Private spaces, as the API has them. */
import { spaceBody, spaceMembersBody } from '../authority/action-bodies.ts';
import type { Space } from '../authority/authority.ts';
import { newChainKey, sealKeys } from '../authority/key-ring.ts';
import { may } from '../authority/roles.ts';
import { newSpaceId } from '../authority/space-id.ts';
import type { SpaceView, spaceMethods } from '../api/space-methods.ts';
import type { Random } from '../base/clock.ts';
import type { CommunityId, PersonId, SpaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { checkTitle } from '../identity/name.ts';
import { decide } from './decide-action.ts';
import { DIRECT_TITLE, directWith, isDirect, otherIn } from './direct-space.ts';
import type { HandlersOf } from './handlers.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { PeerScope } from './peer-scope.ts';
import { addPlaceIn } from './place-handlers.ts';

export interface SpaceContext extends PeerScope {
  readonly random: Random;
}

export function spaceHandlers(context: SpaceContext): HandlersOf<typeof spaceMethods> {
  return {
    spaceAdd: async ({ community: id, title, members }) => {
      const host = context.community(id as CommunityId);
      const checked = checkTitle(title);
      if (!checked.ok) throw new KithError(checked.code.replace('NAME_', 'TITLE_'));
      // That title marks conversations of two, which have a command of their own.
      if (checked.value === DIRECT_TITLE) throw new KithError('TITLE_EMPTY');
      return { space: await openSpace(context, host, checked.value, members) };
    },
    spaces: ({ community }) => {
      const host = context.community(community as CommunityId);
      const spaces = [...host.community.authority().spaces.values()];
      return Promise.resolve({ spaces: spaces.map((space) => viewOf(host, space)) });
    },
    spaceMembers: async ({ space: id, add = [], remove = [] }) => {
      const { host, space } = spaceIn(context, id as SpaceId);
      if (isDirect(space)) throw new KithError('SPACE_DIRECT');
      const { person, role } = host.me();
      if (!may(role, 'keys') || !space.members.has(person)) throw new KithError('ROLE_FORBIDS');
      const added = readersIn(host, add);
      const removed = remove.map((member) => {
        if (!space.members.has(member as PersonId)) throw new KithError('MEMBER_UNKNOWN');
        return member as PersonId;
      });
      if (removed.some((member) => member !== person) && !mayRemove(host, space))
        throw new KithError('ROLE_FORBIDS');
      if (added.length + removed.length === 0) throw new KithError('CHANGE_EMPTY');
      await decide(host, spaceMembersBody(space.id, added, removed));
      return { space: id };
    },
    direct: async ({ member }) => {
      const host = context
        .communities()
        .find(({ community }) => community.authority().members.has(member as PersonId));
      if (!host) throw new KithError('MEMBER_UNKNOWN');
      const { person } = host.me();
      if (member === person) throw new KithError('MEMBER_UNKNOWN');
      const known = directWith(host.community.authority(), person, member as PersonId);
      const space = known ?? (await openSpace(context, host, DIRECT_TITLE, [member]));
      const title = `${host.nameOf(person)} & ${host.nameOf(member as PersonId)}`;
      return { space, channel: await channelIn(host, space, title) };
    },
  };
}

/** With the person at this device in it. Throws KithError MEMBER_UNKNOWN, ROLE_FORBIDS. */
async function openSpace(
  { random }: SpaceContext,
  host: HostedCommunity,
  title: string,
  members: readonly string[],
): Promise<SpaceId> {
  const { community } = host;
  const { person, role } = host.me();
  if (!may(role, 'found-space')) throw new KithError('ROLE_FORBIDS');
  const others = readersIn(host, members).filter((other) => other !== person);
  const space = newSpaceId(community.id, community.device, random);
  const key = newChainKey(space, random);
  const authority = community.authority();
  const seals = [person, ...others]
    .flatMap((each) => authority.members.get(each)!.devices)
    .map((device) => authority.devices.get(device)!)
    .filter(({ state }) => state === 'current')
    .flatMap((device) => sealKeys([key], { device: device.id, box: device.box }, community.id, random));
  await decide(host, spaceBody({ space, title, members: others, key: key.id, seals }));
  return space;
}

/** The channel of a conversation: its first one, made where an earlier try has ended before it. */
async function channelIn(host: HostedCommunity, space: SpaceId, title: string): Promise<string> {
  const channels = await host.views.places('channel');
  const known = channels.find((channel) => channel.space === space);
  return known?.id ?? addPlaceIn(host, 'channel', title, space);
}

/** Who is in the community and may read. */
function readersIn(host: HostedCommunity, ids: readonly string[]): PersonId[] {
  return ids.map((id) => {
    const member = host.community.authority().members.get(id as PersonId);
    if (member?.state !== 'in' || !may(member.role, 'read')) throw new KithError('MEMBER_UNKNOWN');
    return member.id;
  });
}

function spaceIn(scope: PeerScope, id: SpaceId): { host: HostedCommunity; space: Space } {
  for (const host of scope.communities()) {
    const space = host.community.authority().spaces.get(id);
    if (space) return { host, space };
  }
  throw new KithError('SPACE_UNKNOWN');
}

/** The founder, and a steward who is in it. */
function mayRemove(host: HostedCommunity, space: Space): boolean {
  const { person, role } = host.reader();
  return space.members.has(person) && (space.by === person || role === 'steward');
}

function viewOf(host: HostedCommunity, space: Space): SpaceView {
  const { person } = host.reader();
  const other = space.members.has(person) ? otherIn(space, person) : undefined;
  return {
    id: space.id,
    title: space.title,
    by: space.by,
    byName: host.nameOf(space.by),
    members: [...space.members]
      .map((id) => ({ id, name: host.nameOf(id) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    mine: space.members.has(person),
    mayRemove: mayRemove(host, space) && !isDirect(space),
    direct: other === undefined ? null : { id: other, name: host.nameOf(other) },
  };
}
