/** Reads the primitive forms of lib0 in one pass, canonical only. A failed read answers -1 or undefined. [DOC-10] */
import { fromUtf8 } from '../base/bytes.ts';

/** Node's own routine for text of one byte a letter: a decoder's call costs more than a short text. */
const { latin1Slice } = Buffer.prototype as unknown as {
  latin1Slice: (this: Uint8Array, start: number, end: number) => string;
};

/** Short words that come again and again, such as the keys of objects: found by their bytes and held once. */
const WORD_BYTES = 12;
const words: string[] = new Array<string>(512).fill('');

export class ByteReader {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    return this.at < this.bytes.length ? this.bytes[this.at++]! : -1;
  }

  /** 7 bits a byte, least first, no byte too many; at most 2^53 - 1. */
  varUint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      if (this.at >= this.bytes.length) return -1;
      const byte = this.bytes[this.at++]!;
      value += (byte & 0x7f) * scale;
      if (value > Number.MAX_SAFE_INTEGER) return -1;
      if (byte < 0x80) return byte === 0 && scale > 1 ? -1 : value;
      scale *= 128;
    }
  }

  /** Big endian, as it stands; NaN when there are too few bytes. */
  float64(): number {
    if (this.left < 8) return NaN;
    this.at += 8;
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at - 8, 8).getFloat64(0);
  }

  /** UTF-8 with its length in bytes before it. */
  text(): string | undefined {
    const length = this.varUint();
    if (length < 0 || length > this.left) return undefined;
    const start = this.at;
    const end = start + length;
    this.at = end;
    for (let i = start; i < end; i++) {
      if (this.bytes[i]! >= 0x80) return fromUtf8(this.bytes.subarray(start, end));
    }
    return length <= WORD_BYTES ? this.#word(start, length) : latin1Slice.call(this.bytes, start, end);
  }

  #word(start: number, length: number): string {
    if (length === 0) return '';
    const { bytes } = this;
    const slot =
      (length * 67 +
        bytes[start]! * 7 +
        bytes[start + (length >> 1)]! * 31 +
        bytes[start + length - 1]! * 3) &
      511;
    const word = words[slot]!;
    if (word.length === length) {
      let i = 0;
      while (i < length && word.charCodeAt(i) === bytes[start + i]) i++;
      if (i === length) return word;
    }
    return (words[slot] = latin1Slice.call(bytes, start, start + length));
  }
}
