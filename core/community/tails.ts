/**
 * Tails: the last entries of content feeds, for a newcomer who wants to read the newest before the rest has come. Owns
 * the form and the bounds; reading them is in read-tails.ts, what a receiver makes of them in provisional.ts. [SYNC-22]
 */
import type { Run } from '../feed/run.ts';

export interface Tail {
  /** Of one content feed, up to an entry with a signature. */
  readonly run: Run;
  /** Of each entry, as the sender has it; ascending. Nothing but the order in which they are shown rests on it. */
  readonly depths: readonly number[];
}

/** Feeds, entries of one feed, entries of all, and bytes of their records. */
export const MAX_TAILS = 64;
export const MAX_TAIL = 64;
export const MAX_TAIL_ENTRIES = 1_024;
export const MAX_TAIL_BYTES = 512 * 1024;
