/**
 * One connection's stream: the handshake, then the sessions of the communities that both ends share, and the asking and
 * admitting of a joiner. Owns the order and the bounds of what a peer may send when; the rest is handed on.
 *
 * Guarantees: a peer without a session may send little, and little of it is kept [SYNC-4]; what it does wrong ends this
 * connection and nothing else [SYNC-18].
 */
import type { Clock, Random } from '../base/clock.ts';
import type { CommunityId, DeviceId, InviteId } from '../base/ids.ts';
import { codeOf } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import type { Verdict } from '../base/result.ts';
import type { Connection, FrameStream, TransportId } from '../network/network.ts';
import type { ChannelEnd } from './channel-end.ts';
import { decodeChunk, encodeChunk, isChunkFrame } from './chunk-codec.ts';
import { decodeControl, encodeControl } from './control-codec.ts';
import { decodeEntries, encodeEntries, isEntriesFrame } from './entries-codec.ts';
import {
  startHandshake,
  stepHandshake,
  type Handshake,
  type HandshakeInput,
  type HandshakeOutput,
  type ShownKey,
  type Wallet,
} from './handshake.ts';
import type { Host, Seeker } from './host-turns.ts';
import * as limits from './limits.ts';
import type {
  BranchBody,
  BranchMessage,
  ChunkBody,
  ChunkMessage,
  LinkMessage,
  Message,
  MessageCode,
  SessionBody,
  SessionMessage,
  TypingBody,
  TypingMessage,
} from './messages.ts';
import { RateBucket } from './rate-bucket.ts';
import type { SessionPipe } from './session-host.ts';

export interface LinkParts {
  readonly self: TransportId;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  wallet(): Wallet;
  /** Undefined when the device may not have a session (any more). */
  openSession(
    community: CommunityId,
    pipe: SessionPipe,
    device: DeviceId,
    shown: ShownKey,
  ): ChannelEnd | undefined;
  closeSession(end: ChannelEnd): void;
  admit(community: CommunityId, request: Uint8Array): Promise<Verdict<{ readonly welcome: Uint8Array }>>;
  introduce(community: CommunityId, invite: InviteId): Verdict<Uint8Array>;
  /** Who wants something of a host of that invite, now. */
  seekersOf(invite: InviteId): readonly Seeker[];
  /** True when the connection is to end. */
  strike(peer: TransportId, code: string, weight: number): boolean;
  /** The link is over, by whatever side; `isFault`: the connection is to be closed as well. */
  ended(link: PeerLink, isFault: boolean): void;
}

/** Requests to join, or to be told of the community, on one connection. */
const MAX_REQUESTS = 8;

export class PeerLink {
  readonly connection: Connection;
  readonly #parts: LinkParts;
  readonly #stream: FrameStream;
  readonly #sessions = new Map<number, ChannelEnd>();
  readonly #guests = new Map<number, { readonly community: CommunityId; readonly invite: InviteId }>();
  /** By tag: invites that the other end has recognised. */
  readonly #recognised = new Map<number, InviteId>();
  /** Who was offered this connection as a host, and under which tag. */
  readonly #offered = new Map<Seeker, { readonly tag: number; readonly host: Host }>();
  readonly #bucket: RateBucket;
  #handshake: Handshake;
  #messages = 0;
  #requests = 0;
  /** The same, from here. */
  #asks = 0;
  #isAdmitting = false;
  #isOver = false;
  #lastSend: Promise<void> = Promise.resolve();
  #unsentBytes = 0;
  #cancelTimeout: (() => void) | undefined;

  constructor(connection: Connection, stream: FrameStream, parts: LinkParts) {
    this.connection = connection;
    this.#stream = stream;
    this.#parts = parts;
    this.#handshake = startHandshake(parts.self, connection.remote, parts.random);
    this.#bucket = new RateBucket(parts.clock, limits.CONTROL_BURST, limits.CONTROL_RATE);
  }

