/** What is known of a connection for people and for dialling again: how it runs, and where its peer listens. */
import type { Connection as Libp2pConnection, IdentifyResult } from '@libp2p/interface';
import type { Connection, TransportId } from '../network/network.ts';
import { formatAddress, parseAddress, pathOf } from './address.ts';

export class PeerAddresses {
  /** Where a peer that dialled us listens, as it says itself. */
  readonly #listensAt = new Map<TransportId, string>();

  /** Of what a peer says about itself, only an address at the host from which it speaks to us is believed. */
  learn({ connection, listenAddrs }: IdentifyResult): void {
    const host = hostOf(connection);
    const remote = connection.remotePeer.toString();
    for (const listen of listenAddrs) {
      const bare = listen.toString().split('/p2p/')[0]!;
      const address = parseAddress(`${bare}/p2p/${remote}`);
      if (address === undefined || address.host !== host) continue;
      this.#listensAt.set(remote, formatAddress(address));
      return;
    }
  }

  describe(connection: Libp2pConnection): Connection {
    const remote = connection.remotePeer.toString();
    const dialled = connection.direction === 'outbound' ? connection.remoteAddr.toString() : undefined;
    const address = dialled ?? this.#listensAt.get(remote);
    return { remote, path: pathOf(hostOf(connection)), address };
  }

  forget(remote: TransportId): void {
    this.#listensAt.delete(remote);
  }

  clear(): void {
    this.#listensAt.clear();
  }
}

function hostOf(connection: Libp2pConnection): string {
  return connection.remoteAddr.getComponents()[0]?.value ?? '';
}
