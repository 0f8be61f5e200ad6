/**
 * Where an entry lies, by its id: feed, seq, depth. Answers from a bounded cache and otherwise from the store, so that
 * memory does not grow with history.
 */
import type { EntryId } from '../base/ids.ts';
import type { Store, StoreWrite } from '../store/store.ts';
import { readU16, readU32, writeU16, writeU32, type Layout } from './layout.ts';

export interface EntryPlace {
  readonly feed: number;
  readonly seq: number;
  readonly depth: number;
}

/** A bulk range looks up mostly what came just before. */
const REMEMBERED = 8_192;
const NUMBERS = 3;

/** The newest places: a number for each in the map, and three in one array, as objects would outlive their use. */
class Generation {
  readonly #at = new Map<EntryId, number>();
  readonly #numbers = new Uint32Array(REMEMBERED * NUMBERS);

  get isFull(): boolean {
    return this.#at.size >= REMEMBERED;
  }

  get(id: EntryId): EntryPlace | undefined {
    const at = this.#at.get(id);
    if (at === undefined) return undefined;
    const numbers = this.#numbers;
    return { feed: numbers[at]!, seq: numbers[at + 1]!, depth: numbers[at + 2]! };
  }

  set(id: EntryId, { feed, seq, depth }: EntryPlace): void {
    const at = this.#at.get(id) ?? this.#at.size * NUMBERS;
    this.#at.set(id, at);
    this.#numbers[at] = feed;
    this.#numbers[at + 1] = seq;
    this.#numbers[at + 2] = depth;
  }

  clear(): void {
    this.#at.clear();
  }
}

export class EntryIndex {
  readonly #store: Store;
  readonly #layout: Layout;
  /** When the young one is full it becomes the old one, and the old one begins anew. */
  #young = new Generation();
  #old = new Generation();

  constructor(store: Store, layout: Layout) {
    this.#store = store;
    this.#layout = layout;
  }

  find(id: EntryId): EntryPlace | undefined {
    const cached = this.#young.get(id) ?? this.#old.get(id);
    if (cached) return cached;
    const row = this.#store.get(this.#layout.id(id));
    if (!row) return undefined;
    const place = { feed: readU16(row, 0), seq: readU32(row, 2), depth: readU32(row, 6) };
    this.#remember(id, place);
    return place;
  }

  /** The row to write; known from now on, also before it is written. */
  add(id: EntryId, place: EntryPlace): StoreWrite {
    this.#remember(id, place);
    const value = new Uint8Array(10);
    writeU16(value, 0, place.feed);
    writeU32(value, 2, place.seq);
    writeU32(value, 6, place.depth);
    return { type: 'put', key: this.#layout.id(id), value };
  }

  /** After a write that failed: what was added but not stored is not known. */
  forget(): void {
    this.#young.clear();
    this.#old.clear();
  }

  #remember(id: EntryId, place: EntryPlace): void {
    if (this.#young.isFull) {
      [this.#young, this.#old] = [this.#old, this.#young];
      this.#young.clear();
    }
    this.#young.set(id, place);
  }
}
