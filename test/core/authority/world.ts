/**
 * People who write authority entries, each device with what it holds. Bodies are real and pass through decodeAction;
 * ids are hashes of what an entry says, as the chain and its signatures are the feed's business.
 */
import { toBase32 } from '../../../core/base/base32.ts';
import { toHex, utf8 } from '../../../core/base/bytes.ts';
import { encodeCbor } from '../../../core/base/cbor.ts';
import { bytesOfEntryId, bytesOfId } from '../../../core/base/id-bytes.ts';
import type { CommunityId, DeviceId, EntryId, InviteId, PersonId } from '../../../core/base/ids.ts';
import { WHOLE_COMMUNITY } from '../../../core/base/ids.ts';
import * as bodies from '../../../core/authority/action-bodies.ts';
import type { ActionBody } from '../../../core/authority/action-bodies.ts';
import type { Action, Cut } from '../../../core/authority/actions.ts';
import { AUTHORITY_CHAIN } from '../../../core/authority/actions.ts';
import type { Authority, AuthorityEntry } from '../../../core/authority/authority.ts';
import { decodeAction } from '../../../core/authority/decode-action.ts';
import { fold } from '../../../core/authority/fold.ts';
import type { HandedKey } from '../../../core/authority/key-ring.ts';
import { sha256 } from '../../../core/crypto/hash.ts';
import { signingKeyFromSeed, type SigningKey } from '../../../core/crypto/sign.ts';
import { boxKeyFromSeed } from '../../../core/crypto/box.ts';
import { createCertificate, type Certificate } from '../../../core/identity/certificate.ts';
import { communityId } from '../../../core/identity/community-id.ts';
import { createDeviceCertificate } from '../../../core/identity/device-certificate.ts';
import { createJoinRequest, type JoinRequest } from '../../../core/identity/join-request.ts';
import { deviceIdOf, type DeviceKeys } from '../../../core/identity/keys.ts';
import { seededRandom } from '../../world/random.ts';

export function bytes32(label: string): Uint8Array {
  return sha256(utf8(label));
}

export function keysOf(label: string): DeviceKeys {
  return {
    root: signingKeyFromSeed(bytes32(`${label} root`)),
    device: signingKeyFromSeed(bytes32(`${label} device`)),
    box: boxKeyFromSeed(bytes32(`${label} box`)),
  };
}

export function inviteKey(label: string): SigningKey {
  return signingKeyFromSeed(bytes32(`${label} invite`));
}

export function inviteId(label: string): InviteId {
  return toBase32(inviteKey(label).publicKey) as InviteId;
}

export const salt = bytes32('salt').subarray(0, 16);
export const community: CommunityId = communityId(deviceIdOf(keysOf('alice')), salt);
export const keys: readonly HandedKey[] = [
  { chain: AUTHORITY_CHAIN, key: bytes32('authority key') },
  { chain: WHOLE_COMMUNITY, key: bytes32('content key') },
];

const certificates = new Map<string, Certificate>();

export function certificateOf(name: string): Certificate {
  const known = certificates.get(name) ?? createCertificate(community, keysOf(name), name);
  certificates.set(name, known);
  return known;
}

export function personOf(name: string): PersonId {
  return certificateOf(name).person;
}

const requests = new Map<string, JoinRequest>();

export function requestOf(name: string, invite: string): JoinRequest {
  const label = `${name}/${invite}`;
  const known =
    requests.get(label) ?? createJoinRequest(certificateOf(name), keysOf(name).device, inviteKey(invite));
  requests.set(label, known);
  return known;
}

/** Decoding checks signatures; the same body is the same action. */
const decoded = new Map<string, Action>();

function actionOf({ kind, body }: ActionBody): Action {
  const label = toHex(sha256(encodeCbor([kind, body])));
  const known = decoded.get(label) ?? decodeAction(kind, body, community);
  decoded.set(label, known);
  return known;
}

/** Bodies with seals are made once, as every seal is new. */
const made = new Map<string, ActionBody>();

function once(label: string, make: () => ActionBody): ActionBody {
  const known = made.get(label) ?? make();
  made.set(label, known);
  return known;
}

/** One device: what it holds, and its own feed. */
export class Replica {
  readonly label: string;
  readonly keys: DeviceKeys;
  readonly device: DeviceId;
  readonly held = new Map<EntryId, AuthorityEntry>();
  #prev: AuthorityEntry | null = null;
  #covered = new Set<EntryId>();
  #folded: Authority | undefined;

  /** `keys`: of a fork or a restored backup, those of the device it copies. */
  constructor(label: string, keys = keysOf(label)) {
    this.label = label;
    this.keys = keys;
    this.device = deviceIdOf(keys);
  }

