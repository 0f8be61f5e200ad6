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

/** About 12 MB; a bulk range looks up mostly what came just before. */
const CACHED = 50_000;

export class EntryIndex {
  readonly #store: Store;
  readonly #layout: Layout;
  /** Two generations: when the young one is full it becomes the old one. */
  #young = new Map<EntryId, EntryPlace>();
  #old = new Map<EntryId, EntryPlace>();

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
    if (this.#young.size >= CACHED / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, place);
  }
}
