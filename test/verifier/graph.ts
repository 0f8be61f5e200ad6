/** The graph of all entries that are held: depths, the total order, pasts. [FEED-16], [FEED-17], [GATE-12] */
import type { Entry } from './read-feed.ts';

/** What leads to an entry that is not there, or to itself, gets no depth. */
export function depthsOf(entries: readonly Entry[], faults: string[]): Map<string, number> {
  const kinds = new Map(entries.map(({ id, feed }) => [id, feed]));
  const depths = new Map<string, number>();
  let waiting = entries;
  for (;;) {
    const left: Entry[] = [];
    for (const entry of waiting) {
      const isReady =
        parentsOf(entry).every((id) => depths.has(id) && kinds.get(id) === entry.feed) &&
        entry.authorityHeads.every((id) => kinds.get(id) === 'authority');
      if (!isReady) left.push(entry);
      else depths.set(entry.id, 1 + Math.max(0, ...parentsOf(entry).map((id) => depths.get(id)!)));
    }
    if (left.length === waiting.length) {
      faults.push(...left.map(({ id }) => `PARENT_MISSING ${id}`));
      return depths;
    }
    waiting = left;
  }
}

export function inOrder(entries: readonly Entry[], depths: ReadonlyMap<string, number>): Entry[] {
  const sortable = entries.filter(({ id }) => depths.has(id));
  return sortable.sort(
    (a, b) => depths.get(a.id)! - depths.get(b.id)! || less(a.device, b.device) || less(a.id, b.id),
  );
}

/** Of entries in their order, of one kind of feed: all that leads to each, itself not included. */
export function pastsOf(ordered: readonly Entry[]): Map<string, ReadonlySet<string>> {
  const pasts = new Map<string, ReadonlySet<string>>();
  for (const entry of ordered) pasts.set(entry.id, pastOf(parentsOf(entry), pasts));
  return pasts;
}

/** `heads` and all that leads to them. */
export function pastOf(
  heads: readonly string[],
  pasts: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  return new Set(heads.flatMap((head) => [head, ...pasts.get(head)!]));
}

/** Tips that no entry of the same kind of feed refers to: of a forked feed, the end of each branch that is none's. */
export function headsOf(entries: readonly Entry[]): string[] {
  const covered = new Set(entries.flatMap(parentsOf));
  return entries
    .map(({ id }) => id)
    .filter((id) => !covered.has(id))
    .sort();
}

function parentsOf({ prev, heads }: Entry): string[] {
  return [...(prev === null ? [] : [prev]), ...heads];
}

function less(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
