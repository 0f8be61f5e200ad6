/**
 * What is stored and was not opened when it came: what is of a private space whose keys have come since [GATE-16], and
 * what a crash has left behind. All of it may be done again, and comes out the same.
 */
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import type { Store } from '../store/store.ts';
import type { Batch } from './batch.ts';
import type { CommunityState } from './community-state.ts';
import type { ContentChange } from './contents.ts';
import type { Layout } from './layout.ts';

/** `tags`: of the keys that have come. */
export async function reveal(
  state: CommunityState,
  layout: Layout,
  tags: readonly string[],
  batch: Batch,
): Promise<ContentChange[]> {
  if (tags.length === 0) return [];
  const changes: ContentChange[] = [];
  for (const feed of state.feeds.all()) {
    if (feed.kind !== 'content') continue;
    for (const change of await state.contents.reveal(feed, new Set(tags), batch)) changes.push(change);
  }
  batch.del(layout.meta('reveal'));
  return changes;
}

/** Whatever happens from when `batch` is written, `reveal` is done: by the next start, if need be. */
export function planReveal(layout: Layout, tags: readonly string[], batch: Batch): void {
  if (tags.length > 0) batch.put(layout.meta('reveal'), encodeCbor([...tags]));
}

/** Goes on with the feeds that wait. */
export async function resumeAll(state: CommunityState, batch: Batch): Promise<ContentChange[]> {
  const changes: ContentChange[] = [];
  for (const feed of state.feeds.all()) {
    if (feed.kind !== 'content' || feed.opened >= feed.seq) continue;
    for (const change of await state.contents.resume(feed, batch)) changes.push(change);
  }
  return changes;
}

/** Opens what a crash has left stored and not opened. */
export async function catchUp(
  state: CommunityState,
  store: Store,
  layout: Layout,
  batch: Batch,
): Promise<void> {
  const row = store.get(layout.meta('reveal'));
  const tags = row && decodeCbor(row);
  if (Array.isArray(tags)) await reveal(state, layout, tags as string[], batch);
  await resumeAll(state, batch);
}
