/**
 * The bodies of authority entries: what decode-action.ts reads [AUTH-2]. Pure builders, one per kind; what may be
 * written is for decide.ts, which keys to seal to whom for key-ring.ts.
 */
import type { Cbor } from '../base/cbor.ts';
import { bytesOfEntryId, bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId, EntryId, InviteId, KeyId, PersonId, SpaceId } from '../base/ids.ts';
import type { SigningKey } from '../crypto/sign.ts';
import type { Certificate } from '../identity/certificate.ts';
import type { DeviceCertificate } from '../identity/device-certificate.ts';
import type { JoinRequest } from '../identity/join-request.ts';
import type { Chain, Cut, PolicyValue, SealedKey } from './actions.ts';
import { ACTION_KIND } from './actions.ts';
import { writeChain, writeCut, writeSeal } from './body-fields.ts';
import { rerootFields } from './reroot.ts';
import type { Role } from './roles.ts';

export interface ActionBody {
  readonly kind: number;
  readonly body: Cbor;
}

export function mergeBody(): ActionBody {
  return { kind: ACTION_KIND.merge, body: null };
}

export function genesisBody(genesis: {
  /** 16 bytes, those of the community's id. */
  readonly salt: Uint8Array;
  readonly title: string;
  readonly certificate: Certificate;
  readonly policy: readonly (readonly [name: string, value: PolicyValue])[];
  readonly authorityKey: KeyId;
  readonly contentKey: KeyId;
  readonly seals: readonly SealedKey[];
}): ActionBody {
  const { salt, title, certificate, policy, authorityKey, contentKey, seals } = genesis;
  const keys = [bytesOfId(authorityKey), bytesOfId(contentKey)];
  return {
    kind: ACTION_KIND.genesis,
    body: [salt, title, certificate.bytes, policy, ...keys, seals.map(writeSeal)],
  };
}

export function admitBody(request: JoinRequest, role: Role, seals: readonly SealedKey[]): ActionBody {
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

export function addDeviceBody(certificate: DeviceCertificate, seals: readonly SealedKey[]): ActionBody {
  return { kind: ACTION_KIND['add-device'], body: [certificate.bytes, seals.map(writeSeal)] };
}

export function dropDeviceBody(device: DeviceId, cuts: readonly Cut[], falling: readonly DeviceId[]): ActionBody {
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
    body: [bytesOfId(space.space), title, members.map((id) => bytesOfId(id)), bytesOfId(key), seals.map(writeSeal)],
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
