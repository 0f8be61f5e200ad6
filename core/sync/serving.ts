/**
 * Answers a want: range after range, each read from the store in pieces, gathered into frames. Pure. The neighbour has
 * chosen small ranges of several feeds in turn, so its gate can let entries in as they come. [SYNC-13]
 */
import { SIGNATURE_INTERVAL } from '../feed/entry.ts';
import { runLength, type Run } from '../feed/run.ts';
import { FRAME_TARGET } from './limits.ts';
import type { Range, SessionBody } from './messages.ts';

export interface Serving {
  readonly id: number;
  /** Those from `at` on are left; what of the first of them is answered already is cut off it. */
  readonly ranges: readonly Range[];
  readonly at: number;
  /** Of the frame that is being filled. */
  readonly runs: readonly Run[];
  readonly bytes: number;
}

export interface Served {
  /** Undefined when the want is answered. */
  readonly serving: Serving | undefined;
  readonly message: SessionBody | undefined;
}

export function nextRead(serving: Serving): Range {
  return serving.ranges[serving.at]!;
}

/** `run` answers `nextRead`; undefined: nothing of it is held. */
export function takeRead(serving: Serving, run: Run | undefined): Served {
  const range = nextRead(serving);
  const runs = run ? [...serving.runs, run] : serving.runs;
  const bytes = serving.bytes + (run ? runLength(run) : 0);
  const end = run ? run.from + run.records.length - 1 : range.to;
  const isDone = end >= range.to;
  const ranges = isDone ? serving.ranges : serving.ranges.with(serving.at, { ...range, from: end + 1 });
  const at = isDone ? serving.at + 1 : serving.at;
  const isLast = at >= ranges.length;
  if (!isLast && bytes < FRAME_TARGET)
    return { serving: { ...serving, ranges, at, runs, bytes }, message: undefined };
  const message: SessionBody = { type: 'entries', id: serving.id, isLast, runs };
  return { serving: isLast ? undefined : { ...serving, ranges, at, runs: [], bytes: 0 }, message };
}

/**
 * Where to read on when a run has ended on an entry without signature: up to the next one that every holder keeps, so
 * that the receiver can prove what it gets.
 */
export function provableEnd(to: number): number {
  return to - (to % SIGNATURE_INTERVAL) + SIGNATURE_INTERVAL - 1;
}
