/** How much of a feed is asked for at once. */
import { CHUNK, MAX_AHEAD, MAX_RANGE, MIN_CHUNK, WANT_ENTRIES } from './limits.ts';

/** With few feeds large pieces, with many small ones: together they stay inside what the gate can keep waiting. */
export function chunkOf(feeds: number): number {
  const share = Math.floor(WANT_ENTRIES / feeds / CHUNK) * CHUNK;
  if (share >= CHUNK) return Math.min(MAX_RANGE, share);
  if (feeds * CHUNK <= MAX_AHEAD) return CHUNK;
  return Math.max(MIN_CHUNK, 2 ** Math.floor(Math.log2(MAX_AHEAD / feeds)));
}

/** Chunks end where everybody keeps a signature (core/SPEC.md, FEED-14), when they are large enough for that. */
export function endOfChunk(from: number, chunk: number): number {
  return from - (from % Math.min(chunk, CHUNK)) + chunk - 1;
}
