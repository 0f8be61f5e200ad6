/**
 * The twin of the network in memory. Keeps what a real network keeps [NETWORK-5..10] and nothing more; what happens on
 * the way is up to the mesh (memory-mesh.ts).
 */
import { Emitter } from '../base/emitter.ts';
import { KithError } from '../base/kith-error.ts';
import { Gossip } from './memory-gossip.ts';
import { MemoryLink, type LinkMesh } from './memory-link.ts';
import {
  MAX_STREAMS,
  type Connection,
  type FrameStream,
  type GossipVerdict,
  type Network,
  type NetworkMode,
  type TransportId,
} from './network.ts';

/** Milliseconds until a dial into the void fails. */
const DIAL_TIMEOUT = 5_000;

/** What a network needs of the mesh. */
export interface Mesh extends LinkMesh {
  readonly carried: { frames: number; bytes: number; messages: number };
  running(id: TransportId): MemoryNetwork | undefined;
  reaches(a: TransportId, b: TransportId): boolean;
  /** Milliseconds until an end notices that a connection is gone. */
  notice(): number;
  /** How often a broadcast reaches one neighbour. */
  copies(): number;
  announce(network: MemoryNetwork): void;
}

export class MemoryNetwork implements Network {
  readonly mode: NetworkMode;
  readonly self: TransportId;
  readonly #mesh: Mesh;
  readonly #links = new Map<TransportId, MemoryLink>();
  readonly #dials = new Map<TransportId, Promise<Connection>>();
  readonly #handlers = new Map<string, (stream: FrameStream) => void>();
  readonly #connected = new Emitter<Connection>();
  readonly #disconnected = new Emitter<TransportId>();
  readonly #discovered = new Emitter<string>();
  readonly #gossip: Gossip;
  #isRunning = false;

  /** By `MemoryMesh.network`. */
  constructor(mesh: Mesh, self: TransportId, mode: NetworkMode) {
    this.#mesh = mesh;
    this.self = self;
    this.mode = mode;
    this.#gossip = new Gossip((remote, topic, message) => this.#hand(remote, topic, message));
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  async start(): Promise<void> {
    if (this.mode === 'internet') throw new KithError('NETWORK_MODE_UNSUPPORTED');
    this.#isRunning = true;
    this.#mesh.announce(this);
  }

  async stop(): Promise<void> {
    for (const link of this.links()) this.#close(link);
    this.#isRunning = false;
  }

  /** The process is gone: nothing is said to anybody, and no listener of it is called again. */
  crash(): void {
    this.#isRunning = false;
    for (const link of this.links()) {
      link.cut();
      this.#mesh.clock.after(this.#mesh.notice(), () =>
        this.#mesh.running(link.other(this.self))?.lost(link),
      );
    }
    this.#links.clear();
  }

  addresses(): readonly string[] {
    return [`/memory/${this.self}`];
  }

