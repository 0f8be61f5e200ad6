/**
 * A sorted list that grows at either end or in the middle without moving the rest: blocks of bounded size. Owns order
 * and counting, nothing else. Appending is O(1), everything else logarithmic plus the size of a block. [CHAT-7]
 */
const BLOCK = 512;

export class OrderedList<T> {
  readonly #compare: (a: T, b: T) => number;
  #blocks: T[][] = [];
  #size = 0;

  /** `compare` is a total order; two different items never compare as equal. */
  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#size;
  }

  insert(item: T): void {
    const at = this.#blockFor(item);
    const block = this.#blocks[at];
    this.#size += 1;
    if (!block) {
      this.#blocks.push([item]);
      return;
    }
    block.splice(this.#firstAbove(block, item), 0, item);
    if (block.length > BLOCK) this.#blocks.splice(at + 1, 0, block.splice(BLOCK >> 1));
  }

  /** Many at once: sorts them and merges, which is cheaper than one by one. */
  insertAll(items: readonly T[]): void {
    if (items.length * 8 < this.#size) {
      for (const item of items) this.insert(item);
      return;
    }
    const all = this.slice(0, this.#size);
    for (const item of items) all.push(item);
    all.sort(this.#compare);
    this.#size = all.length;
    this.#blocks = [];
    // Half full, so that the next ones find room.
    for (let i = 0; i < all.length; i += BLOCK >> 1) this.#blocks.push(all.slice(i, i + (BLOCK >> 1)));
  }

  delete(item: T): void {
    const at = this.#blockFor(item);
    const block = this.#blocks[at];
    const index = block ? this.#firstAbove(block, item) - 1 : -1;
    if (!block || index < 0 || this.#compare(block[index]!, item) !== 0) return;
    block.splice(index, 1);
    this.#size -= 1;
    if (block.length === 0) this.#blocks.splice(at, 1);
  }

  /** How many stand at or below `item`, which need not be in the list. */
  countUpTo(item: T): number {
    const at = this.#blockFor(item);
    const block = this.#blocks[at];
    if (!block) return 0;
    let count = this.#firstAbove(block, item);
    for (let i = 0; i < at; i++) count += this.#blocks[i]!.length;
    return count;
  }

  /** Positions `from` to `to` (not included), cut to what there is. */
  slice(from: number, to: number): T[] {
    const found: T[] = [];
    let start = 0;
    for (const block of this.#blocks) {
      const end = start + block.length;
      if (start >= to) break;
      if (end > from) {
        const upTo = Math.min(block.length, to - start);
        for (let i = Math.max(0, from - start); i < upTo; i++) found.push(block[i]!);
      }
      start = end;
    }
    return found;
  }

  /** The last block whose first item does not stand above `item`; the first one where there is none. */
  #blockFor(item: T): number {
    let low = 0;
    let high = this.#blocks.length;
    if (high > 0 && this.#compare(this.#blocks[high - 1]![0]!, item) <= 0) return high - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(this.#blocks[middle]![0]!, item) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  #firstAbove(block: readonly T[], item: T): number {
    let low = 0;
    let high = block.length;
    if (high > 0 && this.#compare(block[high - 1]!, item) <= 0) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(block[middle]!, item) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
