/** Kith's process could not open the profile, or does not stay up: what that means, and what can be done. */
import type { DesktopBridge, DesktopStatus } from '../../core/api/desktop-bridge.ts';
import { Button } from '../components/button.tsx';
import { Welcome } from '../screens/first-run/welcome.tsx';
import { sentenceFor } from '../text/sentence.ts';
import { t } from '../text/text.ts';
import styles from './failed-screen.module.css';

type Failed = Extract<DesktopStatus, { state: 'failed' }>;

export function FailedScreen({ desktop, status }: { desktop: DesktopBridge; status: Failed }) {
  if (status.code === 'STORE_CORRUPT') return <DamagedScreen desktop={desktop} />;
  const falls = status.code === 'PEER_FALLS';
  return (
    <Welcome
      title={t(falls ? 'failed.falls' : 'failed.title')}
      about={sentenceFor(status.code, status.details) ?? sentenceFor('INTERNAL') ?? ''}
    >
      <div className={styles['actions']}>
        <Button look="primary" onClick={() => void desktop.retry()}>
          {t(falls ? 'failed.again' : 'failed.retry')}
        </Button>
        <Button onClick={() => void desktop.showLog()}>{t('failed.log')}</Button>
        <Button look="quiet" onClick={() => void desktop.quit()}>
          {t('failed.quit')}
        </Button>
      </div>
    </Welcome>
  );
}

/** [THREAT-27] What is on the disk is damaged: nothing of it is believed, and what reads can be saved. */
function DamagedScreen({ desktop }: { desktop: DesktopBridge }) {
  return (
    <Welcome title={t('damaged.title')} about={t('damaged.about')}>
      <ul className={styles['facts']}>
        <li>{t('damaged.save')}</li>
        <li>{t('damaged.kept')}</li>
        <li>{t('damaged.rest')}</li>
      </ul>
      <div className={styles['actions']}>
        <Button look="primary" onClick={() => void desktop.rescue()}>
          {t('damaged.go')}
        </Button>
        <Button onClick={() => void desktop.retry()}>{t('failed.retry')}</Button>
        <Button look="quiet" onClick={() => void desktop.quit()}>
          {t('failed.quit')}
        </Button>
      </div>
    </Welcome>
  );
}
