import { describe, expect, it } from 'vitest';
import { FakeReplica, FIRST_KEY, deviceId, frontierOf } from './fake-replica.ts';
import { RawPeer } from './raw-peer.ts';
import { World, type Peer } from './world.ts';

function stateOf(peer: Peer, device = peer.replica.device): string | undefined {
  return peer.replica.authority().devices.get(device)?.state;
}

/** Three neighbours; the third is away when the first removes it and goes on. */
async function removedWhileAway(seed: number): Promise<{ world: World; a: Peer; b: Peer; gone: Peer }> {
  const world = new World(seed);
  const [a, b, gone] = (await world.community(3)) as [Peer, Peer, Peer];
  await world.converge();
  a.replica.write(3);
  await world.converge();
  world.mesh.partition(['p0', 'p1'], ['p2', 'evil']);
  await world.clock.advance(3_000);
  b.replica.admitDevice(deviceId('d5'));
  await world.clock.advance(2_000);
  a.replica.removeDevice(gone.replica.device);
  await world.clock.advance(2_000);
  a.replica.admitDevice(deviceId('d6'));
  b.replica.admitDevice(deviceId('d7'));
  a.replica.write(4);
  gone.replica.write(2);
  await world.clock.advance(2_000);
  return { world, a, b, gone };
}

describe('a device that was removed while it was away', () => {
  it('[SYNC-31] [THREAT-23] hears it from the first member it meets, whoever that is and whoever opens', async () => {
    for (const [seed, side] of [
      [1, 'p0'],
      [2, 'p1'],
    ] as const) {
      const { world, gone } = await removedWhileAway(seed);
      const other = side === 'p0' ? 'p1' : 'p0';
      world.mesh.heal();
      world.mesh.partition([side, 'p2'], [other]);
      expect(stateOf(gone)).toBe('current');
      await world.clock.advance(30_000);
      expect(stateOf(gone)).toBe('removed');
      world.expectPeace();
    }
  });

  it('[SYNC-31] [THREAT-20] gets what leads to it, and nothing of what came after or beside it', async () => {
    const { world, a, b, gone } = await removedWhileAway(3);
    const before = frontierOf(gone.replica);
    world.mesh.heal();
    await world.clock.advance(300_000);
    expect(stateOf(gone)).toBe('removed');
    // What the second had added before the removal lies in its past, what both have added since does not.
    expect(stateOf(gone, deviceId('d5'))).toBe('current');
    expect(stateOf(gone, deviceId('d6'))).toBeUndefined();
    expect(stateOf(gone, deviceId('d7'))).toBeUndefined();
    const removal = a.replica.endingOf(gone.replica.device)!;
    for (const { device, id } of removal) expect(gone.replica.tip('authority', device)?.id).toBe(id);
    const content = (lines: string[]): string[] => lines.filter((line) => line.startsWith('content'));
    expect(content(frontierOf(gone.replica))).toEqual(content(before));
    // What it wrote meanwhile stays with it, and goes to nobody.
    for (const { replica } of [a, b]) expect(replica.tip('content', gone.replica.device)).toBeUndefined();
    world.expectPeace();
  });

  it('[SYNC-31] is nobody that a member keeps up with, or seeks', async () => {
    const { world, a, b, gone } = await removedWhileAway(4);
    world.mesh.heal();
    await world.clock.advance(30_000);
    const devices = a.engine.status().peers.map(({ device }) => device);
    expect(devices).toEqual([b.replica.device]);
    await world.clock.advance(120_000);
    expect(a.engine.status().connections).toBe(1);
    expect(gone.engine.status().connections).toBe(0);
    await world.clock.advance(3_600_000);
    // It looks again now and then, as it may have been let in anew, and that is all.
    const before = world.mesh.carried.frames;
    await world.clock.advance(3_600_000);
    expect(world.mesh.carried.frames - before).toBeLessThan(1_000);
    world.expectPeace();
  });

  it('[SYNC-31] hears it also when it was connected and the news could not be pushed', async () => {
    const world = new World(5);
    const [a, , gone] = (await world.community(3)) as [Peer, Peer, Peer];
    await world.converge();
    // Nothing live arrives: as behind a line that is full.
    const receive = gone.replica.receive.bind(gone.replica);
    gone.replica.receive = (runs) => receive(runs.filter(({ from }) => from === 0));
    a.replica.removeDevice(gone.replica.device);
    await world.clock.advance(200);
    gone.replica.receive = receive;
    expect(stateOf(gone)).toBe('current');
    await world.clock.advance(30_000);
    expect(stateOf(gone)).toBe('removed');
  });

  it('[SYNC-31] [SYNC-10] hands the news on to whoever does not know it yet, before anything that it wrote', async () => {
    const { world, gone } = await removedWhileAway(6);
    world.mesh.heal();
    await world.clock.advance(30_000);
    expect(stateOf(gone)).toBe('removed');
    world.mesh.partition(['p0', 'p1'], ['p2', 'p3']);
    await world.clock.advance(3_000);
    const late = await world.join('p3', new FakeReplica('d5'));
    await world.clock.advance(30_000);
    expect(stateOf(late, gone.replica.device)).toBe('removed');
    expect(late.replica.tip('content', gone.replica.device)).toBeUndefined();
  });

  it('[SYNC-7] hears it also after more changes of the locks than a member shows keys of', async () => {
    for (const opener of ['p0', 'p9'] as const) {
      const world = new World(7);
      const founder = await world.join(opener, FakeReplica.founder('d0'));
      const gone = await world.join('p5', new FakeReplica('d1'));
      founder.replica.admitDevice(gone.replica.device);
      await world.converge();
      world.mesh.partition([opener], ['p5']);
      await world.clock.advance(3_000);
      const newer = Array.from({ length: 9 }, (_, i) => new Uint8Array(32).fill(i + 1));
      founder.replica.keys = [...newer, FIRST_KEY];
      founder.replica.removeDevice(gone.replica.device);
      world.mesh.heal();
      await world.clock.advance(30_000);
      expect(stateOf(gone)).toBe('removed');
    }
  });
});

