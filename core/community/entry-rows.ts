/** The rows of a feed's entries, in their order: of a branch first those that it has in common with what it parts from. */
import type { Store, StoreRow } from '../store/store.ts';
import { ownerOf, type FeedState } from './feed-table.ts';
import type { Layout } from './layout.ts';

/** `to`: included. */
export async function* entryRows(
  store: Store,
  layout: Layout,
  feed: FeedState,
  from: number,
  to: number,
): AsyncGenerator<readonly StoreRow[]> {
  for (const { number, first, last } of stretches(feed, from, to))
    yield* store.read(layout.entries(number, first, last));
}

interface Stretch {
  readonly number: number;
  readonly first: number;
  readonly last: number;
}

function stretches(feed: FeedState, from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  for (let last = to; last >= from;) {
    const owner = ownerOf(feed, last);
    const first = Math.max(from, owner.base);
    found.unshift({ number: owner.number, first, last });
    last = first - 1;
  }
  return found;
}
