/** A damaged profile while it is saved, and when it is. */
import type { DesktopBridge, RescuedCounts } from '../../core/api/desktop-bridge.ts';
import { Button } from '../components/button.tsx';
import { Welcome } from '../screens/first-run/welcome.tsx';
import { t } from '../text/text.ts';
import styles from './failed-screen.module.css';

export function RescuingScreen() {
  return (
    <Welcome title={t('rescuing.title')} about={t('rescuing.about')}>
      <progress className={styles['progress']} aria-label={t('rescuing.title')} />
    </Welcome>
  );
}

export function RescuedScreen({ desktop, counts }: { desktop: DesktopBridge; counts: RescuedCounts }) {
  const { entries, missing } = counts;
  return (
    <Welcome title={t('rescued.title')} about={t('rescued.saved', { count: entries })}>
      <p>{missing === 0 ? t('rescued.whole') : t('rescued.missing', { count: missing })}</p>
      <div className={styles['actions']}>
        <Button look="primary" onClick={() => void desktop.retry()}>
          {t('rescued.go')}
        </Button>
      </div>
    </Welcome>
  );
}
