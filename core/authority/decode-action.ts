/**
 * From the body of an authority entry to its action. Strict and total: a malformed body is a void action with a code,
 * a kind of a later version stays unknown [AUTH-2] [AUTH-3]. All signatures inside bodies are checked here, once, so
 * that the fold needs no cryptography but the hash that makes a community's id.
 */
import { toBase32 } from '../base/base32.ts';
import type { Cbor } from '../base/cbor.ts';
import type { CommunityId, DeviceId, InviteId, KeyId, PersonId } from '../base/ids.ts';
import type { Certificate } from '../identity/certificate.ts';
import { readCertificate } from '../identity/certificate.ts';
import { readDeviceCertificate } from '../identity/device-certificate.ts';
import { isBytes } from '../identity/fields.ts';
import { isInviteNote } from '../identity/invite-note.ts';
import { readJoinRequest } from '../identity/join-request.ts';
import { isName, isTitle } from '../identity/name.ts';
import type { Action, ActionType, PersonCertificate, SealedKey } from './actions.ts';
import { ACTION_KIND } from './actions.ts';
import * as read from './body-fields.ts';
import { readReroot } from './reroot.ts';

/** Bytes of earlier keys under a new one: far more rotations than fit are carried by later seals. */
const MAX_PREVIOUS = 48 * 1024;

const TYPES = new Map<number, KnownType>(
  Object.entries(ACTION_KIND).map(([type, kind]) => [kind, type as KnownType]),
);
type KnownType = Exclude<ActionType, 'unknown' | 'void'>;

export function decodeAction(kind: number, body: Cbor, community: CommunityId): Action {
  const type = TYPES.get(kind);
  if (type === undefined) return { type: 'unknown', kind };
  return decode(type, body, community) ?? { type: 'void', code: 'ACTION_MALFORMED' };
}

/** Undefined: malformed. A false certificate is void with its own code. */
function decode(type: KnownType, body: Cbor, community: CommunityId): Action | undefined {
  switch (type) {
    case 'merge':
      return body === null ? { type } : undefined;
    case 'genesis':
      return decodeGenesis(body, community);
    case 'admit': {
      const fields = read.readTuple(body, 3);
      const role = read.readWord(fields?.[1]);
      const seals = read.readList(fields?.[2], read.readSeal);
      const bytes = fields?.[0];
      if (!(bytes instanceof Uint8Array) || role === undefined || !seals) return undefined;
      const request = readJoinRequest(bytes, community);
      if (!request.ok) return { type: 'void', code: request.code };
      return {
        type,
        certificate: known(request.value.certificate),
        invite: request.value.invite,
        role,
        seals,
      };
    }
    case 'invite': {
      const fields = read.readTuple(body, 5);
      const invite = read.readId<InviteId>(fields?.[0]);
      const role = read.readWord(fields?.[1]);
      const uses = read.readCount(fields?.[2], 1);
      const expires = read.readCount(fields?.[3], 0);
      const approval = fields?.[4];
      if (invite === undefined || role === undefined || uses === undefined || expires === undefined)
        return undefined;
      return typeof approval === 'boolean' ? { type, invite, role, uses, expires, approval } : undefined;
    }
    case 'revoke-invite': {
      const invite = read.readId<InviteId>(read.readTuple(body, 1)?.[0]);
      return invite === undefined ? undefined : { type, invite };
    }
    case 'role': {
      const fields = read.readTuple(body, 2);
      const person = read.readId<PersonId>(fields?.[0]);
      const role = read.readWord(fields?.[1]);
      return person === undefined || role === undefined ? undefined : { type, person, role };
    }
    case 'remove': {
      const fields = read.readTuple(body, 3);
      const person = read.readId<PersonId>(fields?.[0]);
      const cuts = read.readList(fields?.[1], read.readCut);
      const note = read.readNote(fields?.[2]);
      return person === undefined || !cuts || note === undefined ? undefined : { type, person, cuts, note };
    }
    case 'leave': {
      const cuts = read.readList(read.readTuple(body, 1)?.[0], read.readCut);
      return cuts && { type, cuts };
    }
    case 'add-device': {
      const fields = read.readTuple(body, 2);
      const seals = read.readList(fields?.[1], read.readSeal);
      const bytes = fields?.[0];
      if (!(bytes instanceof Uint8Array) || !seals) return undefined;
      const certificate = readDeviceCertificate(bytes, community);
      if (!certificate.ok) return { type: 'void', code: certificate.code };
      const { person, device, box, label, certifier } = certificate.value;
      return { type, certificate: { person, device, box, label, certifier: toBase32(certifier) }, seals };
    }
    case 'drop-device': {
      const fields = read.readTuple(body, 3);
      const device = read.readId<DeviceId>(fields?.[0]);
      const cuts = read.readList(fields?.[1], read.readCut);
      const falling = read.readList(fields?.[2], (item) => read.readId<DeviceId>(item));
      return device === undefined || !cuts || !falling ? undefined : { type, device, cuts, falling };
    }
    case 'reroot':
      return readReroot(community, body);
    case 'rotate': {
      const fields = read.readTuple(body, 3);
      const chain = read.readChain(fields?.[0]);
      const key = read.readId<KeyId>(fields?.[1]);
      const previous = fields?.[2];
      if (chain === undefined || key === undefined || !(previous instanceof Uint8Array)) return undefined;
      return previous.length <= MAX_PREVIOUS ? { type, chain, key, previous } : undefined;
    }
    case 'seal':
      return decodeSeal(body);
    case 'space': {
      const fields = read.readTuple(body, 5);
      const space = read.readSpace(fields?.[0]);
      const members = read.readList(fields?.[2], (item) => read.readId<PersonId>(item));
      const key = read.readId<KeyId>(fields?.[3]);
      const seals = read.readList(fields?.[4], read.readSeal);
      const title = fields?.[1];
      if (space === undefined || !members || key === undefined || !seals || !isTitle(title)) return undefined;
      return { type, space, title, members, key, seals };
    }
    case 'space-members': {
      const fields = read.readTuple(body, 3);
      const space = read.readSpace(fields?.[0]);
      const added = read.readList(fields?.[1], (item) => read.readId<PersonId>(item));
      const removed = read.readList(fields?.[2], (item) => read.readId<PersonId>(item));
      if (space === undefined || !added || !removed) return undefined;
      return added.some((person) => removed.includes(person)) ? undefined : { type, space, added, removed };
    }
    case 'policy': {
      const fields = read.readTuple(body, 2);
      const name = read.readWord(fields?.[0]);
      const value = read.readPolicyValue(fields?.[1]);
      return name === undefined || value === undefined ? undefined : { type, name, value };
    }
    case 'approve': {
      const entry = read.readEntryId(read.readTuple(body, 1)?.[0]);
      return entry === undefined ? undefined : { type, entry };
    }
    case 'profile': {
      const name = read.readTuple(body, 1)?.[0];
      return isName(name) ? { type, name } : undefined;
    }
    case 'title': {
      const title = read.readTuple(body, 1)?.[0];
      return isTitle(title) ? { type, title } : undefined;
    }
    case 'invite-note': {
      const fields = read.readTuple(body, 2);
      const invite = read.readId<InviteId>(fields?.[0]);
      const signature = fields?.[1];
      if (invite === undefined || !isBytes(signature, 64)) return undefined;
      if (!isInviteNote(community, invite, signature)) return { type: 'void', code: 'INVITE_NOTE_FALSE' };
      return { type, invite, signature };
    }
    default:
      return type satisfies never;
  }
}