  /** Somebody is there for a reason: a session, or a joiner and a host. */
  get isUsed(): boolean {
    for (const end of this.#sessions.values()) if (end.isOfUse) return true;
    if (this.#guests.size > 0) return true;
    return [...this.#recognised.values()].some((invite) => this.#parts.seekersOf(invite).length > 0);
  }

  start(): void {
    this.#stream.onClose(() => this.#end(false));
    this.#cancelTimeout = this.#parts.clock.after(limits.HANDSHAKE_TIMEOUT, () => {
      if (this.#handshake.phase === 'open') return;
      this.#fault('HANDSHAKE_TIMEOUT', 20);
      this.#end(true);
    });
    this.#shake({ type: 'start' });
    // Last: a frame that has come already is delivered within the call, and is answered after our own greeting.
    this.#stream.onFrame((frame) => this.#onFrame(frame));
  }

  /** A community or an invite has come, or an authority key. */
  walletChanged(): void {
    this.#shake({ type: 'wallet' });
    for (const [tag, invite] of this.#recognised) this.#offer(tag, invite);
  }

  close(): void {
    this.#end(false);
  }

  async #onFrame(frame: Uint8Array): Promise<void> {
    if (this.#isOver) return;
    try {
      const read = this.#read(frame);
      if (!read.ok) this.#fault(read.code, 100);
      else await this.#onMessage(read.value);
    } catch (error) {
      // Ours, not theirs: a full disk, say. The connection ends, and comes back when it may.
      this.#parts.log.error('session failed', { code: codeOf(error) });
      this.#end(false);
    }
  }

  #read(frame: Uint8Array): Verdict<Message, MessageCode | 'TOO_MANY_MESSAGES'> {
    if (this.#sessions.size === 0) {
      if (frame.length > (this.#recognised.size > 0 ? limits.MAX_WELCOME + 64 : limits.MAX_STRANGER))
        return { ok: false, code: 'MESSAGE_TOO_LARGE' };
      this.#messages += 1;
      if (this.#messages > limits.MAX_STRANGER_MESSAGES) return { ok: false, code: 'TOO_MANY_MESSAGES' };
    }
    if (isEntriesFrame(frame)) return decodeEntries(frame);
    if (isChunkFrame(frame)) return decodeChunk(frame);
    if (!this.#bucket.take()) return { ok: false, code: 'TOO_MANY_MESSAGES' };
    return decodeControl(frame);
  }

  async #onMessage(message: Message): Promise<void> {
    switch (message.type) {
      case 'hello':
      case 'tags':
      case 'prove':
      case 'recognise':
        return this.#shake({ type: 'message', message });
      case 'join':
        return this.#onJoin(message.tag, message.request);
      case 'admit': {
        for (const [seeker, { host }] of this.#offeredUnder(message.tag))
          await seeker.welcomed(host, message.welcome);
        return;
      }
      case 'refuse':
        for (const [seeker, { host }] of this.#offeredUnder(message.tag)) seeker.refused(host, message.code);
        return;
      case 'look':
        return this.#onLook(message.tag);
      case 'introduce':
        for (const [seeker, { host }] of this.#offeredUnder(message.tag)) {
          if (!seeker.introduced(host, message.introduction)) this.#fault('INTRODUCTION_FALSE', 100);
        }
        return;
      case 'unknown':
        return;
      case 'proofs':
      case 'have':
      case 'want':
      case 'peers':
      case 'entries':
      case 'erasures':
      case 'recent':
      case 'tails':
        // A session that has ended here may still be spoken to for a moment.
        return this.#sessions.get(message.channel)?.onMessage(message);
      case 'seek':
      case 'chunk':
        this.#sessions.get(message.channel)?.onChunks(message);
        return;
      case 'branches':
      case 'fetch':
        this.#sessions.get(message.channel)?.onBranches(message);
        return;
      case 'typing':
        this.#sessions.get(message.channel)?.onTyping(message.place);
        return;
      default:
        return message satisfies never;
    }
  }

  #shake(input: HandshakeInput): void {
    const { random } = this.#parts;
    const { state, outputs } = stepHandshake(this.#handshake, input, this.#parts.wallet(), random);
    this.#handshake = state;
    for (const output of outputs) this.#act(output);
  }

  #act(output: HandshakeOutput): void {
    if (this.#isOver) return;
    switch (output.type) {
      case 'send':
        this.#send(output.message);
        return;
      case 'met': {
        if (this.#sessions.has(output.theirChannel)) return this.#fault('CHANNEL_TAKEN', 100);
        const pipe = this.#pipe(output.ownChannel);
        const host = this.#parts.openSession(output.community, pipe, output.device, output.shown);
        if (host) this.#sessions.set(output.theirChannel, host);
        return;
      }
      case 'guest':
        this.#guests.set(output.tag, { community: output.community, invite: output.invite });
        return;
      case 'host':
        this.#recognised.set(output.tag, output.invite);
        this.#offer(output.tag, output.invite);
        return;
      case 'fault':
        this.#fault(output.code, 100);
        return;
      default:
        output satisfies never;
    }
  }

  /** As a host, to whoever wants one now and has not had this one. */
  #offer(tag: number, invite: InviteId): void {
    for (const seeker of this.#parts.seekersOf(invite)) {
      if (this.#offered.has(seeker)) continue;
      const host: Host = {
        address: this.connection.address,
        ask: (request) => this.#ask({ type: 'join', tag, request }),
        look: () => this.#ask({ type: 'look', tag }),
      };
      this.#offered.set(seeker, { tag, host });
      seeker.offer(host);
    }
  }

  /** Who asks more often than a host allows on one connection goes on over a new stream. */
  #ask(message: Extract<LinkMessage, { type: 'join' | 'look' }>): void {
    this.#asks += 1;
    if (this.#asks > MAX_REQUESTS) this.#end(false);
    else this.#send(message);
  }

  #offeredUnder(tag: number): (readonly [Seeker, { readonly host: Host }])[] {
    return [...this.#offered].filter(([, offered]) => offered.tag === tag);
  }

  /** Only who holds the invite may ask what it is of. */
  #onLook(tag: number): void {
    const guest = this.#guests.get(tag);
    this.#requests += 1;
    if (!guest || this.#requests > MAX_REQUESTS) return this.#fault('LOOK_FORBIDDEN', 100);
    const { community, invite } = guest;
    const introduction = this.#parts.introduce(community, invite);
    if (introduction.ok) this.#send({ type: 'introduce', tag, introduction: introduction.value });
    else this.#send({ type: 'refuse', tag, code: introduction.code });
  }

  /** Only who holds an invite may ask, one request after the other. */
  async #onJoin(tag: number, request: Uint8Array): Promise<void> {
    const community = this.#guests.get(tag)?.community;
    this.#requests += 1;
    if (community === undefined || this.#isAdmitting || this.#requests > MAX_REQUESTS) {
      this.#fault('JOIN_FORBIDDEN', 100);
      return;
    }
    this.#isAdmitting = true;
    try {
      const admitted = await this.#parts.admit(community, request);
      if (admitted.ok) this.#send({ type: 'admit', tag, welcome: admitted.value.welcome });
      else this.#send({ type: 'refuse', tag, code: admitted.code });
    } catch (error) {
      this.#parts.log.error('cannot admit', { code: codeOf(error) });
      this.#send({ type: 'refuse', tag, code: 'JOIN_REFUSED' });
    } finally {
      this.#isAdmitting = false;
    }
  }

  #pipe(channel: number): SessionPipe {
    const { remote, path, address } = this.connection;
    const isCongested = (): boolean => this.#unsentBytes > limits.CONGESTED;
    return {
      transport: remote,
      path,
      address,
      get isCongested() {
        return isCongested();
      },
      send: (body: SessionBody | ChunkBody | TypingBody | BranchBody) => this.#send({ ...body, channel }),
      ready: () => this.#lastSend,
      fault: (code, weight) => this.#fault(code, weight),
    };
  }

  #send(message: LinkMessage | SessionMessage | ChunkMessage | TypingMessage | BranchMessage): void {
    if (this.#isOver) return;
    const frame = encode(message);
    this.#unsentBytes += frame.length;
    const gone = (): void => {
      this.#unsentBytes -= frame.length;
    };
    // When the stream is closed, its onClose says so.
    this.#lastSend = this.#stream.send(frame).then(gone, gone);
  }

  #fault(code: string, weight: number): void {
    if (this.#isOver) return;
    this.#parts.log.warn('peer misbehaved', { peer: this.connection.remote.slice(-8), code });
    if (this.#parts.strike(this.connection.remote, code, weight) || weight >= 100) this.#end(true);
  }

  #end(isFault: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelTimeout?.();
    this.#stream.close();
    for (const host of this.#sessions.values()) this.#parts.closeSession(host);
    for (const [seeker, { host }] of this.#offered) seeker.lost(host);
    this.#parts.ended(this, isFault);
  }
}

function encode(
  message: LinkMessage | SessionMessage | ChunkMessage | TypingMessage | BranchMessage,
): Uint8Array {
  if (message.type === 'entries' || message.type === 'erasures' || message.type === 'tails')
    return encodeEntries(message);
  return message.type === 'chunk' ? encodeChunk(message) : encodeControl(message);
}
