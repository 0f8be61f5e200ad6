/** Who I am here, how things stand with the neighbours, how the page looks. */
import { Check, CloudOff, Monitor, Moon, RefreshCw, Settings2, Sun, Wifi } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../components/button.tsx';
import { Menu } from '../components/menu.tsx';
import { hrefOf } from '../router/route.ts';
import { t } from '../text/text.ts';
import styles from './profile-bar.module.css';
import { useSyncState } from './sync-sentence.ts';
import { appearance, chooseAppearance, themes } from './appearance.ts';

const moodIcons = { calm: Wifi, busy: RefreshCw, alone: CloudOff, off: CloudOff };
const themeIcons = { system: Monitor, light: Sun, dark: Moon };

export function ProfileBar({ community, name }: { community: string; name: string }) {
  const sync = useSyncState(community);
  const [theme, setTheme] = useState(() => appearance().theme);
  const Icon = moodIcons[sync?.mood ?? 'alone'];
  return (
    <div className={styles['bar']}>
      <a
        href={hrefOf({ screen: 'connections', community })}
        className={styles['sync']}
        data-mood={sync?.mood}
      >
        <Icon aria-hidden />
        <span role="status">{sync?.sentence ?? t('loading')}</span>
      </a>
      <div className={styles['me']}>
        <span className={styles['name']}>{name}</span>
        <Menu
          trigger={<IconButton label={t('shell.look')} icon={<Settings2 />} />}
          sections={[
            {
              title: t('theme.label'),
              actions: themes.map((each) => {
                const ThemeIcon = each === theme ? Check : themeIcons[each];
                return {
                  label: t(`theme.${each}`),
                  icon: <ThemeIcon aria-hidden />,
                  onSelect: () => {
                    chooseAppearance({ theme: each });
                    setTheme(each);
                  },
                };
              }),
            },
          ]}
        />
      </div>
    </div>
  );
}
