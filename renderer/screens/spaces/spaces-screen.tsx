/** The private spaces that the person is in, and that there are others. */
import { Lock, MessageCircle, Plus } from 'lucide-react';
import type { SpaceView } from '../../../core/api/space-methods.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import list from '../../components/list.module.css';
import { Failure, Page, Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { hrefOf } from '../../router/route.ts';
import { goTo, replaceWith } from '../../router/use-route.ts';
import { listed, t } from '../../text/text.ts';
import { NewSpaceDialog } from './new-space-dialog.tsx';
import { SpacePage } from './space-page.tsx';
import { titleOfSpace } from './space-title.ts';
import styles from './spaces.module.css';

interface SpacesScreenProps {
  community: string;
  /** One that is open, or the form of a new one. */
  space: string | null;
}

export function SpacesScreen({ community, space }: SpacesScreenProps) {
  if (space !== null && space !== 'new') return <SpacePage key={space} community={community} space={space} />;
  return <Spaces community={community} isAdding={space === 'new'} />;
}

function Spaces({ community, isAdding }: { community: string; isAdding: boolean }) {
  const { value, error } = usePeerQuery('spaces', { community });
  const members = usePeerQuery('members', { community }).value?.members ?? [];
  const self = members.find((each) => each.self);
  const mayAdd = self?.state === 'in' && (self.role === 'steward' || self.role === 'member');
  const mine = value?.spaces.filter((space) => space.mine) ?? [];
  const others = value?.spaces.filter((space) => !space.mine) ?? [];
  const add = mayAdd && (
    <Button
      look="primary"
      icon={<Plus aria-hidden />}
      onClick={() => goTo({ screen: 'spaces', community, space: 'new' })}
    >
      {t('spaces.add')}
    </Button>
  );
  const isEmpty = value !== undefined && mine.length === 0;
  return (
    <Page title={t('spaces.title')} about={!isEmpty && t('spaces.about')} actions={!isEmpty && add} narrow>
      {error !== undefined && <Failure error={error} />}
      {!value && error === undefined && <Skeleton rows={3} tall />}
      {isEmpty && (
        <EmptyState icon={<Lock />} title={t('spaces.empty')} about={t('spaces.emptyAbout')}>
          {add}
        </EmptyState>
      )}
      {mine.length > 0 && <List community={community} spaces={mine} />}
      {others.length > 0 && (
        <Section title={t('spaces.others')}>
          <p className={styles['soft']}>{t('spaces.othersAbout')}</p>
          <List community={community} spaces={others} />
        </Section>
      )}
      <NewSpaceDialog
        community={community}
        open={isAdding && mayAdd}
        onClose={() => replaceWith({ screen: 'spaces', community, space: null })}
      />
    </Page>
  );
}

function List({ community, spaces }: { community: string; spaces: readonly SpaceView[] }) {
  const channels = usePeerQuery('channels', { community }).value?.channels ?? [];
  return (
    <ul className={list['list']}>
      {spaces.map((space) => {
        const channel = space.direct && channels.find((each) => each.space === space.id);
        return (
          <li key={space.id} className={list['row']}>
            {space.direct ? (
              <MessageCircle className={styles['icon']} aria-hidden />
            ) : (
              <Lock className={styles['icon']} aria-hidden />
            )}
            <div className={list['main']}>
              <div className={list['name']}>
                <a
                  href={hrefOf(
                    channel
                      ? { screen: 'chat', community, place: channel.id }
                      : { screen: 'spaces', community, space: space.id },
                  )}
                >
                  {titleOfSpace(space)}
                </a>
              </div>
              <div className={list['more']}>
                {space.direct ? t('spaces.direct') : listed(space.members.map(({ name }) => name))}
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
