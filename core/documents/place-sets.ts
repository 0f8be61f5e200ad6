/**
 * Sets of an object that merge member by member: register `ID/NAME/MEMBER` says true or false, and of each member the
 * latest word counts. So two people who add different members at once both get what they wanted. [PLACE-10]
 */
import type { ObjectId } from '../base/ids.ts';
import { may, type Ability } from '../authority/roles.ts';
import { isObjectId, type Authorship } from './place-events.ts';
import { isBoolean, isLaterField, type Field } from './place-fields.ts';
import type { PartView } from './part-view.ts';

const ID_LETTERS = 32;

type Members = Map<string, Field<boolean>>;

export class PlaceSets<Name extends string> {
  readonly #sets = new Map<ObjectId, Map<string, Members>>();

  /** `guards`: the sets' names, and what can be a member. The parts of writers without `ability` do not count. */
  constructor(
    parts: Iterable<PartView>,
    ability: Ability,
    guards: Readonly<Record<Name, (member: string) => boolean>>,
  ) {
    for (const part of parts) {
      if (!may(part.role, ability)) continue;
      for (const [key, { value, stamp }] of part.registers) {
        const end = key.indexOf('/', ID_LETTERS + 1);
        if (end < 0 || key[ID_LETTERS] !== '/' || !isBoolean(value)) continue;
        const [id, name, member] = [
          key.slice(0, ID_LETTERS),
          key.slice(ID_LETTERS + 1, end),
          key.slice(end + 1),
        ];
        if (!Object.hasOwn(guards, name) || !isObjectId(id) || !guards[name as Name](member)) continue;
        const members = this.#membersOf(id, name);
        const field = { value, stamp, person: part.person, device: part.device };
        const other = members.get(member);
        if (!other || isLaterField(field, other)) members.set(member, field);
      }
    }
  }

  /** In the order of code units. */
  in(id: ObjectId, name: Name): string[] {
    const members = this.#sets.get(id)?.get(name);
    if (!members) return [];
    return [...members]
      .filter(([, { value }]) => value)
      .map(([member]) => member)
      .sort();
  }

  /** Of all words about the members of an object's sets, those that count. */
  *words(id: ObjectId): Iterable<Authorship> {
    for (const members of this.#sets.get(id)?.values() ?? []) yield* members.values();
  }

  #membersOf(id: ObjectId, name: string): Members {
    let sets = this.#sets.get(id);
    if (!sets) this.#sets.set(id, (sets = new Map<string, Members>()));
    let members = sets.get(name);
    if (!members) sets.set(name, (members = new Map<string, Field<boolean>>()));
    return members;
  }
}

export function memberKey(id: ObjectId, name: string, member: string): string {
  return `${id}/${name}/${member}`;
}
