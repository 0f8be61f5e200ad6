/** Where a change stands in the total order of a place's changes. [DOC-21] */
import type { DeviceId } from '../base/ids.ts';

export interface Stamp {
  /** Of the entry, among content entries. */
  readonly depth: number;
  readonly device: DeviceId;
  /** Of the entry, in the content feed of the device. */
  readonly seq: number;
  /** Position inside the entry: its register sets in their order, then its log items. */
  readonly index: number;
  /** Milliseconds since 1970, as the writer's clock said. For display only: no order depends on it. */
  readonly time: number;
}

/** Negative when `a` comes first. Devices compare as their texts. Zero for one change, or for two of a forked feed. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a.depth !== b.depth) return a.depth - b.depth;
  if (a.device !== b.device) return a.device < b.device ? -1 : 1;
  if (a.seq !== b.seq) return a.seq - b.seq;
  return a.index - b.index;
}
