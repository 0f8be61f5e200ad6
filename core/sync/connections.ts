/**
 * The connections and their one stream each: who opens it, when it is opened anew, when a connection is of no use, who
 * is banned. [SYNC-1] [SYNC-18]
 */
import { codeOf } from '../base/kith-error.ts';
import type { Connection, FrameStream, Network, TransportId } from '../network/network.ts';
import { FAULT_REST, IDLE_TIMEOUT, PROTOCOL, REOPEN_FIRST, REOPEN_LAST, STRANGER_REST } from './limits.ts';
import { PeerLink, type LinkParts } from './peer-link.ts';
import { Strikes } from './strikes.ts';

export interface ConnectionsParts extends Omit<LinkParts, 'self' | 'strike' | 'ended'> {
  readonly network: Network;
  /** Not by us. `wasUsed`: there was a session. */
  readonly onLost: (peer: TransportId, wasUsed: boolean) => void;
  /** Nothing was shared with that peer: not to be dialled for so many milliseconds. */
  readonly onStranger: (peer: TransportId, rest: number) => void;
  readonly onDiscover: (address: string) => void;
  readonly onChange: () => void;
}

interface Peer {
  readonly connection: Connection;
  link: PeerLink | undefined;
  failures: number;
  wasUsed: boolean;
  /** Closed from here, because nothing was shared or something was wrong: no reason to dial it at once. */
  isStranger: boolean;
  cancelOpen: (() => void) | undefined;
  cancelIdle: (() => void) | undefined;
}

export class Connections {
  readonly #parts: ConnectionsParts;
  readonly #linkParts: LinkParts;
  readonly #strikes: Strikes;
  readonly #peers = new Map<TransportId, Peer>();
  #isRunning = false;
  #stopListening: readonly (() => void)[] = [];

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
    this.#strikes = new Strikes(parts.clock);
    this.#linkParts = {
      ...parts,
      self: parts.network.self,
      openSession: (community, pipe, device, shown) => {
        const session = parts.openSession(community, pipe, device, shown);
        const peer = this.#peers.get(pipe.transport);
        if (session?.isOfUse && peer) peer.wasUsed = true;
        return session;
      },
      strike: (peer, _code, weight) => this.#strikes.strike(peer, weight),
      ended: (link, isFault) => this.#ended(link, isFault),
    };
    parts.network.handle(PROTOCOL, (stream) => this.#accept(stream));
  }

  start(): void {
    const { network } = this.#parts;
    this.#isRunning = true;
    this.#stopListening = [
      network.onConnect((connection) => this.#connected(connection)),
      network.onDisconnect((peer) => this.#disconnected(peer)),
      network.onDiscover((address) => this.#parts.onDiscover(address)),
    ];
    for (const connection of network.connections()) this.#connected(connection);
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    for (const stop of this.#stopListening) stop();
    for (const peer of [...this.#peers.keys()]) this.#forget(peer);
    // What the listeners have begun has its say before the caller goes on.
    await Promise.resolve();
  }

  walletChanged(): void {
    for (const { link } of [...this.#peers.values()]) link?.walletChanged();
  }

  /** A new stream, and so a new handshake, with that peer. */
  renew(peer: TransportId): void {
    this.#peers.get(peer)?.link?.close();
  }

  isBanned(address: string): boolean {
    const peer = address.slice(address.lastIndexOf('/') + 1);
    return this.#strikes.isBanned(peer);
  }

  #connected(connection: Connection): void {
    const { remote } = connection;
    if (this.#peers.has(remote)) return;
    if (this.#strikes.isBanned(remote)) {
      void this.#parts.network.hangUp(remote);
      return;
    }
    const peer: Peer = {
      connection,
      link: undefined,
      failures: 0,
      wasUsed: false,
      isStranger: false,
      cancelOpen: undefined,
      cancelIdle: undefined,
    };
    this.#peers.set(remote, peer);
    this.#watchIdle(peer);
    // One of the two opens: the one whose name comes first.
    if (this.#parts.network.self < remote) void this.#open(peer);
    this.#parts.onChange();
  }

  #disconnected(remote: TransportId): void {
    const peer = this.#peers.get(remote);
    if (!peer) return;
    this.#forget(remote);
    if (!peer.isStranger) this.#parts.onLost(remote, peer.wasUsed);
    this.#parts.onChange();
  }

  async #open(peer: Peer): Promise<void> {
    const { network, log } = this.#parts;
    const { remote } = peer.connection;
    try {
      const stream = await network.open(remote, PROTOCOL);
      if (this.#peers.get(remote) === peer && !peer.link) this.#link(peer, stream);
      else stream.close();
    } catch (error) {
      log.debug('cannot open a stream', { code: codeOf(error) });
      this.#openLater(peer);
    }
  }

  #openLater(peer: Peer): void {
    if (this.#parts.network.self > peer.connection.remote || !this.#isRunning) return;
    peer.failures += 1;
    const wait = Math.min(REOPEN_LAST, REOPEN_FIRST * 2 ** (peer.failures - 1));
    peer.cancelOpen?.();
    peer.cancelOpen = this.#parts.clock.after(wait, () => void this.#open(peer));
  }

  #accept(stream: FrameStream): void {
    const { network } = this.#parts;
    const { remote } = stream;
    const connection = network.connections().find((known) => known.remote === remote);
    const isTheirs = this.#isRunning && remote < network.self && connection !== undefined;
    if (!isTheirs || this.#strikes.isBanned(remote)) {
      stream.close();
      return;
    }
    // The stream may be here before the news of the connection is.
    this.#connected(connection);
    const peer = this.#peers.get(remote);
    if (!peer) {
      stream.close();
      return;
    }
    // A new stream replaces the old one: the other side has lost that.
    peer.link?.close();
    this.#link(peer, stream);
  }

  #link(peer: Peer, stream: FrameStream): void {
    const link = new PeerLink(peer.connection, stream, this.#linkParts);
    peer.link = link;
    link.start();
  }

  #ended(link: PeerLink, isFault: boolean): void {
    const { remote } = link.connection;
    const peer = this.#peers.get(remote);
    this.#parts.onChange();
    if (peer?.link !== link) return;
    peer.link = undefined;
    if (!isFault) {
      this.#openLater(peer);
      return;
    }
    peer.isStranger = true;
    this.#parts.onStranger(remote, FAULT_REST);
    void this.#parts.network.hangUp(remote);
  }

  /** Looks now and then whether the connection is still of use. */
  #watchIdle(peer: Peer): void {
    peer.cancelIdle = this.#parts.clock.after(IDLE_TIMEOUT, () => {
      if (peer.link?.isUsed) {
        peer.failures = 0;
        this.#watchIdle(peer);
        return;
      }
      peer.isStranger = true;
      this.#parts.onStranger(peer.connection.remote, STRANGER_REST);
      void this.#parts.network.hangUp(peer.connection.remote);
    });
  }

  #forget(remote: TransportId): void {
    const peer = this.#peers.get(remote);
    if (!peer) return;
    this.#peers.delete(remote);
    peer.cancelOpen?.();
    peer.cancelIdle?.();
    peer.link?.close();
  }
}
