/**
 * Who writes, and what a builder of edits answers. A builder looks at a view and at what a person wants, and gives the
 * edit of the person's own part, or the code of the reason why not. It changes nothing. [PLACE-8]
 */
import type { DeviceId, ObjectId, PersonId } from '../base/ids.ts';
import { may, type Ability, type Role } from '../authority/roles.ts';
import type { Edit } from './edit.ts';

export interface Author {
  readonly device: DeviceId;
  readonly person: PersonId;
  readonly role: Role;
  /** First half of the ids of what this device creates in the place (object-id.ts). */
  readonly tag: string;
  /** A fresh id that begins with `tag`. */
  newId(): ObjectId;
  /** Milliseconds since 1970; for display only. */
  readonly now: number;
}

export interface Refusal {
  readonly ok: false;
  readonly code: string;
  /** Values for the sentence that a person reads. */
  readonly details?: Readonly<Record<string, string | number>>;
}

/** `id` is the object that the edit creates or changes. */
export type Built =
  { readonly ok: true; readonly value: { readonly edit: Edit; readonly id: ObjectId } } | Refusal;

export function built(id: ObjectId, edit: Partial<Edit>): Built {
  return { ok: true, value: { id, edit: { set: edit.set ?? [], push: edit.push ?? [] } } };
}

export function notBuilt(code: string, details?: Readonly<Record<string, string | number>>): Refusal {
  return details ? { ok: false, code, details } : { ok: false, code };
}

/** ROLE_FORBIDS when the author's role does not permit it. */
export function forbidden(author: Author, ability: Ability): Refusal | undefined {
  return may(author.role, ability) ? undefined : notBuilt('ROLE_FORBIDS');
}
