/** The keys of a command, as they stand on the keyboard. */
import { Fragment } from 'react';
import { shownKeys } from '../shell/keys.ts';
import { t } from '../text/text.ts';
import styles from './keys.module.css';

export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles['keys']}>
      {shownKeys(keys).map((step, index) => (
        <Fragment key={index}>
          {index > 0 && <span className={styles['then']}>{t('keyboard.then')}</span>}
          {step.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
