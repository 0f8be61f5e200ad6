/**
 * Which authority entries count, and who is in with which role, for a community in which nothing needs a quorum and
 * nobody has changed the policy, moved people in or out of spaces, or replaced a root. Everything else it judges by the
 * definitions of [AUTH], each entry by its own past, and says NOT_ORDINARY rather than to guess.
 */
import { Devices, allOf, type Act, type Of } from './devices.ts';
import { pastsOf } from './graph.ts';
import { Unreadable } from './read-cbor.ts';
import type { Entry } from './read-feed.ts';
import { statementOf, type Cut } from './statements.ts';

const INVITERS: Readonly<Record<string, readonly string[]>> = {
  steward: ['member', 'guest', 'mirror'],
  member: ['member', 'guest'],
};
const FULL = ['steward', 'member'];
const KNOWN = [...FULL, 'guest', 'mirror'];

interface Standing {
  readonly role: string;
  /** The place of the grant; without power Infinity. */
  readonly power: number;
  /** What gave the role. */
  readonly by: Act;
}

interface End {
  readonly act: Act;
  readonly cuts: readonly Cut[];
}

export class Fold {
  readonly faults: string[] = [];
  readonly #acts: Act[] = [];
  readonly #malformed: string[] = [];
  readonly #devices: Devices;
  readonly #pasts: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #answers = new Map<string, boolean>();
  readonly #asking = new Set<string>();

