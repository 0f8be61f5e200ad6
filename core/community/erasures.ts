/**
 * Which entries their authors have erased, from the retire entries themselves. A retire is kept as a signed run of one
 * entry, so that it can be shown to a newcomer before the entries whose payloads are gone: without it an entry without
 * payload is not believed. [GATE-10] [THREAT-45]
 */
import type { DeviceId, EntryId } from '../base/ids.ts';
import { encodeRuns, type Run } from '../feed/run.ts';
import type { Batch } from './batch.ts';
import type { FeedState } from './feed-table.ts';
import type { Layout } from './layout.ts';

type Ranges = readonly (readonly [from: number, to: number])[];

export class Erasures {
  readonly #layout: Layout;
  /** By the device whose content they are about: of a forked feed, in all of its branches. */
  readonly #ranges = new Map<DeviceId, Ranges[]>();
  readonly #runs = new Map<EntryId, Run>();
  readonly #kept = new Set<string>();

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  covers({ kind, device }: FeedState, seq: number): boolean {
    const all = kind === 'content' ? this.#ranges.get(device) : undefined;
    return all?.some((ranges) => ranges.some(([from, to]) => seq >= from && seq <= to)) ?? false;
  }

  /** Is that entry a retire that is kept here? Its signature is always passed on. */
  isRetire(feed: FeedState, seq: number): boolean {
    return this.#kept.has(`${feed.device}/${String(seq)}`);
  }

  /** Is this very retire kept? A liar may have shown another one for its place. */
  has(id: EntryId): boolean {
    return this.#runs.has(id);
  }

  /** `run` holds the retire alone, signed; `batch` is absent when it comes from the disk. */
  add(feed: FeedState, id: EntryId, run: Run, ranges: Ranges, batch: Batch | undefined): boolean {
    if (this.#runs.has(id)) return false;
    this.#runs.set(id, run);
    this.#kept.add(`${feed.device}/${String(run.from)}`);
    const all = this.#ranges.get(feed.device);
    if (all) all.push(ranges);
    else this.#ranges.set(feed.device, [ranges]);
    batch?.put(this.#layout.retire(feed.number, id), encodeRuns([run]));
    return true;
  }

  runs(): readonly Run[] {
    return [...this.#runs.values()];
  }

  /** Those that are not held as entries of their feeds. */
  loose(isHeld: (id: EntryId) => boolean): readonly Run[] {
    return [...this.#runs].flatMap(([id, run]) => (isHeld(id) ? [] : [run]));
  }
}
