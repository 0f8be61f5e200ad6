/**
 * Which device is whose: the part of the fold that no role can touch. Judges add-device, a person's own drop-device
 * and reroot entries, person by person, and answers who wrote an entry [AUTH-20] .. [AUTH-26].
 *
 * Well-founded because devices of a person are settled by seniority: those the root certified later, then the first
 * device, then those that devices vouched for, each by the order of the entries that bound them. What a device's
 * binding and its drops depend on is always older than itself or settled before it.
 *
 * Does not own: drops by stewards and by quorum (stewardship.ts), which only void what a dropped device does.
 */
import type { DeviceId, PersonId } from '../base/ids.ts';
import type { Binding, Facts } from './facts.ts';
import type { Scope } from './past.ts';

export class DeviceLayer {
  readonly #facts: Facts;
  /** Entries approved by a quorum: of these only reroots matter here. */
  readonly #approved: ReadonlySet<number>;
  /** Bindings that hold, by device, in the total order. */
  readonly #good = new Map<DeviceId, Binding[]>();
  /** Own drops that hold, by the device that they drop. */
  readonly #ownDrops = new Map<DeviceId, number[]>();
  /** Verdicts of the entries judged here; null: effective. */
  readonly #codes = new Map<number, string | null>();

  constructor(facts: Facts, approved: ReadonlySet<number>) {
    this.#facts = facts;
    this.#approved = approved;
    for (const [device, bindings] of facts.bindings) {
      const first = bindings.filter((binding) => binding.certifier === null);
      if (first.length > 0) this.#good.set(device, first);
    }
    const persons = new Set<PersonId>(facts.reroots.keys());
    for (const at of facts.adds) persons.add(facts.action<'add-device'>(at).certificate.person);
    for (const at of facts.drops) {
      for (const binding of facts.bindings.get(facts.entry(at).device) ?? []) persons.add(binding.person);
    }
    for (const person of persons) this.#settle(person);
  }

  /**
   * What an admission or a further certificate that comes after everything says. Only for a device or a person of whom
   * nothing was said before by an entry of the other kind: anything else may change what was settled.
   */
  append(at: number): void {
    const action = this.#facts.entry(at).action;
    if (action.type === 'add-device') {
      const { person, certifier } = action.certificate;
      this.#add(person, at, certifier === this.rootAt(person, this.#facts.past.scope(at)));
    } else if (action.type === 'admit') {
      const { device } = action.certificate;
      const binding = this.#facts.bindings.get(device)?.find(({ entry }) => entry === at);
      if (binding) this.#good.set(device, [...this.bindings(device), binding]);
    }
  }

  /** Judged here? Then its code, null when it is effective. */
  codeOf(entry: number): string | null | undefined {
    return this.#codes.get(entry);
  }

  bindings(device: DeviceId): readonly Binding[] {
    return this.#good.get(device) ?? [];
  }

  /** Whose device it is within the scope, dropped or not. */
  bindingAt(device: DeviceId, scope: Scope): Binding | undefined {
    const { past } = this.#facts;
    return this.#good.get(device)?.find((binding) => past.has(scope, binding.entry));
  }

  /** An own drop of the device within the scope. */
  ownDropAt(device: DeviceId, scope: Scope): number | undefined {
    return this.#ownDrops.get(device)?.find((drop) => this.#facts.past.has(scope, drop));
  }

  ownDrops(device: DeviceId): readonly number[] {
    return this.#ownDrops.get(device) ?? [];
  }

