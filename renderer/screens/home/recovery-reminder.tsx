/**
 * A calm word about the recovery words, once there is something to lose. It can be put off for some days; it comes back
 * until they are on paper, and the settings have them always.
 */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import list from '../../components/list.module.css';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { RecoveryDialog } from '../settings/recovery-dialog.tsx';
import styles from './home-screen.module.css';

const STORED = 'kith.recoveryLater';
/** Milliseconds: three days. */
const PUT_OFF = 259_200_000;

export function RecoveryReminder() {
  const state = usePeerQuery('recovery', {}).value?.state;
  const [isOpen, setOpen] = useState(false);
  const [isPutOff, setPutOff] = useState(
    () => Date.now() - Number(localStorage.getItem(STORED) ?? 0) < PUT_OFF,
  );
  if (state !== 'unconfirmed' || isPutOff) return null;
  return (
    <section className={styles['reminder']} aria-label={t('recovery.title')}>
      <div className={list['main']}>
        <p className={list['name']}>{t('recovery.remind')}</p>
        <p className={list['more']}>{t('recovery.remindAbout')}</p>
      </div>
      <div className={list['end']}>
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            localStorage.setItem(STORED, String(Date.now()));
            setPutOff(true);
          }}
        >
          {t('recovery.later')}
        </Button>
        <Button size="small" onClick={() => setOpen(true)}>
          {t('recovery.begin')}
        </Button>
      </div>
      <RecoveryDialog open={isOpen} onClose={() => setOpen(false)} />
    </section>
  );
}
