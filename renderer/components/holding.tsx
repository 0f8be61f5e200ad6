/** Where a change is: on this device alone, or with how many neighbours. The truth of it comes from them, not from here. */
import { HardDrive, Users } from 'lucide-react';
import { t } from '../text/text.ts';
import styles from './holding.module.css';

export function Holding({ holders, short = false }: { holders: number; short?: boolean }) {
  const text = holders === 0 ? t('holding.none') : t('holding.some', { count: holders });
  const Icon = holders === 0 ? HardDrive : Users;
  return (
    <span className={`${styles['holding']} ${holders === 0 ? styles['alone'] : ''}`} title={text}>
      <Icon aria-hidden />
      {short ? (
        <>
          <span aria-hidden>{holders === 0 ? t('holding.noneShort') : holders}</span>
          <span className="visually-hidden">{text}</span>
        </>
      ) : (
        text
      )}
    </span>
  );
}
