/**
 * What goes over a stream of `/kith/sync/1`. Owns the union; the codecs are in control-codec.ts (CBOR arrays) and
 * entries-codec.ts (binary). [SYNC-2] [SYNC-3]
 */
import type { DeviceId, ObjectId } from '../base/ids.ts';
import type { BranchTip, FeedTip } from '../community/replica.ts';
import type { Tail } from '../community/tails.ts';
import type { ChunkName } from '../attachments/chunk.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { ForkProof } from '../feed/fork-proof.ts';
import type { Run } from '../feed/run.ts';

export interface Range {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  readonly from: number;
  /** Included. */
  readonly to: number;
}

/** Between two connected peers, before and beside any session. */
export type LinkMessage =
  | { readonly type: 'hello'; readonly nonce: Uint8Array }
  | { readonly type: 'tags'; readonly tags: readonly Uint8Array[] }
  | {
      readonly type: 'prove';
      /** Under which the sender's messages of this community will come. */
      readonly channel: number;
      /** Of whose tags one is meant, seen from the receiver. */
      readonly whose: 'receiver' | 'sender';
      readonly tag: number;
      readonly device: DeviceId;
      readonly signature: Uint8Array;
    }
  /** The receiver's tag was made from an invite that the sender knows; `mac` shows that it does. */
  | { readonly type: 'recognise'; readonly tag: number; readonly mac: Uint8Array }
  | { readonly type: 'join'; readonly tag: number; readonly request: Uint8Array }
  | { readonly type: 'admit'; readonly tag: number; readonly welcome: Uint8Array }
  | { readonly type: 'refuse'; readonly tag: number; readonly code: string }
  /** Asks whoever has recognised the invite which community it is of; answered by `introduce` or `refuse`. */
  | { readonly type: 'look'; readonly tag: number }
  | { readonly type: 'introduce'; readonly tag: number; readonly introduction: Uint8Array };

/** Of one community. */
export type SessionMessage =
  | { readonly type: 'proofs'; readonly channel: number; readonly proofs: readonly ForkProof[] }
  | {
      readonly type: 'have';
      readonly channel: number;
      readonly kind: FeedKind;
      /** Everything that the sender holds of this kind has been named by now. */
      readonly isWhole: boolean;
      readonly tips: readonly FeedTip[];
    }
  | {
      readonly type: 'want';
      readonly channel: number;
      readonly id: number;
      readonly ranges: readonly Range[];
    }
  | {
      readonly type: 'peers';
      readonly channel: number;
      /** Where the sender itself may be reached. */
      readonly own: readonly string[];
      /** Where other members may be. */
      readonly others: readonly string[];
    }
  | {
      readonly type: 'entries';
      readonly channel: number;
      /** Of the want that this answers; 0: pushed. */
      readonly id: number;
      readonly isLast: boolean;
      readonly runs: readonly Run[];
    }
  /** Asks, once on a session, for the newest entries to look at while the rest is on its way. */
  | { readonly type: 'recent'; readonly channel: number }
  | { readonly type: 'tails'; readonly channel: number; readonly tails: readonly Tail[] }
  /** Retire entries, each a run of one: before the entries whose payloads they have erased. */
  | { readonly type: 'erasures'; readonly channel: number; readonly runs: readonly Run[] };

/** Beside a session's entries, and of no weight for it: chunks of files, as somebody asks for them (chunk-trade.ts). */
export type ChunkMessage =
  | { readonly type: 'seek'; readonly channel: number; readonly names: readonly ChunkName[] }
  /** Null: it is not there. */
  | {
      readonly type: 'chunk';
      readonly channel: number;
      readonly name: ChunkName;
      readonly sealed: Uint8Array | null;
    };

/** Beside a session's entries as well: where the person at the other end types; null: nowhere any more (presence.ts). */
export interface TypingMessage {
  readonly type: 'typing';
  readonly channel: number;
  readonly place: ObjectId | null;
}

/** Beside the ordinary exchange: the branches of forked feeds (branch-trade.ts). */
export type BranchMessage =
  | { readonly type: 'branches'; readonly channel: number; readonly tips: readonly BranchTip[] }
  /** Asks for the entries from `from` on that lead to each. */
  | { readonly type: 'fetch'; readonly channel: number; readonly tips: readonly BranchTip[] };

/** From a newer version: passed over. */
export interface UnknownMessage {
  readonly type: 'unknown';
  readonly number: number;
}

export type Message =
  LinkMessage | SessionMessage | ChunkMessage | TypingMessage | BranchMessage | UnknownMessage;

/** An omission over a union, member by member. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A session does not know its channel: the connection does. */
export type SessionBody = Without<SessionMessage, 'channel'>;
export type BranchBody = Without<BranchMessage, 'channel'>;
export type ChunkBody = Without<ChunkMessage, 'channel'>;
export type TypingBody = Omit<TypingMessage, 'channel'>;

export type MessageCode =
  | 'MESSAGE_TOO_LARGE'
  | 'MESSAGE_MALFORMED'
  | 'HELLO_MALFORMED'
  | 'TAGS_MALFORMED'
  | 'PROVE_MALFORMED'
  | 'RECOGNISE_MALFORMED'
  | 'JOIN_MALFORMED'
  | 'ADMIT_MALFORMED'
  | 'REFUSE_MALFORMED'
  | 'LOOK_MALFORMED'
  | 'INTRODUCE_MALFORMED'
  | 'PROOFS_MALFORMED'
  | 'HAVE_MALFORMED'
  | 'WANT_MALFORMED'
  | 'PEERS_MALFORMED'
  | 'RECENT_MALFORMED'
  | 'TYPING_MALFORMED'
  | 'TAILS_MALFORMED'
  | 'SEEK_MALFORMED'
  | 'BRANCHES_MALFORMED'
  | 'CHUNK_MALFORMED'
  | 'ENTRIES_MALFORMED';
