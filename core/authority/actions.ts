/**
 * The decoded bodies of authority entries (kinds 0..31), and nothing else: no permission, no state. Bytes are in
 * encode-action.ts and decode-action.ts; the layouts are [AUTH-2] in core/SPEC.md.
 */
import type { DeviceId, EntryId, InviteId, KeyId, PersonId, SpaceId } from '../base/ids.ts';
import type { Role } from './roles.ts';

export const ACTION_KIND = {
  merge: 0,
  genesis: 1,
  admit: 2,
  invite: 3,
  'revoke-invite': 4,
  role: 5,
  remove: 6,
  leave: 7,
  'add-device': 8,
  'drop-device': 9,
  reroot: 10,
  rotate: 11,
  seal: 12,
  space: 13,
  'space-members': 14,
  policy: 15,
  approve: 16,
  profile: 17,
  title: 18,
  'invite-note': 19,
} as const;

/** The authority chain, or a content chain by its space ('' is the space of the whole community). */
export type Chain = 'authority' | SpaceId;
export const AUTHORITY_CHAIN = 'authority';

/** A key handed to one device: sealed to its X25519 key, bound to community, chain, key id and device. */
export interface SealedKey {
  readonly chain: Chain;
  readonly key: KeyId;
  readonly device: DeviceId;
  readonly sealed: Uint8Array;
}

export interface Tip {
  readonly seq: number;
  readonly id: EntryId;
}

/** Up to where a device's feeds count; null: nothing of that feed. A forked device is named once per branch. */
export interface Cut {
  readonly device: DeviceId;
  readonly authority: Tip | null;
  readonly content: Tip | null;
}

/** A person's first certificate as the fold needs it; signatures were checked when it was decoded. */
export interface PersonCertificate {
  readonly person: PersonId;
  /** Ed25519 public key, base32. */
  readonly root: string;
  readonly device: DeviceId;
  readonly box: Uint8Array;
  readonly name: string;
}

export interface FurtherDevice {
  readonly person: PersonId;
  readonly device: DeviceId;
  readonly box: Uint8Array;
  readonly label: string;
  /** Public key of the root or the device that certified it, base32. */
  readonly certifier: string;
}

export type PolicyValue = string | number | boolean | null;

export type Action =
  | { readonly type: 'merge' }
  | {
      readonly type: 'genesis';
      readonly salt: Uint8Array;
      readonly title: string;
      readonly certificate: PersonCertificate;
      readonly policy: readonly (readonly [name: string, value: PolicyValue])[];
      readonly authorityKey: KeyId;
      readonly contentKey: KeyId;
      readonly seals: readonly SealedKey[];
    }
  | {
      readonly type: 'admit';
      readonly certificate: PersonCertificate;
      readonly invite: InviteId;
      readonly role: Role;
      readonly seals: readonly SealedKey[];
    }
  | {
      readonly type: 'invite';
      readonly invite: InviteId;
      readonly role: Role;
      /** How many persons it may admit; null: no limit. */
      readonly uses: number | null;
      /** Milliseconds since 1970; checked by the host's clock when admitting, never by the fold. */
      readonly expires: number | null;
      /** Only a steward may admit with it. */
      readonly approval: boolean;
    }
  | { readonly type: 'revoke-invite'; readonly invite: InviteId }
  | { readonly type: 'role'; readonly person: PersonId; readonly role: Role }
  | {
      readonly type: 'remove';
      readonly person: PersonId;
      readonly cuts: readonly Cut[];
      readonly note: string;
    }
  | { readonly type: 'leave'; readonly cuts: readonly Cut[] }
  | { readonly type: 'add-device'; readonly certificate: FurtherDevice; readonly seals: readonly SealedKey[] }
  | {
      readonly type: 'drop-device';
      /** Where the dropped device's feeds end; a forked device once per branch. */
      readonly cuts: readonly Cut[];
      readonly device: DeviceId;
      /** Devices it vouched for that fall with it, whole. */
      readonly falling: readonly DeviceId[];
    }
  | {
      readonly type: 'reroot';
      readonly person: PersonId;
      readonly root: string;
      /** The root that signed the replacement; null: proposed to a quorum. */
      readonly by: string | null;
    }
  | {
      readonly type: 'rotate';
      readonly chain: Chain;
      readonly key: KeyId;
      /** Earlier keys of the chain, sealed under the new one (AES-256-GCM, see key-ring.ts). */
      readonly previous: Uint8Array;
    }
  | { readonly type: 'seal'; readonly seals: readonly SealedKey[] }
  | {
      readonly type: 'space';
      readonly space: SpaceId;
      readonly title: string;
      readonly members: readonly PersonId[];
      readonly key: KeyId;
      readonly seals: readonly SealedKey[];
    }
  | {
      readonly type: 'space-members';
      readonly space: SpaceId;
      readonly added: readonly PersonId[];
      readonly removed: readonly PersonId[];
    }
  | { readonly type: 'policy'; readonly name: string; readonly value: PolicyValue }
  | { readonly type: 'approve'; readonly entry: EntryId }
  | { readonly type: 'profile'; readonly name: string }
  | { readonly type: 'title'; readonly title: string }
  /** The invite's own word, signed with its key, that it is of this community; checked when it was decoded. */
  | { readonly type: 'invite-note'; readonly invite: InviteId; readonly signature: Uint8Array }
  /** A kind of a later version: kept and passed on. */
  | { readonly type: 'unknown'; readonly kind: number }
  /** Malformed, or its payload cannot be opened (code PAYLOAD_SEALED). */
  | { readonly type: 'void'; readonly code: string };

export type ActionType = Action['type'];
export type ActionOf<T extends ActionType> = Extract<Action, { type: T }>;
