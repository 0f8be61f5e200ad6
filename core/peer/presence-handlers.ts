/**
 * Who writes in a channel at this moment. What a device says of itself counts for its person, in places that the person
 * may write in, and nowhere else. [SYNC-26] [THREAT-38]
 */
import type { presenceMethods } from '../api/presence-methods.ts';
import { may } from '../authority/roles.ts';
import {
  WHOLE_COMMUNITY,
  type CommunityId,
  type DeviceId,
  type ObjectId,
  type PersonId,
  type SpaceId,
} from '../base/ids.ts';
import type { Exchange } from './exchange.ts';
import type { HandlersOf } from './handlers.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { PeerScope } from './peer-scope.ts';

export interface PresenceContext extends PeerScope {
  readonly exchange: Pick<Exchange, 'sayTyping' | 'typists'>;
}

export function presenceHandlers(context: PresenceContext): HandlersOf<typeof presenceMethods> {
  const spaceOf = async (host: HostedCommunity, channel: string): Promise<SpaceId> => {
    const place = await host.views.place(channel as ObjectId, 'channel', 'CHANNEL_UNKNOWN');
    return place.space;
  };
  return {
    typingSay: async ({ community, channel, isTyping }) => {
      const host = context.community(community as CommunityId);
      const space = await spaceOf(host, channel);
      const { person } = host.me();
      const isTold = isTyping && writerIn(host, space, person);
      context.exchange.sayTyping(host.community.id, isTold ? (channel as ObjectId) : null, (device) => {
        const reader = personAt(host, device);
        return reader !== undefined && isIn(host, space, reader);
      });
      return { channel };
    },
    typing: async ({ community, channel }) => {
      const host = context.community(community as CommunityId);
      const space = await spaceOf(host, channel);
      const people = new Set<PersonId>();
      for (const { device, place } of context.exchange.typists(host.community.id)) {
        const person = place === channel ? personAt(host, device) : undefined;
        if (person === undefined || person === host.community.person) continue;
        if (writerIn(host, space, person)) people.add(person);
      }
      return {
        people: [...people]
          .map((id) => ({ id, name: host.nameOf(id) }))
          .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)),
      };
    },
  };
}

/** Whose current device that is. */
function personAt({ community }: HostedCommunity, device: DeviceId): PersonId | undefined {
  const known = community.authority().devices.get(device);
  return known?.state === 'current' ? known.person : undefined;
}

function writerIn(host: HostedCommunity, space: SpaceId, person: PersonId): boolean {
  const member = host.community.authority().members.get(person);
  return member?.state === 'in' && may(member.role, 'comment') && isIn(host, space, person);
}

function isIn({ community }: HostedCommunity, space: SpaceId, person: PersonId): boolean {
  const { members, spaces } = community.authority();
  const member = members.get(person);
  if (member?.state !== 'in' || !may(member.role, 'read')) return false;
  return space === WHOLE_COMMUNITY || (spaces.get(space)?.members.has(person) ?? false);
}
