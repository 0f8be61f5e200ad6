/** How far somebody is who is let in: what has come, and how much there is as far as the neighbours have said. */
import type { CommunityId } from '../base/ids.ts';
import type { HostedCommunity } from './hosted-community.ts';

interface Neighbour {
  readonly community: CommunityId;
  /** Entries that it has more than this device; null: not known yet. */
  readonly behind: number | null;
}

export function joinProgress(
  host: HostedCommunity | undefined,
  neighbours: readonly Neighbour[],
  community: CommunityId,
): { received: number; expected: number | null; neighbours: number } {
  const received = host ? host.community.frontier().reduce((sum, tip) => sum + tip.seq + 1, 0) : 0;
  const peers = neighbours.filter((peer) => peer.community === community);
  const behind = peers.flatMap((peer) => (peer.behind === null ? [] : [peer.behind]));
  const expected = behind.length > 0 ? received + Math.max(...behind) : null;
  return { received, expected, neighbours: peers.length };
}
