/**
 * The state of one pass of the fold, and the questions about it: who is a steward, who has which role, within a scope.
 * Owns verdicts and powers of entries; the order in which they are settled is stewardship.ts and ordinary.ts.
 *
 * Power: the index of the entry that granted the stewardship under which an entry was written; -1 for what a quorum
 * approved; Infinity for everybody else. The smaller, the more senior [AUTH-30].
 */
import type { DeviceId, PersonId } from '../base/ids.ts';
import type { Cut } from './actions.ts';
import { DeviceLayer } from './device-layer.ts';
import type { Binding, Facts } from './facts.ts';
import { push } from './facts.ts';
import type { Scope } from './past.ts';
import type { Role } from './roles.ts';

export const QUORUM_POWER = -1;
export const NO_POWER = Infinity;

export interface RoleHeld {
  readonly role: Role;
  /** The entry that gave it. */
  readonly by: number;
  readonly power: number;
}

export class Standing {
  readonly facts: Facts;
  readonly devices: DeviceLayer;
  readonly approved: ReadonlySet<number>;
  /** Leaves and resignations that are void because a last steward wrote them. */
  readonly stays: ReadonlySet<number>;
  readonly power: number[];
  /** Effective drops by stewards or a quorum, by device. */
  readonly stewardDrops = new Map<DeviceId, number[]>();
  readonly leavesOf = new Map<PersonId, number[]>();
  readonly #codes: (string | null | undefined)[];
  /** Effective grants of stewardship by person, ascending. */
  readonly #grants = new Map<PersonId, number[]>();

  constructor(facts: Facts, approved: ReadonlySet<number>, stays: ReadonlySet<number>) {
    this.facts = facts;
    this.approved = approved;
    this.stays = stays;
    this.devices = new DeviceLayer(facts, approved);
    const size = facts.past.entries.length;
    this.#codes = new Array<string | null | undefined>(size).fill(undefined);
    this.power = new Array<number>(size).fill(NO_POWER);
    for (const at of facts.leaves) this.#noteLeave(at);
  }

  /** Makes room for the entry that the facts have got last, whose verdict is still to be settled. */
  append(at: number): void {
    this.#codes.push(undefined);
    this.power.push(NO_POWER);
    this.devices.append(at);
    if (this.facts.entry(at).action.type === 'leave') this.#noteLeave(at);
  }

  codeOf(at: number): string | null | undefined {
    return this.#codes[at];
  }

  isEffective(at: number): boolean {
    return this.#codes[at] === null;
  }

