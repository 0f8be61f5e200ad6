/** Says on every screen that the person, or this device, is in the community no more: what stays, and where to go on. */
import { usePeerQuery } from '../peer/use-peer.ts';
import { hrefOf } from '../router/route.ts';
import { t } from '../text/text.ts';
import styles from './shell.module.css';
import { useStanding } from './use-standing.ts';

export function GoneBanner({ community, title }: { community: string; title: string }) {
  const self = usePeerQuery('members', { community }).value?.members.find((member) => member.self);
  const standing = useStanding(community);
  if (!self || standing === 'in') return null;
  return (
    <p role="status" className={styles['banner']}>
      {t(`gone.${standing}`, { title })}{' '}
      <a href={hrefOf({ screen: 'people', community, open: self.id })}>{t('gone.more')}</a>
    </p>
  );
}
