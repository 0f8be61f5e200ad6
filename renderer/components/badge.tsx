/** A word or number that marks a state. Its colour never says anything that the word does not. */
import type { ReactNode } from 'react';
import { t } from '../text/text.ts';
import styles from './badge.module.css';

export type BadgeTone = 'plain' | 'good' | 'warn' | 'strong';

export function Badge({ tone = 'plain', children }: { tone?: BadgeTone; children: ReactNode }) {
  return <span className={`${styles['badge']} ${styles[tone]}`}>{children}</span>;
}

/** Something is new there. */
export function NewDot({ isShown }: { isShown: boolean }) {
  return isShown ? (
    <span className={styles['dot']}>
      <span className="visually-hidden">{t('badge.new')}</span>
    </span>
  ) : null;
}

/** How many are unread. Nothing when none are. */
export function Unread({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  return (
    <span className={`${styles['badge']} ${styles['strong']}`}>
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