  get authority(): Authority {
    return (this.#folded ??= fold(community, [...this.held.values()]));
  }

  /** Writes with everything held in its past. */
  write(body: ActionBody): AuthorityEntry {
    return this.writeWith(body, this.tips());
  }

  /** Writes as if it had not seen the rest: `heads` besides its own feed. */
  writeWith(body: ActionBody, heads: readonly AuthorityEntry[]): AuthorityEntry {
    const prev = this.#prev;
    const others = heads.filter((head) => head !== prev).sort((a, b) => (a.id < b.id ? -1 : 1));
    const parents = prev ? [prev, ...others] : others;
    const seq = prev ? prev.seq + 1 : 0;
    const depth = 1 + Math.max(0, ...parents.map((parent) => parent.depth));
    const refs = parents.map((parent) => parent.id);
    const said = encodeCbor([bytesOfId(this.device), seq, refs.map(bytesOfEntryId), body.kind, body.body]);
    const id = toHex(sha256(said)) as EntryId;
    const entry = { id, device: this.device, seq, depth, refs, time: 0, action: actionOf(body) };
    this.#prev = entry;
    this.#take(entry);
    return entry;
  }

  tips(): AuthorityEntry[] {
    return [...this.held.values()].filter((entry) => !this.#covered.has(entry.id));
  }

  pull(...from: readonly Replica[]): this {
    for (const other of from) for (const entry of other.held.values()) this.#take(entry);
    return this;
  }

  /** A second copy of this device's keys and feed, as it stands now. */
  fork(): Replica {
    const copy = new Replica(this.label, this.keys).pull(this);
    copy.#prev = this.#prev;
    return copy;
  }

  /** A new device with all that this one holds; its first entry says itself whose it is. */
  introduce(name: string, label: string, certifier: SigningKey = this.keys.device): Replica {
    const renewed = new Replica(label).pull(this);
    renewed.addDevice(name, label, certifier);
    return renewed;
  }

  /** The cuts that this device would name for somebody's devices: all it holds of them. */
  cutsOf(name: string, content: number | null = null): Cut[] {
    const member = this.authority.members.get(personOf(name));
    return (member?.devices ?? []).map((device) => {
      const entries = [...this.held.values()].filter((entry) => entry.device === device);
      const last = entries.sort((a, b) => a.seq - b.seq).at(-1);
      return {
        device,
        authority: last ? { seq: last.seq, id: last.id } : null,
        content:
          content === null ? null : { seq: content, id: toHex(bytes32(`content ${content}`)) as EntryId },
      };
    });
  }

  #take(entry: AuthorityEntry): void {
    if (this.held.has(entry.id)) return;
    this.held.set(entry.id, entry);
    for (const ref of entry.refs) this.#covered.add(ref);
    this.#folded = undefined;
  }

  genesis(policy: bodies.PolicySetting[] = []): AuthorityEntry {
    return this.write(
      once(`genesis ${JSON.stringify(policy)}`, () =>
        bodies.genesisBody({
          community,
          salt,
          title: 'Elm Street',
          certificate: certificateOf('alice'),
          policy,
          authorityKey: keys[0]!.key,
          contentKey: keys[1]!.key,
          random: seededRandom(1),
        }),
      ),
    );
  }

  invite(
    label: string,
    options: { role?: string; uses?: number | null; expires?: number | null; approval?: boolean } = {},
  ): AuthorityEntry {
    const { role = 'member', uses = null, expires = null, approval = false } = options;
    return this.write(bodies.inviteBody({ invite: inviteId(label), role, uses, expires, approval }));
  }

  admit(name: string, invite: string, role = 'member'): AuthorityEntry {
    return this.write(
      once(`admit ${name} ${invite} ${role}`, () =>
        bodies.admitBody({
          community,
          request: requestOf(name, invite),
          role,
          keys: role === 'mirror' ? keys.slice(0, 1) : keys,
          random: seededRandom(2),
        }),
      ),
    );
  }

  setRole(name: string, role: string): AuthorityEntry {
    return this.write(bodies.roleBody(personOf(name), role));
  }

  remove(name: string, content: number | null = null): AuthorityEntry {
    return this.write(bodies.removeBody(personOf(name), this.cutsOf(name, content), ''));
  }

  leave(name: string): AuthorityEntry {
    return this.write(bodies.leaveBody(this.cutsOf(name)));
  }

  addDevice(name: string, label: string, certifier: SigningKey = this.keys.device): AuthorityEntry {
    return this.write(
      once(`add ${name} ${label} ${toHex(certifier.publicKey)}`, () =>
        bodies.addDeviceBody({
          community,
          certificate: createDeviceCertificate(community, personOf(name), keysOf(label), label, certifier),
          keys,
          random: seededRandom(3),
        }),
      ),
    );
  }

  dropDevice(device: DeviceId, falling: readonly DeviceId[] = []): AuthorityEntry {
    return this.write(bodies.dropDeviceBody(device, [], falling));
  }

  approve(entry: AuthorityEntry): AuthorityEntry {
    return this.write(bodies.approveBody(entry.id));
  }
}

/** Alice founds; the others are in as members, and everybody holds everything. */
export function founded<Name extends string>(
  names: readonly Name[],
  policy: bodies.PolicySetting[] = [],
): Record<Name | 'alice', Replica> {
  const alice = new Replica('alice');
  alice.genesis(policy);
  alice.invite('door');
  const world: Record<string, Replica> = { alice };
  for (const name of names) {
    alice.admit(name, 'door');
    world[name] = new Replica(name);
  }
  for (const replica of Object.values(world)) replica.pull(alice);
  return world;
}

/** Everything that any of them holds. */
export function union(...replicas: readonly Replica[]): AuthorityEntry[] {
  const all = new Map<EntryId, AuthorityEntry>();
  for (const replica of replicas) for (const entry of replica.held.values()) all.set(entry.id, entry);
  return [...all.values()];
}

export function foldAll(...replicas: readonly Replica[]): Authority {
  return fold(community, union(...replicas));
}

/** What a fold says, in one comparable text. */
export function picture(authority: Authority): string {
  const sorted = <K extends string, V>(map: ReadonlyMap<K, V>) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    authority.title,
    authority.policy,
    sorted(authority.members),
    sorted(authority.devices).map(([id, device]) => [id, { ...device, box: toHex(device.box) }]),
    sorted(authority.invites),
    sorted(authority.spaces).map(([id, space]) => [id, { ...space, members: [...space.members] }]),
    sorted(authority.chains),
    authority.proposals,
    sorted(authority.verdicts),
    [...authority.owedRotations()],
  ]);
}
