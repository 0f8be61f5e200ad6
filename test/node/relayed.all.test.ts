/** Two honest engines on real networks, and somebody between them who hands on every byte. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Stream } from '@libp2p/interface';
import { afterEach, describe, expect, it } from 'vitest';
import { fromBase32 } from '../../core/base/base32.ts';
import { silentLog } from '../../core/base/log.ts';
import { systemRandom } from '../../core/crypto/random.ts';
import { freePort } from '../../core/node/free-port.ts';
import { Libp2pNetwork } from '../../core/node/libp2p-network.ts';
import { createNode, multiaddr, type Node } from '../../core/node/libp2p-options.ts';
import { systemClock } from '../../core/node/system-clock.ts';
import { SyncEngine } from '../../core/sync/engine.ts';
import { PROTOCOL } from '../../core/sync/limits.ts';
import { FakeReplica } from '../core/sync/fake-replica.ts';

interface End {
  readonly network: Libp2pNetwork;
  readonly engine: SyncEngine;
  readonly replica: FakeReplica;
}

const stops: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function end(replica: FakeReplica): Promise<End> {
  const network = new Libp2pNetwork({
    mode: 'loopback',
    seed: systemRandom.bytes(32),
    port: await freePort(systemRandom),
    clock: systemClock,
    log: silentLog,
  });
  const engine = new SyncEngine({ network, clock: systemClock, random: systemRandom });
  engine.addReplica(replica);
  engine.start();
  await network.start();
  stops.push(async () => {
    await engine.stop();
    await network.stop();
  });
  return { network, engine, replica };
}

/** Two members; of their names on the network the first one's comes first. */
async function members(): Promise<[End, End]> {
  const founder = FakeReplica.founder('d0');
  const other = new FakeReplica('d1');
  founder.admitDevice(other.device);
  founder.write(3);
  const ends = [await end(founder), await end(other)] as const;
  return ends[0].network.self < ends[1].network.self ? [ends[0], ends[1]] : [ends[1], ends[0]];
}

async function between(low: End, high: End): Promise<Node> {
  for (;;) {
    const node = await createNode({ seed: systemRandom.bytes(32), listen: [], gater: {} });
    const name = node.peerId.toString();
    if (name <= low.network.self || name >= high.network.self) continue;
    await node.start();
    stops.push(() => node.stop());
    return node;
  }
}

const sessions = ({ engine }: End): number => engine.status().peers.length;
const patient = { timeout: 60_000, interval: 50 };

describe('somebody between two members', () => {
  it('[SYNC-6] [THREAT-44] who hands on what they seal is a cable: they meet through it', async () => {
    const [low, high] = await members();
    const port = Number(high.network.addresses()[0]!.split('/')[4]);
    let passed = 0;
    const server: Server = createServer((socket: Socket) => {
      const onward = connect(port, '127.0.0.1');
      for (const each of [socket, onward]) each.on('error', () => {});
      for (const each of [socket, onward]) each.on('data', ({ length }) => (passed += length));
      socket.pipe(onward).pipe(socket);
      stops.push(() => [socket, onward].forEach((each) => each.destroy()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => server.close());
    const cable = (server.address() as AddressInfo).port;
    low.engine.addAddresses([`/ip4/127.0.0.1/tcp/${String(cable)}/p2p/${high.network.self}`]);
    await expect.poll(() => [sessions(low), sessions(high)], patient).toEqual([1, 1]);
    expect(passed).toBeGreaterThan(1_000);
  }, 90_000);

  it('[SYNC-6] [THREAT-44] [THREAT-30] who speaks to each in an own name, and hands on every message, gets no session and learns nothing', async () => {
    const [low, high] = await members();
    const eve = await between(low, high);
    const toLow: Buffer[] = [];
    const toHigh: Buffer[] = [];
    const hand = (from: Stream, to: Stream, note: Buffer[]): void => {
      from.addEventListener('message', ({ data }) => {
        const bytes = Buffer.from(data.subarray());
        note.push(bytes);
        if (to.status === 'open') to.send(bytes);
      });
    };
    const upper = await eve.dialProtocol(multiaddr(high.network.addresses()[0]), PROTOCOL);
    let lower: Stream | undefined;
    await eve.handle(PROTOCOL, (stream) => {
      lower ??= stream;
      hand(stream, upper, toHigh);
      hand(upper, stream, toLow);
    });
    await eve.dial(multiaddr(low.network.addresses()[0]));
    // Greetings and tags went both ways; then nobody has anything to say, and an idle connection ends after a minute.
    const size = (all: readonly Buffer[]): number => Buffer.concat(all).length;
    await expect.poll(() => Math.min(size(toLow), size(toHigh)), patient).toBeGreaterThan(300);
    const isOpen = (stream: Stream | undefined): boolean =>
      stream?.status === 'open' && stream.remoteReadStatus !== 'closed';
    await expect.poll(() => isOpen(upper) || isOpen(lower), { timeout: 120_000, interval: 200 }).toBe(false);
    expect([sessions(low), sessions(high)]).toEqual([0, 0]);
    const all = Buffer.concat([...toLow, ...toHigh]);
    expect(all.length).toBeLessThan(16_384);
    for (const id of [low.replica.id, low.replica.device, high.replica.device])
      expect(all.includes(Buffer.from(fromBase32(id)!))).toBe(false);
    expect([low, high].map(({ replica }) => replica.received.calls)).toEqual([0, 0]);
  }, 200_000);
});
