import { generateKeyPairFromSeed } from '@libp2p/crypto/keys';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';
import { multiaddr } from '@multiformats/multiaddr';
import { describe, expect, it } from 'vitest';
import { formatAddress, isAllowed, ownAddresses, parseAddress, reachOf } from '../../../core/node/address.ts';
import { makeGater } from '../../../core/node/gater.ts';
import { transportIdOf } from '../../../core/node/transport-id.ts';
import type { NetworkMode } from '../../../core/network/network.ts';

const id = transportIdOf(new Uint8Array(32).fill(7));

describe('the transport id', () => {
  it('[NETWORK-5] is the one that libp2p makes of the same seed', async () => {
    for (const fill of [0, 1, 7, 255]) {
      const seed = new Uint8Array(32).fill(fill);
      const key = await generateKeyPairFromSeed('Ed25519', seed);
      expect(transportIdOf(seed)).toBe(peerIdFromPrivateKey(key).toString());
    }
  });
});

describe('addresses', () => {
  it('[NETWORK-5] reads what it writes', () => {
    for (const host of ['127.0.0.1', '192.168.1.7', '::1', 'fd00::12']) {
      const address = { host, port: 17_171, id };
      expect(parseAddress(formatAddress(address))).toEqual(address);
    }
  });

  it('[NETWORK-5] reads nothing else: no names, no relays, no other transport, no rubbish', () => {
    const good = `/ip4/127.0.0.1/tcp/17171/p2p/${id}`;
    expect(parseAddress(good)).toBeDefined();
    const bad = [
      '',
      '/',
      good.slice(1),
      `${good}/`,
      `${good}/p2p-circuit`,
      `/ip4/127.0.0.1/tcp/17171`,
      `/dns4/example.org/tcp/17171/p2p/${id}`,
      `/dnsaddr/example.org/tcp/17171/p2p/${id}`,
      `/ip4/127.0.0.1/udp/17171/p2p/${id}`,
      `/ip4/127.0.0.1/tcp/0/p2p/${id}`,
      `/ip4/127.0.0.1/tcp/65536/p2p/${id}`,
      `/ip4/127.0.0.1/tcp/017171/p2p/${id}`,
      `/ip4/127.0.0.1/tcp/1e4/p2p/${id}`,
      `/ip4/127.1/tcp/17171/p2p/${id}`,
      `/ip4/::1/tcp/17171/p2p/${id}`,
      `/ip6/127.0.0.1/tcp/17171/p2p/${id}`,
      `/ip6/fe80::1%eth0/tcp/17171/p2p/${id}`,
      `/ip4/127.0.0.1/tcp/17171/p2p/${id.slice(1)}`,
      `/ip4/127.0.0.1/tcp/17171/p2p/${id}0`,
      `/unix/tmp/tcp/17171/p2p/${id}`,
      'x'.repeat(100_000),
    ];
    for (const text of bad) expect(parseAddress(text), text.slice(0, 80)).toBeUndefined();
  });

  it('knows how far a host is', () => {
    const hosts: Record<string, string> = {
      '127.0.0.1': 'loopback',
      '127.9.9.9': 'loopback',
      '::1': 'loopback',
      '::ffff:127.0.0.1': 'loopback',
      '10.1.2.3': 'private',
      '172.16.0.1': 'private',
      '172.31.255.255': 'private',
      '192.168.0.9': 'private',
      '169.254.8.8': 'private',
      'fe80::1': 'private',
      'fd12::1': 'private',
      '::ffff:192.168.0.9': 'private',
      '172.32.0.1': 'public',
      '8.8.8.8': 'public',
      '0.0.0.0': 'public',
      '::': 'public',
      '2001:db8::1': 'public',
      '::ffff:8.8.8.8': 'public',
    };
    for (const [host, reach] of Object.entries(hosts)) expect(reachOf(host), host).toBe(reach);
  });

  it('[NETWORK-2] [NETWORK-3] [NETWORK-4] are dialled only where the mode allows it', () => {
    const allowed: Record<NetworkMode, boolean[]> = {
      offline: [false, false, false],
      loopback: [true, false, false],
      lan: [true, true, false],
      internet: [true, true, true],
    };
    for (const [mode, expected] of Object.entries(allowed)) {
      const hosts = ['127.0.0.1', '192.168.0.9', '8.8.8.8'];
      expect(
        hosts.map((host) => isAllowed(mode as NetworkMode, host)),
        mode,
      ).toEqual(expected);
    }
  });

  it('[NETWORK-3] of a profile on loopback lead nowhere else', () => {
    expect(ownAddresses('loopback', 17_171, id)).toEqual([`/ip4/127.0.0.1/tcp/17171/p2p/${id}`]);
    for (const text of ownAddresses('lan', 17_171, id)) {
      const address = parseAddress(text);
      expect(address, text).toBeDefined();
      expect(reachOf(address!.host), text).not.toBe('public');
    }
    expect(ownAddresses('offline', 17_171, id)).toEqual(ownAddresses('lan', 17_171, id));
  });
});

