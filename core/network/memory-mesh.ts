/**
 * Joins networks in memory: delays, losses, partitions and broken connections come from a seeded source, deliveries go
 * through the clock, so a run is a function of its seed. Frames of one stream stay in order, those of two do not; a
 * broadcast may be lost or come twice.
 */
import type { Clock, Random } from '../base/clock.ts';
import { KithError } from '../base/kith-error.ts';
import type { MemoryLink } from './memory-link.ts';
import { MemoryNetwork, type Mesh } from './memory-network.ts';
import type { NetworkMode, TransportId } from './network.ts';

type Span = readonly [min: number, max: number];

export interface MeshOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Milliseconds that a frame or message is under way. */
  readonly delayMs?: Span;
  /** Milliseconds until an end notices that a connection is gone. */
  readonly noticeMs?: Span;
  /** Chances between 0 and 1, for each neighbour a broadcast is handed to. */
  readonly gossipLoss?: number;
  readonly gossipDuplicates?: number;
  /** Called when a listener throws; by default the error is thrown again, so that a test fails. */
  readonly onFault?: (error: unknown) => void;
}

export interface MemoryNetworkOptions {
  readonly mode?: NetworkMode;
}

export class MemoryMesh implements Mesh {
  readonly clock: Clock;
  readonly #options: MeshOptions;
  readonly #networks = new Map<TransportId, MemoryNetwork>();
  readonly #delays = new Map<string, Span>();
  #groupOf = new Map<TransportId, number>();
  /** What the mesh has carried, for tests that bound the traffic. */
  readonly carried = { frames: 0, bytes: 0, messages: 0 };

  constructor(options: MeshOptions) {
    this.clock = options.clock;
    this.#options = options;
  }

  /** A network under this id; the earlier one of the same id, if any, must have stopped or crashed. */
  network(id: TransportId, options: MemoryNetworkOptions = {}): MemoryNetwork {
    if (this.#networks.get(id)?.isRunning === true) throw new KithError('PORT_TAKEN');
    const network = new MemoryNetwork(this, id, options.mode ?? 'lan');
    this.#networks.set(id, network);
    return network;
  }

  running(id: TransportId): MemoryNetwork | undefined {
    const network = this.#networks.get(id);
    return network?.isRunning === true ? network : undefined;
  }

  /** From now on only networks of one group reach each other; those named in no group form one more. */
  partition(...groups: readonly (readonly TransportId[])[]): void {
    this.#groupOf = new Map(groups.flatMap((group, index) => group.map((id) => [id, index + 1] as const)));
    for (const link of this.#links()) {
      if (!this.reaches(link.a, link.b)) this.#break(link);
    }
  }

  /** Everybody reaches everybody again, and on a local network finds everybody again. Nobody dials by itself. */
  heal(): void {
    this.#groupOf = new Map();
    const networks = [...this.#networks.values()];
    for (const [at, network] of networks.entries()) this.#introduce(network, networks.slice(at + 1));
  }

  /** The connection of two peers, if any, is lost. */
  breakConnection(a: TransportId, b: TransportId): void {
    const link = this.running(a)?.link(b);
    if (link !== undefined) this.#break(link);
  }

  /** Loses each connection with that chance. */
  breakSome(chance: number): void {
    for (const link of this.#links()) if (this.happens(chance)) this.#break(link);
  }

  /** Milliseconds between two peers, other than the mesh's. */
  setDelay(a: TransportId, b: TransportId, delayMs: Span): void {
    this.#delays.set(pairOf(a, b), delayMs);
  }

  reaches(a: TransportId, b: TransportId): boolean {
    return (this.#groupOf.get(a) ?? 0) === (this.#groupOf.get(b) ?? 0);
  }

  delay(a: TransportId, b: TransportId): number {
    return this.#between(this.#delays.get(pairOf(a, b)) ?? this.#options.delayMs ?? [1, 10]);
  }

  notice(): number {
    return this.#between(this.#options.noticeMs ?? [0, 1_000]);
  }

  happens(chance: number): boolean {
    return chance > 0 && this.#fraction() < chance;
  }

  /** How often a broadcast reaches one neighbour: 0, 1 or 2 times. */
  copies(): number {
    if (this.happens(this.#options.gossipLoss ?? 0)) return 0;
    return this.happens(this.#options.gossipDuplicates ?? 0) ? 2 : 1;
  }

  fault(error: unknown): void {
    if (this.#options.onFault === undefined) throw error;
    this.#options.onFault(error);
  }

  /** On a local network everybody hears that somebody is there, and the newcomer hears of everybody. */
  announce(network: MemoryNetwork): void {
    this.#introduce(network, [...this.#networks.values()]);
  }

  #introduce(network: MemoryNetwork, others: readonly MemoryNetwork[]): void {
    if (network.mode !== 'lan') return;
    for (const other of others) {
      if (other === network || other.mode !== 'lan') continue;
      this.#tell(network, other);
      this.#tell(other, network);
    }
  }

  #tell(listener: MemoryNetwork, found: MemoryNetwork): void {
    this.clock.after(this.delay(listener.self, found.self), () => {
      if (!listener.isRunning || !found.isRunning || !this.reaches(listener.self, found.self)) return;
      for (const address of found.addresses()) listener.discovered(address);
    });
  }

  #links(): MemoryLink[] {
    const links = new Set<MemoryLink>();
    for (const network of this.#networks.values()) for (const link of network.links()) links.add(link);
    return [...links];
  }

  /** Nothing passes any more; each end notices in its own time. */
  #break(link: MemoryLink): void {
    link.cut();
    for (const end of [link.a, link.b]) {
      this.clock.after(this.notice(), () => this.running(end)?.lost(link));
    }
  }

  #between([min, max]: Span): number {
    return min + this.#fraction() * (max - min);
  }

  #fraction(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#options.random.bytes(4);
    return (a * 0x1000000 + b * 0x10000 + c * 0x100 + d) / 0x100000000;
  }
}

function pairOf(a: TransportId, b: TransportId): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
