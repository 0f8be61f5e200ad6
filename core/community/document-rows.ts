/**
 * Which entries of a feed were written for which document. Owns the document rows: 256 bits each, one for every entry
 * of a stretch of the feed, so that a hundred thousand messages take a few hundred rows.
 */
import type { Store, StoreWrite } from '../store/store.ts';
import type { Batch } from './batch.ts';
import { BLOCK_ENTRIES, type Layout, type PartAddress } from './layout.ts';

interface Block {
  readonly number: number;
  readonly bits: Uint8Array;
}

const BLOCK_BYTES = BLOCK_ENTRIES / 8;

export class DocumentRows {
  readonly #store: Store;
  readonly #layout: Layout;
  /** Those that the batch at hand touches: the disk has them as they were before. By the document's own object. */
  readonly #blocks = new Map<PartAddress, Map<number, Block>>();

  constructor(store: Store, layout: Layout) {
    this.#store = store;
    this.#layout = layout;
  }

  /** `document`: the same object for the same document. */
  add(document: PartAddress, seq: number, batch: Batch): void {
    const { bits } = this.#touch(document, seq, batch);
    const at = seq % BLOCK_ENTRIES;
    bits[at >>> 3]! |= 1 << (at & 7);
  }

  remove(document: PartAddress, seq: number, batch: Batch): void {
    const { bits } = this.#touch(document, seq, batch);
    const at = seq % BLOCK_ENTRIES;
    bits[at >>> 3]! &= ~(1 << (at & 7));
  }

  /** What is on the disk, ascending, in pieces. */
  async *read(document: PartAddress, from: number): AsyncGenerator<readonly number[]> {
    const range = this.#layout.documentBlocks(document, Math.floor(from / BLOCK_ENTRIES));
    for await (const rows of this.#store.read(range)) {
      for (const row of rows) {
        const first = this.#layout.readSeq(row.key) * BLOCK_ENTRIES;
        const seqs: number[] = [];
        for (let at = 0; at < row.value.length * 8; at++) {
          if ((row.value[at >>> 3]! >>> (at & 7)) & 1 && first + at >= from) seqs.push(first + at);
        }
        yield seqs;
      }
    }
  }

  /** After a batch is written. */
  forget(): void {
    this.#blocks.clear();
  }

  #touch(document: PartAddress, seq: number, batch: Batch): Block {
    const number = Math.floor(seq / BLOCK_ENTRIES);
    let blocks = this.#blocks.get(document);
    if (!blocks) this.#blocks.set(document, (blocks = new Map<number, Block>()));
    let block = blocks.get(number);
    if (!block) {
      const bits = new Uint8Array(BLOCK_BYTES);
      const row = this.#store.get(this.#layout.document(document, number));
      if (row) bits.set(row.subarray(0, BLOCK_BYTES));
      blocks.set(number, (block = { number, bits }));
    }
    const touched = block;
    batch.atEnd(touched, () => this.#row(document, touched));
    return touched;
  }

  #row(document: PartAddress, { number, bits }: Block): StoreWrite {
    const key = this.#layout.document(document, number);
    let length = BLOCK_BYTES;
    while (length > 0 && bits[length - 1] === 0) length -= 1;
    return length === 0 ? { type: 'del', key } : { type: 'put', key, value: bits.slice(0, length) };
  }
}
