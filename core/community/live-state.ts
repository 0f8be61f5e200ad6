/**
 * What of a community this device holds in memory, beside its disk. Owns the one state that runs, the secrets, and the
 * turn of whoever judges or writes: one thing at a time.
 *
 * Guarantees: when anything goes wrong between a judgement and its write, memory goes back to what the disk has before
 * anything else is judged; nothing is announced that is not written.
 */
import { encodeCbor } from '../base/cbor.ts';
import type { Clock, Random } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { CommunityId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { Store } from '../store/store.ts';
import { Batch } from './batch.ts';
import { CommunityState, type StateOptions } from './community-state.ts';
import type { ContentChange } from './contents.ts';
import type { Admitted } from './gate.ts';
import { Layout } from './layout.ts';
import { catchUp } from './passed-over.ts';
import type { StoredEvent } from './replica.ts';
import { wrapSecrets, type Secrets } from './secrets.ts';
import { SerialQueue } from './serial-queue.ts';
import { storedEvent } from './stored-event.ts';

export interface CommunityOptions {
  readonly id: CommunityId;
  /** Local number of the community in the profile's store. */
  readonly number: number;
  readonly store: Store;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** What views follow. Several changes may come in one event. */
export interface CommunityChange {
  readonly contents: readonly ContentChange[];
  readonly authority: boolean;
  /** Delivery marks may have moved. */
  readonly receipts: boolean;
}

export class LiveState {
  readonly options: CommunityOptions;
  readonly layout: Layout;
  readonly onStored = new Emitter<StoredEvent>();
  readonly onChange = new Emitter<CommunityChange>();
  readonly #queue = new SerialQueue();
  #secrets: Secrets;
  #state: CommunityState;
  /** Memory holds what the disk does not. */
  #isAhead = false;

  static async open(options: CommunityOptions, secrets: Secrets): Promise<LiveState> {
    const { id, store, random } = options;
    const layout = new Layout(options.number);
    const state = await CommunityState.load({ id, store, layout, secrets, random });
    const live = new LiveState(options, layout, secrets, state);
    await live.#catchUp();
    return live;
  }

  private constructor(options: CommunityOptions, layout: Layout, secrets: Secrets, state: CommunityState) {
    this.options = options;
    this.layout = layout;
    this.#secrets = secrets;
    this.#state = state;
  }

  /** Another one after each failed write: do not keep it. */
  get state(): CommunityState {
    return this.#state;
  }

  get secrets(): Secrets {
    return this.#secrets;
  }

  /** For another state of the same rows. */
  get stateOptions(): StateOptions {
    const { id, store, random } = this.options;
    return { id, store, layout: this.layout, secrets: this.#secrets, random };
  }

  /** For display; a whole number, as the format has it. */
  time(): number {
    return Math.max(0, Math.trunc(this.options.clock.now()));
  }

  /** With nothing judged or written meanwhile. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.run(work);
  }

  /** For what judges and then writes: when it fails, memory is what the disk has. */
  change<T>(work: () => Promise<T>): Promise<T> {
    return this.alone(() => this.orReload(work));
  }

  /** The same for whoever has the turn already. */
  async orReload<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isAhead) await this.reload();
    this.#isAhead = true;
    try {
      const result = await work();
      this.#isAhead = false;
      return result;
    } catch (error) {
      // Where the disk cannot even be read, whoever comes next tries again.
      await this.reload().catch(() => undefined);
      throw error;
    }
  }

  batch(isSynced: boolean): Batch {
    return new Batch(this.options.store, this.#state.feeds, isSynced);
  }

  async flush(batch: Batch): Promise<void> {
    await batch.flush();
    this.#state.contents.trim();
  }

  /** With all that `batch` holds. Other secrets are in force only when they are on the disk. */
  async writeSecrets(secrets: Secrets, batch: Batch): Promise<void> {
    batch.put(this.layout.meta('secrets'), await wrapSecrets(this.options.keychain, secrets));
    await batch.flush();
    this.#secrets = secrets;
  }

  putReceipts(batch: Batch): void {
    batch.put(this.layout.meta('receipts'), encodeCbor(this.#state.receipts.encode()));
  }

  /** What is on the disk now is what counts. */
  async reload(): Promise<void> {
    this.#state = await CommunityState.load(this.stateOptions);
    await this.#catchUp();
    this.#isAhead = false;
  }

  announce(admitted: readonly Admitted[], contents: readonly ContentChange[], own: boolean): void {
    // What a cut leaves of one branch may depend on another one.
    const authority = admitted.some(({ feed }) => feed.kind === 'authority' || feed.parent !== null);
    this.onStored.emit(storedEvent(admitted, own));
    this.onChange.emit({ contents, authority, receipts: true });
  }

  async #catchUp(): Promise<void> {
    const batch = this.batch(false);
    await catchUp(this.#state, this.options.store, this.layout, batch);
    await this.flush(batch);
  }
}
