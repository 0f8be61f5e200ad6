/** The navigation of a community: its places by name, what is unread, the other communities, how things stand. */
import { Boxes, House, LayoutDashboard, MessagesSquare, Radio, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommunitySummary } from '../../core/api/community-methods.ts';
import { Unread } from '../components/badge.tsx';
import { usePeerQuery } from '../peer/use-peer.ts';
import { hrefOf, placeOf, type Route } from '../router/route.ts';
import { t } from '../text/text.ts';
import { CommunityMenu } from './community-menu.tsx';
import { ProfileBar } from './profile-bar.tsx';
import styles from './sidebar.module.css';

interface SidebarProps {
  community: CommunitySummary;
  communities: readonly CommunitySummary[];
  name: string;
  route: Route;
}

export function Sidebar({ community, communities, name, route }: SidebarProps) {
  const input = { community: community.id };
  const channels = usePeerQuery('channels', input).value?.channels ?? [];
  const boards = usePeerQuery('boards', input).value?.boards ?? [];
  const inventories = usePeerQuery('inventories', input).value?.inventories ?? [];
  const here = hrefOf(placeOf(route));
  const to = (screen: 'home' | 'people' | 'connections'): Route => ({ screen, community: community.id });
  const place = (screen: 'boards' | 'things' | 'chat', id: string | null): Route => ({
    screen,
    community: community.id,
    place: id,
  });

  return (
    <div className={styles['sidebar']}>
      <CommunityMenu community={community} communities={communities} />
      <nav className={styles['nav']} aria-label={t('nav.label')}>
        <ul>
          <Entry to={to('home')} here={here} icon={<House />} label={t('nav.home')} />
          <Entry to={place('chat', null)} here={here} icon={<MessagesSquare />} label={t('nav.chat')}>
            {channels.map((channel) => (
              <Place key={channel.id} to={place('chat', channel.id)} here={here} label={channel.title}>
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
          <Entry to={to('people')} here={here} icon={<Users />} label={t('nav.people')} />
          <Entry to={to('connections')} here={here} icon={<Radio />} label={t('nav.connections')} />
        </ul>
      </nav>
      <ProfileBar community={community.id} name={name} />
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
      {children && children.length > 0 && <ul>{children}</ul>}
    </li>
  );
}

function Place({
  to,
  here,
  label,
  children,
}: {
  to: Route;
  here: string;
  label: string;
  children?: ReactNode;
}) {
  const href = hrefOf(to);
  return (
    <li>
      <a href={href} className={styles['place']} aria-current={href === here ? 'page' : undefined}>
        <span className={styles['placeName']}>{label}</span>
        {children}
      </a>
    </li>
  );
}
