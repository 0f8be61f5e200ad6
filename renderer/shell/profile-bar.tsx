/** How things stand with the neighbours, who I am here, and the way to my settings. */
import { CloudOff, RefreshCw, Settings, Wifi } from 'lucide-react';
import { Avatar } from '../components/avatar.tsx';
import { usePeerQuery } from '../peer/use-peer.ts';
import { hrefOf } from '../router/route.ts';
import { t } from '../text/text.ts';
import styles from './profile-bar.module.css';
import { useSyncState } from './sync-sentence.ts';

const moodIcons = { calm: Wifi, busy: RefreshCw, alone: CloudOff, off: CloudOff };

export function ProfileBar({ community, name, here }: { community: string; name: string; here: string }) {
  const sync = useSyncState(community);
  const members = usePeerQuery('members', { community }).value?.members;
  const self = members?.find((member) => member.self);
  const Icon = moodIcons[sync?.mood ?? 'alone'];
  const settings = hrefOf({ screen: 'settings', community });
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
      <a href={settings} className={styles['me']} aria-current={here === settings ? 'page' : undefined}>
        <Avatar id={self?.id ?? name} name={name} small />
        <span className={styles['name']}>{name}</span>
        <span className="visually-hidden">{t('nav.settings')}</span>
        <Settings className={styles['gear']} aria-hidden />
      </a>
    </div>
  );
}
