import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../core/base/log.ts';
import { systemRandom } from '../../core/crypto/random.ts';
import type { NetworkMode } from '../../core/network/network.ts';
import { freePort } from '../../core/node/free-port.ts';
import { Libp2pNetwork, type Libp2pNetworkOptions } from '../../core/node/libp2p-network.ts';
import { systemClock } from '../../core/node/system-clock.ts';
import { transportIdOf } from '../../core/node/transport-id.ts';

let running: Libp2pNetwork[] = [];

afterEach(async () => {
  await Promise.all(running.map((network) => network.stop()));
  running = [];
});

async function make(mode: NetworkMode, options: Partial<Libp2pNetworkOptions> = {}): Promise<Libp2pNetwork> {
  const network = new Libp2pNetwork({
    mode,
    seed: systemRandom.bytes(32),
    port: await freePort(systemRandom),
    clock: systemClock,
    log: silentLog,
    ...options,
  });
  running.push(network);
  return network;
}

/** Inodes of this process's sockets. */
function ownSockets(): Set<string> {
  const inodes = new Set<string>();
  for (const fd of readdirSync('/proc/self/fd')) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1];
      if (inode !== undefined) inodes.add(inode);
    } catch {
      // Closed since the folder was read.
    }
  }
  return inodes;
}

/** Local addresses (hexadecimal, as the kernel prints them) of this process's sockets of one kind. */
function localAddresses(kind: 'tcp' | 'tcp6' | 'udp' | 'udp6', state?: string): string[] {
  const own = ownSockets();
  const lines = readFileSync(`/proc/self/net/${kind}`, 'utf8').trim().split('\n').slice(1);
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => own.has(fields[9]!) && (state === undefined || fields[3] === state))
    .map((fields) => fields[1]!);
}

const LISTENING = '0A';

function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}

describe('the network mode', () => {
  it('[NETWORK-3] loopback: every socket is on 127.0.0.1, and there is no datagram socket at all', async () => {
    const udp = [localAddresses('udp'), localAddresses('udp6')];
    const tcp6 = localAddresses('tcp6');
    const a = await make('loopback');
    const b = await make('loopback');
    await a.start();
    await b.start();
    await a.dial(b.addresses()[0]!);
    const ports = [a, b].map((network) => hexPort(Number(network.addresses()[0]!.split('/')[4])));
    const listening = localAddresses('tcp', LISTENING);
    for (const port of ports) expect(listening).toContain(`0100007F:${port}`);
    // Only of these two: the test runner has sockets of its own.
    const ours = localAddresses('tcp').filter((address) =>
      ports.some((port) => address.endsWith(`:${port}`)),
    );
    expect(ours.every((address) => address.startsWith('0100007F:'))).toBe(true);
    expect([localAddresses('udp'), localAddresses('udp6')]).toEqual(udp);
    expect(localAddresses('tcp6')).toEqual(tcp6);
    expect(a.connections()[0]!.path).toBe('loopback');
  });

  it('[NETWORK-4] lan: listens on every interface, and for announcements', async () => {
    const udp = localAddresses('udp').length;
    const network = await make('lan');
    await network.start();
    const port = hexPort(Number(network.addresses()[0]!.split('/')[4]));
    expect(localAddresses('tcp', LISTENING)).toContain(`00000000:${port}`);
    expect(localAddresses('udp').filter((address) => address.endsWith(':14E9')).length).toBeGreaterThan(0);
    await network.stop();
    expect(localAddresses('tcp', LISTENING)).not.toContain(`00000000:${port}`);
    expect(localAddresses('udp')).toHaveLength(udp);
  });

  it('[NETWORK-2] offline: opens nothing', async () => {
    const before = ownSockets();
    const network = await make('offline');
    await network.start();
    expect(ownSockets()).toEqual(before);
    expect(network.addresses().length).toBeGreaterThan(0);
  });

  it('[NETWORK-2] [NETWORK-3] [NETWORK-4] refuses to dial beyond the mode', async () => {
    const id = transportIdOf(new Uint8Array(32));
    const cases: [NetworkMode, string][] = [
      ['loopback', '192.168.0.9'],
      ['loopback', '8.8.8.8'],
      ['lan', '8.8.8.8'],
      ['offline', '127.0.0.1'],
    ];
    for (const [mode, host] of cases) {
      const network = await make(mode);
      await network.start();
      await expect(network.dial(`/ip4/${host}/tcp/9/p2p/${id}`)).rejects.toMatchObject({
        code: 'DIAL_REFUSED',
      });
      await network.stop();
    }
  });

  it('[NETWORK-3] does not listen where the mode does not allow it, though asked to', async () => {
    for (const listen of ['/ip4/0.0.0.0/tcp/0', '/ip4/192.168.0.9/tcp/0', '/ip6/::/tcp/0', 'nonsense']) {
      const network = await make('loopback', { listen: [listen] });
      await expect(network.start(), listen).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
    }
    const port = await freePort(systemRandom);
    const network = await make('loopback', { listen: [`/ip4/127.0.0.1/tcp/${port}`] });
    await network.start();
    expect(network.addresses()).toEqual([`/ip4/127.0.0.1/tcp/${port}/p2p/${network.self}`]);
  });

  it('[NETWORK-5] says that its port is taken, and can be started when it is free again', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    for (const mode of ['loopback', 'lan'] as const) {
      const network = await make(mode, { port });
      await expect(network.start()).rejects.toMatchObject({ code: 'PORT_TAKEN', details: { port } });
    }
    await new Promise((resolve) => taken.close(resolve));
    const network = await make('loopback', { port });
    await network.start();
    await network.stop();
    await network.start();
    expect(network.addresses()[0]).toContain(`/tcp/${port}/`);
  });

  it('[NETWORK-6] learns where a peer that dialled us listens', async () => {
    const a = await make('loopback');
    const b = await make('loopback');
    await a.start();
    await b.start();
    await a.dial(b.addresses()[0]!);
    await expect.poll(() => b.connections()[0]?.address, { timeout: 20_000 }).toBe(a.addresses()[0]);
  });
});
