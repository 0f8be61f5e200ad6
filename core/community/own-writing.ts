/**
 * What this device writes, of content and of authority. Owns the drafts that wait for their turn: all that has gathered
 * while one write was under way is the next one.
 *
 * Guarantees: what `write`, `retire` and `act` resolve with is durable, and nothing is announced before [GATE-6]; a draft
 * that is at fault itself fails alone.
 */
import type { Cbor } from '../base/cbor.ts';
import { WHOLE_COMMUNITY, type DeviceId, type KeyId, type PlaceId, type SpaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Edit } from '../documents/edit.ts';
import { OwnPart } from '../documents/own-part.ts';
import type { Part } from '../documents/part.ts';
import { encodeRetirement, rangesOf } from '../documents/retire.ts';
import type { Payload } from '../feed/entry.ts';
import { KIND } from '../feed/kinds.ts';
import type { Batch } from './batch.ts';
import type { ContentChange } from './contents.ts';
import { isCopied } from './copied.ts';
import type { Admitted } from './gate.ts';
import type { PartAddress } from './layout.ts';
import type { LiveState } from './live-state.ts';
import { openAdmitted } from './open-admitted.ts';
import type { OwnDraft, OwnEntry } from './own-feeds.ts';

/** The rules number that this version knows; see `Policy.rules`. */
export const KNOWN_RULES = 1;

export interface WriteTarget {
  readonly space: SpaceId;
  readonly place: PlaceId;
  readonly part: number;
  /** Exact things (loans, votes) are not erasable. */
  readonly isErasable: boolean;
}

/** Which document of this device. */
export type OwnTarget = Omit<WriteTarget, 'isErasable'>;

/** Where an own entry lies. */
export interface Written {
  readonly device: DeviceId;
  readonly seq: number;
}

interface PendingDraft {
  readonly make: () => Promise<OwnDraft>;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: unknown) => void;
}

/** What one write has come to so far. */
interface Progress {
  readonly batch: Batch;
  readonly admitted: Admitted[];
  readonly changes: ContentChange[];
}

export class OwnWriting {
  readonly #live: LiveState;
  /** Random per start, so that even a cloned profile never uses one Yjs client twice. */
  readonly #session: Uint8Array;
  /** The writer's side of the documents that are in memory. */
  readonly #ownParts = new WeakMap<Part, OwnPart>();
  #pending: PendingDraft[] = [];

  constructor(live: LiveState) {
    this.#live = live;
    this.#session = live.options.random.bytes(8);
  }

  /** `edit` is made when it is this write's turn. */
  write(target: WriteTarget, edit: () => Edit | Promise<Edit>): Promise<Written> {
    return this.#append(async () => {
      const part = await this.#live.state.contents.part(this.#addressOf(target));
      let own = this.#ownParts.get(part);
      if (!own) this.#ownParts.set(part, (own = new OwnPart(part)));
      const body = own.write(await edit(), this.#session);
      return this.#contentDraft(KIND.update, target, body, target.isErasable);
    });
  }

  /** [GATE-10] */
  retire(target: OwnTarget): Promise<Written> {
    return this.#append(async () => {
      const seqs: number[] = [];
      for await (const { entry } of this.#live.state.contents.replay(this.#addressOf(target)))
        seqs.push(entry.seq);
      const body = encodeRetirement({ part: target.part, ranges: rangesOf(seqs) });
      return this.#contentDraft(KIND.retire, target, body, false);
    });
  }

  /** `under`: a key of the authority chain instead of the newest. */
  act({ kind, body }: { readonly kind: number; readonly body: Cbor }, under?: KeyId): Promise<Written> {
    return this.#append(() => {
      const payload: Payload = {
        time: this.#live.time(),
        kind,
        space: WHOLE_COMMUNITY,
        document: null,
        body,
      };
      return Promise.resolve({ kind: 'authority', isErasable: false, payload, ...(under && { under }) });
    });
  }

  #append(make: () => Promise<OwnDraft>): Promise<Written> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ make, resolve, reject });
      // One synced write for all that has gathered while the last one was under way.
      if (this.#pending.length === 1)
        void this.#live.alone(() => this.#appendPending()).catch(() => undefined);
    });
  }

  async #appendPending(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    const failed = new Set<PendingDraft>();
    try {
      await this.#live.orReload(() => this.#writePending(pending, failed));
    } catch (error) {
      for (const draft of pending) if (!failed.has(draft)) draft.reject(error);
    }
  }

  /** `failed` takes the drafts that were at fault themselves, and have been told. */
  async #writePending(pending: readonly PendingDraft[], failed: Set<PendingDraft>): Promise<void> {
    const progress: Progress = { batch: this.#live.batch(true), admitted: [], changes: [] };
    const done: (() => void)[] = [];
    for (const draft of pending) {
      const entry = await this.#draft(draft, progress);
      if (!entry) {
        failed.add(draft);
        continue;
      }
      const written = await this.#store(entry, progress);
      done.push(() => {
        draft.resolve(written);
      });
    }
    const { batch, admitted, changes } = progress;
    await this.#live.flush(batch);
    for (const resolve of done) resolve();
    if (admitted.length > 0) this.#live.announce(admitted, changes, true);
  }

  /** The draft's entry; undefined when the draft itself is at fault, and then nothing has changed. */
  async #draft(pending: PendingDraft, progress: Progress): Promise<OwnEntry | undefined> {
    try {
      const draft = await pending.make();
      this.#checkMayWrite(draft);
      const { own } = this.#live.state;
      const merge = own.mergeDraft(draft.kind, this.#live.time());
      if (merge) await this.#store(own.make(merge), progress);
      return own.make(draft);
    } catch (error) {
      if (!(error instanceof KithError) || error.code === 'STORE_CORRUPT' || error.code === 'DISK_FULL')
        throw error;
      pending.reject(error);
      return undefined;
    }
  }

  async #store(made: OwnEntry, { batch, admitted, changes }: Progress): Promise<Written> {
    const { gate, device } = this.#live.state;
    const stored = gate.admitOwn(made.feed, made.entry, batch);
    if (!stored) throw new Error('the gate refused an entry of this device');
    admitted.push(stored);
    for (const change of await openAdmitted(this.#live, [stored], batch)) changes.push(change);
    return { device, seq: made.entry.header.seq };
  }

  #checkMayWrite(draft: OwnDraft): void {
    const { log, device } = this.#live.state;
    if (isCopied(this.#live)) throw new KithError('DEVICE_FORKED');
    // Before it holds its own admission, nobody could place what a device writes.
    const isNamed = log.names(device) || draft.payload.kind === KIND.genesis;
    if (!isNamed) throw new KithError('NOT_A_MEMBER');
    if (log.authority().policy.rules > KNOWN_RULES) throw new KithError('UPDATE_NEEDED');
  }

  #addressOf({ space, place, part }: OwnTarget): PartAddress {
    const { number } = this.#live.state.own.feed('content');
    return { space, place, feed: number, part };
  }

  #contentDraft(kind: number, { space, place, part }: OwnTarget, body: Cbor, isErasable: boolean): OwnDraft {
    const payload: Payload = { time: this.#live.time(), kind, space, document: { place, part }, body };
    return { kind: 'content', isErasable, payload };
  }
}