describe('a device that is out and asks for more', () => {
  async function besieged(
    seed: number,
  ): Promise<{ world: World; a: Peer; gone: FakeReplica; evil: RawPeer }> {
    const { world, a, gone } = await removedWhileAway(seed);
    await gone.engine.stop();
    await gone.network.stop();
    world.mesh.heal();
    const evil = new RawPeer(world);
    await evil.connect('p0');
    await evil.meet('p0', gone.replica);
    return { world, a, gone: gone.replica, evil };
  }

  const idsGiven = (evil: RawPeer): string[] =>
    evil.heard.flatMap((message) =>
      message.type === 'entries'
        ? message.runs.flatMap(({ kind, device, from, records }) =>
            records.map((_, i) => `${kind} ${device.slice(0, 8)} ${String(from + i)}`),
          )
        : [],
    );

  it('[SYNC-31] [THREAT-30] is given the entries that lead there, whatever it asks for', async () => {
    const { world, a, gone, evil } = await besieged(20);
    const ending = a.replica.endingOf(gone.device)!;
    const told = evil.heard.flatMap((message) => (message.type === 'have' ? [message] : []));
    expect(told.map(({ kind }) => kind)).toEqual(['authority']);
    expect(told[0]!.tips).toEqual(ending);
    const ranges = a.replica.frontier().flatMap(({ kind, device, seq }) => {
      return kind === 'authority' ? [{ kind, device, from: 0, to: seq }] : [];
    });
    const behind = ending.map(({ device, seq }) => ({
      kind: 'authority' as const,
      device,
      from: seq + 1,
      to: seq + 9,
    }));
    evil.send({ type: 'want', channel: 0, id: 1, ranges });
    evil.send({ type: 'want', channel: 0, id: 2, ranges: behind });
    await world.clock.advance(2_000);
    const allowed = ending.flatMap(({ device, seq }) =>
      Array.from({ length: seq + 1 }, (_, at) => `authority ${device.slice(0, 8)} ${String(at)}`),
    );
    expect(new Set(idsGiven(evil))).toEqual(new Set(allowed));
    expect(evil.heard.filter(({ type }) => type === 'proofs' || type === 'peers')).toEqual([]);
    // A word about content, and it is out of the door.
    const device = a.replica.device;
    evil.send({ type: 'want', channel: 0, id: 3, ranges: [{ kind: 'content', device, from: 0, to: 3 }] });
    await world.clock.advance(1_000);
    expect(evil.isClosed).toBe(true);
    expect(new Set(idsGiven(evil))).toEqual(new Set(allowed));
  });

  it('[SYNC-31] [THREAT-29] gets no answer any more when it asks for the same again and again', async () => {
    const { world, a, gone, evil } = await besieged(21);
    const ranges = a.replica.endingOf(gone.device)!.map(({ device }) => {
      return { kind: 'authority' as const, device, from: 0, to: 1_023 };
    });
    for (let id = 1; id < 50 && !evil.isClosed; id++) {
      evil.send({ type: 'want', channel: 0, id, ranges });
      await world.clock.advance(500);
    }
    expect(evil.isClosed).toBe(true);
    expect(idsGiven(evil).length).toBeLessThan(200);
  });

  it('[SYNC-31] changes nothing by what it says', async () => {
    const { world, a, gone, evil } = await besieged(22);
    const before = frontierOf(a.replica);
    const calls = a.replica.received.calls;
    gone.admitDevice(deviceId('d8'));
    const { seq } = gone.tip('authority', gone.device)!;
    const run = (await gone.read('authority', gone.device, 0, seq, 1e6))!;
    evil.sendEntries({ type: 'entries', channel: 0, id: 0, isLast: true, runs: [run] });
    evil.send({ type: 'have', channel: 0, kind: 'authority', isWhole: true, tips: gone.frontier() });
    evil.send({ type: 'peers', channel: 0, own: ['/memory/evil'], others: [] });
    await world.clock.advance(5_000);
    expect(frontierOf(a.replica)).toEqual(before);
    expect(a.replica.received.calls).toBe(calls);
    expect(evil.heard.filter(({ type }) => type === 'want')).toEqual([]);
  });
});