  /** Null: effective. */
  settle(at: number, code: string | null): void {
    this.#codes[at] = code;
    if (code !== null) return;
    const action = this.facts.entry(at).action;
    if (action.type === 'genesis') push(this.#grants, action.certificate.person, at);
    if (action.type === 'role' && action.role === 'steward') this.#addGrant(action.person, at);
    if (action.type === 'drop-device' && this.devices.codeOf(at) === undefined) {
      for (const device of [action.device, ...action.falling]) push(this.stewardDrops, device, at);
    }
  }

  /** Effective grants of stewardship, the most senior first. */
  grantsOf(person: PersonId): readonly number[] {
    return this.#grants.get(person) ?? [];
  }

  /** The most senior stewardship that a person holds within the scope, of those more senior than `below`. */
  grantAt(person: PersonId, scope: Scope, below = NO_POWER): number | undefined {
    for (const grant of this.#grants.get(person) ?? []) {
      if (grant >= below) return undefined;
      if (this.facts.past.has(scope, grant) && !this.isEnded(person, grant, scope)) return grant;
    }
    return undefined;
  }

  stewards(): Iterable<PersonId> {
    return this.#grants.keys();
  }

  /** Removed or demoted by somebody more senior than the grant, or given up. */
  isEnded(person: PersonId, grant: number, scope: Scope): boolean {
    const { past } = this.facts;
    for (const at of this.facts.removes.get(person) ?? []) {
      if (this.isEffective(at) && this.power[at]! < grant && past.has(scope, at) && !past.knows(grant, at))
        return true;
    }
    for (const at of this.facts.roles.get(person) ?? []) {
      // Who gave another role without knowing of the stewardship did not take it away.
      if (this.facts.action<'role'>(at).role === 'steward' || !past.has(scope, at) || !past.knows(at, grant))
        continue;
      if (this.isEffective(at) && this.power[at]! < grant) return true;
      if (this.devices.authorOf(at) === person && this.#givesUp(at)) return true;
    }
    for (const at of this.leavesOf.get(person) ?? []) {
      if (past.has(scope, at) && !past.knows(grant, at) && this.#givesUp(at)) return true;
    }
    return false;
  }

  /** Undefined: not in the community within the scope. */
  roleAt(person: PersonId, scope: Scope): RoleHeld | undefined {
    const grant = this.grantAt(person, scope);
    if (grant !== undefined) return { role: 'steward', by: grant, power: grant };
    const { past } = this.facts;
    // A role that was given beats the one that came with an admission, whenever the two are apart.
    let by = -1;
    for (const at of this.facts.roles.get(person) ?? []) {
      if (this.facts.action<'role'>(at).role === 'steward') continue;
      if (this.isEffective(at) && past.has(scope, at) && !this.isCancelled(person, at, scope)) by = at;
    }
    if (by >= 0) return { role: this.facts.action<'role'>(by).role, by, power: NO_POWER };
    for (const at of this.facts.admits.get(person) ?? []) {
      if (at === this.facts.genesis || !this.isEffective(at) || !past.has(scope, at)) continue;
      if (!this.isCancelled(person, at, scope)) by = at;
    }
    return by < 0 ? undefined : { role: this.facts.action<'admit'>(by).role, by, power: NO_POWER };
  }

  /** Ended by a removal or a leave within the scope that the admission did not know. */
  isCancelled(person: PersonId, bearer: number, scope: Scope): boolean {
    const ends = (at: number) =>
      this.isEffective(at) && this.facts.past.has(scope, at) && !this.facts.past.knows(bearer, at);
    return (
      (this.facts.removes.get(person)?.some(ends) ?? false) ||
      (this.leavesOf.get(person)?.some(ends) ?? false)
    );
  }

  /** Removed from the community or gone within the scope, once at least. */
  hasEndedAt(person: PersonId, scope: Scope): boolean {
    const ends = (at: number) => this.isEffective(at) && this.facts.past.has(scope, at);
    return (
      (this.facts.removes.get(person)?.some(ends) ?? false) ||
      (this.leavesOf.get(person)?.some(ends) ?? false)
    );
  }

  /** Removed within the scope, and not admitted since. */
  isRemovedAt(person: PersonId, scope: Scope): boolean {
    return (this.facts.removes.get(person) ?? []).some(
      (at) => this.isEffective(at) && this.facts.past.has(scope, at) && !this.#isLifted(person, at, scope),
    );
  }

  /** The code with which a revocation voids what the person wrote outside its past; null: none does. */
  revokedCode(at: number, person: PersonId, held: RoleHeld): string | null {
    const { past } = this.facts;
    if (this.devices.isDroppedFor(at)) return 'DEVICE_DROPPED';
    if (this.#isDroppedBySteward(at, held.power)) return 'DEVICE_DROPPED';
    for (const other of this.#personsOf(this.facts.entry(at).device)) {
      const removal = this.#governing(other, other === person ? held : { ...held, by: -1 });
      if (removal !== undefined && !past.knows(removal, at)) return 'REVOKED';
    }
    for (const demotion of this.facts.roles.get(person) ?? []) {
      if (past.knows(demotion, at) || past.knows(at, demotion)) continue;
      if (this.isEffective(demotion) && this.#demotes(demotion, held)) return 'REVOKED';
    }
    return null;
  }

  /**
   * Where the content of a device ends whose author stands so within the scope; null: it does not. Of several ends
   * (the governing removal, leaves, drops) the tightest counts: the one whose furthest content tip has the least seq.
   */
  cutsAt(device: DeviceId, scope: Scope): readonly Cut[] | null {
    let tightest: readonly Cut[] | null = null;
    const end = (cuts: readonly Cut[]) => {
      const own = cuts.filter((cut) => cut.device === device);
      if (tightest === null || reach(own) < reach(tightest)) tightest = own;
    };
    let power = NO_POWER;
    for (const person of this.#personsOf(device)) {
      const held = this.roleAt(person, scope);
      power = Math.min(power, held?.power ?? NO_POWER);
      const lifted = (at: number) => this.#isLifted(person, at, scope);
      const removal = this.#governing(person, { role: '', by: -1, power: held?.power ?? NO_POWER }, lifted);
      if (removal !== undefined) end(this.facts.action<'remove'>(removal).cuts);
      for (const at of this.leavesOf.get(person) ?? []) {
        if (this.isEffective(at) && !lifted(at)) end(this.facts.action<'leave'>(at).cuts);
      }
    }
    const drops = new Set(this.devices.ownDrops(device));
    for (const at of this.#stewardDropsOf(device, null, scope)) if (this.power[at]! < power) drops.add(at);
    for (const at of drops) end(this.facts.action<'drop-device'>(at).cuts);
    return tightest;
  }

  isDroppedAt(device: DeviceId, scope: Scope, power: number): boolean {
    if (this.devices.ownDropAt(device, scope) !== undefined) return true;
    return (this.stewardDrops.get(device) ?? []).some(
      (at) => this.power[at]! < power && this.facts.past.has(scope, at),
    );
  }

  /**
   * The effective entries by which the device is out within the scope, those that say the most about it first: drops,
   * then removals, then leaves, each in the order. Empty: it is current, or nobody's.
   */
  endsOf(device: DeviceId, scope: Scope): readonly number[] {
    const binding = this.devices.bindingAt(device, scope);
    if (!binding) return [];
    const { person } = binding;
    const held = this.roleAt(person, scope);
    const power = held?.power ?? NO_POWER;
    const { past } = this.facts;
    const drops = [
      ...this.devices.ownDrops(device).filter((at) => past.has(scope, at)),
      ...(this.stewardDrops.get(device) ?? []).filter((at) => this.power[at]! < power && past.has(scope, at)),
    ];
    const ends = new Set(drops.sort((a, b) => a - b));
    if (held) return [...ends];
    const gone = [...(this.facts.removes.get(person) ?? []), ...(this.leavesOf.get(person) ?? [])].filter(
      (at) => this.isEffective(at) && past.has(scope, at),
    );
    // One that a later admission knew says nothing to whoever holds that admission.
    const standing = gone.filter((at) => !this.#isLifted(person, at, scope));
    for (const at of standing.length > 0 ? standing : gone) ends.add(at);
    return [...ends];
  }

  /**
   * What has taken a stewardship from the device's person without which that end would be none: whoever wrote it is not the
   * more senior of the two.
   */
  demotionsBehind(end: number, device: DeviceId): readonly number[] {
    const found: number[] = [];
    for (const person of this.#personsOf(device)) {
      const [mostSenior = NO_POWER] = this.grantsOf(person);
      if (this.power[end]! < mostSenior) continue;
      for (const at of this.facts.roles.get(person) ?? [])
        if (this.facts.action<'role'>(at).role !== 'steward' && this.isEffective(at)) found.push(at);
    }
    return found;
  }

  /**
   * The removal that governs a person: the most senior remover's, and of that one the latest. Not one that a later
   * admission knew.
   */
  #governing(person: PersonId, held: RoleHeld, lifted?: (at: number) => boolean): number | undefined {
    let governing: number | undefined;
    for (const at of this.facts.removes.get(person) ?? []) {
      if (!this.isEffective(at) || this.power[at]! >= held.power) continue;
      if (held.by >= 0 && this.facts.past.knows(held.by, at)) continue;
      if (lifted?.(at)) continue;
      if (governing === undefined || this.power[at]! <= this.power[governing]!) governing = at;
    }
    return governing;
  }

  #isLifted(person: PersonId, end: number, scope: Scope): boolean {
    const { past } = this.facts;
    const lifts = (at: number) => this.isEffective(at) && past.has(scope, at) && past.knows(at, end);
    return (
      (this.facts.admits.get(person)?.some(lifts) ?? false) ||
      (this.facts.roles.get(person)?.some(lifts) ?? false)
    );
  }

  #demotes(at: number, held: RoleHeld): boolean {
    if (at === held.by || this.power[at]! >= held.power) return false;
    const { role } = this.facts.action<'role'>(at);
    if (held.power !== NO_POWER) return role !== 'steward' && this.facts.past.knows(at, held.by);
    return role !== 'member' && role !== 'steward' && !this.facts.past.knows(held.by, at);
  }

  #isDroppedBySteward(at: number, power: number): boolean {
    const drops = this.#stewardDropsOf(this.facts.entry(at).device, at, this.facts.past.scope(at));
    return drops.some((drop) => this.power[drop]! < power);
  }

  /**
   * Drops by stewards of the device, or of one that vouched for it later than the drop knew. With `acted`, only those
   * that did not know that entry of the device.
   */
  #stewardDropsOf(device: DeviceId, acted: number | null, scope: Scope): number[] {
    const found: number[] = [];
    if (this.stewardDrops.size === 0) return found;
    const seen = new Set<DeviceId>();
    for (let next: DeviceId | undefined = device; next !== undefined && !seen.has(next);) {
      seen.add(next);
      for (const drop of this.stewardDrops.get(next) ?? []) {
        if (acted === null || !this.facts.past.knows(drop, acted)) found.push(drop);
      }
      const binding: Binding | undefined = this.devices.bindingAt(next, scope);
      if (!binding || binding.certifier === null) break;
      acted = binding.entry;
      next = binding.certifier as DeviceId;
    }
    return found;
  }

  /** Everybody whose device it was ever said to be: nobody escapes a removal by a second certificate. */
  #personsOf(device: DeviceId): Iterable<PersonId> {
    const bindings = this.devices.bindings(device);
    if (bindings.length === 1) return [bindings[0]!.person];
    return new Set(bindings.map((binding) => binding.person));
  }

  #givesUp(at: number): boolean {
    return !this.stays.has(at) && !this.devices.isDroppedFor(at);
  }

  #noteLeave(at: number): void {
    const person = this.devices.authorOf(at);
    if (person !== undefined) push(this.leavesOf, person, at);
  }

  #addGrant(person: PersonId, at: number): void {
    const grants = [...(this.#grants.get(person) ?? []), at];
    this.#grants.set(
      person,
      grants.sort((a, b) => a - b),
    );
  }
}

/** Seq of the last content entry that the cuts leave; -1: none. */
function reach(cuts: readonly Cut[]): number {
  return Math.max(-1, ...cuts.map((cut) => cut.content?.seq ?? -1));
}
