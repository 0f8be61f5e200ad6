/** What is shown while there is nothing to show: still connecting, Kith not running, the page without its pass. */
import { Mark } from '../components/mark.tsx';
import { sentenceFor, sentenceOf } from '../text/sentence.ts';
import { t } from '../text/text.ts';
import styles from './away.module.css';

export function Splash() {
  return (
    <main className={styles['away']} aria-busy>
      <Mark size={48} />
      <p className={styles['waiting']} role="status">
        {t('away.connecting')}
      </p>
    </main>
  );
}

export function Away({ error }: { error?: unknown }) {
  return (
    <main className={styles['away']}>
      <Mark size={48} />
      <h1 className={styles['title']}>{error === undefined ? t('away.title') : t('away.problem')}</h1>
      <p className={styles['about']} role="status">
        {error === undefined ? t('away.about') : sentenceOf(error)}
      </p>
    </main>
  );
}

export function Locked() {
  return (
    <main className={styles['away']}>
      <Mark size={48} />
      <h1 className={styles['title']}>{t('away.locked')}</h1>
      <p className={styles['about']}>{sentenceFor('PAGE_LOCKED')}</p>
    </main>
  );
}
