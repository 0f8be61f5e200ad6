/**
 * The total order of the entries of one kind of feed. No clock has a part in it. [FEED-16] [FEED-17] [THREAT-19]
 */
import type { DeviceId, EntryId } from '../base/ids.ts';

export interface Ordered {
  readonly depth: number;
  readonly device: DeviceId;
  readonly id: EntryId;
}

/** Negative when `a` comes first. Devices and ids compare as their texts. Zero only for the same entry. */
export function compareOrder(a: Ordered, b: Ordered): number {
  if (a.depth !== b.depth) return a.depth - b.depth;
  if (a.device !== b.device) return a.device < b.device ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}

/** The depth of an entry, from those of its predecessor and of its heads of the same kind. */
export function nextDepth(depths: Iterable<number>): number {
  let greatest = 0;
  for (const depth of depths) if (depth > greatest) greatest = depth;
  return greatest + 1;
}
