/**
 * The network port over libp2p: TCP, noise, yamux, gossipsub, mDNS on a local network. Owns the life of the node and
 * what the port promises [NETWORK-1..10]; libp2p itself is loaded when a network starts that may connect at all.
 */
import type { Connection as Libp2pConnection, PeerInfo, Stream } from '@libp2p/interface';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import { codeOf, KithError } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import {
  MAX_STREAMS,
  type Connection,
  type FrameStream,
  type GossipVerdict,
  type Network,
  type NetworkMode,
  type TransportId,
} from '../network/network.ts';
import { formatAddress, isAllowed, ownAddresses, parseAddress } from './address.ts';
import { BanList } from './ban-list.ts';
import { Libp2pFrameStream } from './frame-stream.ts';
import { makeGater } from './gater.ts';
import { Libp2pGossip } from './gossip.ts';
import { PeerAddresses } from './peer-addresses.ts';
import { StreamCount } from './stream-count.ts';
import { transportIdOf } from './transport-id.ts';
import type { multiaddr, Node } from './libp2p-options.ts';

export interface Libp2pNetworkOptions {
  readonly mode: NetworkMode;
  /** 32 bytes, the profile's own. */
  readonly seed: Uint8Array;
  /** Chosen at the first run and kept (free-port.ts). */
  readonly port: number;
  /** Instead of every interface that the mode allows: `/ip4/HOST/tcp/PORT`. */
  readonly listen?: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
}

/** Milliseconds for a graceful end of a connection. */
const GRACE = 1_000;

const OPEN_TIMEOUT = 10_000;

export class Libp2pNetwork implements Network {
  readonly mode: NetworkMode;
  readonly self: TransportId;
  readonly #options: Libp2pNetworkOptions;
  readonly #log: Log;
  readonly #gossip: Libp2pGossip;
  readonly #handlers = new Map<string, (stream: FrameStream) => void>();
  readonly #streams = new StreamCount(MAX_STREAMS);
  readonly #connected = new Emitter<Connection>();
  readonly #disconnected = new Emitter<TransportId>();
  readonly #discovered = new Emitter<string>();
  readonly #bans: BanList;
  readonly #peers = new PeerAddresses();
  #node: Node | undefined;
  #toMultiaddr: typeof multiaddr | undefined;

