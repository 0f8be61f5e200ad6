/**
 * The rules of authority once more, as slowly and plainly as they can be said: sets for pasts, definitions that call
 * each other. Shares no code with core/authority; its types only. The fold has to agree with it.
 *
 * It says of one person's devices only what SPEC.md says of devices that belong to one person.
 */
import { toBase32 } from '../../../core/base/base32.ts';
import { utf8 } from '../../../core/base/bytes.ts';
import { bytesOfId } from '../../../core/base/id-bytes.ts';
import type { CommunityId, DeviceId, EntryId, InviteId, PersonId, SpaceId } from '../../../core/base/ids.ts';
import type { Action } from '../../../core/authority/actions.ts';
import type { AuthorityEntry } from '../../../core/authority/authority.ts';
import { sha256 } from '../../../core/crypto/hash.ts';

type Type = Action['type'];
type Of<T extends Type> = AuthorityEntry & { readonly action: Extract<Action, { type: T }> };

export interface Answer {
  readonly effective: readonly EntryId[];
  /** [person, role, state] of everybody who was ever let in. */
  readonly members: readonly (readonly [PersonId, string, string])[];
  readonly devices: readonly (readonly [DeviceId, string])[];
  readonly invites: readonly (readonly [InviteId, string, boolean])[];
  readonly spaces: readonly (readonly [SpaceId, readonly PersonId[]])[];
}

export function oracle(community: CommunityId, held: readonly AuthorityEntry[]): Answer {
  return judge(community, held).answer();
}

