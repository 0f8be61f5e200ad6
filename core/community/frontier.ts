/** How far every feed reaches, of what is on the disk: nothing is spoken of before. */
import type { DeviceId } from '../base/ids.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { CommunityState } from './community-state.ts';
import type { BranchTip, FeedTip } from './replica.ts';

/** Of a forked feed that of the branch which was here first. */
export function frontierOf({ feeds }: CommunityState): FeedTip[] {
  const tips: FeedTip[] = [];
  for (const { kind, device, written, parent } of feeds.all()) {
    if (written && !parent) tips.push({ kind, device, ...written });
  }
  return tips;
}

export function tipOf({ feeds }: CommunityState, kind: FeedKind, device: DeviceId): FeedTip | undefined {
  const written = feeds.find(kind, device)?.written;
  return written ? { kind, device, ...written } : undefined;
}

/** Every branch of the feeds that are known to have forked. */
export function branchesOf({ feeds, proofs }: CommunityState): BranchTip[] {
  return [...proofs.values()].flatMap(({ kind, device, seq }) => {
    const family = feeds.family({ kind, device });
    const from = family.reduce((least, { parent, base }) => (parent ? Math.min(least, base) : least), seq);
    return family.flatMap(({ written, base }) =>
      written && written.seq >= base ? [{ kind, device, from, ...written }] : [],
    );
  });
}

/**
 * What a neighbour's device says that it holds. True when that is news of somebody's entries. Of a forked feed a seq does
 * not say which entry is meant, and nobody holds what does not exist. [GATE-9]
 */
export function noteStated(state: CommunityState, device: DeviceId, tips: readonly FeedTip[]): boolean {
  let isNews = false;
  for (const tip of tips) {
    if (tip.kind !== 'content') continue;
    const held = state.feeds.find('content', tip.device);
    if (!held || state.isForked(held)) continue;
    if (state.receipts.stated(device, tip.device, Math.min(tip.seq, held.seq))) isNews = true;
  }
  return isNews;
}
