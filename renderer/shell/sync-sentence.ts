/** How things stand with the neighbours, in one plain sentence. */
import type { StatusView } from '../../core/api/profile-methods.ts';
import { useConnectionState, usePeerQuery } from '../peer/use-peer.ts';
import { t } from '../text/text.ts';

export interface SyncState {
  /** calm: nothing to do; busy: something arrives or leaves; alone: nobody is reached; off: by the person's choice. */
  readonly mood: 'calm' | 'busy' | 'alone' | 'off';
  readonly sentence: string;
}

function syncState(status: StatusView, community: string): SyncState {
  if (status.network === 'offline') return { mood: 'off', sentence: t('sync.offline') };
  const neighbours = status.peers.filter((neighbour) => neighbour.community === community);
  if (neighbours.length === 0) return { mood: 'alone', sentence: t('sync.alone') };
  const behind = neighbours.reduce((most, neighbour) => Math.max(most, neighbour.behind ?? 1), 0);
  if (behind > 0) return { mood: 'busy', sentence: t('sync.busy', { count: neighbours.length }) };
  return { mood: 'calm', sentence: t('sync.calm', { count: neighbours.length }) };
}

export function useSyncState(community: string): SyncState | undefined {
  const { value } = usePeerQuery('status', {});
  // What was true when Kith last answered is not said as if it were true now.
  if (useConnectionState() !== 'open') return { mood: 'alone', sentence: t('sync.lost') };
  return value && syncState(value, community);
}
