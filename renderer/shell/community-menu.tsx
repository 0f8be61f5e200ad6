/** Which community is shown, and the way to the others. */
import { ChevronsUpDown, Link as LinkIcon, Plus } from 'lucide-react';
import type { CommunitySummary } from '../../core/api/community-methods.ts';
import { Mark } from '../components/mark.tsx';
import { Menu } from '../components/menu.tsx';
import { goTo } from '../router/use-route.ts';
import { t } from '../text/text.ts';
import styles from './community-menu.module.css';

interface CommunityMenuProps {
  community: CommunitySummary;
  communities: readonly CommunitySummary[];
}

export function CommunityMenu({ community, communities }: CommunityMenuProps) {
  const others = communities.filter((each) => each.id !== community.id);
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={styles['current']}
          aria-label={t('shell.community', { title: community.title })}
        >
          <Mark />
          <span className={styles['title']}>{community.title}</span>
          <ChevronsUpDown className={styles['chevrons']} aria-hidden />
        </button>
      }
      sections={[
        {
          actions: others.map((each) => ({
            label:
              each.unread > 0
                ? t('shell.communityUnread', { title: each.title, count: each.unread })
                : each.title,
            onSelect: () => {
              goTo({ screen: 'home', community: each.id });
            },
          })),
        },
        {
          actions: [
            {
              label: t('start.new'),
              icon: <Plus aria-hidden />,
              onSelect: () => {
                goTo({ screen: 'start', step: 'new' });
              },
            },
            {
              label: t('start.join'),
              icon: <LinkIcon aria-hidden />,
              onSelect: () => {
                goTo({ screen: 'start', step: 'join' });
              },
            },
          ],
        },
      ]}
    />
  );
}
