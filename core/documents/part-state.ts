/** All that a part consists of. Owned by part.ts, written and read by snapshot.ts. */
import { Items } from './items.ts';
import type { LogItem, Register } from './part-view.ts';

export interface PartState {
  readonly items: Items;
  readonly registers: Map<string, Register>;
  readonly log: LogItem[];
  /** Seq of the last entry that was judged; -1 before the first. */
  through: number;
}

export function emptyState(): PartState {
  return { items: new Items(), registers: new Map(), log: [], through: -1 };
}
