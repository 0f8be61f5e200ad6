/**
 * What the fold takes and what it answers: who is in, with which role and devices, which invites and keys there are,
 * and whether an entry counts. Owns the types only; fold.ts computes them.
 */
import type { DeviceId, EntryId, InviteId, KeyId, PersonId, SpaceId } from '../base/ids.ts';
import type { Action, Chain, Cut, Tip } from './actions.ts';
import type { Role } from './roles.ts';

/** One admissible authority entry, opened. */
export interface AuthorityEntry {
  readonly id: EntryId;
  readonly device: DeviceId;
  readonly seq: number;
  /** 1 + the greatest depth of `refs`; 1 where there are none. */
  readonly depth: number;
  /** The id of this feed's previous entry first (when seq > 0), then the heads. */
  readonly refs: readonly EntryId[];
  /** For display only. */
  readonly time: number;
  readonly action: Action;
}

export interface Policy {
  /** Entries that need a higher rules number are held, not void. Starts at 1 and never sinks. */
  readonly rules: number;
  /** How much history a newcomer reads. */
  readonly history: 'all' | 'since-join';
  readonly invites: 'any' | 'stewards';
  /** Percent of the electors that approvals must exceed; 50 is the majority. */
  readonly quorum: number;
}

export interface Member {
  readonly id: PersonId;
  readonly name: string;
  /** The root key in force, base32. */
  readonly root: string;
  readonly role: Role;
  readonly state: 'in' | 'left' | 'removed';
  /** Of stewards: 0 for the most senior one who is in; null: no steward. */
  readonly seniority: number | null;
  /** The entry that gave the present role (genesis, admit or role); of one who is gone, the last that did. */
  readonly admittedBy: EntryId;
  /** Every device ever bound to the person; their states are in `Authority.devices`. */
  readonly devices: readonly DeviceId[];
}

export interface Device {
  readonly id: DeviceId;
  readonly person: PersonId;
  /** X25519 public key that keys are sealed to. */
  readonly box: Uint8Array;
  /** What its owner calls it; empty for a first device. */
  readonly label: string;
  readonly state: 'current' | 'dropped' | 'removed' | 'left';
  /** `Authority.cutsAt` by everything held. */
  readonly cuts: readonly Cut[] | null;
}

export interface Invite {
  readonly id: InviteId;
  readonly role: Role;
  readonly uses: number | null;
  /** Persons admitted with it, in the total order. */
  readonly used: readonly PersonId[];
  readonly expires: number | null;
  readonly approval: boolean;
  readonly by: PersonId;
  /** Expiry is not a state of the fold: the host's clock decides (decide.ts). */
  readonly state: 'open' | 'used' | 'revoked';
  /** More persons than `uses`, admitted apart: kept, and shown. */
  readonly overused: boolean;
  /** The signature of the first held invite note, void or not: it proves itself. */
  readonly note: Uint8Array | null;
}

export interface Space {
  readonly id: SpaceId;
  readonly title: string;
  readonly by: PersonId;
  /** Persons in it who are in the community. The space of the whole community is not listed. */
  readonly members: ReadonlySet<PersonId>;
}

/** A proposal that needs a quorum and has not reached it. */
export interface Proposal {
  readonly entry: EntryId;
  readonly by: PersonId;
  readonly approvals: readonly PersonId[];
  readonly electors: number;
  readonly needed: number;
}

export interface EntryVerdict {
  readonly effective: boolean;
  readonly code?: string;
}

export interface Writer {
  readonly person: PersonId;
  readonly role: Role;
}

export interface Authority {
  /** Empty until genesis is held. */
  readonly title: string;
  readonly founder: PersonId | null;
  readonly policy: Policy;
  readonly members: ReadonlyMap<PersonId, Member>;
  readonly devices: ReadonlyMap<DeviceId, Device>;
  readonly invites: ReadonlyMap<InviteId, Invite>;
  readonly spaces: ReadonlyMap<SpaceId, Space>;
  /** Key ids by chain, oldest first in the total order; the last one is current. */
  readonly chains: ReadonlyMap<Chain, readonly KeyId[]>;
  readonly proposals: readonly Proposal[];
  readonly verdicts: ReadonlyMap<EntryId, EntryVerdict>;
  /** The author of a content entry as the past of its authority heads says; undefined: none, or heads not held. */
  writerAt(device: DeviceId, heads: readonly EntryId[]): Writer | undefined;
  /**
   * Where the device's feeds end for a content entry with these authority heads; null: they do not. An entry is within
   * when the content tip of one cut is that entry or comes after it in its feed; `[]` leaves nothing within. There are
   * several cuts only for a forked feed: one per branch.
   */
  cutsAt(device: DeviceId, heads: readonly EntryId[]): readonly Cut[] | null;
  /** Certified by any held action, effective or not: what admissible needs. */
  names(device: DeviceId): boolean;
  /** The person whose member a device is by everything held, effective or not. */
  personOf(device: DeviceId): PersonId | undefined;
  /**
   * Sets of held entries, closed under what they refer to, each of which alone shows a device that it is out, the best
   * first. Empty for a device that is not. [AUTH-70]
   */
  endingsOf(device: DeviceId): readonly (readonly AuthorityEntry[])[];
  /** Chains whose current key somebody knows who is gone since: a rotation is owed. */
  owedRotations(): readonly Chain[];
  /** Current devices entitled to a key for which no held entry seals it. */
  missingSeals(chain: Chain, key: KeyId): readonly DeviceId[];
  /** Devices that can have the key: they brought it in, or some held entry seals it to them. */
  holdersOf(chain: Chain, key: KeyId): ReadonlySet<DeviceId>;
  /** Current devices that are to have the keys of the chain. */
  entitledTo(chain: Chain): readonly DeviceId[];
  /** Whether the past of `heads` (themselves included) holds `entry`. */
  holds(heads: readonly EntryId[], entry: EntryId): boolean;
}

export type { Tip };
