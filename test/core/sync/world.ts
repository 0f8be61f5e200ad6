/** Peers with an engine each, on a network in memory and a clock that is driven by hand. */
import { expect } from 'vitest';
import type { KnownAddress, SyncOptions } from '../../../core/sync/sync.ts';
import { SyncEngine } from '../../../core/sync/engine.ts';
import { MemoryMesh, type MeshOptions } from '../../../core/network/memory-mesh.ts';
import type { MemoryNetwork } from '../../../core/network/memory-network.ts';
import type { Replica } from '../../../core/community/replica.ts';
import { SimulatedClock } from '../../world/clock.ts';
import { seededRandom, type SeededRandom } from '../../world/random.ts';
import { FakeReplica, frontierOf } from './fake-replica.ts';

export interface Peer<R extends Replica = FakeReplica> {
  readonly name: string;
  readonly network: MemoryNetwork;
  readonly engine: SyncEngine;
  readonly replica: R;
  readonly warnings: string[];
  book: readonly KnownAddress[];
}

export class World {
  readonly clock: SimulatedClock;
  readonly random: SeededRandom;
  readonly mesh: MemoryMesh;
  readonly peers: Peer[] = [];

  constructor(seed = 1, options: Partial<MeshOptions> = {}, clock = new SimulatedClock()) {
    this.clock = clock;
    this.random = seededRandom(seed);
    this.mesh = new MemoryMesh({ clock: this.clock, random: this.random.fork(), ...options });
  }

  engine(name: string, replica: Replica | undefined, options: Partial<SyncOptions> = {}) {
    const network = this.mesh.network(name);
    const warnings: string[] = [];
    const note = (event: string, fields?: object): void => {
      warnings.push(`${event} ${JSON.stringify(fields ?? {})}`);
    };
    const log = { debug() {}, info() {}, warn: note, error: note };
    const random = this.random.fork();
    const engine = new SyncEngine({ network, clock: this.clock, random, log, ...options });
    if (replica) engine.addReplica(replica);
    return { name, network, engine, warnings };
  }

  async join(name: string, replica: FakeReplica): Promise<Peer> {
    const peer: Peer = { ...this.engine(name, replica), replica, book: [] };
    this.peers.push(peer);
    await start(peer);
    return peer;
  }

  /** A community of so many devices, founded by the first, on a network that finds everybody. */
  async community(size: number): Promise<Peer[]> {
    const founder = FakeReplica.founder('d0');
    await this.join('p0', founder);
    for (let i = 1; i < size; i++) {
      const replica = new FakeReplica(`d${i}`);
      founder.admitDevice(replica.device);
      await this.join(`p${i}`, replica);
    }
    return this.peers;
  }

  async converge(limitMs = 120_000, peers: readonly Peer[] = this.peers): Promise<void> {
    const isSame = await this.clock.runUntil(() => {
      const first = frontierOf(peers[0]!.replica).join();
      return peers.every(({ replica }) => frontierOf(replica).join() === first);
    }, limitMs);
    if (!isSame)
      expect(peers.map(({ replica }) => frontierOf(replica))).toEqual(
        peers.map(() => frontierOf(peers[0]!.replica)),
      );
  }

  /** Nobody sends anything any more. */
  async expectQuiet(): Promise<void> {
    await this.clock.advance(10_000);
    const before = { ...this.mesh.carried };
    await this.clock.advance(600_000);
    expect(this.mesh.carried).toEqual(before);
  }

  /** Nobody has been taken for a wrongdoer. */
  expectPeace(): void {
    for (const { name, warnings } of this.peers) expect({ name, warnings }).toEqual({ name, warnings: [] });
  }
}

export async function start(peer: Pick<Peer, 'network' | 'engine'>): Promise<void> {
  peer.engine.start();
  await peer.network.start();
}