export function judge(community: CommunityId, held: readonly AuthorityEntry[]): Judgement {
  const order = [...new Map(held.map((entry) => [entry.id, entry])).values()].sort((a, b) => {
    if (a.depth !== b.depth) return a.depth - b.depth;
    if (a.device !== b.device) return a.device < b.device ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
  const stays = new Set<EntryId>();
  let judgement = new Judgement(community, order, new Set(), stays);
  for (const entry of order) {
    if (!judgement.leavesNoSteward(entry)) continue;
    stays.add(entry.id);
    judgement = new Judgement(community, order, new Set(), new Set(stays));
  }
  const carried = new Set<EntryId>();
  for (const entry of order) {
    if (!judgement.isCarried(entry)) continue;
    carried.add(entry.id);
    judgement = new Judgement(community, order, new Set(carried), stays);
  }
  return judgement;
}

export class Judgement {
  readonly #community: CommunityId;
  readonly #order: readonly AuthorityEntry[];
  readonly #place = new Map<EntryId, number>();
  readonly #carried: ReadonlySet<EntryId>;
  readonly #stays: ReadonlySet<EntryId>;
  readonly #pasts = new Map<EntryId, Set<AuthorityEntry>>();
  readonly #memory = new Map<string, unknown>();
  readonly #asking = new Set<string>();
  readonly #everything: ReadonlySet<AuthorityEntry>;

  constructor(
    community: CommunityId,
    order: readonly AuthorityEntry[],
    carried: ReadonlySet<EntryId>,
    stays: ReadonlySet<EntryId>,
  ) {
    this.#community = community;
    this.#order = order;
    this.#carried = carried;
    this.#stays = stays;
    this.#everything = new Set(order);
    const byId = new Map(order.map((entry) => [entry.id, entry]));
    order.forEach((entry, place) => {
      this.#place.set(entry.id, place);
      const past = new Set<AuthorityEntry>();
      for (const ref of entry.refs) {
        past.add(byId.get(ref)!);
        for (const earlier of this.#pasts.get(ref)!) past.add(earlier);
      }
      this.#pasts.set(entry.id, past);
    });
  }

  // --- what is said

  past(entry: AuthorityEntry): ReadonlySet<AuthorityEntry> {
    return this.#pasts.get(entry.id)!;
  }

  /** These entries and all that leads to them; undefined: one is not held. */
  through(heads: readonly EntryId[]): ReadonlySet<AuthorityEntry> | undefined {
    const named = this.#order.filter(({ id }) => heads.includes(id));
    if (named.length < new Set(heads).size) return undefined;
    return new Set(named.flatMap((entry) => [entry, ...this.past(entry)]));
  }

  all<T extends Type>(
    type: T,
    where: (action: Extract<Action, { type: T }>) => boolean = () => true,
  ): Of<T>[] {
    return this.#order.filter(
      (entry): entry is Of<T> =>
        entry.action.type === type && where(entry.action as Extract<Action, { type: T }>),
    );
  }

  at(entry: AuthorityEntry): number {
    return this.#place.get(entry.id)!;
  }

  once<T>(question: string, answer: () => T): T {
    if (this.#memory.has(question)) return this.#memory.get(question) as T;
    // The definitions are well-founded; if they were not, this would say so.
    if (this.#asking.has(question)) throw new Error(`circular: ${question}`);
    this.#asking.add(question);
    const value = answer();
    this.#asking.delete(question);
    this.#memory.set(question, value);
    return value;
  }

  genesis(): Of<'genesis'> | undefined {
    return this.all('genesis').find((entry) => {
      const { salt, certificate } = entry.action;
      const id = toBase32(sha256(utf8('kith/community/1'), bytesOfId(entry.device), salt));
      return (
        entry.seq === 0 &&
        entry.refs.length === 0 &&
        certificate.device === entry.device &&
        id === this.#community
      );
    });
  }

  /** Genesis and admits with the person's certificate. */
  admissions(person: PersonId): (Of<'genesis'> | Of<'admit'>)[] {
    const genesis = this.genesis();
    return [
      ...(genesis?.action.certificate.person === person ? [genesis] : []),
      ...this.all('admit', (action) => action.certificate.person === person),
    ];
  }

  persons(): PersonId[] {
    const genesis = this.genesis();
    const all = this.all('admit').map((entry) => entry.action.certificate.person);
    return [...new Set(genesis ? [genesis.action.certificate.person, ...all] : all)];
  }

  isKnown(person: PersonId, past: ReadonlySet<AuthorityEntry>): boolean {
    return this.admissions(person).some((entry) => past.has(entry));
  }

  // --- devices of a person

  root(person: PersonId, past: ReadonlySet<AuthorityEntry>): string | undefined {
    const changes = this.all('reroot', (action) => action.person === person);
    const quorum = changes.filter((entry) => this.#carried.has(entry.id)).at(-1);
    let chain = quorum ? quorum.action.root : this.admissions(person)[0]?.action.certificate.root;
    let root = this.admissions(person)[0]?.action.certificate.root;
    for (const change of changes) {
      const follows =
        change === quorum ||
        (change.action.by !== null &&
          change.action.by === chain &&
          (!quorum || this.past(change).has(quorum)));
      if (!follows) continue;
      if (change !== quorum) chain = change.action.root;
      if (past.has(change)) root = change.action.root;
    }
    return root;
  }

  rerootHolds(change: Of<'reroot'>): boolean {
    const person = change.action.person;
    const changes = this.all('reroot', (action) => action.person === person);
    const quorum = changes.filter((entry) => this.#carried.has(entry.id)).at(-1);
    let chain = quorum ? quorum.action.root : this.admissions(person)[0]?.action.certificate.root;
    for (const other of changes) {
      const holds =
        other === quorum ||
        (other.action.by !== null && other.action.by === chain && (!quorum || this.past(other).has(quorum)));
      if (other === change) return holds;
      if (holds && other !== quorum) chain = other.action.root;
    }
    return false;
  }

  /** Smaller is more senior: certified by the root, the first device, certified by devices. */
  rank(add: Of<'add-device'>): readonly [number, number] {
    const { person, certifier } = add.action.certificate;
    return [certifier === this.root(person, this.past(add)) ? 0 : 2, this.at(add)];
  }

  addHolds(add: Of<'add-device'>): boolean {
    return this.once(`add ${add.id}`, () => {
      const { person, device, certifier } = add.action.certificate;
      if (this.admissions(person).length === 0) return false;
      const isFirst = (p: PersonId) =>
        this.admissions(p).some((entry) => entry.action.certificate.device === device);
      if (this.persons().some(isFirst)) return false;
      const rank = this.rank(add);
      const earlier = this.all(
        'add-device',
        (a) => a.certificate.device === device && a.certificate.person === person,
      );
      if (earlier.some((other) => other !== add && isBefore(this.rank(other), rank) && this.addHolds(other)))
        return false;
      if (rank[0] === 0) return true;
      const voucher = certifier as DeviceId;
      if (this.ownerBelow(voucher, this.past(add), rank) !== person) return false;
      return !this.all('drop-device', (a) => a.device === voucher || a.falling.includes(voucher)).some(
        (drop) => !this.past(drop).has(add) && this.dropHoldsBelow(drop, rank),
      );
    });
  }

  /** As `owner`, looking only at bindings more senior than the rank. */
  ownerBelow(
    device: DeviceId,
    past: ReadonlySet<AuthorityEntry>,
    rank: readonly [number, number],
  ): PersonId | undefined {
    const person = this.persons().find((p) =>
      this.admissions(p).some((entry) => entry.action.certificate.device === device && past.has(entry)),
    );
    if (person !== undefined) return isBefore([1, 0], rank) ? person : undefined;
    return this.all('add-device', (a) => a.certificate.device === device).find(
      (add) => past.has(add) && isBefore(this.rank(add), rank) && this.addHolds(add),
    )?.action.certificate.person;
  }

  owner(device: DeviceId, past: ReadonlySet<AuthorityEntry>): PersonId | undefined {
    return this.ownerBelow(device, past, [3, 0]);
  }

  author(entry: AuthorityEntry): PersonId | undefined {
    return this.once(`author ${entry.id}`, () => this.owner(entry.device, this.past(entry)));
  }

  /** The rank of the device that wrote the drop, if it is more senior than `rank`. */
  writerRank(
    drop: Of<'drop-device'>,
    rank: readonly [number, number],
  ): readonly [number, number] | undefined {
    const person = this.ownerBelow(drop.device, this.past(drop), rank);
    if (person === undefined) return undefined;
    const isFirst = this.admissions(person).some((entry) => entry.action.certificate.device === drop.device);
    if (isFirst) return isBefore([1, 0], rank) ? [1, 0] : undefined;
    const add = this.all(
      'add-device',
      (a) => a.certificate.device === drop.device && a.certificate.person === person,
    ).find((entry) => isBefore(this.rank(entry), rank) && this.addHolds(entry));
    return add && this.rank(add);
  }

  /** A drop of one of a person's devices by a more senior one, or by one of rank below `rank`. */
  dropHoldsBelow(drop: Of<'drop-device'>, rank: readonly [number, number]): boolean {
    const own = this.writerRank(drop, rank);
    if (own === undefined) return false;
    return this.once(`drop ${drop.id}`, () => {
      const person = this.author(drop);
      if (person === undefined || this.saidOwner(drop.action.device, this.past(drop)) !== person)
        return false;
      const fallen = this.all(
        'drop-device',
        (a) => a.device === drop.device || a.falling.includes(drop.device),
      ).some((other) => {
        if (other === drop || this.past(other).has(drop)) return false;
        if (other.device === drop.device)
          return this.at(other) < this.at(drop) && this.dropHoldsBelow(other, [3, 0]);
        return this.dropHoldsBelow(other, own);
      });
      return !fallen;
    });
  }

  ownDropHolds(drop: Of<'drop-device'>): boolean {
    return this.dropHoldsBelow(drop, [3, 0]);
  }

  /** Whose it was said to be, rightly or not. */
  saidOwner(device: DeviceId, past: ReadonlySet<AuthorityEntry>): PersonId | undefined {
    for (const entry of this.#order) {
      if (!past.has(entry)) continue;
      const { action } = entry;
      const says = action.type === 'admit' || action.type === 'add-device' || entry === this.genesis();
      if (says && 'certificate' in action && action.certificate.device === device)
        return action.certificate.person;
    }
    return undefined;
  }

  ownDrops(device: DeviceId): Of<'drop-device'>[] {
    return this.all('drop-device', (a) => a.device === device || a.falling.includes(device)).filter(
      (drop) => this.ownDropHolds(drop) && this.wasSaid(device, this.author(drop)!),
    );
  }

  wasSaid(device: DeviceId, person: PersonId): boolean {
    return (
      this.admissions(person).some((entry) => entry.action.certificate.device === device) ||
      this.all('add-device', (a) => a.certificate.device === device && a.certificate.person === person)
        .length > 0
    );
  }

  /** Everybody whose device it is, by anything that holds. */
  personsOf(device: DeviceId): PersonId[] {
    const admitted = this.persons().filter((person) =>
      this.admissions(person).some((entry) => entry.action.certificate.device === device),
    );
    const bound = this.all('add-device', (a) => a.certificate.device === device)
      .filter((add) => this.addHolds(add))
      .map((add) => add.action.certificate.person);
    return [...new Set([...admitted, ...bound])];
  }

  // --- stewards

  grants(person: PersonId): AuthorityEntry[] {
    const genesis = this.genesis();
    const given = this.all('role', (action) => action.person === person && action.role === 'steward');
    const all: AuthorityEntry[] = genesis?.action.certificate.person === person ? [genesis, ...given] : given;
    return all.sort((a, b) => this.at(a) - this.at(b));
  }

  /** -1: carried by a quorum; the place of the grant under which it was written; Infinity: without power. */
  power(entry: AuthorityEntry, below = Infinity): number {
    if (this.#carried.has(entry.id)) return -1;
    if (entry === this.genesis()) return Infinity;
    const person = this.author(entry);
    if (person === undefined) return Infinity;
    if (this.ownDrops(entry.device).some((drop) => this.past(entry).has(drop))) return Infinity;
    return this.stewardship(person, this.past(entry), below);
  }

  /** The place of the first grant, of those below the limit, that stands in that past; Infinity: none. */
  stewardship(person: PersonId, past: ReadonlySet<AuthorityEntry>, below = Infinity): number {
    for (const grant of this.grants(person)) {
      if (this.at(grant) >= below) break;
      if (past.has(grant) && this.holds(grant) && !this.isEnded(person, grant, past)) return this.at(grant);
    }
    return Infinity;
  }

  isEnded(person: PersonId, grant: AuthorityEntry, past: ReadonlySet<AuthorityEntry>): boolean {
    const isOver = (entry: AuthorityEntry) =>
      this.power(entry, this.at(grant)) < this.at(grant) && this.holds(entry);
    const isOwn = (entry: AuthorityEntry) =>
      this.author(entry) === person && !this.#stays.has(entry.id) && !this.isDroppedFor(entry);
    return (
      this.all('remove', (a) => a.person === person).some(
        (entry) => past.has(entry) && !this.past(grant).has(entry) && isOver(entry),
      ) ||
      this.all('role', (a) => a.person === person && a.role !== 'steward').some(
        (entry) => past.has(entry) && this.past(entry).has(grant) && (isOwn(entry) || isOver(entry)),
      ) ||
      this.all('leave').some((entry) => past.has(entry) && !this.past(grant).has(entry) && isOwn(entry))
    );
  }

  isDroppedFor(entry: AuthorityEntry): boolean {
    return this.ownDrops(entry.device).some((drop) => drop !== entry && !this.past(drop).has(entry));
  }

  // --- what counts

  holds(entry: AuthorityEntry): boolean {
    return this.once(`holds ${entry.id}`, () => this.#holds(entry));
  }

  #holds(entry: AuthorityEntry): boolean {
    const { action } = entry;
    if (action.type === 'unknown' || action.type === 'void') return false;
    if (action.type === 'genesis') return entry === this.genesis();
    if (action.type === 'add-device') return this.addHolds(entry as Of<'add-device'>);
    if (action.type === 'reroot') return this.rerootHolds(entry as Of<'reroot'>);
    if (action.type === 'drop-device') {
      const person = this.author(entry);
      if (person !== undefined && this.saidOwner(action.device, this.past(entry)) === person) {
        return this.ownDropHolds(entry as Of<'drop-device'>);
      }
    }
    if (this.#carried.has(entry.id)) return true;
    if (action.type === 'revoke-invite' && this.revokesOwn(entry as Of<'revoke-invite'>)) return true;
    const person = this.author(entry);
    if (person === undefined || this.ownDrops(entry.device).some((drop) => this.past(entry).has(drop)))
      return false;
    const power = this.power(entry);
    // Before anything is asked about later entries: nobody but a steward does these.
    const isStewardship = ['role', 'remove', 'drop-device', 'policy', 'title'].includes(action.type);
    if (isStewardship && power === Infinity) return false;
    const standing =
      power < Infinity
        ? { role: 'steward', by: this.#order[power]! }
        : this.standing(person, this.past(entry));
    if (!standing || this.isVoided(entry, person, power, standing.by)) return false;
    return this.isPermitted(entry, person, power, standing.role);
  }

  /** Voided by somebody who did not know of it. */
  isVoided(entry: AuthorityEntry, person: PersonId, power: number, by: AuthorityEntry): boolean {
    if (this.isDroppedFor(entry)) return true;
    if (this.stewardDropsAlong(entry.device, this.past(entry), power, entry).length > 0) return true;
    for (const one of this.personsOf(entry.device)) {
      const removal = this.governing(one, power, one === person ? by : undefined);
      if (removal && !this.past(removal).has(entry)) return true;
    }
    return this.all('role', (a) => a.person === person && a.role !== 'steward').some((demotion) => {
      if (demotion === by || this.past(demotion).has(entry) || this.past(entry).has(demotion)) return false;
      if (power === Infinity && (demotion.action.role === 'member' || this.past(by).has(demotion)))
        return false;
      if (power < Infinity && !this.past(demotion).has(by)) return false;
      return this.power(demotion, power) < power && this.holds(demotion);
    });
  }

  stewardDrops(device: DeviceId, below: number): Of<'drop-device'>[] {
    return this.all('drop-device', (a) => a.device === device || a.falling.includes(device)).filter(
      (drop) => {
        const person = this.author(drop);
        if (person !== undefined && this.saidOwner(drop.action.device, this.past(drop)) === person)
          return false;
        return this.power(drop, below) < below && this.holds(drop);
      },
    );
  }

  /**
   * The same, and those of devices that vouched for it, and so on, in an entry that the drop does not know. With
   * `acted`, only drops that do not know that entry of the device.
   */
  stewardDropsAlong(
    device: DeviceId,
    past: ReadonlySet<AuthorityEntry>,
    below: number,
    acted?: AuthorityEntry,
  ): Of<'drop-device'>[] {
    const drops = this.stewardDrops(device, below).filter((drop) => !acted || !this.past(drop).has(acted));
    const add = this.all('add-device', (a) => a.certificate.device === device).find(
      (candidate) => past.has(candidate) && this.addHolds(candidate),
    );
    if (!add) return drops;
    const voucher = add.action.certificate.certifier as DeviceId;
    return [...drops, ...this.stewardDropsAlong(voucher, past, below, add)];
  }

  governing(person: PersonId, power: number, by: AuthorityEntry | undefined): Of<'remove'> | undefined {
    let best: Of<'remove'> | undefined;
    for (const removal of this.all('remove', (a) => a.person === person)) {
      if (by && this.past(by).has(removal)) continue;
      if (!(this.power(removal, power) < power) || !this.holds(removal)) continue;
      if (!best || this.power(removal) <= this.power(best)) best = removal;
    }
    return best;
  }

  isPermitted(entry: AuthorityEntry, person: PersonId, power: number, role: string): boolean {
    const past = this.past(entry);
    const { action } = entry;
    const isSteward = role === 'steward';
    const isFull = isSteward || role === 'member';
    const isSenior = (other: PersonId) => this.stewardship(other, past, power) < Infinity;
    switch (action.type) {
      case 'merge':
        return true;
      case 'role':
        if (!isSteward || !this.isKnown(action.person, past)) return false;
        if (action.role === 'steward') return true;
        if (action.person === person) return !this.#stays.has(entry.id);
        return !isSenior(action.person);
      case 'remove':
        return (
          isSteward &&
          this.isKnown(action.person, past) &&
          action.person !== person &&
          !isSenior(action.person)
        );
      case 'drop-device': {
        const owner = this.owner(action.device, past);
        return isSteward && owner !== undefined && owner !== person && !isSenior(owner);
      }
      case 'revoke-invite': {
        const made = this.all('invite', (a) => a.invite === action.invite).filter((i) => past.has(i));
        return isSteward && made.some((invite) => this.power(invite) > power);
      }
      case 'policy':
        return isSteward;
      case 'title':
        return isSteward;
      case 'leave':
        return ['steward', 'member', 'guest', 'mirror'].includes(role) && !this.#stays.has(entry.id);
      case 'profile':
      case 'invite-note':
        return ['steward', 'member', 'guest', 'mirror'].includes(role);
      case 'seal':
        return isFull;
      case 'invite':
        return this.mayInvite(role, action.role) && (isSteward || this.invitePolicy(past) === 'any');
      case 'admit':
        return isFull && this.admitHolds(entry as Of<'admit'>, isSteward);
      case 'rotate':
        if (!isFull) return false;
        return (
          action.chain === 'authority' || action.chain === '' || this.isInside(action.chain, person, past)
        );
      case 'space':
        return isFull && this.birth(action.space) === entry;
      case 'space-members':
        if (!isFull || !this.isInside(action.space, person, past)) return false;
        return (
          isSteward || this.founder(action.space) === person || action.removed.every((p) => p === person)
        );
      case 'approve':
        return isFull && [...past].some((other) => other.id === action.entry);
      case 'genesis':
      case 'add-device':
      case 'reroot':
      case 'unknown':
      case 'void':
        throw new Error(`asked elsewhere: ${action.type}`);
    }
  }

  mayInvite(inviter: string, role: string): boolean {
    if (inviter === 'steward') return ['member', 'guest', 'mirror'].includes(role);
    return inviter === 'member' && ['member', 'guest'].includes(role);
  }

  invitePolicy(past: ReadonlySet<AuthorityEntry>): unknown {
    let value: unknown = 'any';
    for (const [name, said] of this.genesis()?.action.policy ?? []) if (name === 'invites') value = said;
    for (const entry of this.all('policy', (a) => a.name === 'invites')) {
      if (past.has(entry) && this.holds(entry)) value = entry.action.value;
    }
    return value;
  }

  // --- invites

  made(invite: InviteId, past: ReadonlySet<AuthorityEntry>): Of<'invite'> | undefined {
    return this.all('invite', (a) => a.invite === invite).find(
      (entry) => past.has(entry) && this.holds(entry),
    );
  }

  revokesOwn(revoke: Of<'revoke-invite'>): boolean {
    const author = this.author(revoke);
    return this.all('invite', (a) => a.invite === revoke.action.invite).some(
      (made) => author !== undefined && this.past(revoke).has(made) && this.author(made) === author,
    );
  }

  revokes(revoke: Of<'revoke-invite'>, made: Of<'invite'>): boolean {
    if (!this.holds(revoke) || !this.past(revoke).has(made)) return false;
    if (this.author(revoke) === this.author(made)) return true;
    return !this.revokesOwn(revoke) && this.power(revoke) < this.power(made);
  }

  makerStands(made: Of<'invite'>, past: ReadonlySet<AuthorityEntry>): boolean {
    const maker = this.author(made);
    const role = maker === undefined ? undefined : this.standing(maker, past)?.role;
    return role !== undefined && this.mayInvite(role, made.action.role);
  }

  admitHolds(admit: Of<'admit'>, bySteward: boolean): boolean {
    const past = this.past(admit);
    const made = this.made(admit.action.invite, past);
    if (!made || !this.makerStands(made, past)) return false;
    const revokes = this.all('revoke-invite', (a) => a.invite === admit.action.invite);
    if (revokes.some((revoke) => !this.past(revoke).has(admit) && this.revokes(revoke, made))) return false;
    if (made.action.role !== admit.action.role || (made.action.approval && !bySteward)) return false;
    const { person } = admit.action.certificate;
    if (this.standing(person, past)) return false;
    if (!bySteward && this.isRemoved(person, past)) return false;
    const others = this.all(
      'admit',
      (a) => a.invite === admit.action.invite && a.certificate.person !== person,
    );
    const used = others.filter((other) => past.has(other) && this.holds(other));
    return (
      made.action.uses === null ||
      new Set(used.map((o) => o.action.certificate.person)).size < made.action.uses
    );
  }

  // --- who is in

  standing(
    person: PersonId,
    past: ReadonlySet<AuthorityEntry>,
  ): { role: string; by: AuthorityEntry } | undefined {
    const grant = this.stewardship(person, past);
    if (grant < Infinity) return { role: 'steward', by: this.#order[grant]! };
    const stands = (entry: AuthorityEntry) =>
      past.has(entry) &&
      this.holds(entry) &&
      !this.ends(person, past).some((end) => !this.past(entry).has(end));
    const given = this.all('role', (a) => a.person === person && a.role !== 'steward')
      .filter(stands)
      .at(-1);
    if (given) return { role: given.action.role, by: given };
    const admitted = this.all('admit', (a) => a.certificate.person === person)
      .filter(stands)
      .at(-1);
    return admitted && { role: admitted.action.role, by: admitted };
  }

  ends(person: PersonId, past: ReadonlySet<AuthorityEntry>): AuthorityEntry[] {
    const removals = this.all('remove', (a) => a.person === person);
    const leaves = this.all('leave').filter((entry) => this.author(entry) === person);
    return [...removals, ...leaves].filter((entry) => past.has(entry) && this.holds(entry));
  }

  isRemoved(person: PersonId, past: ReadonlySet<AuthorityEntry>): boolean {
    return this.all('remove', (a) => a.person === person).some(
      (end) => past.has(end) && this.holds(end) && !this.isLifted(person, end, past),
    );
  }

  /** Let in again within that past by somebody who knew of the end. */
  isLifted(person: PersonId, end: AuthorityEntry, past: ReadonlySet<AuthorityEntry>): boolean {
    return [...this.admissions(person), ...this.all('role', (a) => a.person === person)].some(
      (entry) => past.has(entry) && this.holds(entry) && this.past(entry).has(end),
    );
  }

  // --- spaces

  birth(space: SpaceId): Of<'space'> | undefined {
    return this.all('space', (a) => a.space === space).find((entry) => {
      const tag = sha256(utf8('kith/space/1'), bytesOfId(this.#community), bytesOfId(entry.device)).subarray(
        0,
        10,
      );
      return space.startsWith(toBase32(tag));
    });
  }

  founder(space: SpaceId): PersonId | undefined {
    const birth = this.birth(space);
    return birth && this.author(birth);
  }

  isInside(space: SpaceId, person: PersonId, past: ReadonlySet<AuthorityEntry>): boolean {
    const birth = this.birth(space);
    if (!birth || !past.has(birth) || !this.holds(birth)) return false;
    const changes = this.all('space-members', (a) => a.space === space).filter(
      (e) => past.has(e) && this.holds(e),
    );
    const wasIn = this.founder(space) === person || birth.action.members.includes(person);
    const comings = [...(wasIn ? [birth] : []), ...changes.filter((e) => e.action.added.includes(person))];
    const goings = changes.filter((e) => e.action.removed.includes(person));
    return comings.some((coming) => goings.every((going) => this.past(coming).has(going)));
  }

  // --- last stewards, and quorums

  leavesNoSteward(entry: AuthorityEntry): boolean {
    const { action } = entry;
    const person = this.author(entry);
    if (person === undefined) return false;
    const goes =
      action.type === 'leave' ||
      (action.type === 'role' && action.role !== 'steward' && action.person === person);
    if (!goes || this.stewardship(person, this.past(entry)) === Infinity) return false;
    const others = this.persons().filter((other) => other !== person);
    const roles = others.map((other) => this.standing(other, this.past(entry))?.role);
    return !roles.includes('steward') && roles.includes('member');
  }

  isCarried(entry: AuthorityEntry): boolean {
    const { action } = entry;
    const past = this.past(entry);
    if (this.holds(entry) || this.isDroppedFor(entry)) return false;
    if (
      action.type === 'role' ||
      action.type === 'remove' ||
      (action.type === 'reroot' && action.by === null)
    ) {
      if (!this.isKnown(action.person, past)) return false;
    } else if (action.type === 'drop-device') {
      const person = this.author(entry);
      if (person !== undefined && this.saidOwner(action.device, past) === person) return false;
      if (this.owner(action.device, past) === undefined) return false;
    } else return false;
    const electors = new Set(this.persons().filter((person) => this.isElector(person, entry)));
    const author = this.author(entry);
    if (author === undefined || !electors.has(author)) return false;
    const voters = new Set([author]);
    for (const approval of this.all('approve', (a) => a.entry === entry.id)) {
      const person = this.author(approval);
      if (person === undefined || !electors.has(person) || this.isDroppedFor(approval)) continue;
      if (this.past(approval).has(entry)) voters.add(person);
    }
    return voters.size * 2 > electors.size;
  }

  isElector(person: PersonId, proposal: AuthorityEntry): boolean {
    const past = this.past(proposal);
    const role = this.standing(person, past)?.role;
    if (role !== undefined) return role === 'steward' || role === 'member';
    if (this.ends(person, past).length > 0) return false;
    return this.all('admit', (a) => a.certificate.person === person).some(
      (admit) =>
        this.holds(admit) &&
        !past.has(admit) &&
        !this.past(admit).has(proposal) &&
        admit.action.role === 'member',
    );
  }

  // --- the answer

  answer(): Answer {
    const everything = this.#everything;
    const members = this.persons().flatMap((person): [PersonId, string, string][] => {
      const standing = this.standing(person, everything);
      if (standing) return [[person, standing.role, 'in']];
      const given = [...this.admissions(person), ...this.all('role', (a) => a.person === person)]
        .filter((entry) => this.holds(entry))
        .sort((a, b) => this.at(a) - this.at(b))
        .at(-1);
      if (!given) return [];
      const role = given.action.type === 'genesis' ? 'steward' : given.action.role;
      return [[person, role, this.isRemoved(person, everything) ? 'removed' : 'left']];
    });
    const said = new Set(
      [...this.all('admit'), ...this.all('add-device'), ...(this.genesis() ? [this.genesis()!] : [])].map(
        (entry) => entry.action.certificate.device,
      ),
    );
    const devices = [...said].flatMap((device): [DeviceId, string][] => {
      const owner = this.owner(device, everything);
      const member = members.find(([person]) => person === owner);
      if (!member) return [];
      const power = this.stewardship(member[0], everything);
      const isDropped = this.ownDrops(device).length > 0 || this.stewardDrops(device, power).length > 0;
      return [[device, isDropped ? 'dropped' : member[2] === 'in' ? 'current' : member[2]]];
    });
    const invites = [...new Set(this.all('invite').map((entry) => entry.action.invite))].flatMap(
      (id): [InviteId, string, boolean][] => {
        const made = this.made(id, everything);
        if (!made) return [];
        const admits = this.all('admit', (a) => a.invite === id).filter((entry) => this.holds(entry));
        const used = new Set(admits.map((entry) => entry.action.certificate.person)).size;
        const revokes = this.all('revoke-invite', (a) => a.invite === id);
        const isRevoked = revokes.some((r) => this.revokes(r, made)) || !this.makerStands(made, everything);
        const { uses } = made.action;
        const state = isRevoked ? 'revoked' : uses !== null && used >= uses ? 'used' : 'open';
        return [[id, state, uses !== null && used > uses]];
      },
    );
    const spaces = [...new Set(this.all('space').map((entry) => entry.action.space))].flatMap(
      (space): [SpaceId, PersonId[]][] => {
        const birth = this.birth(space);
        if (!birth || !this.holds(birth)) return [];
        const inside = members.filter(
          ([p, , state]) => state === 'in' && this.isInside(space, p, everything),
        );
        return [[space, inside.map(([person]) => person).sort()]];
      },
    );
    return {
      effective: this.#order.filter((entry) => this.holds(entry)).map((entry) => entry.id),
      members: sorted(members),
      devices: sorted(devices),
      invites: sorted(invites),
      spaces: sorted(spaces),
    };
  }
}

function isBefore(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] !== b[0] ? a[0] < b[0] : a[1] < b[1];
}

function sorted<T extends readonly [string, ...unknown[]]>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => (a[0] < b[0] ? -1 : 1));
}
