/**
 * What a peer sees of the live exchange: the communities that take part, the neighbours, how far each is, and joining.
 * `SyncEngine` (engine.ts) implements it. Owns the types only.
 */
import type { Clock, Random } from '../base/clock.ts';
import type { Emitter } from '../base/emitter.ts';
import type { CommunityId, DeviceId, InviteId, ObjectId, PersonId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Verdict } from '../base/result.ts';
import type { Replica } from '../community/replica.ts';
import type { ChunkTrade } from './chunk-trade.ts';
import type { Delayed } from './day-budget.ts';
import type { Typist } from './presence.ts';
import type { Introduction } from '../identity/introduction.ts';
import type { InviteTicket } from '../identity/invite-link.ts';
import type { ConnectionPath, Network, TransportId } from '../network/network.ts';

/** An address that is dialled while nobody answers under its transport id. */
export interface KnownAddress {
  readonly address: string;
  /** Milliseconds since 1970 when somebody last answered there; null: never. */
  readonly reached: number | null;
}

export interface SyncOptions {
  /** Started and stopped by the caller; it may be stopped and started again under a running engine. */
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly log?: Log;
  /** What `saveBook` was given last, in the last run. */
  readonly book?: readonly KnownAddress[];
  /** At most 256 addresses; called when they have changed, at most every few seconds, and at `stop`. */
  readonly saveBook?: (book: readonly KnownAddress[]) => void;
}

/** A session: one community with the device at the other end of one connection. */
export interface SyncPeer {
  readonly transport: TransportId;
  readonly path: ConnectionPath;
  readonly community: CommunityId;
  readonly device: DeviceId;
  /** Null until the entry that names the device has come. */
  readonly person: PersonId | null;
  /** Entries that it has and this device has not; null until it has said what it has. */
  readonly behind: number | null;
  /** Entries that this device has and it has not said to hold durably; null until it has said what it has. */
  readonly theyBehind: number | null;
  /** Both are 0. */
  readonly inStep: boolean;
  /** Milliseconds since 1970 when that was last so in this run; null: not yet. */
  readonly lastInStep: number | null;
}

export interface SyncStatus {
  readonly peers: readonly SyncPeer[];
  /** Connections, also to peers with which no community is shared. */
  readonly connections: number;
  /** Addresses that are being dialled. */
  readonly dialling: number;
}

export interface JoinPlan {
  readonly ticket: InviteTicket;
  /** Bytes of a JoinRequest (core/identity/join-request.ts). */
  readonly request: Uint8Array;
  /**
   * Takes the welcome of a host: gives the replica, which holds the authority key by now but may hold no entry yet.
   * The engine adds it and goes on with it on the same connection. A refusal makes the engine ask another host.
   */
  readonly adopt: (welcome: Uint8Array) => Promise<Verdict<Replica>>;
}

export type JoinState =
  /** Nobody who knows the invite is connected. `hosts`: those that have refused so far. */
  | { readonly phase: 'looking'; readonly refusals: number }
  | { readonly phase: 'asking' }
  /** A steward has to say yes; hosts are asked again by and by. */
  | { readonly phase: 'waiting' }
  /** Admitted; what the community has is coming in. */
  | { readonly phase: 'receiving'; readonly community: CommunityId }
  /** The authority tips of the ticket are reached, and everything that one member has is here. */
  | { readonly phase: 'done'; readonly community: CommunityId }
  /** The code of the last refusal of a host (INVITE_EXPIRED ...) or of `adopt`, or JOIN_CANCELLED. */
  | { readonly phase: 'failed'; readonly code: string };

export interface Joining {
  readonly state: JoinState;
  readonly onChange: Emitter<JoinState>;
  /** Resolves at `done` or `failed`; never rejects. Nobody reachable is no failure: it looks until cancelled. */
  readonly finished: Promise<JoinState>;
  /** Ends looking and asking. Once `receiving`, the replica stays; only the waiting ends. */
  cancel(): void;
}

export type LookState =
  /** `address`: where the member was reached, null where that cannot be dialled. */
  | { readonly phase: 'found'; readonly introduction: Introduction; readonly address: string | null }
  /** The code of the last refusal (INVITE_EXPIRED ...), or JOIN_CANCELLED. */
  | { readonly phase: 'failed'; readonly code: string };

/** Somebody looks for the community of an invite of which they have the words. */
export interface Looking {
  /** Never rejects. Nobody reachable is no failure: it looks until cancelled. */
  readonly finished: Promise<LookState>;
  cancel(): void;
}

export interface Sync {
  /** Listeners set, dialling begun. */
  start(): void;
  /** Every session closed, nothing under way any more. The network is the caller's to stop. */
  stop(): Promise<void>;
  /** `chunks`: where its files are asked for and given. */
  addReplica(replica: Replica, chunks?: ChunkTrade): void;
  removeReplica(id: CommunityId): void;
  /** The person here types in that place, or nowhere any more; told to those devices alone. May be called at every key. */
  sayTyping(id: CommunityId, place: ObjectId | null, mayKnow: (device: DeviceId) => boolean): void;
  /** Devices that have written more than is taken of them today; the rest comes tomorrow. */
  delayed(id: CommunityId): readonly Delayed[];
  /** The limit of a day has been changed. */
  reconsider(id: CommunityId): void;
  /** What connected devices say of themselves; whether they may is for the reader to judge. */
  typists(id: CommunityId): readonly Typist[];
  /** Addresses from an invite, a person or a command line: dialled at once. */
  addAddresses(addresses: readonly string[]): void;
  /** The network has changed or the machine has woken: dial everybody again now. */
  wake(): void;
  join(plan: JoinPlan): Joining;
  /** Asks whoever is connected, or comes to be, which community that invite is of. Joins nothing. */
  look(invite: InviteId): Looking;
  status(): SyncStatus;
  /** Something in `typists()` has changed. */
  readonly onTyping: Emitter<void>;
  /** Something in `status()` has changed; at most every 50 ms. */
  readonly onChange: Emitter<void>;
}
