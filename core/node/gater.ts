/**
 * Who may connect [NETWORK-2..4]: libp2p asks before it dials, before it answers, and before it remembers an address. So
 * a mode is kept whatever addresses come in from other peers.
 */
import type { ConnectionGater } from '@libp2p/interface';
import type { Multiaddr } from '@multiformats/multiaddr';
import type { NetworkMode, TransportId } from '../network/network.ts';
import { isAllowed } from './address.ts';
import { HalfOpen } from './half-open.ts';

/** Connections that one peer may hold: two that dial each other at once have two. */
const MAX_CONNECTIONS_PER_PEER = 4;

export interface GaterView {
  /** Connections that this peer holds now. */
  connectionsOf(remote: TransportId): number;
  isBanned(remote: TransportId): boolean;
}

export function makeGater(mode: NetworkMode, view: GaterView): ConnectionGater {
  const isDenied = (address: Multiaddr) => !isAllowedAddress(mode, address);
  const halfOpen = new HalfOpen();
  return {
    denyDialPeer: (id) => view.isBanned(id.toString()),
    denyDialMultiaddr: isDenied,
    denyInboundConnection: (connection) => {
      if (isDenied(connection.remoteAddr)) return true;
      halfOpen.came(connection);
      connection.addEventListener('close', () => halfOpen.done(connection));
      return false;
    },
    denyOutboundConnection: (_id, connection) => isDenied(connection.remoteAddr),
    denyInboundEncryptedConnection: (id) => view.isBanned(id.toString()),
    denyInboundUpgradedConnection: (id, connection) => {
      halfOpen.done(connection);
      return view.connectionsOf(id.toString()) >= MAX_CONNECTIONS_PER_PEER;
    },
    denyInboundRelayReservation: () => true,
    denyOutboundRelayedConnection: () => true,
    denyInboundRelayedConnection: () => true,
    filterMultiaddrForPeer: (_id, address) => isAllowedAddress(mode, address),
  };
}

/** Only `/ip4|ip6/HOST/tcp/PORT`, with or without the peer: no names, no relays, no other transport. */
function isAllowedAddress(mode: NetworkMode, address: Multiaddr): boolean {
  const [ip, tcp, peer, ...more] = address.getComponents();
  if (ip === undefined || (ip.name !== 'ip4' && ip.name !== 'ip6') || ip.value === undefined) return false;
  if (tcp?.name !== 'tcp' || more.length > 0) return false;
  if (peer !== undefined && peer.name !== 'p2p') return false;
  return isAllowed(mode, ip.value);
}
