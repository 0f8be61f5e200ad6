import { connect } from 'node:net';
import type { Stream } from '@libp2p/interface';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../core/base/log.ts';
import { systemRandom } from '../../core/crypto/random.ts';
import { MAX_FRAME, type FrameStream } from '../../core/network/network.ts';
import { freePort } from '../../core/node/free-port.ts';
import { Libp2pNetwork } from '../../core/node/libp2p-network.ts';
import { createNode, multiaddr, type Node } from '../../core/node/libp2p-options.ts';
import { systemClock } from '../../core/node/system-clock.ts';
import { eventually, filled, frames } from '../core/network/network-contract.ts';

const PROTOCOL = '/kith/test-hostile/1';

let victim: Libp2pNetwork;
let honest: Libp2pNetwork;
/** A libp2p node without any of our manners. */
let hostile: Node;
let accepted: FrameStream[];

async function network(): Promise<Libp2pNetwork> {
  const port = await freePort(systemRandom);
  const made = new Libp2pNetwork({
    mode: 'loopback',
    seed: systemRandom.bytes(32),
    port,
    clock: systemClock,
    log: silentLog,
  });
  await made.start();
  return made;
}

beforeEach(async () => {
  victim = await network();
  honest = await network();
  hostile = await createNode({ seed: systemRandom.bytes(32), listen: [], gater: {} });
  await hostile.start();
  accepted = [];
  victim.handle(PROTOCOL, (stream) => accepted.push(stream));
});

afterEach(async () => {
  await Promise.all([victim.stop(), honest.stop(), hostile.stop()]);
});

const address = () => victim.addresses()[0]!;

async function open(): Promise<[Stream, FrameStream]> {
  const before = accepted.length;
  const stream = await hostile.dialProtocol(multiaddr(address()), PROTOCOL);
  await eventually(() => accepted.length > before, 'a stream');
  return [stream, accepted[before]!];
}

/** The victim still serves an honest peer. */
async function expectUnharmed(): Promise<void> {
  await honest.dial(address());
  const before = accepted.length;
  const stream = await honest.open(victim.self, PROTOCOL);
  await eventually(() => accepted.length > before);
  const got = frames(accepted[before]!, 1);
  await stream.send(filled(1_000, 1));
  expect((await got)[0]).toEqual(filled(1_000, 1));
}

function header(length: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}

