/**
 * The files of one community on this device: sealing what a person brings in, having what entries name. Owns what is asked
 * of neighbours and what is kept; where it is kept is ChunkStore's, how it is asked for is ChunkTrade's. [ATT-4] [ATT-6]
 */
import type { Attachment } from '../attachments/attachment.ts';
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
  /** Bytes of the community's files on this device. */
  readonly quota?: number;
}

/** Chunks that are asked for ahead of the one that somebody reads. */
const AHEAD = 8;
/** Bytes of one community's files on this device, and the share of it up to which files come by themselves. */
const QUOTA = 1024 * 1024 * 1024;
const AHEAD_SHARE = 0.75;

export class Attachments {
  readonly trade: ChunkTrade;
  readonly #store: ChunkStore;
  readonly #intakes = new Set<FileIntake>();
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #log: Log;
  readonly #quota: number;

  constructor({ store, number, clock, random, log, quota = QUOTA }: AttachmentsParts) {
    this.#quota = quota;
    this.#store = new ChunkStore(store, number);
    this.#clock = clock;
    this.#random = random;
    this.#log = log;
    this.trade = new ChunkTrade({ clock, log, read: (name) => this.#store.get(name) });
  }

  /** To bring in a file, in pieces of any size. */
  bring(): FileIntake {
    const intake = new FileIntake(this.#store, this.#random.bytes(32));
    this.#intakes.add(intake);
    return intake;
  }

  /** It stands in an entry, or is given up. */
  release(intake: FileIntake): void {
    this.#intakes.delete(intake);
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

  /** Begins to have this file here, for when somebody looks at it; whatever fails is tried another time. */
  prefetch(ref: FileRef, urgency: Exclude<Urgency, 'now'>): void {
    if (this.#store.has(ref.root)) this.#wantRest(ref, urgency);
    else this.#want(ref.root, urgency, () => this.#wantRest(ref, urgency));
  }

  /** For what nobody has asked for. */
  async hasRoom(): Promise<boolean> {
    return (await this.#store.bytes()) < this.#quota * AHEAD_SHARE;
  }

  /**
   * Drops what nothing names any more, but what is being brought in; then, where there is too much, what others have brought
   * in, that which came first before the rest. What was brought in here stays: others have it from here. `named`: all files
   * that entries name.
   */
  async sweep(named: () => AsyncIterable<Pick<Attachment, 'file' | 'preview'>>): Promise<void> {
    // What comes in while the entries are read is not looked at.
    const kept = await this.#store.kept();
    if (kept.length === 0) return;
    const live = new Set<ChunkName>();
    for (const intake of this.#intakes) for (const name of intake.names) live.add(name);
    for await (const { file, preview } of named()) {
      for (const ref of preview ? [file, preview] : [file])
        for (const name of this.#namesOf(ref)) live.add(name);
    }
    // A file that was named meanwhile had been brought in.
    for (const intake of this.#intakes) for (const name of intake.names) live.add(name);
    await this.#store.drop(kept.filter(({ name }) => !live.has(name)).map(({ name }) => name));
    await this.#makeRoom();
  }

  async #makeRoom(): Promise<void> {
    let over = (await this.#store.bytes()) - this.#quota;
    const going: ChunkName[] = [];
    for (const { name, size, isOwn } of over > 0 ? await this.#store.kept() : []) {
      if (over <= 0) break;
      if (isOwn) continue;
      going.push(name);
      over -= size;
    }
    await this.#store.drop(going);
  }

  #namesOf(ref: FileRef): readonly ChunkName[] {
    const root = chunkCount(ref.size) > 1 ? this.#store.get(ref.root) : undefined;
    if (!root) return [ref.root];
    try {
      return [ref.root, ...chunksOfFile(ref, root)];
    } catch (error) {
      if (codeOf(error) === 'ATTACHMENT_FALSE') return [ref.root];
      throw error;
    }
  }

  #wantRest(ref: FileRef, urgency: Urgency): void {
    for (const name of this.#namesOf(ref)) this.#want(name, urgency);
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

  #want(name: ChunkName, urgency: Urgency, then?: () => void): void {
    if (this.#store.has(name)) return;
    this.trade
      .seek(name, urgency)
      .then(async (sealed) => {
        if (!sealed) return;
        await this.#store.put([{ name, sealed }], { isOwn: false });
        then?.();
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
  /** Of what is on the disk of it. */
  readonly names: ChunkName[] = [];
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
    const chunks = this.#sealer.push(bytes);
    for (const { name } of chunks) this.names.push(name);
    await this.#store.put(chunks, { isOwn: true });
  }

  /** Everything is durable when it resolves. Throws KithError ATTACHMENT_EMPTY, DISK_FULL. */
  async finish(): Promise<FileRef> {
    const { chunks, ref } = this.#sealer.finish();
    for (const { name } of chunks) this.names.push(name);
    await this.#store.put(chunks, { isOwn: true, sync: true });
    return ref;
  }
}