function decodeGenesis(body: Cbor, community: CommunityId): Action | undefined {
  const fields = read.readTuple(body, 7);
  if (!fields) return undefined;
  const [salt, title, bytes, policyField, authorityField, contentField, sealsField] = fields;
  const policy = read.readList(policyField, (item) => {
    const pair = read.readTuple(item, 2);
    const name = read.readWord(pair?.[0]);
    const value = read.readPolicyValue(pair?.[1]);
    return name === undefined || value === undefined ? undefined : ([name, value] as const);
  });
  const authorityKey = read.readId<KeyId>(authorityField);
  const contentKey = read.readId<KeyId>(contentField);
  const seals = read.readList(sealsField, read.readSeal);
  if (!isBytes(salt, 16) || !isTitle(title) || !(bytes instanceof Uint8Array)) return undefined;
  if (!policy || authorityKey === undefined || contentKey === undefined || !seals) return undefined;
  const certificate = readCertificate(bytes, community);
  if (!certificate.ok) return { type: 'void', code: certificate.code };
  return {
    type: 'genesis',
    salt,
    title,
    certificate: known(certificate.value),
    policy,
    authorityKey,
    contentKey,
    seals,
  };
}

function decodeSeal(body: Cbor): Action | undefined {
  const fields = read.readTuple(body, 3);
  const chain = read.readChain(fields?.[0]);
  const key = read.readId<KeyId>(fields?.[1]);
  if (chain === undefined || key === undefined) return undefined;
  const seals = read.readList(fields?.[2], (item): SealedKey | undefined => {
    const pair = read.readTuple(item, 2);
    const device = read.readId<DeviceId>(pair?.[0]);
    const sealed = pair?.[1];
    return device === undefined || !read.isSealed(sealed) ? undefined : { chain, key, device, sealed };
  });
  return seals && { type: 'seal', seals };
}

function known(certificate: Certificate): PersonCertificate {
  const { person, root, device, box, name } = certificate;
  return { person, root: toBase32(root), device, box, name };
}
