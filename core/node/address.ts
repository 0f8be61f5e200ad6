/**
 * Addresses as people pass them on, `/ip4/192.168.1.7/tcp/17171/p2p/12D3Koo...`, and what a network mode allows of
 * them [NETWORK-2..4]. Names of hosts are not addresses here: to look one up would tell a stranger.
 */
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { ConnectionPath, NetworkMode, TransportId } from '../network/network.ts';
import { isTransportId } from './transport-id.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly id: TransportId;
}

export type Reach = 'loopback' | 'private' | 'public';

const LONGEST = 300;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

const privateNets = new BlockList();
privateNets.addSubnet('10.0.0.0', 8);
privateNets.addSubnet('172.16.0.0', 12);
privateNets.addSubnet('192.168.0.0', 16);
privateNets.addSubnet('169.254.0.0', 16);
privateNets.addSubnet('fc00::', 7, 'ipv6');
privateNets.addSubnet('fe80::', 10, 'ipv6');

export function parseAddress(text: string): Address | undefined {
  if (text.length > LONGEST) return undefined;
  const parts = text.split('/');
  const [empty, family, host, tcp, portText, p2p, id] = parts;
  if (parts.length !== 7 || empty !== '' || tcp !== 'tcp' || p2p !== 'p2p') return undefined;
  if (host === undefined || portText === undefined || id === undefined) return undefined;
  if (family !== `ip${isIP(host)}` || host.includes('%')) return undefined;
  const port = Number(portText);
  if (!/^[1-9]\d{0,4}$/.test(portText) || port > 65_535) return undefined;
  return isTransportId(id) ? { host, port, id } : undefined;
}

export function formatAddress({ host, port, id }: Address): string {
  return `/ip${isIP(host)}/${host}/tcp/${port}/p2p/${id}`;
}

/** `host`: an IP address; an IPv4 address inside IPv6 counts as what it is. */
export function reachOf(host: string): Reach {
  const family = isIP(host) === 6 ? 'ipv6' : 'ipv4';
  if (loopback.check(host, family)) return 'loopback';
  return privateNets.check(host, family) ? 'private' : 'public';
}

/** May a profile in this mode exchange a packet with that host? */
export function isAllowed(mode: NetworkMode, host: string): boolean {
  switch (mode) {
    case 'offline':
      return false;
    case 'loopback':
      return reachOf(host) === 'loopback';
    case 'lan':
      return reachOf(host) !== 'public';
    case 'internet':
      return true;
    default:
      mode satisfies never;
      return false;
  }
}

export function pathOf(host: string): ConnectionPath {
  const reach = reachOf(host);
  switch (reach) {
    case 'loopback':
      return 'loopback';
    case 'private':
      return 'lan';
    case 'public':
      return 'direct';
    default:
      reach satisfies never;
      return 'direct';
  }
}

/**
 * Where others can dial us, the widest first, for invites too; loopback last, for a second profile on this machine. A
 * profile that is offline has the addresses that it would have on the local network.
 */
export function ownAddresses(mode: NetworkMode, port: number, id: TransportId): string[] {
  const hosts = mode === 'loopback' ? [] : localHosts();
  return [...hosts, '127.0.0.1'].map((host) => formatAddress({ host, port, id }));
}

/** Private addresses of this machine, IPv4 first. Link-local IPv6 is left out: it means nothing without an interface. */
function localHosts(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const hosts = all
    .map(({ address }) => address)
    .filter(
      (host) => isIP(host) !== 0 && reachOf(host) === 'private' && !host.toLowerCase().startsWith('fe80:'),
    );
  return [...new Set(hosts)].sort((a, b) => isIP(a) - isIP(b));
}
