/**
 * Which device is whose, by what is said within a past. Of drops and bindings that turn each other over by their ranks
 * it knows the plain cases, and says NOT_ORDINARY of the others rather than to guess. [AUTH-11], [AUTH-20] to [AUTH-24]
 */
import { Unreadable } from './read-cbor.ts';
import type { Said } from './statements.ts';

/** An authority entry that can be read. */
export interface Act {
  readonly id: string;
  readonly device: string;
  /** In the total order. */
  readonly place: number;
  readonly past: ReadonlySet<string>;
  readonly said: Said;
}

export type Of<T extends Said['type']> = Act & { readonly said: Extract<Said, { type: T }> };

/** Acts of one type, in their order. */
export function allOf<T extends Said['type']>(acts: readonly Act[], type: T): Of<T>[] {
  return acts.filter((act): act is Of<T> => act.said.type === type);
}

/** By the root, the first device, by a device; among these the order. */
type Rank = readonly [kind: 0 | 1 | 2, place: number];

export class Devices {
  readonly #admissions: readonly { readonly act: Act; readonly person: string; readonly device: string }[];
  readonly #roots = new Map<string, string>();
  readonly #bindings: readonly Of<'bind'>[];
  readonly #drops: readonly Of<'drop'>[];
  readonly #answers = new Map<string, boolean>();
  readonly #asking = new Set<string>();

  constructor(acts: readonly Act[]) {
    const founding = allOf(acts, 'genesis').slice(0, 1);
    const carried = [
      ...founding.map((act) => ({ act, certified: act.said.founder })),
      ...allOf(acts, 'admit').map((act) => ({ act, certified: act.said.newcomer })),
    ];
    this.#admissions = carried.map(({ act, certified: { person, device } }) => ({ act, person, device }));
    for (const { certified } of carried) this.#roots.set(certified.person, certified.root);
    this.#bindings = allOf(acts, 'bind');
    this.#drops = allOf(acts, 'drop');
  }

  /** The person that the device is bound to by that past. */
  owner(device: string, past: ReadonlySet<string>): string | undefined {
    const first = this.#firstOf(device).find(({ act }) => past.has(act.id));
    return first ? first.person : this.binding(device, past)?.said.person;
  }

  /** The kind 8 by which it is: none of a first device. */
  binding(device: string, past: ReadonlySet<string>): Of<'bind'> | undefined {
    return this.#bindings.find((act) => act.said.device === device && past.has(act.id) && this.binds(act));
  }

  /** Everybody to whom it is bound, by all that is held. */
  personsOf(device: string): string[] {
    const bound = this.#bindings.filter((act) => act.said.device === device && this.binds(act));
    const persons = [...this.#firstOf(device), ...bound.map(({ said }) => said)].map(({ person }) => person);
    return [...new Set(persons)];
  }

  /** [AUTH-20], [AUTH-21], [AUTH-24] */
  binds(act: Of<'bind'>): boolean {
    return this.#once(`bind ${act.id}`, () => {
      const { person, device, certifier } = act.said;
      if (!this.#roots.has(person) || this.#firstOf(device).length > 0) return false;
      const rank = this.#rankOf(act);
      const smaller = this.#bindings.filter(
        (other) =>
          other !== act &&
          other.said.device === device &&
          other.said.person === person &&
          isLess(this.#rankOf(other), rank),
      );
      if (smaller.some((other) => this.binds(other))) return false;
      if (rank[0] === 0) return true;
      if (this.owner(certifier, act.past) !== person) return false;
      return !this.#dropsOf(certifier).some(
        (drop) => !drop.past.has(act.id) && isLess(this.#writerRank(drop), rank) && this.isOwnDrop(drop),
      );
    });
  }

  /** [AUTH-22] */
  isOwnDrop(drop: Of<'drop'>): boolean {
    return this.#once(`drop ${drop.id}`, () => {
      const author = this.owner(drop.device, drop.past);
      if (author === undefined || this.#saidOwner(drop.said.devices[0]!, drop.past) !== author) return false;
      const isContested = this.#dropsOf(drop.device).some(
        (other) => other !== drop && !other.past.has(drop.id),
      );
      if (isContested) throw new Unreadable('NOT_ORDINARY');
      return true;
    });
  }

  /** Drops by the device's own person. */
  ownDrops(device: string): Of<'drop'>[] {
    return this.#dropsOf(device).filter(
      (drop) => this.isOwnDrop(drop) && this.#wasSaid(device, this.owner(drop.device, drop.past)),
    );
  }

  #dropsOf(device: string): Of<'drop'>[] {
    return this.#drops.filter(({ said }) => said.devices.includes(device));
  }

  #firstOf(device: string) {
    return this.#admissions.filter((admission) => admission.device === device);
  }

  #rankOf({ place, said: { person, certifier } }: Of<'bind'>): Rank {
    return [certifier === this.#roots.get(person) ? 0 : 2, place];
  }

  #writerRank(drop: Of<'drop'>): Rank {
    const binding = this.binding(drop.device, drop.past);
    return binding ? this.#rankOf(binding) : [1, 0];
  }

  #wasSaid(device: string, person: string | undefined): boolean {
    return (
      this.#firstOf(device).some((one) => one.person === person) ||
      this.#bindings.some(({ said }) => said.device === device && said.person === person)
    );
  }

  /** Rightly or not. */
  #saidOwner(device: string, past: ReadonlySet<string>): string | undefined {
    const said = [
      ...this.#admissions,
      ...this.#bindings.map((act) => ({ act, person: act.said.person, device: act.said.device })),
    ];
    return said
      .filter((one) => one.device === device && past.has(one.act.id))
      .sort((a, b) => a.act.place - b.act.place)[0]?.person;
  }

  #once(question: string, answer: () => boolean): boolean {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    if (this.#asking.has(question)) throw new Unreadable('NOT_ORDINARY');
    this.#asking.add(question);
    const value = answer();
    this.#asking.delete(question);
    this.#answers.set(question, value);
    return value;
  }
}

function isLess([kind, place]: Rank, other: Rank): boolean {
  return kind === other[0] ? place < other[1] : kind < other[0];
}
