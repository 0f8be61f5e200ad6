/**
 * Cuts a stream of bytes into frames: a length of 4 bytes, big endian, then the bytes [NETWORK-7]. Memory is set aside
 * for bytes that have come, never for a length that was announced [NETWORK-9].
 */
import { MAX_FRAME } from '../network/network.ts';

export const HEADER_LENGTH = 4;

export class FrameReader {
  readonly #limit: number;
  /** What came and is not yet a frame, in pieces as they came. */
  #pieces: Uint8Array[] = [];
  #offset = 0;
  #length = 0;
  #expected: number | undefined;

  /** `limit`: bytes of the longest frame. */
  constructor(limit: number = MAX_FRAME) {
    this.#limit = limit;
  }

  /** Bytes that wait. */
  get length(): number {
    return this.#length;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    // A Buffer's `slice` shares memory, and nobody above expects that of a frame.
    this.#pieces.push(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
    this.#length += bytes.length;
  }

  /** The next whole frame, undefined when more bytes are needed, or the word when a frame is longer than the limit. */
  next(): Uint8Array | 'too-large' | undefined {
    if (this.#expected === undefined) {
      if (this.#length < HEADER_LENGTH) return undefined;
      const header = this.#take(HEADER_LENGTH);
      this.#expected = new DataView(header.buffer, header.byteOffset, HEADER_LENGTH).getUint32(0);
    }
    if (this.#expected > this.#limit) return 'too-large';
    if (this.#length < this.#expected) return undefined;
    const frame = this.#take(this.#expected);
    this.#expected = undefined;
    return frame;
  }

  clear(): void {
    this.#pieces = [];
    this.#offset = 0;
    this.#length = 0;
  }

  /** A view where the bytes lie together, a copy where they do not. */
  #take(length: number): Uint8Array {
    this.#length -= length;
    const first = this.#pieces[0];
    if (length === 0 || first === undefined) return new Uint8Array();
    if (first.length - this.#offset >= length) return this.#cut(first, length);
    const whole = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const piece = this.#pieces[0]!;
      const part = this.#cut(piece, Math.min(length - at, piece.length - this.#offset));
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /** The next bytes of the first piece, which goes when it is used up. */
  #cut(piece: Uint8Array, length: number): Uint8Array {
    const part = piece.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    if (this.#offset === piece.length) {
      this.#pieces.shift();
      this.#offset = 0;
    }
    return part;
  }
}