describe('a hostile peer', () => {
  it('[THREAT-18] [NETWORK-9] that announces a huge frame loses its stream before a byte of it is kept', async () => {
    for (const length of [MAX_FRAME + 1, 0x7fffffff, 0xffffffff]) {
      const [stream, ours] = await open();
      let count = 0;
      ours.onFrame(() => void count++);
      const gone = new Promise<void>((resolve) => ours.onClose(resolve));
      const before = process.memoryUsage().arrayBuffers;
      stream.send(header(length));
      await gone;
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
      expect(count).toBe(0);
    }
    await expectUnharmed();
  });

  it('[NETWORK-9] that sends rubbish, half frames and sudden ends costs one stream each', async () => {
    for (let seed = 0; seed < 5; seed++) {
      const [stream, ours] = await open();
      ours.onFrame(() => {});
      const gone = new Promise<void>((resolve) => ours.onClose(resolve));
      stream.send(Uint8Array.of(0xff, ...filled(2_000, seed)));
      await gone;
    }
    const [torn, half] = await open();
    const got: Uint8Array[] = [];
    half.onFrame((frame) => void got.push(frame));
    const end = new Promise<void>((resolve) => half.onClose(resolve));
    torn.send(header(100));
    torn.send(filled(50, 1));
    await torn.close();
    await end;
    expect(got).toEqual([]);
    await expectUnharmed();
  });

  it('[THREAT-18] [NETWORK-9] that opens many sockets and says nothing keeps nobody out who comes from the same address', async () => {
    const port = Number(address().split('/')[4]);
    const sockets = Array.from({ length: 100 }, () => connect({ host: '127.0.0.1', port }));
    for (const socket of sockets) socket.on('error', () => {});
    // All of them are there, and most have been hung up on.
    const closed = () => sockets.filter((socket) => socket.closed).length;
    for (const socket of sockets) socket.resume();
    await eventually(() => closed() >= 60, 'the oldest are hung up on');
    expect(closed()).toBeLessThan(100);
    await expectUnharmed();
    for (const socket of sockets) socket.destroy();
  });

  it('[NETWORK-9] that speaks no libp2p at all is hung up on', async () => {
    const port = Number(address().split('/')[4]);
    for (let seed = 0; seed < 5; seed++) {
      await new Promise<void>((resolve) => {
        const socket = connect({ host: '127.0.0.1', port }, () => socket.write(filled(5_000, seed)));
        socket.on('error', () => {});
        socket.on('close', () => resolve());
        socket.resume();
      });
    }
    await expectUnharmed();
  });

  it('[NETWORK-9] cannot have more streams by having more connections', async () => {
    for (let n = 0; n < 3; n++) await hostile.dial(multiaddr(address()), { force: true });
    const connections = hostile.getConnections();
    const opened = await Promise.allSettled(
      connections.flatMap((connection) =>
        Array.from({ length: 8 }, () => connection.newStream(PROTOCOL, { maxOutboundStreams: 100 })),
      ),
    );
    expect(opened.length).toBeGreaterThanOrEqual(8);
    await eventually(() => accepted.length >= 8);
    await expectUnharmed();
    expect(accepted.filter((stream) => stream.remote === hostile.peerId.toString())).toHaveLength(8);
  });

  it('[THREAT-29] [NETWORK-10] that floods with rejected messages is put out, and others are heard', async () => {
    let heard = 0;
    victim.join('kith-test', (message) => {
      if (message[0] === 0) return 'reject';
      heard += 1;
      return 'pass';
    });
    hostile.services.gossip.subscribe('kith-test');
    await hostile.dial(multiaddr(address()));
    await eventually(() => victim.connections().length === 1);
    let round = 0;
    await eventually(() => {
      void hostile.services.gossip
        .publish('kith-test', Uint8Array.of(0, round >> 8, round++ & 255))
        .catch(() => {});
      return !victim.connections().some(({ remote }) => remote === hostile.peerId.toString());
    }, 'the end of a flood');
    const back: string[] = [];
    victim.onConnect(({ remote }) => back.push(remote));
    await hostile.dial(multiaddr(address())).catch(() => {});
    await eventually(() => hostile.getConnections().length === 0);
    expect(back).toEqual([]);
    honest.join('kith-test', () => 'pass');
    await honest.dial(address());
    await eventually(() => {
      honest.publish('kith-test', Uint8Array.of(1, round >> 8, round++ & 255));
      return heard > 0;
    });
  });

  it('[THREAT-29] [NETWORK-10] that floods with passable messages is heard within its allowance only', async () => {
    let heard = 0;
    victim.join('kith-test', () => {
      heard += 1;
      return 'ignore';
    });
    hostile.services.gossip.subscribe('kith-test');
    await hostile.dial(multiaddr(address()));
    let round = 0;
    await eventually(() => {
      void hostile.services.gossip
        .publish('kith-test', Uint8Array.of(1, round >> 8, round++ & 255))
        .catch(() => {});
      return heard > 0;
    });
    const start = Date.now();
    for (let n = 0; n < 6_000; n++) {
      await hostile.services.gossip.publish('kith-test', Uint8Array.of(2, n >> 8, n & 255)).catch(() => {});
    }
    let last = -1;
    await eventually(() => {
      const isQuiet = last === heard;
      last = heard;
      return isQuiet;
    });
    const seconds = (Date.now() - start) / 1_000;
    expect(heard).toBeLessThan(2_000 + 200 * (seconds + 1) + 100);
    await expectUnharmed();
  });
});
