/**
 * Shared fields of objects: register `ID/FIELD`. Every writer's part holds its own value; the latest that is of the
 * right form is what everybody sees, so a malformed value hides nobody's. [PLACE-4]
 */
import { canonicalJson } from '../base/canonical-json.ts';
import type { ObjectId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { may, type Ability } from '../authority/roles.ts';
import { isObjectId, type Authorship } from './place-events.ts';
import type { PartView } from './part-view.ts';
import { compareStamps } from './stamp.ts';

export interface Field<T> extends Authorship {
  readonly value: T;
}

type Guard<T> = (value: unknown) => value is T & Json;
type Guards = Readonly<Record<string, Guard<unknown>>>;
type Guarded<G> = G extends (value: unknown) => value is infer T ? T : never;

const ID_LETTERS = 32;

export class PlaceFields<G extends Guards> {
  readonly #latest = new Map<ObjectId, Map<string, Field<Json>>>();

  /** `guards`: the fields' names, and which values count. The parts of writers without `ability` do not. */
  constructor(parts: Iterable<PartView>, ability: Ability, guards: G) {
    for (const part of parts) {
      if (!may(part.role, ability)) continue;
      for (const [key, { value, stamp }] of part.registers) {
        const [id, name] = [key.slice(0, ID_LETTERS), key.slice(ID_LETTERS + 1)];
        if (!Object.hasOwn(guards, name) || key[ID_LETTERS] !== '/' || !isObjectId(id)) continue;
        if (!guards[name]!(value)) continue;
        let fields = this.#latest.get(id);
        if (!fields) this.#latest.set(id, (fields = new Map<string, Field<Json>>()));
        const other = fields.get(name);
        const field = { value, stamp, person: part.person, device: part.device };
        if (!other || isLaterField(field, other)) fields.set(name, field);
      }
    }
  }

  get<Name extends keyof G & string>(id: ObjectId, name: Name): Field<Guarded<G[Name]>> | undefined {
    // The guard of that name has let the value pass.
    return this.#latest.get(id)?.get(name) as Field<Guarded<G[Name]>> | undefined;
  }

  /** One whose name is known at run time alone; its guard has let the value pass. */
  named(id: ObjectId, name: string): Field<Json> | undefined {
    return this.#latest.get(id)?.get(name);
  }

  /** All that are set of one object. */
  of(id: ObjectId): Iterable<Field<Json>> {
    return this.#latest.get(id)?.values() ?? [];
  }
}

export function fieldKey(id: ObjectId, name: string): string {
  return `${id}/${name}`;
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** Which of two words about one thing counts. */
export function isLaterField(a: Field<Json>, b: Field<Json>): boolean {
  const order = compareStamps(a.stamp, b.stamp);
  return order !== 0 ? order > 0 : canonicalJson(a.value) > canonicalJson(b.value);
}
