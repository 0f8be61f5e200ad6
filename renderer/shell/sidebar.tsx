/** The navigation of a community: its places by name, what is unread, the other communities, how things stand. */
import { Boxes, House, LayoutDashboard, MessagesSquare, Radio, Search, Users } from 'lucide-react';
import { use } from 'react';
import type { CommunitySummary } from '../../core/api/community-methods.ts';
import { NewDot, Unread } from '../components/badge.tsx';
import { Keys } from '../components/keys.tsx';
import { usePeerQuery } from '../peer/use-peer.ts';
import { hrefOf, placeOf, type Route } from '../router/route.ts';
import { t } from '../text/text.ts';
import { CommunityMenu } from './community-menu.tsx';
import { PrivateSpaces } from './private-spaces.tsx';
import { ProfileBar } from './profile-bar.tsx';
import { OpenPalette } from './shortcuts.tsx';
import { Entry, Place } from './sidebar-entry.tsx';
import styles from './sidebar.module.css';

interface SidebarProps {
  community: CommunitySummary;
  communities: readonly CommunitySummary[];
  name: string;
  route: Route;
}

export function Sidebar({ community, communities, name, route }: SidebarProps) {
  const input = { community: community.id };
  const openPalette = use(OpenPalette);
  const channels = usePeerQuery('channels', input).value?.channels ?? [];
  const boards = usePeerQuery('boards', input).value?.boards ?? [];
  const inventories = usePeerQuery('inventories', input).value?.inventories ?? [];
  const news = usePeerQuery('news', input).value?.items ?? [];
  const fresh = new Set(news.map(({ place }) => place));
  const here = hrefOf(shownIn(route));
  const waiting = useWaiting(community.id);
  const to = (screen: 'home' | 'connections'): Route => ({ screen, community: community.id });
  const people: Route = { screen: 'people', community: community.id, open: null };
  const place = (screen: 'boards' | 'things' | 'chat', id: string | null): Route => ({
    screen,
    community: community.id,
    place: id,
  });

  return (
    <div className={styles['sidebar']}>
      <CommunityMenu community={community} communities={communities} />
      <button type="button" className={styles['search']} onClick={openPalette}>
        <Search aria-hidden />
        <span className={styles['placeName']}>{t('palette.short')}</span>
        <Keys keys="mod+k" />
      </button>
      <nav className={styles['nav']} aria-label={t('nav.label')}>
        <ul>
          <Entry to={to('home')} here={here} icon={<House />} label={t('nav.home')} />
          <Entry to={place('chat', null)} here={here} icon={<MessagesSquare />} label={t('nav.chat')}>
            {channels.filter(isForAll).map((channel) => (
              <Place
                key={channel.id}
                to={place('chat', channel.id)}
                here={here}
                label={channel.title}
                isNew={channel.unread > 0}
              >
                <Unread count={channel.unread} label={t('chat.unread', { count: channel.unread })} />
              </Place>
            ))}
          </Entry>
          <Entry to={place('boards', null)} here={here} icon={<LayoutDashboard />} label={t('nav.boards')}>
            {boards.filter(isForAll).map((board) => (
              <Place
                key={board.id}
                to={place('boards', board.id)}
                here={here}
                label={board.title}
                isNew={fresh.has(board.id)}
              >
                <NewDot isShown={fresh.has(board.id)} />
              </Place>
            ))}
          </Entry>
          <Entry to={place('things', null)} here={here} icon={<Boxes />} label={t('nav.things')}>
            {inventories.filter(isForAll).map((inventory) => (
              <Place
                key={inventory.id}
                to={place('things', inventory.id)}
                here={here}
                label={inventory.title}
                isNew={fresh.has(inventory.id)}
              >
                <NewDot isShown={fresh.has(inventory.id)} />
              </Place>
            ))}
          </Entry>
          <PrivateSpaces
            community={community.id}
            here={here}
            channels={channels}
            boards={boards}
            inventories={inventories}
          />
          <Entry
            to={people}
            here={here}
            icon={<Users />}
            label={t('nav.people')}
            badge={<Unread count={waiting} label={t('people.waiting', { count: waiting })} />}
          />
          <Entry to={to('connections')} here={here} icon={<Radio />} label={t('nav.connections')} />
        </ul>
      </nav>
      <ProfileBar community={community.id} name={name} here={here} />
    </div>
  );
}

/** People who ask to come in, and proposals that the person has not approved. */
function useWaiting(community: string): number {
  const requests = usePeerQuery('joinRequests', { community }).value?.requests ?? [];
  const proposals = usePeerQuery('proposals', { community }).value?.proposals ?? [];
  return requests.length + proposals.filter(({ open }) => open).length;
}

/** What is for some alone stands under its private space. */
function isForAll({ space }: { space: string | null }): boolean {
  return space === null;
}

/** A card or a form that lies over a screen belongs to the screen. */
function shownIn(route: Route): Route {
  if (route.screen === 'people') return { ...route, open: null };
  if (route.screen === 'spaces' && route.space === 'new') return { ...route, space: null };
  return placeOf(route);
}
