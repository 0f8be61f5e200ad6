/** The frame around a community's screens: where one is, where one can go, how things stand. */
import { Dialog } from '@base-ui/react/dialog';
import { Menu as MenuIcon, Search } from 'lucide-react';
import { use, useRef, useState, type ReactNode } from 'react';
import type { CommunitySummary } from '../../core/api/community-methods.ts';
import { IconButton } from '../components/button.tsx';
import { useConnectionState } from '../peer/use-peer.ts';
import { hrefOf, type Route } from '../router/route.ts';
import { t } from '../text/text.ts';
import { CopiedBanner } from './copied-banner.tsx';
import { GoneBanner } from './gone-banner.tsx';
import { NavigationCommands } from './navigation-commands.tsx';
import { OpenPalette } from './shortcuts.tsx';
import { Sidebar } from './sidebar.tsx';
import styles from './shell.module.css';

interface ShellProps {
  community: CommunitySummary;
  communities: readonly CommunitySummary[];
  name: string;
  route: Route;
  children: ReactNode;
}

export function Shell({ community, communities, name, route, children }: ShellProps) {
  const main = useRef<HTMLElement>(null);
  const isLost = useConnectionState() === 'lost';
  const openPalette = use(OpenPalette);
  const sidebar = <Sidebar community={community} communities={communities} name={name} route={route} />;
  return (
    <div className={styles['shell']}>
      <NavigationCommands community={community} communities={communities} />
      <a
        className={styles['skip']}
        href="#main"
        onClick={(event) => {
          // The address is the route.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <header className={styles['side']}>{sidebar}</header>
      <header className={styles['top']}>
        <Drawer route={route}>{sidebar}</Drawer>
        <span className={styles['where']}>{community.title}</span>
        <IconButton label={t('palette.open')} icon={<Search />} onClick={openPalette} />
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles['main']}>
        {community.sample && (
          <p className={styles['sample']}>
            {t('sample.banner')} <a href={hrefOf({ screen: 'start', step: 'choose' })}>{t('sample.leave')}</a>
          </p>
        )}
        {community.copied && <CopiedBanner />}
        <GoneBanner community={community.id} title={community.title} />
        <div role="status">{isLost && <p className={styles['banner']}>{t('shell.lost')}</p>}</div>
        <div className={styles['screen']}>{children}</div>
      </main>
    </div>
  );
}

/** The same navigation where the window is narrow or the text is large. */
function Drawer({ route, children }: { route: Route; children: ReactNode }) {
  const [openedAt, setOpenedAt] = useState<Route | null>(null);
  return (
    <Dialog.Root
      // Following a link closes it.
      open={openedAt !== null && openedAt === route}
      onOpenChange={(open) => setOpenedAt(open ? route : null)}
    >
      <Dialog.Trigger render={<IconButton label={t('shell.menu')} icon={<MenuIcon />} />} />
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['drawer']} aria-label={t('shell.menu')}>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
