/**
 * Values of people inside updates: JSON in the `any` encoding of lib0, in its one canonical form. Owns the strict
 * reader; whatever it accepts is written by lib0 as the same bytes. [DOC-9] [DOC-10] [THREAT-15]
 */
import type { Json } from '../base/json.ts';
import { ByteReader } from './byte-reader.ts';
import { isForbiddenKey, LIMITS } from './limits.ts';

export type ValueCode = 'UPDATE_MALFORMED' | 'UPDATE_VALUE' | 'UPDATE_TOO_DEEP';

const NULL = 126;
const INTEGER = 125;
const FLOAT32 = 124;
const FLOAT64 = 123;
const FALSE = 121;
const TRUE = 120;
const TEXT = 119;
const OBJECT = 118;
const ARRAY = 117;
const KNOWN_OTHERS = new Set([127, 122, 116]); // undefined, bigint, bytes: not JSON

const MAX_INTEGER = 0x7fffffff;
const MAX_ARRAY_INDEX = 0xfffffffe;

const scratch = new DataView(new ArrayBuffer(8));

/** Reads values; after the first `undefined` it is of no more use and `code` says why. */
export class ValueReader extends ByteReader {
  code: ValueCode = 'UPDATE_MALFORMED';

  value(nesting = 0): Json | undefined {
    const type = this.byte();
    switch (type) {
      case TEXT:
        return this.text();
      case OBJECT:
        return nesting < LIMITS.nesting ? this.#object(nesting + 1) : this.#refuse('UPDATE_TOO_DEEP');
      case ARRAY:
        return nesting < LIMITS.nesting ? this.#array(nesting + 1) : this.#refuse('UPDATE_TOO_DEEP');
      case INTEGER:
        return this.#integer();
      case NULL:
        return null;
      case TRUE:
        return true;
      case FALSE:
        return false;
      case FLOAT32:
        return this.#float(4);
      case FLOAT64:
        return this.#float(8);
      default:
        return KNOWN_OTHERS.has(type) ? this.#refuse('UPDATE_VALUE') : undefined;
    }
  }

  #object(nesting: number): Json | undefined {
    const size = this.varUint();
    // Every property takes two bytes at least, so a false size is seen before anything is made.
    if (size < 0 || size * 2 > this.left) return undefined;
    const object: Record<string, Json> = {};
    // JavaScript puts keys that are array indices first, in ascending order, and so must the bytes.
    let lastIndex = -1;
    let inNames = false;
    for (let i = 0; i < size; i++) {
      const key = this.text();
      if (key === undefined) return undefined;
      if (isForbiddenKey(key)) return this.#refuse('UPDATE_VALUE');
      const index = arrayIndex(key);
      if (index >= 0) {
        if (inNames || index <= lastIndex) return undefined;
        lastIndex = index;
      } else {
        if (Object.hasOwn(object, key)) return undefined;
        inNames = true;
      }
      const value = this.value(nesting);
      if (value === undefined) return undefined;
      object[key] = value;
    }
    return object;
  }

  #array(nesting: number): Json | undefined {
    const size = this.varUint();
    if (size < 0 || size > this.left) return undefined;
    const array: Json[] = [];
    for (let i = 0; i < size; i++) {
      const value = this.value(nesting);
      if (value === undefined) return undefined;
      array.push(value);
    }
    return array;
  }

  /** First byte: 6 bits, the sign, "more"; then 7 bits each, least first. */
  #integer(): number | undefined {
    const first = this.byte();
    if (first < 0) return undefined;
    let value = first & 0x3f;
    if (first & 0x80) {
      let scale = 64;
      let byte: number;
      do {
        byte = this.byte();
        if (byte < 0) return undefined;
        value += (byte & 0x7f) * scale;
        scale *= 128;
        if (value > MAX_INTEGER) return undefined;
      } while (byte & 0x80);
      if (byte === 0) return undefined;
    }
    if (!(first & 0x40)) return value;
    return value === 0 ? this.#refuse('UPDATE_VALUE') : -value;
  }

  #float(size: 4 | 8): number | undefined {
    if (this.left < size) return undefined;
    for (let i = 0; i < size; i++) scratch.setUint8(i, this.byte());
    const value = size === 4 ? scratch.getFloat32(0) : scratch.getFloat64(0);
    if (!Number.isFinite(value) || Object.is(value, -0)) return this.#refuse('UPDATE_VALUE');
    if (Number.isInteger(value) && Math.abs(value) <= MAX_INTEGER) return undefined;
    return size === 8 && Math.fround(value) === value ? undefined : value;
  }

  #refuse(code: ValueCode): undefined {
    this.code = code;
    return undefined;
  }
}

/** The number of a key that is an array index in JavaScript's sense, else -1. */
function arrayIndex(key: string): number {
  const first = key.charCodeAt(0);
  if (!(first >= 48 && first <= 57) || key.length > 10) return -1;
  if (first === 48) return key.length === 1 ? 0 : -1;
  let value = 0;
  for (let i = 0; i < key.length; i++) {
    const digit = key.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value <= MAX_ARRAY_INDEX ? value : -1;
}
