/**
 * The bodies of authority entries: what decode-action.ts reads [AUTH-2]. Pure builders, one per kind; what may be
 * written is for decide.ts; how keys are sealed is in key-ring.ts.
 */
import type { Cbor } from '../base/cbor.ts';
import { bytesOfEntryId, bytesOfId } from '../base/id-bytes.ts';
import type { Random } from '../base/clock.ts';
import type { CommunityId, DeviceId, EntryId, InviteId, KeyId, PersonId, SpaceId } from '../base/ids.ts';
import { WHOLE_COMMUNITY } from '../base/ids.ts';
import type { SigningKey } from '../crypto/sign.ts';
import type { Certificate } from '../identity/certificate.ts';
import type { DeviceCertificate } from '../identity/device-certificate.ts';
import type { JoinRequest } from '../identity/join-request.ts';
import { keyIdOf } from '../feed/key-id.ts';
import type { Chain, Cut, PolicyValue, SealedKey } from './actions.ts';
import { ACTION_KIND, AUTHORITY_CHAIN } from './actions.ts';
import { writeChain, writeCut, writeSeal } from './body-fields.ts';
import type { HandedKey } from './key-ring.ts';
import { sealKeys } from './key-ring.ts';
import { rerootFields } from './reroot.ts';
import type { Role } from './roles.ts';

export type PolicySetting = readonly [name: string, value: PolicyValue];

export interface ActionBody {
  readonly kind: number;
  readonly body: Cbor;
}

export function mergeBody(): ActionBody {
  return { kind: ACTION_KIND.merge, body: null };
}

/** Founds the community: brings in its first two keys, and hands them to the founder's device too. */
export function genesisBody(genesis: {
  readonly community: CommunityId;
  /** 16 bytes, those of the community's id. */
  readonly salt: Uint8Array;
  readonly title: string;
  readonly certificate: Certificate;
  readonly policy?: readonly PolicySetting[];
  /** 32 bytes each. */
  readonly authorityKey: Uint8Array;
  readonly contentKey: Uint8Array;
  readonly random: Random;
}): ActionBody {
  const { community, salt, title, certificate, policy = [], random } = genesis;
  const keys = [
    { chain: AUTHORITY_CHAIN, key: genesis.authorityKey },
    { chain: WHOLE_COMMUNITY, key: genesis.contentKey },
  ] as const;
  const seals = sealKeys(keys, certificate, community, random);
  const ids = keys.map(({ key }) => bytesOfId(keyIdOf(key)));
  return {
    kind: ACTION_KIND.genesis,
    body: [salt, title, certificate.bytes, policy, ...ids, seals.map(writeSeal)],
  };
}

/** `keys`: what the newcomer is to have from the start. */
export function admitBody(admission: {
  readonly community: CommunityId;
  readonly request: JoinRequest;
  /** The invite's. */
  readonly role: Role;
  readonly keys: readonly HandedKey[];
  readonly random: Random;
}): ActionBody {
  const { community, request, role, keys, random } = admission;
  const seals = sealKeys(keys, request.certificate, community, random);
  return { kind: ACTION_KIND.admit, body: [request.bytes, role, seals.map(writeSeal)] };
}

export function inviteBody(invite: {
  readonly invite: InviteId;
  readonly role: Role;
  readonly uses: number | null;
  /** Milliseconds since 1970. */
  readonly expires: number | null;
  readonly approval: boolean;
}): ActionBody {
  const { role, uses, expires, approval } = invite;
  return { kind: ACTION_KIND.invite, body: [bytesOfId(invite.invite), role, uses, expires, approval] };
}

/** `signature`: see signInviteNote. */
export function inviteNoteBody(invite: InviteId, signature: Uint8Array): ActionBody {
  return { kind: ACTION_KIND['invite-note'], body: [bytesOfId(invite), signature] };
}

export function revokeInviteBody(invite: InviteId): ActionBody {
  return { kind: ACTION_KIND['revoke-invite'], body: [bytesOfId(invite)] };
}

