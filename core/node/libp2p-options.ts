/**
 * How libp2p is put together here. Imports libp2p whole, so it is loaded only when a network starts. Every limit that
 * keeps a hostile peer from costing memory or connections is in this file, in gater.ts or in gossip.ts.
 */
import { gossipsub, StrictNoSign, type GossipSub } from '@chainsafe/libp2p-gossipsub';
import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys';
import { identify, type Identify } from '@libp2p/identify';
import type { ConnectionGater, PeerInfo } from '@libp2p/interface';
import { mdns } from '@libp2p/mdns';
import { ping, type Ping } from '@libp2p/ping';
import { tcp } from '@libp2p/tcp';
import { createLibp2p, type Libp2p, type Libp2pOptions } from 'libp2p';
import { utf8 } from '../base/bytes.ts';
import { sha256 } from '../crypto/hash.ts';
import { MAX_GOSSIP, MAX_STREAMS } from '../network/network.ts';
import { parseAddress, reachOf } from './address.ts';
import { MAX_HALF_OPEN } from './half-open.ts';

/** What libp2p and multiformats export under one name, so that nothing else has to be loaded with the network. */
export { multiaddr } from '@multiformats/multiaddr';

type Services = { identify: Identify; ping: Ping; gossip: GossipSub };
export type Node = Libp2p<Services>;

/** Names the app, and nothing of a profile or community. */
const SERVICE_TAG = '_kith._tcp.local';

const KIB = 1024;

export interface NodeOptions {
  /** 32 bytes. */
  readonly seed: Uint8Array;
  readonly listen: readonly string[];
  readonly gater: ConnectionGater;
  /** Given: look for peers on the local network. */
  readonly onFound?: (peer: PeerInfo) => void;
}

export async function createNode(options: NodeOptions): Promise<Node> {
  const { onFound } = options;
  const init: Libp2pOptions<Services> = {
    privateKey: await generateKeyPairFromSeed('Ed25519', options.seed),
    start: false,
    nodeInfo: { name: 'kith', version: '1', userAgent: 'kith' },
    addresses: {
      listen: [...options.listen],
      // Others on the network have no use for our loopback address.
      announceFilter: (addresses) => {
        const wider = addresses.filter((address) => !isLoopback(address.toString()));
        return wider.length > 0 ? wider : addresses;
      },
    },
    transports: [
      tcp({
        maxConnections: 256,
        backlog: 64,
        dialOpts: { noDelay: true, keepAlive: true },
        listenOpts: { noDelay: true, keepAlive: true },
      }),
    ],
    connectionEncrypters: [noise()],
    streamMuxers: [
      yamux({
        maxInboundStreams: 64,
        maxOutboundStreams: 128,
        // A paused stream must have room for a whole window, or libp2p resets it.
        streamOptions: {
          initialStreamWindowSize: 256 * KIB,
          maxStreamWindowSize: 2048 * KIB,
          maxReadBufferLength: 4096 * KIB,
        },
      }),
    ],
    connectionGater: options.gater,
    connectionManager: {
      maxConnections: 200,
      maxParallelDials: 16,
      dialTimeout: 10_000,
      // Of one address in a second; many may live behind it. What waits is bounded by half-open.ts, which hangs up on the oldest.
      inboundConnectionThreshold: 128,
      maxIncomingPendingConnections: 2 * MAX_HALF_OPEN,
      // Redialling is the exchange's business: it knows who is a neighbour.
      reconnectRetries: 0,
    },
    // A busy neighbour answers late; one that is gone does not answer at all.
    connectionMonitor: { pingInterval: 10_000, pingTimeout: { minTimeout: 15_000 } },
    ...(onFound !== undefined && {
      peerDiscovery: [
        (components) => {
          const discovery = mdns({ serviceTag: SERVICE_TAG, interval: 5_000 })(components);
          discovery.addEventListener('peer', ({ detail }) => onFound(detail));
          return discovery;
        },
      ],
    }),
    services: {
      identify: identify(),
      ping: ping(),
      gossip: gossipsub({
        globalSignaturePolicy: StrictNoSign,
        // Of the whole message: the id of an entry inside would let a damaged copy keep out the real one.
        msgIdFn: (message) => sha256(utf8(message.topic), Uint8Array.of(0), message.data),
        fallbackToFloodsub: false,
        allowPublishToZeroTopicPeers: true,
        ignoreDuplicatePublishError: true,
        emitSelf: false,
        doPX: false,
        tagMeshPeers: false,
        maxInboundStreams: MAX_STREAMS,
        maxOutboundStreams: MAX_STREAMS,
        // Of one transmission, which may carry several messages.
        maxInboundDataLength: 4 * MAX_GOSSIP,
        maxOutboundBufferSize: 4096 * KIB,
        maxTopicBytesPerPeer: 256 * KIB,
        decodeRpcLimits: {
          maxSubscriptions: 256,
          maxMessages: 256,
          maxIhaveMessageIDs: 1_000,
          maxIwantMessageIDs: 1_000,
          maxControlMessages: 256,
          maxIdontwantMessageIDs: 512,
          maxPeerInfos: 0,
        },
        // Many neighbours share one address behind a router, and all of them on one machine.
        scoreParams: { IPColocationFactorWeight: 0 },
      }),
    },
  };
  return createLibp2p(init);
}

function isLoopback(address: string): boolean {
  const host = parseAddress(address)?.host ?? address.split('/')[2];
  return host !== undefined && reachOf(host) === 'loopback';
}
