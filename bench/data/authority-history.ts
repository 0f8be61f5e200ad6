/**
 * The authority entries of a large community, made from a seed without signatures: 500 members with 800 devices, their
 * invitations, names, keys and merges, written by many devices that have mostly heard of each other. `more` writes one
 * further entry of each kind that a community meets every day.
 */
import type { Action, ActionOf } from '../../core/authority/actions.ts';
import type { AuthorityEntry } from '../../core/authority/authority.ts';
import { toBase32 } from '../../core/base/base32.ts';
import { toHex, utf8 } from '../../core/base/bytes.ts';
import type { CommunityId, DeviceId, EntryId, InviteId, KeyId, PersonId } from '../../core/base/ids.ts';
import { WHOLE_COMMUNITY } from '../../core/base/ids.ts';
import { sha256 } from '../../core/crypto/hash.ts';
import { communityId } from '../../core/identity/community-id.ts';

export interface AuthorityHistory {
  readonly community: CommunityId;
  readonly entries: readonly AuthorityEntry[];
  /** Each as the next entry after all others, by its kind. */
  readonly more: ReadonlyMap<string, AuthorityEntry>;
}

const MEMBERS = 500;
const DEVICES = 800;
/** So many of the last entries are apart from each other. */
const BREADTH = 4;

const salt = hashed('salt').subarray(0, 16);

export function authorityHistory(count: number): AuthorityHistory {
  const community = communityId(deviceOf(0, 0), salt);
  const entries: AuthorityEntry[] = [];
  const own = new Map<DeviceId, AuthorityEntry>();
  const make = (device: DeviceId, action: Action, heads: readonly AuthorityEntry[]): AuthorityEntry => {
    const prev = own.get(device);
    const parents = [...(prev ? [prev] : []), ...heads.filter((head) => head.device !== device)];
    const seq = prev ? prev.seq + 1 : 0;
    const depth = 1 + Math.max(0, ...parents.map((parent) => parent.depth));
    const refs = parents.map(({ id }) => id);
    const id = toHex(hashed(`${device} ${String(seq)} ${action.type}`)) as EntryId;
    return { id, device, seq, depth, refs, time: 0, action };
  };
  const write = (device: DeviceId, action: Action): void => {
    const entry = make(device, action, entries.slice(-1 - (entries.length % BREADTH)));
    entries.push(entry);
    own.set(device, entry);
  };

  write(deviceOf(0, 0), genesis());
  write(deviceOf(0, 0), invite('door'));
  for (let number = 1; number < MEMBERS; number++) {
    write(deviceOf(Math.floor(number / 2), 0), admit(number));
    if (number % 100 === 0)
      write(deviceOf(0, 0), { type: 'role', person: personOf(number), role: 'steward' });
  }
  for (let number = 0; number < DEVICES - MEMBERS; number++) write(deviceOf(number, 0), addDevice(number));
  for (let turn = 0; entries.length < count; turn++) {
    const device = deviceOf((turn * 7) % MEMBERS, 0);
    write(device, ordinary(turn));
  }
  const last = deviceOf(3, 0);
  const heads = entries.slice(-BREADTH);
  const more = new Map<string, AuthorityEntry>();
  const acts: Readonly<Record<string, readonly [DeviceId, Action]>> = {
    'a merge': [last, { type: 'merge' }],
    'a name': [last, { type: 'profile', name: 'Another' }],
    'an invitation': [last, invite('another')],
    'a member let in': [last, admit(MEMBERS)],
    'a further device': [deviceOf(DEVICES - MEMBERS, 0), addDevice(DEVICES - MEMBERS)],
    'keys handed over': [last, seal(5)],
    'a steward': [deviceOf(0, 0), { type: 'role', person: personOf(7), role: 'steward' }],
    'a removal': [deviceOf(0, 0), { type: 'remove', person: personOf(9), cuts: [], note: '' }],
  };
  for (const [name, [device, action]] of Object.entries(acts)) more.set(name, make(device, action, heads));
  return { community, entries, more };
}

function ordinary(turn: number): Action {
  switch (turn % 4) {
    case 0:
      return { type: 'merge' };
    case 1:
      return { type: 'profile', name: `Name ${String(turn)}` };
    case 2:
      return seal(turn % MEMBERS);
    default:
      return turn % 60 === 3 ? invite(`invite ${String(turn)}`) : { type: 'merge' };
  }
}

function genesis(): ActionOf<'genesis'> {
  return {
    type: 'genesis',
    salt,
    title: 'Elm Street',
    certificate: certificate(0),
    policy: [],
    authorityKey: keyOf('authority'),
    contentKey: keyOf('content'),
    seals: [],
  };
}

function invite(label: string): ActionOf<'invite'> {
  const id = toBase32(hashed(label)) as InviteId;
  return { type: 'invite', invite: id, role: 'member', uses: null, expires: null, approval: false };
}

function admit(number: number): ActionOf<'admit'> {
  const person = certificate(number);
  const seals = (['authority', WHOLE_COMMUNITY] as const).map((chain) => ({
    chain,
    key: keyOf(chain === 'authority' ? 'authority' : 'content'),
    device: person.device,
    sealed: new Uint8Array(92),
  }));
  return { type: 'admit', certificate: person, invite: invite('door').invite, role: 'member', seals };
}

function addDevice(number: number): ActionOf<'add-device'> {
  const device = deviceOf(number, 1);
  const box = hashed(`${device} box`);
  const person = personOf(number);
  return {
    type: 'add-device',
    certificate: { person, device, box, label: 'second', certifier: deviceOf(number, 0) },
    seals: [],
  };
}

function seal(number: number): ActionOf<'seal'> {
  const device = deviceOf(number, 0);
  return {
    type: 'seal',
    seals: [{ chain: WHOLE_COMMUNITY, key: keyOf('content'), device, sealed: new Uint8Array(92) }],
  };
}

function certificate(number: number): ActionOf<'admit'>['certificate'] {
  const device = deviceOf(number, 0);
  return {
    person: personOf(number),
    root: toBase32(hashed(`root ${String(number)}`)),
    device,
    box: hashed(`${device} box`),
    name: `Person ${String(number)}`,
  };
}

function personOf(number: number): PersonId {
  return toBase32(hashed(`person ${String(number)}`)) as PersonId;
}

function deviceOf(number: number, which: number): DeviceId {
  return toBase32(hashed(`device ${String(number)} ${String(which)}`)) as DeviceId;
}

function keyOf(label: string): KeyId {
  return toBase32(hashed(`key ${label}`)) as KeyId;
}

function hashed(label: string): Uint8Array {
  return sha256(utf8(label));
}