export function roleBody(person: PersonId, role: Role): ActionBody {
  return { kind: ACTION_KIND.role, body: [bytesOfId(person), role] };
}

export function removeBody(person: PersonId, cuts: readonly Cut[], note: string): ActionBody {
  return { kind: ACTION_KIND.remove, body: [bytesOfId(person), cuts.map(writeCut), note] };
}

export function leaveBody(cuts: readonly Cut[]): ActionBody {
  return { kind: ACTION_KIND.leave, body: [cuts.map(writeCut)] };
}

export function addDeviceBody(addition: {
  readonly community: CommunityId;
  readonly certificate: DeviceCertificate;
  readonly keys: readonly HandedKey[];
  readonly random: Random;
}): ActionBody {
  const { community, certificate, keys, random } = addition;
  const seals = sealKeys(keys, certificate, community, random);
  return { kind: ACTION_KIND['add-device'], body: [certificate.bytes, seals.map(writeSeal)] };
}

export function dropDeviceBody(
  device: DeviceId,
  cuts: readonly Cut[],
  falling: readonly DeviceId[],
): ActionBody {
  return {
    kind: ACTION_KIND['drop-device'],
    body: [bytesOfId(device), cuts.map(writeCut), falling.map((id) => bytesOfId(id))],
  };
}

/** `current`: null for a proposal to a quorum. */
export function rerootBody(
  community: CommunityId,
  person: PersonId,
  next: SigningKey,
  current: SigningKey | null,
): ActionBody {
  return { kind: ACTION_KIND.reroot, body: rerootFields(community, person, next, current) };
}

/** The proposal that members make for somebody who has nothing left: `signature` is the new root's, see signVouch. */
export function vouchBody(person: PersonId, root: Uint8Array, signature: Uint8Array): ActionBody {
  return { kind: ACTION_KIND.reroot, body: [bytesOfId(person), root, signature, null, null] };
}

/** `previous`: see sealPrevious in key-ring.ts. */
export function rotateBody(chain: Chain, key: KeyId, previous: Uint8Array): ActionBody {
  return { kind: ACTION_KIND.rotate, body: [writeChain(chain), bytesOfId(key), previous] };
}

/** The seals are all of that chain and key. */
export function sealBody(chain: Chain, key: KeyId, seals: readonly SealedKey[]): ActionBody {
  const pairs = seals.map((seal): Cbor => [bytesOfId(seal.device), seal.sealed]);
  return { kind: ACTION_KIND.seal, body: [writeChain(chain), bytesOfId(key), pairs] };
}

export function spaceBody(space: {
  readonly space: SpaceId;
  readonly title: string;
  readonly members: readonly PersonId[];
  readonly key: KeyId;
  readonly seals: readonly SealedKey[];
}): ActionBody {
  const { title, members, key, seals } = space;
  return {
    kind: ACTION_KIND.space,
    body: [
      bytesOfId(space.space),
      title,
      members.map((id) => bytesOfId(id)),
      bytesOfId(key),
      seals.map(writeSeal),
    ],
  };
}

export function spaceMembersBody(
  space: SpaceId,
  added: readonly PersonId[],
  removed: readonly PersonId[],
): ActionBody {
  const ids = (persons: readonly PersonId[]) => persons.map((id) => bytesOfId(id));
  return { kind: ACTION_KIND['space-members'], body: [bytesOfId(space), ids(added), ids(removed)] };
}

export function policyBody(name: string, value: PolicyValue): ActionBody {
  return { kind: ACTION_KIND.policy, body: [name, value] };
}

export function approveBody(entry: EntryId): ActionBody {
  return { kind: ACTION_KIND.approve, body: [bytesOfEntryId(entry)] };
}

export function profileBody(name: string): ActionBody {
  return { kind: ACTION_KIND.profile, body: [name] };
}

export function titleBody(title: string): ActionBody {
  return { kind: ACTION_KIND.title, body: [title] };
}
