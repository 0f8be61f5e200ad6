/** The devices with which a community is shared, as the API has them. */
import type { NeighbourDeviceView, neighbourMethods } from '../api/neighbour-methods.ts';
import type { CommunityId, DeviceId } from '../base/ids.ts';
import { dayLimitOf, setDayLimit } from '../sync/day-budget.ts';
import type { Exchange } from './exchange.ts';
import type { HandlersOf } from './handlers.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { NeighbourLog } from './neighbour-log.ts';
import type { PeerScope } from './peer-scope.ts';
import { onlyHere } from './profile-handlers.ts';

export interface NeighbourContext extends PeerScope {
  readonly exchange: Exchange;
  readonly neighbours: NeighbourLog;
}

export function neighbourHandlers(context: NeighbourContext): HandlersOf<typeof neighbourMethods> {
  return {
    neighbours: ({ community }) => {
      const host = context.community(community as CommunityId);
      const devices = devicesOf(context, host).sort(
        (a, b) =>
          Number(b.path !== null) - Number(a.path !== null) ||
          (a.path === null ? (b.lastSeen ?? 0) - (a.lastSeen ?? 0) : 0) ||
          a.name.localeCompare(b.name) ||
          (a.id < b.id ? -1 : 1),
      );
      return Promise.resolve({
        devices,
        dayLimit: dayLimitOf(host.community),
        onlyHere: onlyHere(host),
        lastInStep: context.neighbours.lastInStep(host),
      });
    },
    dayLimitSet: async ({ community, dayLimit }) => {
      const host = context.community(community as CommunityId);
      await setDayLimit(host.community, dayLimit);
      context.exchange.reconsider(host.community.id);
      return { dayLimit };
    },
  };
}

function devicesOf({ exchange, neighbours }: NeighbourContext, host: HostedCommunity): NeighbourDeviceView[] {
  const authority = host.community.authority();
  const here = new Map(
    exchange
      .status()
      .peers.filter(({ community }) => community === host.id)
      .map((peer) => [peer.device, peer]),
  );
  const met = neighbours.of(host);
  const heldBack = new Map(exchange.delayed(host.community.id).map(({ device, until }) => [device, until]));
  const viewOf = (id: DeviceId, person: string, name: string): NeighbourDeviceView => {
    const peer = here.get(id);
    const meeting = met.get(id);
    const traffic = peer && exchange.traffic(peer.transport);
    return {
      id,
      person,
      name,
      label: authority.devices.get(id)?.label ?? '',
      own: person === host.community.person,
      path: peer?.path ?? null,
      behind: peer?.behind ?? null,
      lacks: peer?.theyBehind ?? null,
      lastSeen: meeting?.lastSeen ?? null,
      lastInStep: meeting?.lastInStep ?? null,
      heldBackUntil: heldBack.get(id) ?? null,
      received: traffic?.received ?? 0,
      sent: traffic?.sent ?? 0,
    };
  };
  return [...authority.members.values()]
    .filter(({ state }) => state === 'in')
    .flatMap(({ id: person, name, devices }) =>
      devices
        .filter((id) => id !== host.community.device && authority.devices.get(id)?.state === 'current')
        .map((id) => viewOf(id, person, name)),
    );
}
