/** Says of a place that it is private, and who reads it, with the way to its space. Nothing of what is for everybody. */
import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SpaceView } from '../../../core/api/space-methods.ts';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { hrefOf } from '../../router/route.ts';
import { t } from '../../text/text.ts';
import styles from './spaces.module.css';

/** The private space of a channel; undefined for what is for everybody. */
export function useSpaceOfChannel(community: string, channel: string): SpaceView | undefined {
  const channels = usePeerQuery('channels', { community }).value?.channels;
  const spaces = usePeerQuery('spaces', { community }).value?.spaces;
  const id = channels?.find((each) => each.id === channel)?.space;
  return spaces?.find((each) => each.id === id);
}

export function privateNote(community: string, space: SpaceView | undefined): ReactNode {
  if (!space) return undefined;
  return (
    <span className={styles['about']}>
      <Lock aria-hidden />
      {space.direct ? (
        t('spaces.direct')
      ) : (
        <a href={hrefOf({ screen: 'spaces', community, space: space.id })}>
          {t('space.readBy', { title: space.title, count: space.members.length })}
        </a>
      )}
    </span>
  );
}