  /** `ordered`: all authority entries, in the total order. */
  constructor(community: Uint8Array, ordered: readonly Entry[]) {
    this.#pasts = pastsOf(ordered);
    for (const [place, entry] of ordered.entries()) {
      try {
        const said = statementOf(entry, community);
        this.#acts.push({
          id: entry.id,
          device: entry.device,
          place,
          past: this.#pasts.get(entry.id)!,
          said,
        });
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        this.faults.push(`${error.message} ${entry.id}`);
        this.#malformed.push(entry.id);
      }
    }
    this.#devices = new Devices(this.#acts);
  }

  get pasts(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#pasts;
  }

  /** Entries that do not count, in the order of their ids. Throws Unreadable NOT_ORDINARY. */
  voids(): string[] {
    const voids = this.#acts.filter((act) => !this.#counts(act));
    // What a steward's word lacks others may lend it; that is for a quorum to say.
    if (
      voids.some((act) => act.said.type === 'role' || act.said.type === 'remove' || this.#isDropOfOther(act))
    )
      throw new Unreadable('NOT_ORDINARY');
    return [...this.#malformed, ...voids.map(({ id }) => id)].sort();
  }

  title(): string {
    const said = this.#acts.flatMap((act) => {
      if (act.said.type === 'genesis') return [act.said.title];
      return act.said.type === 'title' && this.#counts(act) ? [act.said.title] : [];
    });
    return said.at(-1) ?? '';
  }

  /** `name role in|out`, in the order of the names. A role is that which the person has, or had last. */
  people(): string[] {
    const all = new Set(this.#acts.map(({ id }) => id));
    const people = new Map<string, { name: string; role: string }>();
    for (const act of this.#acts.filter((one) => this.#counts(one))) {
      const { said } = act;
      if (said.type === 'genesis') people.set(said.founder.person, { ...said.founder, role: 'steward' });
      if (said.type === 'admit') {
        const name = people.get(said.newcomer.person)?.name ?? said.newcomer.name;
        people.set(said.newcomer.person, { name, role: said.role });
      }
      const about = people.get(said.type === 'role' ? said.person : (this.#author(act) ?? ''));
      if (about && said.type === 'role') about.role = said.role;
      if (about && said.type === 'profile') about.name = said.name;
    }
    return [...people]
      .map(([person, { name, role }]) => {
        const standing = this.#standing(person, all);
        return standing ? `${name} ${standing.role} in` : `${name} ${role} out`;
      })
      .sort();
  }

  /** The role of a device's person by that past; undefined: it may write nothing. [AUTH-60] */
  roleOf(device: string, past: ReadonlySet<string>): string | undefined {
    const person = this.#devices.owner(device, past);
    const standing = person === undefined ? undefined : this.#standing(person, past);
    const isGone =
      this.#devices.ownDrops(device).some(({ id }) => past.has(id)) ||
      this.#stewardDrops(device, standing?.power ?? Infinity).some(({ id }) => past.has(id));
    return isGone ? undefined : standing?.role;
  }

  /** Where the device's content ends for who has that past; undefined: it does not. [AUTH-61] */
  endOf(device: string, past: ReadonlySet<string>): readonly Cut[] | undefined {
    const ends: End[] = [];
    let power = Infinity;
    for (const person of this.#devices.personsOf(device)) {
      const standing = this.#standing(person, past);
      power = Math.min(power, standing?.power ?? Infinity);
      const isLifted = ({ id }: Act) =>
        this.#bearers(person).some((bearer) => past.has(bearer.id) && bearer.past.has(id));
      const removals = this.#removals(person, standing?.power ?? Infinity).filter((act) => !isLifted(act));
      const governing = this.#mostPower(removals);
      if (governing) ends.push({ act: governing, cuts: governing.said.cuts });
      for (const act of this.#leaves(person)) if (!isLifted(act)) ends.push({ act, cuts: act.said.cuts });
    }
    for (const act of [...this.#devices.ownDrops(device), ...this.#stewardDropsAlong(device, past, power)])
      ends.push({ act, cuts: act.said.cuts });
    const tightest = ends
      .map(({ cuts }) => cuts.filter((cut) => cut.device === device))
      .sort((a, b) => reach(a) - reach(b))[0];
    return tightest;
  }

  #counts(act: Act): boolean {
    const known = this.#answers.get(act.id);
    if (known !== undefined) return known;
    if (this.#asking.has(act.id)) throw new Unreadable('NOT_ORDINARY');
    this.#asking.add(act.id);
    const answer = this.#judge(act);
    this.#asking.delete(act.id);
    this.#answers.set(act.id, answer);
    return answer;
  }

  #judge(act: Act): boolean {
    const { said } = act;
    if (said.type === 'genesis') return act === allOf(this.#acts, 'genesis')[0];
    if (said.type === 'bind') return this.#devices.binds(act as Of<'bind'>);
    if (said.type === 'drop' && this.#devices.isOwnDrop(act as Of<'drop'>)) return true;
    const person = this.#author(act);
    if (person === undefined) return false;
    const drops = this.#devices.ownDrops(act.device);
    // Who knows of the drop writes no more; what the drop does not know is void.
    if (drops.some((drop) => drop !== act && (act.past.has(drop.id) || !drop.past.has(act.id)))) return false;
    if (said.type === 'revoke' && this.#madeInvite(person, said.invite, act.past)) return true;
    const standing = this.#standing(person, act.past);
    return (
      standing !== undefined && !this.#isRevoked(act, person, standing) && this.#may(act, person, standing)
    );
  }

  /** [AUTH-25], [AUTH-33] */
  #isRevoked(act: Act, person: string, { power, by }: Standing): boolean {
    if (this.#stewardDropsAlong(act.device, act.past, power, act).length > 0) return true;
    for (const one of this.#devices.personsOf(act.device)) {
      const removals = this.#removals(one, power).filter(({ id }) => one !== person || !by.past.has(id));
      const governing = this.#mostPower(removals);
      if (governing && !governing.past.has(act.id)) return true;
    }
    return allOf(this.#acts, 'role').some((demotion) => {
      const { role } = demotion.said;
      const isApart = !demotion.past.has(act.id) && !act.past.has(demotion.id);
      if (demotion.said.person !== person || role === 'steward' || !isApart || demotion === by) return false;
      const concerns =
        power < Infinity ? demotion.past.has(by.id) : role !== 'member' && !by.past.has(demotion.id);
      return concerns && this.#power(demotion, power) < power && this.#counts(demotion);
    });
  }

  #may(act: Act, person: string, { role, power }: Standing): boolean {
    const { said, past } = act;
    const isSteward = role === 'steward';
    const isSenior = (other: string) => this.#grantOf(other, past, power) !== undefined;
    const isKnown = (other: string) => this.#admissionsOf(other).some(({ id }) => past.has(id));
    switch (said.type) {
      case 'merge':
        return true;
      case 'profile':
      case 'note':
        return KNOWN.includes(role);
      case 'leave':
        if (isSteward && this.#isOnlySteward(person, past)) throw new Unreadable('NOT_ORDINARY');
        return KNOWN.includes(role);
      case 'keys':
        return FULL.includes(role);
      case 'title':
        return isSteward;
      case 'invite':
        return INVITERS[role]?.includes(said.role) === true;
      case 'revoke':
        return (
          isSteward &&
          this.#invites(said.invite, past).some((invite) => this.#power(invite, Infinity) > power)
        );
      case 'admit':
        return FULL.includes(role) && this.#mayAdmit(act as Of<'admit'>, isSteward);
      case 'role':
        if (said.person === person) throw new Unreadable('NOT_ORDINARY');
        return isSteward && isKnown(said.person) && (said.role === 'steward' || !isSenior(said.person));
      case 'remove':
        return isSteward && said.person !== person && isKnown(said.person) && !isSenior(said.person);
      case 'drop': {
        const owner = this.#devices.owner(said.devices[0]!, past);
        return isSteward && owner !== undefined && owner !== person && !isSenior(owner);
      }
      case 'genesis':
      case 'bind':
        return false;
      default:
        return said satisfies never;
    }
  }

  /** [AUTH-13] to [AUTH-16] */
  #mayAdmit(act: Of<'admit'>, isSteward: boolean): boolean {
    const { newcomer, invite, role } = act.said;
    const found = this.#invites(invite, act.past)[0];
    if (found?.said.role !== role || (found.said.approval && !isSteward)) return false;
    const isRevoked = allOf(this.#acts, 'revoke').some(
      (revocation) =>
        revocation.said.invite === invite && !revocation.past.has(act.id) && this.#counts(revocation),
    );
    const maker = this.#author(found);
    const makersRole = maker === undefined ? undefined : this.#standing(maker, act.past)?.role;
    if (isRevoked || INVITERS[makersRole ?? '']?.includes(role) !== true) return false;
    const used = allOf(this.#acts, 'admit').filter(
      (other) => other.said.invite === invite && act.past.has(other.id) && this.#counts(other),
    );
    const others = new Set(used.map(({ said }) => said.newcomer.person));
    others.delete(newcomer.person);
    if (others.size >= found.said.uses || this.#standing(newcomer.person, act.past)) return false;
    const isRemoved = this.#removals(newcomer.person, Infinity).some(
      ({ id }) =>
        act.past.has(id) &&
        !this.#bearers(newcomer.person).some((bearer) => act.past.has(bearer.id) && bearer.past.has(id)),
    );
    return isSteward || !isRemoved;
  }

  /** [AUTH-39] */
  #standing(person: string, past: ReadonlySet<string>): Standing | undefined {
    const grant = this.#grantOf(person, past, Infinity);
    if (grant) return { role: 'steward', power: grant.place, by: grant };
    const ends = [...this.#removals(person, Infinity), ...this.#leaves(person)].filter(({ id }) =>
      past.has(id),
    );
    const isOf = (act: Act) =>
      past.has(act.id) && ends.every(({ id }) => act.past.has(id)) && this.#counts(act);
    const given = allOf(this.#acts, 'role').filter(
      (act) => act.said.person === person && act.said.role !== 'steward' && isOf(act),
    );
    const by =
      given.at(-1) ??
      allOf(this.#acts, 'admit')
        .filter((act) => act.said.newcomer.person === person && isOf(act))
        .at(-1);
    return by && { role: by.said.role, power: Infinity, by };
  }

  /** The grant of most power, of those with more than `below`, that stands in that past. [AUTH-30] */
  #grantOf(person: string, past: ReadonlySet<string>, below: number): Act | undefined {
    return this.#acts.find(
      (act) =>
        act.place < below &&
        past.has(act.id) &&
        (act.said.type === 'genesis'
          ? act.said.founder.person === person
          : act.said.type === 'role' && act.said.person === person && act.said.role === 'steward') &&
        this.#counts(act) &&
        !this.#isEnded(person, act, past),
    );
  }

  #isEnded(person: string, grant: Act, past: ReadonlySet<string>): boolean {
    const { place } = grant;
    return (
      this.#removals(person, place).some(({ id }) => past.has(id) && !grant.past.has(id)) ||
      this.#leaves(person).some(({ id }) => past.has(id) && !grant.past.has(id)) ||
      allOf(this.#acts, 'role').some(
        (act) =>
          act.said.person === person &&
          act.said.role !== 'steward' &&
          past.has(act.id) &&
          act.past.has(grant.id) &&
          this.#power(act, place) < place &&
          this.#counts(act),
      )
    );
  }

  /** Effective removals of the person with more power than `below`. */
  #removals(person: string, below: number): Of<'remove'>[] {
    return allOf(this.#acts, 'remove').filter(
      (act) => act.said.person === person && this.#power(act, below) < below && this.#counts(act),
    );
  }

  #leaves(person: string): Of<'leave'>[] {
    return allOf(this.#acts, 'leave').filter((act) => this.#author(act) === person && this.#counts(act));
  }

  /** Effective drops by stewards with more power than `below`. */
  #stewardDrops(device: string, below: number): Of<'drop'>[] {
    return allOf(this.#acts, 'drop').filter(
      (act) =>
        act.said.devices.includes(device) &&
        !this.#devices.isOwnDrop(act) &&
        this.#power(act, below) < below &&
        this.#counts(act),
    );
  }

  /**
   * The same of the device and of those that vouched for it in an entry that the drop does not know; with `acted`, only
   * drops that do not know that entry of the device. [AUTH-25], [AUTH-61]
   */
  #stewardDropsAlong(device: string, past: ReadonlySet<string>, below: number, acted?: Act): Of<'drop'>[] {
    const drops = this.#stewardDrops(device, below).filter((drop) => !acted || !drop.past.has(acted.id));
    const binding = this.#devices.binding(device, past);
    if (!binding) return drops;
    return [...drops, ...this.#stewardDropsAlong(binding.said.certifier, past, below, binding)];
  }

  /** What a person is in by. */
  #bearers(person: string): Act[] {
    const given = allOf(this.#acts, 'role').filter(({ said }) => said.person === person);
    return [...this.#admissionsOf(person), ...given].filter((act) => this.#counts(act));
  }

  #admissionsOf(person: string): Act[] {
    return this.#acts.filter(
      ({ said }) =>
        (said.type === 'genesis' && said.founder.person === person) ||
        (said.type === 'admit' && said.newcomer.person === person),
    );
  }

  #invites(invite: string, past: ReadonlySet<string>): Of<'invite'>[] {
    return allOf(this.#acts, 'invite').filter(
      (act) => act.said.invite === invite && past.has(act.id) && this.#counts(act),
    );
  }

  #madeInvite(person: string, invite: string, past: ReadonlySet<string>): boolean {
    return this.#invites(invite, past).some((act) => this.#author(act) === person);
  }

  #isOnlySteward(person: string, past: ReadonlySet<string>): boolean {
    const others = [
      ...new Set(this.#acts.flatMap(({ said }) => (said.type === 'role' ? [said.person] : []))),
    ];
    return !others.some((other) => other !== person && this.#grantOf(other, past, Infinity));
  }

  #isDropOfOther(act: Act): boolean {
    return act.said.type === 'drop' && !this.#devices.isOwnDrop(act as Of<'drop'>);
  }

  /** The first of them in power, the last among equals. */
  #mostPower(removals: readonly Of<'remove'>[]): Of<'remove'> | undefined {
    return removals.reduce<Of<'remove'> | undefined>(
      (best, act) => (best && this.#power(best, Infinity) < this.#power(act, Infinity) ? best : act),
      undefined,
    );
  }

  /** Of an entry; Infinity where it has none, or not more than `below`. */
  #power(act: Act, below: number): number {
    const author = this.#author(act);
    if (author === undefined) return Infinity;
    return this.#grantOf(author, act.past, below)?.place ?? Infinity;
  }

  #author(act: Act): string | undefined {
    return this.#devices.owner(act.device, act.past);
  }
}

/** Seq of the last content entry that the cuts leave; -1: none. */
function reach(cuts: readonly Cut[]): number {
  return Math.max(-1, ...cuts.map(({ content }) => content?.seq ?? -1));
}
