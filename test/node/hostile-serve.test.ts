/** A program with bad manners against real `kith serve` processes, on loopback. */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Stream } from '@libp2p/interface';
import { afterEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../core/crypto/random.ts';
import { createNode, multiaddr, type Node } from '../../core/node/libp2p-options.ts';
import { PROTOCOL } from '../../core/sync/limits.ts';
import { Profile, until, type Served } from '../process/kith.ts';

const nodes: Node[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const node of nodes.splice(0)) await node.stop();
});

const nameIn = (address: string) => address.slice(address.lastIndexOf('/') + 1);

/**
 * Somebody new each time: who was put out is out. Of two peers the one whose name comes first opens the stream, so a
 * stranger that wants to be listened to has a name before `below`.
 */
async function stranger(below: string): Promise<Node> {
  for (;;) {
    const node = await createNode({ seed: systemRandom.bytes(32), listen: [], gater: {} });
    const name = node.peerId.toString();
    if (name >= below) continue;
    nodes.push(node);
    await node.start();
    return node;
  }
}

function open(node: Node, address: string): Promise<Stream> {
  return node.dialProtocol(multiaddr(address), PROTOCOL);
}

function frame(body: Uint8Array, length = body.length): Uint8Array {
  const bytes = new Uint8Array(4 + body.length);
  new DataView(bytes.buffer).setUint32(0, length);
  bytes.set(body, 4);
  return bytes;
}

const isOpen = (stream: Stream) => stream.status === 'open' && stream.remoteReadStatus !== 'closed';

/** Sends as long as the other side takes it, however little sense it makes. */
async function flood(stream: Stream, bytes: Uint8Array, times: number): Promise<void> {
  for (let i = 0; i < times && stream.status === 'open'; i++) {
    try {
      if (!stream.send(bytes)) await stream.onDrain({ signal: AbortSignal.timeout(200) });
    } catch {
      return;
    }
  }
}

/** Megabytes. */
function memoryOf({ child }: Served): number {
  const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024;
}

interface Verified {
  readonly faults: readonly string[];
}

async function neighbours() {
  const [ada, ben] = await Promise.all(['Ada', 'Ben'].map((name) => Profile.of(name)));
  const { community } = await ada!.ask<{ community: string }>('create', 'Maple Street');
  const adaServes = await ada!.serve();
  await ben!.serve();
  const { link } = await ada!.ask<{ link: string }>('invite', community);
  await ben!.ask('join', link);
  return { ada: ada!, ben: ben!, community, adaServes };
}

describe.runIf(process.platform === 'linux')('a program without manners', () => {
  it('[THREAT-17] [THREAT-18] [THREAT-29] floods, starves and half-opens a peer that goes on serving its neighbours within its memory', async () => {
    const { ada, ben, community, adaServes } = await neighbours();
    const address = adaServes.addresses[0]!;
    const port = Number(address.split('/')[4]);
    const before = memoryOf(adaServes);

    for (let i = 0; i < 16; i++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write(Uint8Array.of(0x13));
      sockets.push(socket);
    }
    const name = nameIn(address);
    const greedy = await stranger(name);
    const opened = await Promise.allSettled(Array.from({ length: 16 }, () => open(greedy, address)));
    const held = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    for (const stream of held) await flood(stream, Uint8Array.of(0, 0), 1);

    const attacks: readonly (readonly [bytes: Uint8Array, times: number])[] = [
      [frame(new Uint8Array(0), 0xffffffff), 4],
      [frame(systemRandom.bytes(60_000)), 2_000],
      [frame(new Uint8Array(0)), 20_000],
      [frame(systemRandom.bytes(40)), 5_000],
    ];
    for (const [bytes, times] of attacks) {
      const stream = await open(await stranger(name), address);
      await flood(stream, bytes, times);
      await until('the stream is taken away', async () => !isOpen(stream));
    }
    expect(memoryOf(adaServes) - before).toBeLessThan(160);

    const { board } = await ben.ask<{ board: string }>('board', 'add', community, 'Garden');
    await until('Ada has the board', async () => {
      const { boards } = await ada.ask<{ boards: { id: string }[] }>('boards', community);
      return boards.some(({ id }) => id === board);
    });
    expect((await ada.ask<Verified>('verify', community)).faults).toEqual([]);
    expect(adaServes.child.exitCode).toBe(null);
  });
});
