/**
 * What the live exchange and the bundle see of a community: its frontier, ranges to send, and the gate through which
 * ranges come in. `Community` implements it; nothing here lets a caller store a record that the gate has not judged.
 */
import type { Emitter } from '../base/emitter.ts';
import type { CommunityId, DeviceId, EntryId, InviteId, KeyId } from '../base/ids.ts';
import type { Verdict } from '../base/result.ts';
import type { Authority } from '../authority/authority.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { ForkProof } from '../feed/fork-proof.ts';
import type { Run } from '../feed/run.ts';
import type { Tail } from './tails.ts';

export interface FeedTip {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  readonly seq: number;
  readonly id: EntryId;
}

/** The end of one branch of a forked feed. */
export interface BranchTip extends FeedTip {
  /** Its branches part there or later, as far as is known here. */
  readonly from: number;
}

export interface RefusedEntry {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  readonly seq: number;
  readonly code: string;
}

export interface ReceiveReport {
  /** Entries that were new and are now durable. */
  readonly stored: number;
  readonly duplicate: number;
  /** Entries whose proof or parents have not come yet; kept in memory, bounded. */
  readonly pending: number;
  /** What counts against the sender. */
  readonly refused: readonly RefusedEntry[];
  readonly forks: number;
}

export interface StoredEvent {
  readonly tips: readonly FeedTip[];
  /** Written by this device. */
  readonly own: boolean;
  /** The entries themselves where they are few (live), ready to push; empty after a bulk range. */
  readonly runs: readonly Run[];
}

export interface AdmitReply {
  /** For the joiner alone: the keys, sealed to its device, and the id of the admit entry. At most 64 KiB. */
  readonly welcome: Uint8Array;
}

export interface Replica {
  readonly id: CommunityId;
  /** This profile's device in this community. */
  readonly device: DeviceId;
  /** Signs a handshake transcript with the device key. */
  sign(message: Uint8Array): Uint8Array;
  authority(): Authority;
  /** The last entry held of every feed; of a forked one, of the branch that was here first. */
  frontier(): readonly FeedTip[];
  tip(kind: FeedKind, device: DeviceId): FeedTip | undefined;
  /**
   * Entries `from`..`to` (inclusive, at most about `maxBytes` of records, at least one). A run that stops short of the
   * tip stops on a held signature where it can. Undefined when `from` is not held. `tip`: of a forked feed, along the
   * branch that leads to that entry.
   */
  read(
    kind: FeedKind,
    device: DeviceId,
    from: number,
    to: number,
    maxBytes: number,
    tip?: EntryId,
  ): Promise<Run | undefined>;
  /** Every branch of the feeds that are known to have forked. */
  branches(): readonly BranchTip[];
  /**
   * What that device is shown when it is removed, dropped or gone: where the feeds of authority end that lead to it. What
   * lies before is all that it gets [SYNC-31]. Undefined: it is not out, or could read none of it.
   */
  endingOf(device: DeviceId): readonly FeedTip[] | undefined;
  /** Is that very entry held? */
  holds(entry: EntryId): boolean;
  /** The gate. Resolves when everything accepted is durable. Never throws for what a peer did wrong. */
  receive(runs: readonly Run[]): Promise<ReceiveReport>;
  proofs(): readonly ForkProof[];
  receiveProofs(proofs: readonly ForkProof[]): Promise<void>;
  /** Retire entries, each as a signed run of one: a newcomer needs them before the entries that they have emptied. */
  erasures(): readonly Run[];
  /** Of these, those that came alone, not as entries: also who is in step may not have heard of them. */
  looseErasures(): readonly Run[];
  receiveErasures(runs: readonly Run[]): Promise<void>;
  readonly onStored: Emitter<StoredEvent>;
  /** Keys of the authority chain that this device holds, newest first; never empty once joined. */
  authorityKeys(): readonly { readonly id: KeyId; readonly key: Uint8Array }[];
  /** Invites that could still admit somebody (for recognising a joiner's handshake tag). */
  openInvites(): readonly InviteId[];
  /** Authors the admission, or says why not. `request` comes from a stranger. */
  admit(request: Uint8Array): Promise<Verdict<AdmitReply>>;
  /** Of which community an invite is, for somebody who holds the invite (core/identity/introduction.ts), or why not. */
  introduce(invite: InviteId): Verdict<Uint8Array>;
  /** The last entries of content feeds, newest first, for a newcomer to look at. */
  tails(): Promise<readonly Tail[]>;
  /** Shows them until their entries have come; stores nothing. A refusal is the sender's fault. */
  receiveTails(tails: readonly Tail[]): Verdict<null>;
  /** Neighbours have far more content than is here, or it has come: then no tails are needed any more. */
  setCatchingUp(isCatchingUp: boolean): void;
  /** What a neighbour's device says in an authenticated session that it holds durably: feeds the delivery marks. */
  noteHeldBy(device: DeviceId, tips: readonly FeedTip[]): void;
  /** Rows of this device alone. */
  getLocal(name: string): Uint8Array | undefined;
  setLocal(name: string, value: Uint8Array): Promise<void>;
}
