/**
 * Documents in memory: those used last, loaded when somebody asks. Owns the snapshots on the disk, from which a long
 * document, and the one that a writer is at, open without a replay of all their entries.
 */
import type { Random } from '../base/clock.ts';
import type { PartId } from '../documents/client-id.ts';
import { Part } from '../documents/part.ts';
import type { Store } from '../store/store.ts';
import type { Batch } from './batch.ts';
import type { OpenedEntry } from './entry-row.ts';
import type { Layout, PartAddress } from './layout.ts';
import { openLocal, sealLocal } from './local-seal.ts';
import { partKey, type PartSummary } from './part-summary.ts';
import type { Summaries } from './summaries.ts';

/** Documents kept in memory that no screen shows. */
const CACHED_PARTS = 64;
/**
 * Entries up to which a document is read anew in the time of a blink: a segment of a channel, say. Once its writer has
 * gone on in the next one it has no snapshot, which would take as much disk as the messages themselves.
 */
const SHORT = 1_024;

export interface KeptPartsOptions {
  readonly store: Store;
  readonly layout: Layout;
  readonly summaries: Summaries;
  /** Seals snapshots on this disk; 32 bytes. */
  readonly localKey: Uint8Array;
  readonly random: Random;
  readonly partId: (address: PartAddress) => PartId;
  /** The document's updates from that seq on. */
  readonly replay: (address: PartAddress, from: number) => AsyncIterable<OpenedEntry>;
}

export class KeptParts {
  readonly #o: KeptPartsOptions;
  /** In order of use, oldest first. */
  readonly #parts = new Map<string, Part>();
  readonly #loading = new Map<string, Promise<Part>>();
  readonly #snapshotAt = new Map<string, number>();

  constructor(options: KeptPartsOptions) {
    this.#o = options;
  }

  /** The document, from memory or from the disk. It is live: later updates show in it. */
  async get(address: PartAddress): Promise<Part> {
    const key = partKey(address);
    if (!this.#parts.has(key)) {
      // Views ask while entries are judged: there is one load, so that what is judged and what is shown are one thing.
      const loading = this.#loading.get(key) ?? this.#load(address, key);
      this.#loading.set(key, loading);
      try {
        const loaded = await loading;
        // A rebuilt one may have come meanwhile.
        if (!this.#parts.has(key)) this.#parts.set(key, loaded);
      } finally {
        this.#loading.delete(key);
      }
    }
    const part = this.#parts.get(key)!;
    this.#use(key, part);
    return part;
  }

  /** The writer's next document begins. */
  begin(address: PartAddress, batch: Batch): Part {
    const part = new Part(this.#o.partId(address));
    this.#use(partKey(address), part);
    const before = this.#o.summaries.before(address);
    if (before && before.entries <= SHORT) this.#dropSnapshot(before, batch);
    return part;
  }

  /** It was judged anew. */
  replace(address: PartAddress, part: Part, batch: Batch): void {
    this.#use(partKey(address), part);
    this.#dropSnapshot(address, batch);
  }

  /** It has grown. Of a long one a snapshot is written each time that it has doubled. */
  grew(summary: PartSummary, part: Part, batch: Batch): void {
    const { entries } = summary;
    if (entries > SHORT && (entries & (entries - 1)) === 0) this.#writeSnapshot(summary, part, batch);
  }

  /** After a batch is written: a document that left memory earlier would be read back without what the batch holds. */
  trim(): void {
    for (const oldest of this.#parts.keys()) {
      if (this.#parts.size <= CACHED_PARTS) break;
      this.#parts.delete(oldest);
    }
  }

  /** Rows that make the next start fast; lost without harm. */
  writeSnapshots(batch: Batch): void {
    for (const summary of this.#o.summaries.all()) {
      const key = partKey(summary);
      const part = this.#parts.get(key);
      if (!part || part.through <= (this.#snapshotAt.get(key) ?? -1)) continue;
      if (summary.entries > SHORT || !this.#o.summaries.isFollowed(summary))
        this.#writeSnapshot(summary, part, batch);
    }
  }

  async #load(address: PartAddress, key: string): Promise<Part> {
    const sealed = this.#o.store.get(this.#o.layout.snapshot(address));
    const bytes = sealed && openLocal(this.#o.localKey, key, sealed);
    const id = this.#o.partId(address);
    // A snapshot that does not read costs time, never content.
    const restored = bytes && Part.restore(id, bytes);
    const part = restored ?? new Part(id);
    this.#snapshotAt.set(key, part.through);
    for await (const { entry, payload } of this.#o.replay(address, part.through + 1)) {
      part.accept(payload.body, { depth: entry.depth, seq: entry.seq, time: payload.time });
    }
    return part;
  }

  #use(key: string, part: Part): void {
    this.#parts.delete(key);
    this.#parts.set(key, part);
  }

  #writeSnapshot(address: PartAddress, part: Part, batch: Batch): void {
    const key = partKey(address);
    batch.put(
      this.#o.layout.snapshot(address),
      sealLocal(this.#o.localKey, key, part.snapshot(), this.#o.random),
    );
    this.#snapshotAt.set(key, part.through);
  }

  #dropSnapshot(address: PartAddress, batch: Batch): void {
    batch.del(this.#o.layout.snapshot(address));
    this.#snapshotAt.delete(partKey(address));
  }
}