  connections(): readonly Connection[] {
    return this.links().map((link) => this.#connection(link));
  }

  async dial(address: string): Promise<Connection> {
    const target = /^\/memory\/([^/\s]+)$/.exec(address)?.[1];
    if (target === undefined || target === this.self) throw new KithError('ADDRESS_INVALID');
    if (this.mode === 'offline') throw new KithError('DIAL_REFUSED');
    if (!this.#isRunning) throw new KithError('NETWORK_STOPPED');
    const link = this.#links.get(target);
    if (link !== undefined) return this.#connection(link);
    let dial = this.#dials.get(target);
    if (dial === undefined) {
      dial = this.#dial(target).finally(() => this.#dials.delete(target));
      this.#dials.set(target, dial);
    }
    return dial;
  }

  async hangUp(remote: TransportId): Promise<void> {
    const link = this.#links.get(remote);
    if (link !== undefined) this.#close(link);
  }

  onConnect(listener: (connection: Connection) => void): () => void {
    return this.#connected.on(listener);
  }

  onDisconnect(listener: (remote: TransportId) => void): () => void {
    return this.#disconnected.on(listener);
  }

  onDiscover(listener: (address: string) => void): () => void {
    return this.#discovered.on(listener);
  }

  async open(remote: TransportId, protocol: string): Promise<FrameStream> {
    const link = this.#links.get(remote);
    if (link === undefined) throw new KithError('PEER_NOT_CONNECTED');
    await this.#later(this.#mesh.delay(this.self, remote));
    const target = this.#mesh.running(remote);
    if (link.isCut || target === undefined || !this.#isRunning) throw new KithError('PEER_NOT_CONNECTED');
    return target.#accept(link, protocol);
  }

  handle(protocol: string, accept: (stream: FrameStream) => void): void {
    this.#handlers.set(protocol, accept);
  }

  join(topic: string, listener: (message: Uint8Array, from: TransportId) => GossipVerdict): () => void {
    return this.#gossip.join(topic, listener);
  }

  publish(topic: string, message: Uint8Array): void {
    this.#gossip.publish(topic, message, this.#isRunning ? [...this.#links.keys()] : []);
  }

  /** Messages of that neighbour that a listener has rejected. */
  rejections(remote: TransportId): number {
    return this.#gossip.rejections(remote);
  }

  /** Called by the mesh. */
  link(remote: TransportId): MemoryLink | undefined {
    return this.#links.get(remote);
  }

  links(): MemoryLink[] {
    return [...this.#links.values()];
  }

  /** Called by the mesh: this end notices that the connection is gone. */
  lost(link: MemoryLink): void {
    const remote = link.other(this.self);
    if (this.#links.get(remote) !== link) return;
    this.#links.delete(remote);
    link.dropStreams(this.self);
    this.#guard(() => this.#disconnected.emit(remote));
  }

  discovered(address: string): void {
    if (this.#isRunning) this.#guard(() => this.#discovered.emit(address));
  }

  async #dial(target: TransportId): Promise<Connection> {
    await this.#later(2 * this.#mesh.delay(this.self, target));
    const isReachable = this.#mesh.reaches(this.self, target);
    if (!isReachable) await this.#later(DIAL_TIMEOUT);
    const other = this.#mesh.running(target);
    if (!this.#isRunning) throw new KithError('NETWORK_STOPPED');
    const already = this.#links.get(target);
    if (already !== undefined) return this.#connection(already);
    if (!isReachable || other === undefined || other.mode === 'offline') throw new KithError('DIAL_FAILED');
    const stale = other.#links.get(this.self);
    if (stale !== undefined) other.lost(stale);
    const link = new MemoryLink(this.#mesh, this.self, target);
    this.#links.set(target, link);
    other.#links.set(this.self, link);
    other.#guard(() => other.#connected.emit(other.#connection(link)));
    if (this.#links.get(target) !== link) throw new KithError('DIAL_FAILED');
    this.#guard(() => this.#connected.emit(this.#connection(link)));
    return this.#connection(link);
  }

  #accept(link: MemoryLink, protocol: string): FrameStream {
    const opener = link.other(this.self);
    const accept = this.#handlers.get(protocol);
    if (accept === undefined) throw new KithError('PROTOCOL_UNSUPPORTED');
    if (link.opened(opener, protocol) >= MAX_STREAMS) throw new KithError('STREAM_REFUSED');
    const [theirs, ours] = link.openStream(opener, protocol);
    this.#guard(() => accept(ours));
    return theirs;
  }

  #close(link: MemoryLink): void {
    const remote = link.other(this.self);
    link.cut();
    this.#mesh.clock.after(this.#mesh.delay(this.self, remote), () => this.#mesh.running(remote)?.lost(link));
    this.lost(link);
  }

  /** Hands a broadcast to one neighbour, which looks at it when it arrives. */
  #hand(remote: TransportId, topic: string, message: Uint8Array): void {
    const link = this.#links.get(remote);
    if (link === undefined) return;
    const copies = this.#mesh.copies();
    for (let copy = 0; copy < copies; copy++) {
      this.#mesh.clock.after(this.#mesh.delay(this.self, remote), () => {
        const target = this.#mesh.running(remote);
        if (link.isCut || target === undefined) return;
        this.#mesh.carried.messages += 1;
        this.#mesh.carried.bytes += message.length;
        target.#guard(() =>
          target.#gossip.receive(topic, message, this.self, [...target.#links.keys()], copy > 0),
        );
      });
    }
  }

  #connection(link: MemoryLink): Connection {
    const remote = link.other(this.self);
    return { remote, path: this.mode === 'loopback' ? 'loopback' : 'lan', address: `/memory/${remote}` };
  }

  /** A listener that throws breaks nothing here. */
  #guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#mesh.fault(error);
    }
  }

  #later(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#mesh.clock.after(ms, resolve));
  }
}
