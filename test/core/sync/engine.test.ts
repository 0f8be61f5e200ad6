import { describe, expect, it } from 'vitest';
import type { KnownAddress } from '../../../core/sync/sync.ts';
import { FakeReplica, deviceId, frontierOf } from './fake-replica.ts';
import { World, start } from './world.ts';

describe('neighbours', () => {
  it('[SYNC-12] get everything that the others have', async () => {
    const world = new World();
    const peers = await world.community(3);
    await world.converge();
    peers[0]!.replica.write(1_000);
    peers[1]!.replica.write(10);
    await world.converge();
    expect(frontierOf(peers[2]!.replica)).toEqual(frontierOf(peers[0]!.replica));
    await world.expectQuiet();
    world.expectPeace();
  });

  it('[SYNC-16] are told at once of what is new, and then are silent', async () => {
    const world = new World(2, { delayMs: [1, 2] });
    const [a, b] = await world.community(2);
    await world.clock.advance(5_000);
    a!.replica.write();
    await world.clock.advance(4);
    expect(frontierOf(b!.replica)).toEqual(frontierOf(a!.replica));
    await world.expectQuiet();
    world.expectPeace();
  });

  it('[SYNC-11] say what they hold: marks, and who is behind', async () => {
    const world = new World(3);
    const [a, b] = await world.community(2);
    await world.clock.advance(5_000);
    a!.replica.write(3);
    await world.clock.advance(500);
    const held = a!.replica.heldBy.get(b!.replica.device)!;
    expect(held.some(({ device, seq }) => device === a!.replica.device && seq === 2)).toBe(true);
    expect(a!.engine.status().peers).toMatchObject([
      { behind: 0, theyBehind: 0, inStep: true, device: deviceId('d1') },
    ]);
    expect(a!.engine.status().peers[0]!.lastInStep).not.toBeNull();
  });

  it('[SYNC-9] a removed device gets nothing, and an open session ends', async () => {
    const world = new World(4);
    const [a, b] = await world.community(2);
    await world.clock.advance(5_000);
    a!.replica.removeDevice(b!.replica.device);
    const before = b!.replica.entries;
    a!.replica.write(5);
    await world.clock.advance(60_000);
    expect(b!.replica.entries).toBeLessThanOrEqual(before + 1);
    expect(a!.engine.status().peers).toEqual([]);
    world.mesh.breakConnection('p0', 'p1');
    await world.clock.advance(60_000);
    expect(b!.replica.entries).toBeLessThanOrEqual(before + 1);
  });

  it('[SYNC-9] a device that was admitted elsewhere a minute ago is heard, named, and then served', async () => {
    const world = new World(5);
    const founder = FakeReplica.founder('d0');
    const other = new FakeReplica('d1');
    founder.admitDevice(other.device);
    await world.join('p0', founder);
    await world.join('p1', other);
    await world.converge();
    other.write(3);
    await world.converge();
    world.mesh.partition(['p0'], ['p1', 'p2']);
    await world.clock.advance(3_000);
    const fresh = new FakeReplica('d2');
    other.admitDevice(fresh.device);
    await world.join('p2', fresh);
    await world.converge(60_000, world.peers.slice(1));
    expect(fresh.authority().names(fresh.device)).toBe(true);
    fresh.write(2);
    await world.clock.advance(1_000);
    world.mesh.partition(['p1'], ['p0', 'p2']);
    founder.write(4);
    await world.clock.advance(2_000);
    world.mesh.heal();
    world.mesh.partition(['p1'], ['p0', 'p2']);
    for (const { engine } of world.peers) engine.wake();
    await world.converge(60_000, [world.peers[0]!, world.peers[2]!]);
    world.expectPeace();
  });

  it('[SYNC-9] also when it has only heard of an older key', async () => {
    const world = new World(6);
    const founder = FakeReplica.founder('d0');
    const other = new FakeReplica('d1');
    founder.admitDevice(other.device);
    await world.join('p0', founder);
    await world.join('p1', other);
    await world.converge();
    world.mesh.partition(['p0'], ['p1', 'p2']);
    await world.clock.advance(3_000);
    founder.keys = [new Uint8Array(32).fill(7), ...founder.keys];
    const fresh = new FakeReplica('d2');
    other.admitDevice(fresh.device);
    await world.join('p2', fresh);
    await world.converge(60_000, world.peers.slice(1));
    world.mesh.heal();
    world.mesh.partition(['p1'], ['p0', 'p2']);
    fresh.write(2);
    founder.write(2);
    for (const { engine } of world.peers) engine.wake();
    await world.converge(60_000, [world.peers[0]!, world.peers[2]!]);
    await world.clock.advance(2_000);
    world.expectPeace();
  });

  it('[SYNC-12] two neighbours do not both send what a third one lacks', async () => {
    const world = new World(7);
    const [a, b, c] = await world.community(3);
    await world.converge();
    await c!.engine.stop();
    await c!.network.stop();
    for (let i = 0; i < 20; i++) {
      a!.replica.write(100);
      b!.replica.write(100);
      await world.clock.advance(300);
    }
    await world.converge(60_000, [a!, b!]);
    c!.replica.received.duplicates = 0;
    c!.engine.start();
    await c!.network.start();
    c!.engine.wake();
    await world.converge();
    expect(c!.replica.received.duplicates).toBeLessThan(400);
    world.expectPeace();
  });

  it('[SYNC-14] goes on with another neighbour when the one that was asked falls silent', async () => {
    const world = new World(8);
    const [a, b, c] = await world.community(3);
    await world.converge();
    a!.replica.write(3_000);
    await world.converge();
    await c!.engine.stop();
    await c!.network.stop();
    await world.clock.advance(2_000);
    b!.replica.read = () => new Promise(() => {});
    a!.replica.write(3_000);
    await world.clock.advance(30_000);
    c!.engine.start();
    await c!.network.start();
    c!.engine.wake();
    await world.converge(240_000, [a!, c!]);
  });

  it('[SYNC-15] [THREAT-1] find that a device has written two histories, and go on without it', async () => {
    const world = new World(9);
    const [a, b, c] = await world.community(3);
    await world.converge();
    c!.replica.write(5);
    await world.converge();
    world.mesh.partition(['p0'], ['p1'], ['p2']);
    await world.clock.advance(3_000);
    // The third device is copied: one copy writes to the first neighbour, the other to the second.
    c!.replica.write(1);
    const first = (await c!.replica.read('content', c!.replica.device, 5, 5, 1e6))!;
    c!.replica.fork();
    const second = (await c!.replica.read('content', c!.replica.device, 5, 5, 1e6))!;
    expect((await a!.replica.receive([first])).stored).toBe(1);
    expect((await b!.replica.receive([second])).stored).toBe(1);
    world.mesh.partition(['p0', 'p1'], ['p2']);
    a!.engine.wake();
    await world.clock.advance(60_000);
    expect(a!.replica.proofs()).toHaveLength(1);
    expect(b!.replica.proofs()).toHaveLength(1);
    for (const device of [a!.replica.device, b!.replica.device])
      expect(a!.replica.tip('authority', device)).toEqual(b!.replica.tip('authority', device));
    await world.expectQuiet();
  });

  it('[SYNC-19] dials again what was lost, and remembers where somebody was', async () => {
    const world = new World(10);
    const saved: unknown[] = [];
    const peers = await world.community(2);
    await world.clock.advance(5_000);
    world.mesh.breakConnection('p0', 'p1');
    await world.clock.advance(10_000);
    expect(peers[0]!.engine.status().peers).toHaveLength(1);
    const third = world.engine('p2', undefined, {
      book: [{ address: '/memory/p0', reached: null }],
      saveBook: (book) => saved.push(...book),
    });
    third.engine.start();
    await third.network.start();
    await world.clock.advance(1_000);
    const replica = new FakeReplica('d2');
    peers[0]!.replica.admitDevice(replica.device);
    third.engine.addReplica(replica);
    await world.clock.advance(20_000);
    expect(third.engine.status().peers.length).toBeGreaterThan(0);
    expect(saved.length).toBeGreaterThan(0);
    await third.engine.stop();
    expect(third.engine.status().peers).toEqual([]);
  });

  it('[SYNC-20] members tell each other where the others are', async () => {
    const world = new World(11);
    // Nobody finds anybody by itself: an address is all there is.
    const mesh = world.mesh as unknown as { announce: () => void };
    mesh.announce = () => {};
    const founder = FakeReplica.founder('d0');
    const replicas = [founder, new FakeReplica('d1'), new FakeReplica('d2')];
    founder.admitDevice(replicas[1]!.device);
    founder.admitDevice(replicas[2]!.device);
    for (const [i, replica] of replicas.entries()) await world.join(`p${i}`, replica);
    world.peers[1]!.engine.addAddresses(['/memory/p0']);
    world.peers[2]!.engine.addAddresses(['/memory/p0']);
    await world.clock.advance(30_000);
    const names = world.peers[2]!.engine.status().peers.map(({ transport }) => transport);
    expect(names.sort()).toEqual(['p0', 'p1']);
    await world.expectQuiet();
  });

  it('[SYNC-20] two that met for a moment know where to find each other', async () => {
    const world = new World(13);
    const mesh = world.mesh as unknown as { announce: () => void };
    mesh.announce = () => {};
    const founder = FakeReplica.founder('d0');
    const newcomer = new FakeReplica('d1');
    founder.admitDevice(newcomer.device);
    let saved: readonly KnownAddress[] = [];
    const host = world.engine('p0', founder, { saveBook: (book) => (saved = book) });
    await start(host);
    const guest = await world.join('p1', newcomer);
    guest.engine.addAddresses(['/memory/p0']);
    await world.clock.runUntil(() => guest.engine.status().peers.some(({ behind }) => behind === 0), 60_000);
    await guest.engine.stop();
    await world.clock.advance(10_000);
    expect(saved.map(({ address }) => address)).toEqual(['/memory/p1']);
    await host.engine.stop();
  });

  it('a community that comes later is found on the connections that are there', async () => {
    const world = new World(12);
    const founder = FakeReplica.founder('d0');
    const a = await world.join('p0', founder);
    const b = world.engine('p1', undefined);
    b.engine.start();
    await b.network.start();
    b.engine.addAddresses(['/memory/p0']);
    await world.clock.advance(10_000);
    expect(a.engine.status().connections).toBe(1);
    const replica = new FakeReplica('d1');
    founder.admitDevice(replica.device);
    b.engine.addReplica(replica);
    await world.clock.advance(10_000);
    expect(frontierOf(replica)).toEqual(frontierOf(founder));
    b.engine.removeReplica(replica.id);
    await world.clock.advance(5_000);
    expect(a.engine.status().peers).toEqual([]);
    b.engine.addReplica(replica);
    await world.clock.advance(10_000);
    expect(a.engine.status().peers).toHaveLength(1);
    expect(a.warnings).toEqual([]);
  });

  it('strangers learn nothing and are let go', async () => {
    const world = new World(13);
    const a = await world.join('p0', FakeReplica.founder('d0'));
    const stranger = new FakeReplica('d9');
    stranger.keys = [new Uint8Array(32).fill(9)];
    const b = await world.join('p1', stranger);
    await world.clock.advance(20_000);
    expect(a.engine.status().peers).toEqual([]);
    expect(b.engine.status().peers).toEqual([]);
    expect(stranger.entries).toBe(0);
    await world.clock.advance(120_000);
    expect(a.engine.status().connections).toBe(0);
  });
});
