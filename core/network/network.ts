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

/** An ordered, reliable, authenticated stream of frames of at most `maxFrame` bytes. */
export interface FrameStream {
  readonly remote: TransportId;
  /**
   * Resolves when the stream wants more; rejects with KithError STREAM_CLOSED when it is gone. Frames are sent in the
   * order of the calls, also without waiting between them (bounded: beyond 16 MiB unsent it closes itself).
   */
  send(frame: Uint8Array): Promise<void>;
  /** Frames that came before the first listener are kept (bounded) and delivered to it. A promise returned holds back the next frame. */
  onFrame(listener: (frame: Uint8Array) => void | Promise<void>): void;
  onClose(listener: () => void): void;
  close(): void;
}

export const MAX_FRAME = 1024 * 1024;

export interface Network {
  readonly mode: NetworkMode;
  readonly self: TransportId;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Addresses that others can dial, own transport id included. Known also while offline (port chosen at first run). */
  addresses(): readonly string[];
  connections(): readonly Connection[];
  /** Resolves when connected (also when it was already). Throws KithError ADDRESS_INVALID, DIAL_REFUSED (mode forbids it), DIAL_FAILED. */
  dial(address: string): Promise<Connection>;
  /** Closes every connection to that peer. */
  hangUp(remote: TransportId): Promise<void>;
  onConnect(listener: (connection: Connection) => void): () => void;
  onDisconnect(listener: (remote: TransportId) => void): () => void;
  /** Addresses found on the local network; dialling is up to the caller. */
  onDiscover(listener: (address: string) => void): () => void;
  /** Opens a stream of that protocol to a connected peer. */
  open(remote: TransportId, protocol: string): Promise<FrameStream>;
  handle(protocol: string, accept: (stream: FrameStream) => void): void;
  /** Broadcast: best effort, at most 64 KiB, no order, no sender that could be trusted. */
  join(topic: string, listener: (message: Uint8Array, from: TransportId) => GossipVerdict): () => void;
  publish(topic: string, message: Uint8Array): void;
}

/** `pass` forwards to other neighbours, `ignore` drops silently, `reject` also counts against the neighbour. */
export type GossipVerdict = 'pass' | 'ignore' | 'reject';
