/** Bytes in pieces of any size, taken in pieces of the reader's choice; never more of them than allowed. */
import { concat } from '../base/bytes.ts';
import type { BundleSource } from './bundle.ts';

export class PieceReader {
  readonly #pieces: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  readonly #maxBytes: number;
  #rest: Uint8Array = new Uint8Array(0);
  #seen = 0;

  constructor(source: BundleSource, maxBytes: number) {
    this.#pieces =
      Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
    this.#maxBytes = maxBytes;
  }

  get isTooLong(): boolean {
    return this.#seen > this.#maxBytes;
  }

  /** Undefined when there are not that many left. Throws what the source throws. */
  async take(length: number): Promise<Uint8Array | undefined> {
    const gathered = [this.#rest];
    let have = this.#rest.length;
    while (have < length) {
      const next = await this.#pieces.next();
      if (next.done === true) return undefined;
      this.#seen += next.value.length;
      if (this.isTooLong) return undefined;
      gathered.push(next.value);
      have += next.value.length;
    }
    const bytes = gathered.length === 1 ? this.#rest : concat(...gathered);
    this.#rest = bytes.subarray(length);
    return bytes.subarray(0, length);
  }

  async isAtEnd(): Promise<boolean> {
    for (;;) {
      if (this.#rest.length > 0) return false;
      const next = await this.#pieces.next();
      if (next.done === true) return true;
      this.#rest = next.value.slice();
    }
  }
}