  constructor(options: Libp2pNetworkOptions) {
    this.#options = options;
    this.#log = options.log;
    this.mode = options.mode;
    this.self = transportIdOf(options.seed);
    this.#bans = new BanList(options.clock);
    this.#gossip = new Libp2pGossip({
      clock: options.clock,
      log: options.log,
      onOffender: (remote) => this.#ban(remote),
    });
  }

  async start(): Promise<void> {
    if (this.mode === 'internet') throw new KithError('NETWORK_MODE_UNSUPPORTED');
    if (this.mode === 'offline' || this.#node !== undefined) return;
    const libp2p = await import('./libp2p-options.ts');
    const node = await libp2p.createNode({
      seed: this.#options.seed,
      listen: this.#listen(),
      gater: makeGater(this.mode, {
        connectionsOf: (remote) => this.#connectionsOf(remote).length,
        isBanned: (remote) => this.#bans.has(remote),
      }),
      ...(this.mode === 'lan' && { onFound: (peer: PeerInfo) => this.#found(peer) }),
    });
    node.addEventListener('peer:connect', ({ detail }) => this.#onConnect(detail.toString()));
    node.addEventListener('peer:disconnect', ({ detail }) => this.#onDisconnect(detail.toString()));
    node.addEventListener('peer:identify', ({ detail }) => this.#peers.learn(detail));
    this.#node = node;
    this.#toMultiaddr = libp2p.multiaddr;
    try {
      for (const protocol of this.#handlers.keys()) await this.#register(node, protocol);
      await node.start();
    } catch (error) {
      this.#node = undefined;
      const isTaken = error instanceof Error && error.message.includes('EADDRINUSE');
      if (isTaken) throw new KithError('PORT_TAKEN', 'PORT_TAKEN', { port: this.#options.port });
      throw new KithError('NETWORK_FAILED', error instanceof Error ? error.message : 'NETWORK_FAILED');
    }
    this.#gossip.attach(node.services.gossip);
    this.#log.info('network.started', { mode: this.mode, port: this.#options.port });
  }

  async stop(): Promise<void> {
    const node = this.#node;
    if (node === undefined) return;
    this.#gossip.detach();
    await Promise.all(node.getConnections().map(end));
    this.#node = undefined;
    await node.stop();
    this.#peers.clear();
    this.#log.info('network.stopped');
  }

  addresses(): readonly string[] {
    const { port, listen } = this.#options;
    if (listen === undefined) return ownAddresses(this.mode, port, this.self);
    const own = this.#node?.getMultiaddrs().map((address) => address.toString());
    return own ?? listen.map((address) => `${address}/p2p/${this.self}`);
  }

  connections(): readonly Connection[] {
    const first = new Map<TransportId, Libp2pConnection>();
    for (const connection of this.#node?.getConnections() ?? []) {
      const remote = connection.remotePeer.toString();
      if (connection.status === 'open' && !first.has(remote)) first.set(remote, connection);
    }
    return [...first.values()].map((connection) => this.#peers.describe(connection));
  }

  async dial(address: string): Promise<Connection> {
    const target = parseAddress(address);
    if (target === undefined || target.id === this.self) throw new KithError('ADDRESS_INVALID');
    if (!isAllowed(this.mode, target.host)) throw new KithError('DIAL_REFUSED');
    if (this.#node === undefined || this.#toMultiaddr === undefined) throw new KithError('NETWORK_STOPPED');
    try {
      return this.#peers.describe(await this.#node.dial(this.#toMultiaddr(formatAddress(target))));
    } catch (error) {
      this.#log.debug('network.dial-failed', { reason: error instanceof Error ? error.name : 'unknown' });
      throw new KithError('DIAL_FAILED');
    }
  }

  async hangUp(remote: TransportId): Promise<void> {
    await Promise.all(this.#connectionsOf(remote).map(end));
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
    const connection = this.#connectionsOf(remote)[0];
    if (connection === undefined) throw new KithError('PEER_NOT_CONNECTED');
    let stream: Stream;
    try {
      stream = await connection.newStream(protocol, {
        signal: AbortSignal.timeout(OPEN_TIMEOUT),
        maxOutboundStreams: 64,
      });
    } catch (error) {
      if (connection.status !== 'open') throw new KithError('PEER_NOT_CONNECTED');
      const name = error instanceof Error ? error.name : 'unknown';
      throw new KithError(
        name === 'UnsupportedProtocolError' ? 'PROTOCOL_UNSUPPORTED' : 'STREAM_REFUSED',
        name,
      );
    }
    return this.#frames(stream, remote);
  }

  handle(protocol: string, accept: (stream: FrameStream) => void): void {
    const isNew = !this.#handlers.has(protocol);
    this.#handlers.set(protocol, accept);
    if (!isNew || this.#node === undefined) return;
    this.#register(this.#node, protocol).catch((error: unknown) => {
      this.#log.error('network.handle-failed', { code: codeOf(error) });
    });
  }

  join(topic: string, listener: (message: Uint8Array, from: TransportId) => GossipVerdict): () => void {
    return this.#gossip.join(topic, listener);
  }

  publish(topic: string, message: Uint8Array): void {
    this.#gossip.publish(topic, message);
  }

  #listen(): string[] {
    const { listen, port } = this.#options;
    if (listen !== undefined) {
      const isKept = listen.every(
        (address) => isAllowed(this.mode, address.split('/')[2] ?? '') || isAny(address, this.mode),
      );
      if (!isKept) throw new KithError('ADDRESS_INVALID');
      return [...listen];
    }
    if (this.mode === 'loopback') return [`/ip4/127.0.0.1/tcp/${port}`];
    return [`/ip4/0.0.0.0/tcp/${port}`, `/ip6/::/tcp/${port}`];
  }

  async #register(node: Node, protocol: string): Promise<void> {
    const limits = { maxInboundStreams: MAX_STREAMS, maxOutboundStreams: 64 };
    await node.handle(protocol, (stream, connection) => this.#accept(protocol, stream, connection), limits);
  }

  #accept(protocol: string, stream: Stream, connection: Libp2pConnection): void {
    const remote = connection.remotePeer.toString();
    const accept = this.#handlers.get(protocol);
    const release = this.#streams.take(remote, protocol);
    if (accept === undefined || release === undefined) {
      stream.abort(new Error('too many streams'));
      return;
    }
    stream.addEventListener('close', release);
    const frames = this.#frames(stream, remote);
    this.#guard(() => accept(frames));
  }

  #frames(stream: Stream, remote: TransportId): FrameStream {
    return new Libp2pFrameStream(stream, remote, (error) => this.#fault(error, remote));
  }

  #onConnect(remote: TransportId): void {
    const connection = this.#connectionsOf(remote)[0];
    if (connection !== undefined) this.#guard(() => this.#connected.emit(this.#peers.describe(connection)));
  }

  #onDisconnect(remote: TransportId): void {
    this.#peers.forget(remote);
    this.#gossip.forget(remote);
    this.#guard(() => this.#disconnected.emit(remote));
  }

  #found({ id, multiaddrs }: PeerInfo): void {
    if (id.toString() === this.self) return;
    for (const found of multiaddrs.slice(0, 8)) {
      const address = parseAddress(`${found.toString()}/p2p/${id.toString()}`);
      if (address === undefined || !isAllowed(this.mode, address.host)) continue;
      this.#guard(() => this.#discovered.emit(formatAddress(address)));
    }
  }

  #connectionsOf(remote: TransportId): Libp2pConnection[] {
    const all = this.#node?.getConnections() ?? [];
    return all.filter(
      (connection) => connection.status === 'open' && connection.remotePeer.toString() === remote,
    );
  }

  #ban(remote: TransportId): void {
    this.#bans.add(remote);
    this.#log.warn('network.peer-banned', { remote });
    for (const connection of this.#connectionsOf(remote)) connection.abort(new Error('banned'));
  }

  #guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#fault(error);
    }
  }

  #fault(error: unknown, remote = ''): void {
    const reason = error instanceof Error ? error.message : 'unknown';
    this.#log.warn('network.stream-fault', { remote, code: codeOf(error), reason });
  }
}

/** Gracefully where the remote plays along. */
async function end(connection: Libp2pConnection): Promise<void> {
  try {
    await connection.close({ signal: AbortSignal.timeout(GRACE) });
  } catch (error) {
    connection.abort(error as Error);
  }
}

/** `0.0.0.0` and `::` stand for every interface. */
function isAny(address: string, mode: NetworkMode): boolean {
  return mode === 'lan' && /^\/ip(4\/0\.0\.0\.0|6\/::)\/tcp\/\d+$/.test(address);
}
