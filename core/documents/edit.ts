/**
 * What a device wants to write into its own part of a place. Owns the check of values: whatever passes here is
 * carried unchanged by the encoding of updates. [DOC-9]
 */
import { accepted, refused, type Verdict } from '../base/result.ts';
import type { Json } from '../base/json.ts';
import { isForbiddenKey, LIMITS } from './limits.ts';

export interface Edit {
  /** In their order; of several values for one key the last one counts. Null clears the register. */
  readonly set: readonly (readonly [key: string, value: Json])[];
  /** Appended to the log. */
  readonly push: readonly Json[];
}

export type EditCode =
  /** Nothing to write. */
  | 'EDIT_EMPTY'
  /** More changes than one entry holds, or (from `OwnPart.write`) more bytes. */
  | 'EDIT_TOO_LARGE'
  /** A key that is empty, too long, forbidden or no well-formed text. */
  | 'EDIT_KEY'
  /** A value that is not plain JSON, or text with half a character. */
  | 'EDIT_VALUE'
  | 'EDIT_TOO_DEEP';

/** A copy of the edit that nobody else holds, with one value per key, in the order of the keys' last mention. */
export function checkEdit(edit: Edit): Verdict<Edit, EditCode> {
  const registers = new Map<string, Json>();
  for (const [key, value] of edit.set) {
    if (!isRegisterKey(key)) return refused('EDIT_KEY');
    registers.delete(key);
    registers.set(key, value);
  }
  const changes = registers.size + edit.push.length;
  if (changes === 0) return refused('EDIT_EMPTY');
  if (changes > LIMITS.changes) return refused('EDIT_TOO_LARGE');
  const set: [string, Json][] = [];
  for (const [key, value] of registers) {
    const copy = copyValue(value, 0);
    if (!copy.ok) return copy;
    set.push([key, copy.value]);
  }
  const push: Json[] = [];
  for (const value of edit.push) {
    const copy = copyValue(value, 0);
    if (!copy.ok) return copy;
    push.push(copy.value);
  }
  return accepted({ set, push });
}

function isRegisterKey(key: string): boolean {
  if (typeof key !== 'string' || key === '' || isForbiddenKey(key) || !isWellFormed(key)) return false;
  if (key.length * 3 <= LIMITS.keyBytes) return true;
  return key.length <= LIMITS.keyBytes && new TextEncoder().encode(key).length <= LIMITS.keyBytes;
}

/** No half of a surrogate pair: UTF-8 could not carry it. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function copyValue(value: unknown, nesting: number): Verdict<Json, EditCode> {
  if (value === null || typeof value === 'boolean') return accepted(value);
  if (typeof value === 'string') return isWellFormed(value) ? accepted(value) : refused('EDIT_VALUE');
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0) ? accepted(value) : refused('EDIT_VALUE');
  }
  if (typeof value !== 'object') return refused('EDIT_VALUE');
  if (nesting >= LIMITS.nesting) return refused('EDIT_TOO_DEEP');
  return Array.isArray(value) ? copyArray(value, nesting + 1) : copyObject(value, nesting + 1);
}

function copyArray(values: readonly unknown[], nesting: number): Verdict<Json, EditCode> {
  const copy: Json[] = [];
  for (let i = 0; i < values.length; i++) {
    const item = copyValue(values[i], nesting);
    if (!item.ok) return item;
    copy.push(item.value);
  }
  return accepted(copy);
}

function copyObject(object: object, nesting: number): Verdict<Json, EditCode> {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return refused('EDIT_VALUE');
  const copy: Record<string, Json> = {};
  for (const key of Reflect.ownKeys(object)) {
    if (typeof key !== 'string' || isForbiddenKey(key) || !isWellFormed(key)) return refused('EDIT_VALUE');
    const property = Object.getOwnPropertyDescriptor(object, key)!;
    if (!property.enumerable || !('value' in property)) return refused('EDIT_VALUE');
    const item = copyValue(property.value, nesting);
    if (!item.ok) return item;
    copy[key] = item.value;
  }
  return accepted(copy);
}
