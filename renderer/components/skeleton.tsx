/**
 * Grey shapes where contents will be, so that nothing jumps when they come; words, when they cannot come now.
 */
import { useConnectionState } from '../peer/use-peer.ts';
import { t } from '../text/text.ts';
import styles from './skeleton.module.css';

export function Skeleton({ rows = 4, tall = false }: { rows?: number; tall?: boolean }) {
  if (useConnectionState() === 'lost') {
    return (
      <p className={styles['later']} role="status">
        {t('loading.later')}
      </p>
    );
  }
  return (
    <div className={styles['skeleton']} role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={`${styles['row']} ${tall ? styles['tall'] : ''}`} />
      ))}
    </div>
  );
}
