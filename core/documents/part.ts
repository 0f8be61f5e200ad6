/**
 * One writer's document in one place, as everybody holds it: registers and a log, with the place in the total order
 * of each change. Judges the writer's updates and keeps what they say; needs no Y.Doc, as the accepted language has
 * one meaning (update.ts). Does not know whether the writer may write here. [DOC-1] [DOC-5] [DOC-14]
 */
import type { Cbor } from '../base/cbor.ts';
import { KithError } from '../base/kith-error.ts';
import { accepted, type Verdict } from '../base/result.ts';
import { judgeUpdate, type UpdateCode } from './accept.ts';
import type { PartId } from './client-id.ts';
import type { Items } from './items.ts';
import { emptyState, type PartState } from './part-state.ts';
import type { LogItem, PartContent, Register } from './part-view.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import type { Stamp } from './stamp.ts';

export interface EntryPosition {
  readonly depth: number;
  readonly seq: number;
  /** Milliseconds; for display only. */
  readonly time: number;
}

/** What an accepted update has changed: these registers, and that many items at the end of the log. */
export interface Change {
  readonly set: readonly string[];
  readonly pushed: number;
}

export class Part implements PartContent {
  readonly id: PartId;
  readonly #state: PartState;

  constructor(id: PartId, state: PartState = emptyState()) {
    this.id = id;
    this.#state = state;
  }

  get registers(): ReadonlyMap<string, Register> {
    return this.#state.registers;
  }

  get log(): readonly LogItem[] {
    return this.#state.log;
  }

  /** Which Yjs items the contents are; for the modules of this folder. */
  get items(): Items {
    return this.#state.items;
  }

  /** Seq of the last entry that was judged, accepted or not; -1 before the first. */
  get through(): number {
    return this.#state.through;
  }

  /**
   * The next entry of this document, in the order of the writer's feed. A refused one changes no content. Throws
   * PART_ORDER when the entry is not later than `through`, which is a fault of the caller.
   */
  accept(body: Cbor, at: EntryPosition): Verdict<Change, UpdateCode> {
    const state = this.#state;
    if (at.seq <= state.through) throw new KithError('PART_ORDER');
    const judged = judgeUpdate(this.id, state.items, body);
    state.through = at.seq;
    if (!judged.ok) return judged;
    const { client, clock, keys, values, pushed } = judged.value;
    for (let i = 0; i < keys.length; i++) {
      state.registers.set(keys[i]!, { value: values[i]!, stamp: this.#stamp(at, i) });
    }
    for (let i = 0; i < pushed.length; i++) {
      state.log.push({ value: pushed[i]!, stamp: this.#stamp(at, keys.length + i) });
    }
    state.items.advance(client, clock, keys, pushed.length);
    return accepted({ set: keys, pushed: pushed.length });
  }

  /** For the store of this device only; see `restore`. */
  snapshot(): Uint8Array {
    return writeSnapshot(this.id, this.#state);
  }

  /** Undefined when the bytes are damaged, of another version or of another part: then replay the entries. */
  static restore(id: PartId, bytes: Uint8Array): Part | undefined {
    const state = readSnapshot(id, bytes);
    return state && new Part(id, state);
  }

  #stamp(at: EntryPosition, index: number): Stamp {
    return { depth: at.depth, device: this.id.device, seq: at.seq, index, time: at.time };
  }
}