describe('the gater', () => {
  const other = transportIdOf(new Uint8Array(32).fill(9));
  const view = { connectionsOf: () => 0, isBanned: () => false };

  it('[NETWORK-2] [NETWORK-3] [NETWORK-4] denies in every direction what the mode does not allow', async () => {
    const cases: [NetworkMode, string, boolean][] = [
      ['loopback', '/ip4/127.0.0.1/tcp/9', false],
      ['loopback', `/ip4/127.0.0.1/tcp/9/p2p/${other}`, false],
      ['loopback', '/ip6/::1/tcp/9', false],
      ['loopback', '/ip4/192.168.0.9/tcp/9', true],
      ['loopback', '/ip4/8.8.8.8/tcp/9', true],
      ['lan', '/ip4/192.168.0.9/tcp/9', false],
      ['lan', '/ip4/127.0.0.1/tcp/9', false],
      ['lan', '/ip4/8.8.8.8/tcp/9', true],
      ['lan', '/ip6/2001:db8::1/tcp/9', true],
      ['lan', '/dns4/localhost/tcp/9', true],
      ['lan', '/dnsaddr/example.org', true],
      ['lan', '/ip4/192.168.0.9/udp/9/quic-v1', true],
      ['lan', '/ip4/192.168.0.9/tcp/9/ws', true],
      ['lan', `/ip4/192.168.0.9/tcp/9/p2p/${other}/p2p-circuit`, true],
      ['offline', '/ip4/127.0.0.1/tcp/9', true],
    ];
    for (const [mode, text, isDenied] of cases) {
      const gater = makeGater(mode, view);
      const address = multiaddr(text);
      const connection = { remoteAddr: address, addEventListener: () => {} } as never;
      expect(await gater.denyDialMultiaddr!(address), `dial ${mode} ${text}`).toBe(isDenied);
      expect(await gater.denyInboundConnection!(connection), `in ${mode} ${text}`).toBe(isDenied);
      expect(await gater.denyOutboundConnection!({} as never, connection), `out ${mode} ${text}`).toBe(
        isDenied,
      );
      expect(await gater.filterMultiaddrForPeer!({} as never, address), `keep ${mode} ${text}`).toBe(
        !isDenied,
      );
    }
  });

  it('[THREAT-29] [NETWORK-9] keeps out a peer that is banned or holds too many connections', async () => {
    const peer = { toString: () => other } as never;
    const banned = makeGater('lan', { ...view, isBanned: (id) => id === other });
    expect(await banned.denyInboundEncryptedConnection!(peer, {} as never)).toBe(true);
    expect(await banned.denyDialPeer!(peer)).toBe(true);
    for (const [held, isDenied] of [
      [0, false],
      [3, false],
      [4, true],
    ] as const) {
      const gater = makeGater('lan', { ...view, connectionsOf: () => held });
      expect(await gater.denyInboundUpgradedConnection!(peer, {} as never)).toBe(isDenied);
    }
  });
});
