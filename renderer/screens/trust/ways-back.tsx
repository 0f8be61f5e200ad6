/** For who is a member already: to the own other device's link, and to coming back after a loss. */
import { LinkButton } from '../../components/button.tsx';
import { t } from '../../text/text.ts';
import styles from './trust.module.css';

export function WaysBack() {
  return (
    <div className={styles['row']}>
      <LinkButton look="quiet" size="small" to={{ screen: 'back', way: 'device' }}>
        {t('other.start')}
      </LinkButton>
      <LinkButton look="quiet" size="small" to={{ screen: 'back', way: 'return' }}>
        {t('lost.start')}
      </LinkButton>
    </div>
  );
}
