/**
 * What the held entries say, sorted by whom they are about, before anything is judged. Owns look-up tables of entry
 * indexes (in the total order); decides nothing. Built once per fold, shared by its passes, and added to by what comes
 * after all of them.
 */
import type { CommunityId, DeviceId, InviteId, PersonId, SpaceId } from '../base/ids.ts';
import { communityId } from '../identity/community-id.ts';
import type { ActionOf, ActionType, PersonCertificate } from './actions.ts';
import type { AuthorityEntry } from './authority.ts';
import type { Past } from './past.ts';
import { isSpaceOf } from './space-id.ts';

/** A held statement that a device is a person's. */
export interface Binding {
  readonly entry: number;
  readonly person: PersonId;
  readonly box: Uint8Array;
  readonly label: string;
  /** Who certified a further device; null for a person's first one. */
  readonly certifier: string | null;
}

export class Facts {
  readonly past: Past;
  /** Index of the genesis that governs, or -1. */
  readonly genesis: number;
  readonly certificates = new Map<PersonId, PersonCertificate>();
  /** All raw bindings of a device, in the total order. */
  readonly bindings = new Map<DeviceId, Binding[]>();
  readonly devicesOf = new Map<PersonId, DeviceId[]>();
  /** Entries by the device that wrote them. */
  readonly by = new Map<DeviceId, number[]>();
  /** Admits (and genesis) that carry the person's certificate. */
  readonly admits = new Map<PersonId, number[]>();
  readonly roles = new Map<PersonId, number[]>();
  readonly removes = new Map<PersonId, number[]>();
  /** Every leave, by the device that wrote it. */
  readonly leaves: number[] = [];
  readonly adds: number[] = [];
  readonly drops: number[] = [];
  readonly reroots = new Map<PersonId, number[]>();
  readonly invites = new Map<InviteId, number[]>();
  readonly revokes = new Map<InviteId, number[]>();
  /** The first note of each invite. */
  readonly notes = new Map<InviteId, number>();
  readonly admitsWith = new Map<InviteId, number[]>();
  readonly policies: number[] = [];
  readonly spaces = new Map<SpaceId, number>();
  readonly spaceChanges = new Map<SpaceId, number[]>();
  readonly approvals = new Map<number, number[]>();

  readonly #community: CommunityId;

  constructor(community: CommunityId, past: Past) {
    this.#community = community;
    this.past = past;
    this.genesis = past.entries.findIndex((entry) => isGenesisOf(community, entry));
    past.entries.forEach((entry, at) => this.#note(entry, at));
  }

  /** The entry that `past` has got last. */
  append(at: number): void {
    this.#note(this.entry(at), at);
  }

  entry(at: number): AuthorityEntry {
    return this.past.entries[at]!;
  }

  /** The body of an entry known to be of that type. */
  action<T extends ActionType>(at: number): ActionOf<T> {
    return this.past.entries[at]!.action as ActionOf<T>;
  }

  #note(entry: AuthorityEntry, at: number): void {
    push(this.by, entry.device, at);
    const action = entry.action;
    switch (action.type) {
      case 'genesis':
        // Another genesis (a forked founder) admits nobody.
        if (at === this.genesis) this.#bindFirst(action.certificate, at);
        return;
      case 'admit':
        this.#bindFirst(action.certificate, at);
        push(this.admitsWith, action.invite, at);
        return;
      case 'add-device': {
        const { person, device, box, label, certifier } = action.certificate;
        this.#bind(device, { entry: at, person, box, label, certifier });
        this.adds.push(at);
        return;
      }
      case 'invite':
        push(this.invites, action.invite, at);
        return;
      case 'revoke-invite':
        push(this.revokes, action.invite, at);
        return;
      case 'invite-note':
        if (!this.notes.has(action.invite)) this.notes.set(action.invite, at);
        return;
      case 'role':
        push(this.roles, action.person, at);
        return;
      case 'remove':
        push(this.removes, action.person, at);
        return;
      case 'leave':
        this.leaves.push(at);
        return;
      case 'drop-device':
        this.drops.push(at);
        return;
      case 'reroot':
        push(this.reroots, action.person, at);
        return;
      case 'policy':
        this.policies.push(at);
        return;
      case 'space':
        // The id names its founder's device: nobody else's birth counts, and of that device's the first.
        if (!this.spaces.has(action.space) && isSpaceOf(action.space, this.#community, entry.device)) {
          this.spaces.set(action.space, at);
        }
        return;
      case 'space-members':
        push(this.spaceChanges, action.space, at);
        return;
      case 'approve': {
        const proposal = this.past.indexOf(action.entry);
        if (proposal !== undefined) push(this.approvals, proposal, at);
        return;
      }
      case 'merge':
      case 'rotate':
      case 'seal':
      case 'profile':
      case 'title':
      case 'unknown':
      case 'void':
        return;
      default:
        action satisfies never;
    }
  }

  #bindFirst(certificate: PersonCertificate, at: number): void {
    if (!this.certificates.has(certificate.person)) this.certificates.set(certificate.person, certificate);
    push(this.admits, certificate.person, at);
    const { person, device, box } = certificate;
    this.#bind(device, { entry: at, person, box, label: '', certifier: null });
  }

  #bind(device: DeviceId, binding: Binding): void {
    push(this.bindings, device, binding);
    const devices = this.devicesOf.get(binding.person);
    if (!devices) this.devicesOf.set(binding.person, [device]);
    else if (!devices.includes(device)) devices.push(device);
  }
}

/** Genesis opens the feed of the device whose key and salt make the community's id. */
function isGenesisOf(community: CommunityId, entry: AuthorityEntry): boolean {
  const action = entry.action;
  return (
    action.type === 'genesis' &&
    entry.seq === 0 &&
    entry.refs.length === 0 &&
    action.certificate.device === entry.device &&
    communityId(entry.device, action.salt) === community
  );
}

export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