  /** Whether an own drop voids what the device wrote: everything that the drop did not know. */
  isDroppedFor(entry: number): boolean {
    const drops = this.#ownDrops.get(this.#facts.entry(entry).device);
    return (
      drops !== undefined && drops.some((drop) => drop !== entry && !this.#facts.past.knows(drop, entry))
    );
  }

  /** The person who wrote an entry, by the entry's own past. */
  authorOf(entry: number): PersonId | undefined {
    return this.bindingAt(this.#facts.entry(entry).device, this.#facts.past.scope(entry))?.person;
  }

  rootAt(person: PersonId, scope: Scope): string | undefined {
    let root = this.#facts.certificates.get(person)?.root;
    for (const at of this.#facts.reroots.get(person) ?? []) {
      if (this.#codes.get(at) === null && this.#facts.past.has(scope, at)) {
        root = this.#facts.action<'reroot'>(at).root;
      }
    }
    return root;
  }

  #settle(person: PersonId): void {
    this.#settleRoots(person);
    const { certificates } = this.#facts;
    const adds = this.#facts.adds.filter(
      (at) => this.#facts.action<'add-device'>(at).certificate.person === person,
    );
    const certified = (at: number) => this.#facts.action<'add-device'>(at).certificate.certifier;
    const byRoot = adds.filter((at) => certified(at) === this.rootAt(person, this.#facts.past.scope(at)));
    for (const at of byRoot) this.#add(person, at, true);
    const first = certificates.get(person)?.device;
    if (first !== undefined) this.#drop(person, first);
    for (const at of adds) if (!byRoot.includes(at)) this.#add(person, at, false);
  }

  /** A chain of roots: each replaced by itself, the first in the total order; a quorum's replacement begins anew. */
  #settleRoots(person: PersonId): void {
    const reroots = this.#facts.reroots.get(person) ?? [];
    const byQuorum = reroots.filter((at) => this.#approved.has(at)).at(-1);
    let root =
      byQuorum === undefined
        ? this.#facts.certificates.get(person)?.root
        : this.#facts.action<'reroot'>(byQuorum).root;
    for (const at of reroots) {
      const action = this.#facts.action<'reroot'>(at);
      if (at === byQuorum) this.#codes.set(at, null);
      else if (action.by === null) continue;
      else if (byQuorum !== undefined && !this.#facts.past.knows(at, byQuorum))
        this.#codes.set(at, 'REVOKED');
      else if (action.by !== root) this.#codes.set(at, 'ROOT_REPLACED');
      else {
        this.#codes.set(at, null);
        root = action.root;
      }
    }
  }

  #add(person: PersonId, at: number, byRoot: boolean): void {
    const { past } = this.#facts;
    const { device, certifier } = this.#facts.action<'add-device'>(at).certificate;
    const code = (): string | null => {
      if (this.#facts.certificates.get(person) === undefined) return 'PERSON_UNKNOWN';
      if (this.#good.get(device)?.some((b) => b.person === person || b.certifier === null))
        return 'DEVICE_KNOWN';
      if (byRoot) return null;
      const voucher = this.bindingAt(certifier as DeviceId, past.scope(at));
      if (voucher?.person !== person) return 'CERTIFIER_UNKNOWN';
      return this.ownDrops(certifier as DeviceId).some((drop) => !past.knows(drop, at))
        ? 'DEVICE_DROPPED'
        : null;
    };
    const verdict = code();
    this.#codes.set(at, verdict);
    if (verdict !== null) return;
    const bindings = [
      ...this.bindings(device),
      ...this.#facts.bindings.get(device)!.filter((b) => b.entry === at),
    ];
    this.#good.set(
      device,
      bindings.sort((a, b) => a.entry - b.entry),
    );
    this.#drop(person, device);
  }

  /** The drops that a device of the person wrote about the person's devices. */
  #drop(person: PersonId, device: DeviceId): void {
    const { past } = this.#facts;
    for (const at of this.#facts.by.get(device) ?? []) {
      const action = this.#facts.entry(at).action;
      if (action.type !== 'drop-device' || this.#codes.has(at)) continue;
      if (this.authorOf(at) !== person) continue;
      const target = this.#facts.bindings.get(action.device)?.find((b) => past.knows(at, b.entry));
      if (target?.person !== person) continue;
      // Only drops by senior devices are settled by now: a junior's drop does not keep a senior from dropping it.
      const fallen = this.ownDrops(device).some((drop) => !past.knows(drop, at));
      this.#codes.set(at, fallen ? 'DEVICE_DROPPED' : null);
      if (fallen) continue;
      for (const dropped of [action.device, ...action.falling]) this.#markDropped(person, dropped, at);
    }
  }

  #markDropped(person: PersonId, device: DeviceId, at: number): void {
    const bound = this.#facts.bindings.get(device)?.some((b) => b.person === person) ?? false;
    if (!bound) return;
    const drops = this.#ownDrops.get(device) ?? [];
    if (!drops.includes(at))
      this.#ownDrops.set(
        device,
        [...drops, at].sort((a, b) => a - b),
      );
  }
}
