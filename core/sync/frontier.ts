/** How far each feed reaches, as one side says or as it is here. Values: nothing in them changes. */
import type { DeviceId, EntryId } from '../base/ids.ts';
import type { FeedTip } from '../community/replica.ts';
import type { FeedKind } from '../feed/entry.ts';

export interface Mark {
  readonly seq: number;
  /** Null where it is known only that the entry is held. */
  readonly id: EntryId | null;
}

export type Marks = ReadonlyMap<DeviceId, Mark>;
export type Frontier = Readonly<Record<FeedKind, Marks>>;

const NONE: Marks = new Map();
export const NOTHING: Frontier = { authority: NONE, content: NONE };

/** What this device holds, for the pure parts. */
export interface Held {
  tip(kind: FeedKind, device: DeviceId): FeedTip | undefined;
  frontier(): readonly FeedTip[];
}

/** The higher mark of each feed; the same object when nothing is news. A mark with an id replaces one without. */
export function raise(
  frontier: Frontier,
  kind: FeedKind,
  marks: Iterable<readonly [DeviceId, Mark]>,
): Frontier {
  let raised: Map<DeviceId, Mark> | undefined;
  for (const [device, mark] of marks) {
    const before = (raised ?? frontier[kind]).get(device);
    if (
      before &&
      (before.seq > mark.seq || (before.seq === mark.seq && (before.id !== null || mark.id === null)))
    )
      continue;
    raised ??= new Map(frontier[kind]);
    raised.set(device, mark);
  }
  return raised ? { ...frontier, [kind]: raised } : frontier;
}

export function seqIn(frontier: Frontier, kind: FeedKind, device: DeviceId): number {
  return frontier[kind].get(device)?.seq ?? -1;
}

export function heldSeq(held: Held, kind: FeedKind, device: DeviceId): number {
  return held.tip(kind, device)?.seq ?? -1;
}
