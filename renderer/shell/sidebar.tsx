/** The navigation of a community: its places by name, what is unread, the other communities, how things stand. */
import { Boxes, House, LayoutDashboard, MessagesSquare, Radio, Search, Users } from 'lucide-react';
import { use, type ReactNode } from 'react';
import type { CommunitySummary } from '../../core/api/community-methods.ts';
import { Unread } from '../components/badge.tsx';
import { Keys } from '../components/keys.tsx';
import { usePeerQuery } from '../peer/use-peer.ts';
import { hrefOf, placeOf, type Route } from '../router/route.ts';
import { t } from '../text/text.ts';
import { CommunityMenu } from './community-menu.tsx';
import { ProfileBar } from './profile-bar.tsx';
import { OpenPalette } from './shortcuts.tsx';
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
  // A card that lies over a screen belongs to the screen.
  const here = hrefOf(route.screen === 'people' ? { ...route, open: null } : placeOf(route));
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
            {channels.map((channel) => (
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
            {boards.map((board) => (
              <Place key={board.id} to={place('boards', board.id)} here={here} label={board.title} />
            ))}
          </Entry>
          <Entry to={place('things', null)} here={here} icon={<Boxes />} label={t('nav.things')}>
            {inventories.map((inventory) => (
              <Place
                key={inventory.id}
                to={place('things', inventory.id)}
                here={here}
                label={inventory.title}
              />
            ))}
          </Entry>
          <Entry to={people} here={here} icon={<Users />} label={t('nav.people')} />
          <Entry to={to('connections')} here={here} icon={<Radio />} label={t('nav.connections')} />
        </ul>
      </nav>
      <ProfileBar community={community.id} name={name} here={here} />
    </div>
  );
}

interface EntryProps {
  to: Route;
  here: string;
  icon: ReactNode;
  label: string;
  children?: readonly ReactNode[];
}

function Entry({ to, here, icon, label, children }: EntryProps) {
  const href = hrefOf(to);
  return (
    <li className={styles['group']}>
      <a href={href} className={styles['entry']} aria-current={href === here ? 'page' : undefined}>
        {icon}
        {label}
      </a>
      {children && children.length > 0 && <ul className={styles['places']}>{children}</ul>}
    </li>
  );
}

interface PlaceProps {
  to: Route;
  here: string;
  label: string;
  isNew?: boolean;
  children?: ReactNode;
}

function Place({ to, here, label, isNew = false, children }: PlaceProps) {
  const href = hrefOf(to);
  return (
    <li>
      <a
        href={href}
        className={`${styles['place']} ${isNew ? styles['new'] : ''}`}
        aria-current={href === here ? 'page' : undefined}
      >
        <span className={styles['placeName']}>{label}</span>
        {children}
      </a>
    </li>
  );
}
