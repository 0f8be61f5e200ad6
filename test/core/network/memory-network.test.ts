import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../core/node/system-clock.ts';
import { MemoryMesh, type MeshOptions } from '../../../core/network/memory-mesh.ts';
import type { MemoryNetwork } from '../../../core/network/memory-network.ts';
import { SimulatedClock } from '../../world/clock.ts';
import { seededRandom } from '../../world/random.ts';
import { describeNetwork } from './network-contract.ts';

describeNetwork('memory', async () => {
  const mesh = new MemoryMesh({
    clock: systemClock,
    random: seededRandom(1),
    delayMs: [0, 3],
    noticeMs: [0, 5],
  });
  let count = 0;
  return {
    network: async (mode = 'loopback') => mesh.network(`peer-${count++}`, { mode }),
    remove: async () => {},
  };
});

async function world(seed: number, names: readonly string[], options: Partial<MeshOptions> = {}) {
  const clock = new SimulatedClock();
  const mesh = new MemoryMesh({ clock, random: seededRandom(seed), ...options });
  const networks = names.map((name) => mesh.network(name));
  for (const network of networks) await network.start();
  return { clock, mesh, networks };
}

describe('the mesh in memory', () => {
  it('[NETWORK-7] is a function of its seed', async () => {
    async function run(seed: number): Promise<string[]> {
      const events: string[] = [];
      const { clock, mesh, networks } = await world(seed, ['a', 'b', 'c'], {
        delayMs: [1, 50],
        gossipLoss: 0.3,
        gossipDuplicates: 0.3,
      });
      const note = (what: string) => events.push(`${clock.now()} ${what}`);
      for (const network of networks) {
        network.onConnect(({ remote }) => note(`${network.self} met ${remote}`));
        network.onDisconnect((remote) => note(`${network.self} lost ${remote}`));
        network.join('t', (message, from) => {
          note(`${network.self} heard ${message.join()} of ${from}`);
          return 'pass';
        });
        network.handle('p', (stream) =>
          stream.onFrame((frame) => void note(`${network.self} got ${frame.join()}`)),
        );
      }
      const [a, b, c] = networks as [MemoryNetwork, MemoryNetwork, MemoryNetwork];
      await clock.drive(Promise.all([a.dial('/memory/b'), b.dial('/memory/c'), c.dial('/memory/a')]));
      const streams = await clock.drive(Promise.all([a.open('b', 'p'), b.open('c', 'p')]));
      for (let n = 0; n < 5; n++) {
        for (const stream of streams) void stream.send(Uint8Array.of(n));
        a.publish('t', Uint8Array.of(n));
      }
      await clock.advance(200);
      mesh.breakSome(0.5);
      await clock.advance(5_000);
      return events;
    }
    const first = await run(7);
    expect(first.length).toBeGreaterThan(20);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
  });

  it('[NETWORK-7] mixes the order of two streams, never of one', async () => {
    const { clock, networks } = await world(3, ['a', 'b'], { delayMs: [1, 100] });
    const [a, b] = networks as [MemoryNetwork, MemoryNetwork];
    const got: string[] = [];
    for (const protocol of ['x', 'y']) {
      b.handle(protocol, (stream) => stream.onFrame((frame) => void got.push(`${protocol}${frame[0]}`)));
    }
    await clock.drive(a.dial('/memory/b'));
    const [x, y] = await clock.drive(Promise.all([a.open('b', 'x'), a.open('b', 'y')]));
    for (let n = 0; n < 9; n++) {
      void x.send(Uint8Array.of(n));
      void y.send(Uint8Array.of(n));
    }
    await clock.advance(10_000);
    const order = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    expect(got.filter((name) => name.startsWith('x'))).toEqual(order.map((n) => `x${n}`));
    expect(got.filter((name) => name.startsWith('y'))).toEqual(order.map((n) => `y${n}`));
    expect(got).not.toEqual(order.flatMap((n) => [`x${n}`, `y${n}`]));
  });

  it('[NETWORK-6] parts and heals: frames into the void are lost, both ends notice, dialling works again', async () => {
    const { clock, mesh, networks } = await world(5, ['a', 'b', 'c']);
    const [a, b, c] = networks as [MemoryNetwork, MemoryNetwork, MemoryNetwork];
    const got: number[] = [];
    b.handle('p', (stream) => stream.onFrame((frame) => void got.push(frame[0]!)));
    await clock.drive(Promise.all([a.dial('/memory/b'), a.dial('/memory/c')]));
    const stream = await clock.drive(a.open('b', 'p'));
    mesh.partition(['b']);
    void stream.send(Uint8Array.of(1)).catch(() => {});
    await clock.advance(2_000);
    expect(got).toEqual([]);
    expect(a.connections().map(({ remote }) => remote)).toEqual(['c']);
    expect(b.connections()).toEqual([]);
    await expect(clock.drive(a.dial('/memory/b'))).rejects.toMatchObject({ code: 'DIAL_FAILED' });
    const found: string[] = [];
    b.onDiscover((address) => found.push(address));
    mesh.heal();
    await clock.advance(1_000);
    expect(found.sort()).toEqual(['/memory/a', '/memory/c']);
    await clock.drive(a.dial('/memory/b'));
    const again = await clock.drive(a.open('b', 'p'));
    await clock.drive(again.send(Uint8Array.of(2)));
    await clock.advance(100);
    expect(got).toEqual([2]);
    expect(c.connections()).toHaveLength(1);
  });

  it('[NETWORK-6] a crashed peer hears nothing more, its neighbours notice, and it can come back', async () => {
    const { clock, mesh, networks } = await world(6, ['a', 'b']);
    const [a, b] = networks as [MemoryNetwork, MemoryNetwork];
    const heard: string[] = [];
    a.onDisconnect(() => heard.push('a'));
    b.onDisconnect(() => heard.push('b'));
    await clock.drive(a.dial('/memory/b'));
    a.crash();
    const reborn = mesh.network('a');
    await reborn.start();
    await clock.drive(reborn.dial('/memory/b'));
    await clock.advance(5_000);
    expect(heard).toEqual(['b']);
    expect(b.connections()).toHaveLength(1);
    expect(reborn.connections()).toHaveLength(1);
  });

  it('[NETWORK-10] counts what listeners reject against the neighbour', async () => {
    const { clock, networks } = await world(9, ['a', 'b'], { gossipDuplicates: 0 });
    const [a, b] = networks as [MemoryNetwork, MemoryNetwork];
    b.join('t', () => 'reject');
    await clock.drive(a.dial('/memory/b'));
    for (const n of [1, 1, 2]) a.publish('t', Uint8Array.of(n));
    await clock.advance(100);
    expect(b.rejections('a')).toBe(2);
  });

  it('shows the fault of a listener to the test, and closes the stream', async () => {
    const faults: unknown[] = [];
    const { clock, networks } = await world(11, ['a', 'b'], { onFault: (error) => faults.push(error) });
    const [a, b] = networks as [MemoryNetwork, MemoryNetwork];
    b.handle('p', (stream) =>
      stream.onFrame(() => {
        throw new Error('ours');
      }),
    );
    await clock.drive(a.dial('/memory/b'));
    const stream = await clock.drive(a.open('b', 'p'));
    let isClosed = false;
    stream.onClose(() => {
      isClosed = true;
    });
    void stream.send(Uint8Array.of(1));
    await clock.advance(100);
    expect(isClosed).toBe(true);
    expect(faults).toHaveLength(1);
  });
});
