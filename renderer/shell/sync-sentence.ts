/** How things stand with the neighbours, in one plain sentence. */
import type { StatusView } from '../../core/api/profile-methods.ts';
import { useConnectionState, usePeerQuery } from '../peer/use-peer.ts';
import { t } from '../text/text.ts';
import { dateAndTime, timeOfDay } from '../text/when.ts';

export interface SyncState {
  /** calm: nothing to do; busy: something arrives or leaves; alone: nobody is reached; off: by the person's choice. */
  readonly mood: 'calm' | 'busy' | 'alone' | 'off';
  readonly sentence: string;
  /** The same with how far, for where there is room. */
  readonly long: string;
}

function syncState(status: StatusView, community: string): SyncState {
  const own = status.communities.find(({ id }) => id === community);
  if (own && own.standing !== 'in') return goneState(own.onlyHere);
  const away = awaySentence(own);
  if (status.network === 'offline')
    return { mood: 'off', sentence: t('sync.offline'), long: away ?? t('sync.offline') };
  const neighbours = status.peers.filter((neighbour) => neighbour.community === community);
  if (neighbours.length === 0)
    return { mood: 'alone', sentence: t('sync.alone'), long: away ?? t('sync.alone') };
  const behind = neighbours.reduce((most, neighbour) => Math.max(most, neighbour.behind ?? 1), 0);
  const count = neighbours.length;
  const busy = t('sync.busy', { count });
  if (behind > 0) return { mood: 'busy', sentence: busy, long: busy };
  const calm = t('sync.calm', { count });
  const when = own?.lastInStep ? timeOfDay(own.lastInStep) : undefined;
  return {
    mood: 'calm',
    sentence: calm,
    long: when === undefined ? calm : t('sync.calmUpTo', { count, when }),
  };
}

/** Nobody is waited for any more. */
function goneState(onlyHere: number): SyncState {
  const sentence = t('sync.gone');
  return {
    mood: 'off',
    sentence,
    long: onlyHere === 0 ? sentence : t('sync.goneOnlyHere', { count: onlyHere }),
  };
}

/** Undefined where nobody was ever met: then there is no more to say. */
function awaySentence(own: StatusView['communities'][number] | undefined): string | undefined {
  if (!own?.lastInStep) return undefined;
  const when = dateAndTime(own.lastInStep);
  return own.onlyHere === 0
    ? t('sync.awayNothing', { when })
    : t('sync.awayWaiting', { when, count: own.onlyHere });
}

export function useSyncState(community: string): SyncState | undefined {
  const { value } = usePeerQuery('status', {});
  // What was true when Kith last answered is not said as if it were true now.
  if (useConnectionState() !== 'open')
    return { mood: 'alone', sentence: t('sync.lost'), long: t('sync.lost') };
  return value && syncState(value, community);
}
