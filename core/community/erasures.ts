/**
 * Which entries their authors have erased, from the retire entries themselves. A retire is kept as a signed run of one
 * entry, so that it can be shown to a newcomer before the entries whose payloads are gone: without it an entry without
 * payload is not believed. [GATE-10] [THREAT-45]
 */
import type { DeviceId, EntryId } from '../base/ids.ts';
import { encodeRuns, type Run } from '../feed/run.ts';
import type { Batch } from './batch.ts';
import { ownerOf, type FeedState } from './feed-table.ts';
import type { Layout } from './layout.ts';

type Ranges = readonly (readonly [from: number, to: number])[];

interface Erasure {
  /** Whose entries it erases: of a forked feed, only what is in common with this branch. */
  readonly feed: FeedState;
  readonly ranges: Ranges;
  /** It is of a forked feed and not held as an entry: which branch it is of is not known. */
  readonly isAdrift: boolean;
}

export class Erasures {
  readonly #layout: Layout;
  /** By device, whose content all of them are about. */
  readonly #erasures = new Map<DeviceId, Map<EntryId, Erasure>>();
  readonly #runs = new Map<EntryId, Run>();
  readonly #kept = new Set<string>();

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  covers(feed: FeedState, seq: number): boolean {
    for (const erasure of this.#erasures.get(feed.device)?.values() ?? []) {
      if (erasure.isAdrift || !isIn(erasure.ranges, seq)) continue;
      if (ownerOf(erasure.feed, seq) === ownerOf(feed, seq)) return true;
    }
    return false;
  }

  /** May that entry be there without its payload, as far as is known? */
  mayCover(feed: FeedState, seq: number): boolean {
    if (this.covers(feed, seq)) return true;
    const all = this.#erasures.get(feed.device)?.values() ?? [];
    return [...all].some(({ isAdrift, ranges }) => isAdrift && isIn(ranges, seq));
  }

  /** Is that entry a retire that is kept here? Its signature is always passed on. */
  isRetire(feed: FeedState, seq: number): boolean {
    return this.#kept.has(`${String(feed.number)}/${String(seq)}`);
  }

  /** This very retire, when it is kept: a liar may have shown another one for its place. */
  run(id: EntryId): Run | undefined {
    return this.#runs.get(id);
  }

  /**
   * `run` holds the retire alone, signed; `batch` is absent when it comes from the disk. `isAdrift`: it is of a forked feed
   * and not held as an entry, until it is added again.
   */
  add(
    feed: FeedState,
    id: EntryId,
    run: Run,
    ranges: Ranges,
    batch: Batch | undefined,
    isAdrift = false,
  ): boolean {
    const all = this.#erasures.get(feed.device) ?? new Map<EntryId, Erasure>();
    const known = all.get(id);
    if (known && (!known.isAdrift || isAdrift)) return false;
    this.#runs.set(id, run);
    this.#kept.add(`${String(feed.number)}/${String(run.from)}`);
    all.set(id, { feed, ranges, isAdrift });
    this.#erasures.set(feed.device, all);
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

function isIn(ranges: Ranges, seq: number): boolean {
  return ranges.some(([from, to]) => seq >= from && seq <= to);
}
