/**
 * The files of one community on this device: sealing what a person brings in, having what entries name. Owns what is asked
 * of neighbours and what is kept; where it is kept is ChunkStore's, how it is asked for is ChunkTrade's. [ATT-4] [ATT-6]
 */
import { CHUNK, type ChunkName } from '../attachments/chunk.ts';
import { ChunkStore } from '../attachments/chunk-store.ts';
import { chunkCount, type FileRef } from '../attachments/file-ref.ts';
import { chunksOfFile, FileSealer, openPiece } from '../attachments/sealed-file.ts';
import type { Clock, Random } from '../base/clock.ts';
import { codeOf, KithError } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import type { Store } from '../store/store.ts';
import type { Urgency } from '../sync/chunk-plan.ts';
import { ChunkTrade } from '../sync/chunk-trade.ts';

export interface AttachmentsParts {
  readonly store: Store;
  /** The community's local number in this profile. */
  readonly number: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Chunks that are asked for ahead of the one that somebody reads. */
const AHEAD = 8;

export class Attachments {
  readonly trade: ChunkTrade;
  readonly #store: ChunkStore;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #log: Log;

  constructor({ store, number, clock, random, log }: AttachmentsParts) {
    this.#store = new ChunkStore(store, number);
    this.#clock = clock;
    this.#random = random;
    this.#log = log;
    this.trade = new ChunkTrade({ clock, log, read: (name) => this.#store.get(name) });
  }

  /** To bring in a file, in pieces of any size. */
  bring(): FileIntake {
    return new FileIntake(this.#store, this.#random.bytes(32));
  }

  /**
   * The bytes from `offset` to the end of the chunk that they lie in. Asks neighbours for what is not here, for at most
   * `waitMs`. Throws KithError ATTACHMENT_AWAY, ATTACHMENT_FALSE, ATTACHMENT_UNKNOWN beyond the end.
   */
  async read(ref: FileRef, offset: number, waitMs: number): Promise<Uint8Array> {
    const index = Math.floor(offset / CHUNK);
    if (index >= chunkCount(ref.size)) throw new KithError('ATTACHMENT_UNKNOWN');
    const until = this.#clock.now() + waitMs;
    const root = await this.#get(ref.root, until);
    const names = chunksOfFile(ref, root);
    for (const name of names.slice(index + 1, index + 1 + AHEAD)) this.#want(name, 'now');
    const piece = openPiece(ref, index, await this.#get(names[index]!, until));
    return piece.subarray(offset - index * CHUNK);
  }

  /** Begins to have these files here, for when somebody looks at them; whatever fails is tried another time. */
  prefetch(refs: readonly FileRef[], urgency: Exclude<Urgency, 'now'>): void {
    for (const ref of refs) if (!this.#store.has(ref.root)) this.#want(ref.root, urgency);
  }

  async #get(name: ChunkName, until: number): Promise<Uint8Array> {
    for (;;) {
      const kept = this.#store.get(name);
      if (kept) return kept;
      const found = await this.trade.seek(name, 'now');
      if (found) {
        await this.#store.put([{ name, sealed: found }], { isOwn: false });
        return found;
      }
      if (this.#clock.now() >= until) throw new KithError('ATTACHMENT_AWAY');
      await this.#partner(until);
    }
  }

  #want(name: ChunkName, urgency: Urgency): void {
    if (this.#store.has(name)) return;
    this.trade
      .seek(name, urgency)
      .then(async (sealed) => {
        if (sealed) await this.#store.put([{ name, sealed }], { isOwn: false });
      })
      .catch((error: unknown) => {
        this.#log.warn('a chunk was not kept', { code: codeOf(error) });
      });
  }

  /** Somebody who may have it has come, or a second has passed, or the time is over. */
  async #partner(until: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        stop();
        cancel();
        resolve();
      };
      const stop = this.trade.onPartner.on(done);
      const cancel = this.#clock.after(Math.min(1_000, Math.max(1, until - this.#clock.now())), done);
    });
  }
}

/** One file that is being brought in. */
export class FileIntake {
  readonly #store: ChunkStore;
  readonly #sealer: FileSealer;

  constructor(store: ChunkStore, key: Uint8Array) {
    this.#store = store;
    this.#sealer = new FileSealer(key);
  }

  get size(): number {
    return this.#sealer.size;
  }

  /** Throws KithError ATTACHMENT_TOO_LARGE, DISK_FULL. */
  async add(bytes: Uint8Array): Promise<void> {
    await this.#store.put(this.#sealer.push(bytes), { isOwn: true });
  }

  /** Everything is durable when it resolves. Throws KithError ATTACHMENT_EMPTY, DISK_FULL. */
  async finish(): Promise<FileRef> {
    const { chunks, ref } = this.#sealer.finish();
    await this.#store.put(chunks, { isOwn: true, sync: true });
    return ref;
  }
}
