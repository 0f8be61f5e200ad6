/** Whether the person is in a community, and this device of theirs; 'in' while that is not known yet. */
import type { CommunitySummary } from '../../core/api/community-methods.ts';
import { usePeerQuery } from '../peer/use-peer.ts';

export function useStanding(community: string): CommunitySummary['standing'] {
  const { value } = usePeerQuery('communities', {});
  return value?.communities.find(({ id }) => id === community)?.standing ?? 'in';
}
