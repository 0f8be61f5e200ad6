/**
 * Port: authenticated streams to other peers, and small broadcast messages. Everything that comes in is hostile; the
 * adapter bounds sizes and counts, the caller checks contents. Adapters: libp2p, and a twin in memory whose delays,
 * losses and partitions are seeded.
 */
export type NetworkMode = 'offline' | 'loopback' | 'lan' | 'internet';

/** How a connection runs, for people: the same machine, the local network, the internet, through a neighbour. */
export type ConnectionPath = 'loopback' | 'lan' | 'direct' | 'relay';

/** A libp2p peer id in its text form: one per profile, unrelated to the keys of persons and devices. */
export type TransportId = string;

export interface Connection {
  readonly remote: TransportId;
  readonly path: ConnectionPath;
  /** The remote's address, when it is one that can be dialled again. */
  readonly address: string | undefined;
}

/** Bytes of the largest frame. A longer one is refused before memory is set aside for it. */
export const MAX_FRAME = 1024 * 1024;

/** Bytes that a stream holds unsent before it gives up and closes itself. */
export const MAX_UNSENT = 16 * 1024 * 1024;

/** Bytes of the largest broadcast message. */
export const MAX_GOSSIP = 64 * 1024;

/** Streams that one peer may have open towards us for one protocol. */
export const MAX_STREAMS = 8;

/** An ordered, reliable, authenticated stream of frames of at most MAX_FRAME bytes. */
export interface FrameStream {
  readonly remote: TransportId;
  /**
   * Resolves when the stream wants more; rejects with KithError STREAM_CLOSED when it is gone, FRAME_TOO_LARGE above
   * MAX_FRAME. Frames are sent in the order of the calls, also without waiting between them (bounded: beyond
   * MAX_UNSENT it closes itself). The caller leaves the bytes alone after the call.
   */
  send(frame: Uint8Array): Promise<void>;
  /**
   * One listener. Frames that came before it are kept (bounded) and delivered to it. A promise returned holds back the
   * next frame, and so, in the end, the sender. A listener that throws or rejects loses its stream.
   */
  onFrame(listener: (frame: Uint8Array) => void | Promise<void>): void;
  /** Called once, after the last frame, whoever closed it; at once when it is closed already. */
  onClose(listener: () => void): void;
  /** Frames handed over before still go out; none comes in any more. */
  close(): void;
}

export interface Network {
  readonly mode: NetworkMode;
  readonly self: TransportId;
  /** Throws KithError PORT_TAKEN, NETWORK_MODE_UNSUPPORTED. Handlers, topics and listeners may be set before and stay after a stop. */
  start(): Promise<void>;
  /** Closes every connection. `start` may follow. */
  stop(): Promise<void>;
  /** Addresses that others can dial, own transport id included. Known also while offline (port chosen at first run). */
  addresses(): readonly string[];
  /** One for each connected peer. */
  connections(): readonly Connection[];
  /**
   * Resolves when connected (also when it was already). Throws KithError ADDRESS_INVALID (unreadable, or our own),
   * DIAL_REFUSED (the mode forbids it), DIAL_FAILED, NETWORK_STOPPED.
   */
  dial(address: string): Promise<Connection>;
  /** Closes every connection to that peer. */
  hangUp(remote: TransportId): Promise<void>;
  onConnect(listener: (connection: Connection) => void): () => void;
  onDisconnect(listener: (remote: TransportId) => void): () => void;
  /** Addresses found on the local network; dialling is up to the caller. */
  onDiscover(listener: (address: string) => void): () => void;
  /**
   * Opens a stream of that protocol to a connected peer. Throws KithError PEER_NOT_CONNECTED, PROTOCOL_UNSUPPORTED,
   * STREAM_REFUSED. Where the remote has too many of ours already, the stream may instead close at once.
   */
  open(remote: TransportId, protocol: string): Promise<FrameStream>;
  /** One acceptor for each protocol. */
  handle(protocol: string, accept: (stream: FrameStream) => void): void;
  /**
   * Broadcast: best effort, at most MAX_GOSSIP bytes, no order, no sender that could be trusted: `from` is the
   * neighbour that handed it on. One listener for each topic; the returned function leaves it.
   */
  join(topic: string, listener: (message: Uint8Array, from: TransportId) => GossipVerdict): () => void;
  /** Throws KithError MESSAGE_TOO_LARGE. */
  publish(topic: string, message: Uint8Array): void;
}

/** `pass` forwards to other neighbours, `ignore` drops silently, `reject` also counts against the neighbour. */
export type GossipVerdict = 'pass' | 'ignore' | 'reject';
