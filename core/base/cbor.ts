/**
 * The part of CBOR (RFC 8949) that our formats use, in one encoding only: null, booleans, numbers, text, byte strings
 * and arrays. Hand-written in one pass, because a general library would have to decode, encode again and compare to
 * be as strict. [BASE-3] [BASE-4] [BASE-5]
 */
import { fromUtf8, utf8 } from './bytes.ts';
import { KithError } from './kith-error.ts';

/** Integers are safe ones; other numbers are finite. */
export type Cbor = null | boolean | number | string | Uint8Array | readonly Cbor[];

const MAX_DEPTH = 32;

/** Throws CBOR_UNENCODABLE for anything that is no Cbor (NaN, undefined, an object) and for cycles. */
export function encodeCbor(value: Cbor): Uint8Array {
  const writer = new Writer();
  writer.item(value, 0);
  return writer.take();
}

/** Undefined for anything but the one encoding of one value. Never throws. Byte strings are views of `bytes`. */
export function decodeCbor(
  bytes: Uint8Array,
  options: { readonly maxDepth?: number } = {},
): Cbor | undefined {
  const reader = new Reader(bytes);
  const value = reader.item(options.maxDepth ?? MAX_DEPTH);
  return reader.at === bytes.length ? value : undefined;
}

class Writer {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  item(value: Cbor, depth: number): void {
    if (value === null) this.#byte(0xf6);
    else if (typeof value === 'number') this.#number(value);
    else if (typeof value === 'string') this.#blob(0x60, utf8(value));
    else if (typeof value === 'boolean') this.#byte(value ? 0xf5 : 0xf4);
    else if (value instanceof Uint8Array) this.#blob(0x40, value);
    else if (Array.isArray(value) && depth < 256) {
      this.#head(0x80, value.length);
      for (let i = 0; i < value.length; i++) this.item(value[i] as Cbor, depth + 1);
    } else throw new KithError('CBOR_UNENCODABLE');
  }

  take(): Uint8Array {
    return this.#bytes.slice(0, this.#at);
  }

  #number(value: number): void {
    // Number.isSafeInteger(-0) holds, and -0 is written as the integer 0.
    if (Number.isSafeInteger(value)) {
      if (value >= 0) this.#head(0x00, value);
      else this.#head(0x20, -1 - value);
      return;
    }
    if (!Number.isFinite(value)) throw new KithError('CBOR_UNENCODABLE');
    this.#room(9);
    this.#bytes[this.#at] = 0xfb;
    this.#view.setFloat64(this.#at + 1, value);
    this.#at += 9;
  }

  #blob(major: number, bytes: Uint8Array): void {
    this.#head(major, bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #head(major: number, value: number): void {
    this.#room(9);
    if (value < 24) {
      this.#bytes[this.#at++] = major | value;
    } else if (value < 0x100) {
      this.#bytes[this.#at++] = major | 24;
      this.#bytes[this.#at++] = value;
    } else if (value < 0x10000) {
      this.#bytes[this.#at++] = major | 25;
      this.#view.setUint16(this.#at, value);
      this.#at += 2;
    } else if (value < 0x100000000) {
      this.#bytes[this.#at++] = major | 26;
      this.#view.setUint32(this.#at, value);
      this.#at += 4;
    } else {
      this.#bytes[this.#at++] = major | 27;
      this.#view.setUint32(this.#at, Math.floor(value / 0x100000000));
      this.#view.setUint32(this.#at + 4, value % 0x100000000);
      this.#at += 8;
    }
  }

  #byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#at++] = value;
  }

  #room(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + length));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next item, or undefined; after undefined the reader is of no more use. */
  item(depth: number): Cbor | undefined {
    const first = this.#bytes[this.at];
    if (first === undefined) return undefined;
    this.at += 1;
    const major = first >>> 5;
    if (major === 7) return this.#simple(first);
    const argument = this.#argument(first & 31);
    if (argument === undefined) return undefined;
    switch (major) {
      case 0:
        return argument;
      case 1:
        return argument < Number.MAX_SAFE_INTEGER ? -1 - argument : undefined;
      case 2:
        return this.#take(argument);
      case 3:
        return this.#text(argument);
      case 4:
        return this.#array(argument, depth);
      default:
        // Maps and tags are in none of our formats.
        return undefined;
    }
  }

  #simple(first: number): Cbor | undefined {
    if (first === 0xf6) return null;
    if (first === 0xf5) return true;
    if (first === 0xf4) return false;
    if (first !== 0xfb) return undefined;
    const bytes = this.#take(8);
    if (!bytes) return undefined;
    const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0);
    return Number.isFinite(value) && !Number.isSafeInteger(value) ? value : undefined;
  }

  /** The number in an item's head: in its shortest form, and a safe integer. */
  #argument(short: number): number | undefined {
    if (short < 24) return short;
    const length = short === 24 ? 1 : short === 25 ? 2 : short === 26 ? 4 : short === 27 ? 8 : 0;
    if (length === 0 || this.at + length > this.#bytes.length) return undefined;
    let value = 0;
    for (let i = 0; i < length; i++) value = value * 256 + this.#bytes[this.at + i]!;
    this.at += length;
    const least = length === 1 ? 24 : length === 2 ? 0x100 : length === 4 ? 0x10000 : 0x100000000;
    return value >= least && value <= Number.MAX_SAFE_INTEGER ? value : undefined;
  }

  #take(length: number): Uint8Array | undefined {
    if (length > this.#bytes.length - this.at) return undefined;
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  #text(length: number): string | undefined {
    if (length > 32) {
      const bytes = this.#take(length);
      return bytes && fromUtf8(bytes);
    }
    // Short text is mostly ASCII, and a decoder's call costs more than the letters.
    let text = '';
    for (let i = 0; i < length; i++) {
      const byte = this.#bytes[this.at + i];
      if (byte === undefined) return undefined;
      if (byte >= 0x80) {
        const bytes = this.#take(length);
        return bytes && fromUtf8(bytes);
      }
      text += String.fromCharCode(byte);
    }
    this.at += length;
    return text;
  }

  #array(length: number, depth: number): Cbor | undefined {
    // Every item takes a byte at least, so a false length is seen before anything is allocated.
    if (depth <= 0 || length > this.#bytes.length - this.at) return undefined;
    const items: Cbor[] = [];
    for (let i = 0; i < length; i++) {
      const value = this.item(depth - 1);
      if (value === undefined) return undefined;
      items.push(value);
    }
    return items;
  }
}
