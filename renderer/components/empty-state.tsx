/** What stands where nothing is yet: one line on what belongs here, and the first action. */
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  about: string;
  children?: ReactNode;
}

export function EmptyState({ icon, title, about, children }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      <span className={styles['icon']} aria-hidden>
        {icon}
      </span>
      <h2 className={styles['title']}>{title}</h2>
      <p className={styles['about']}>{about}</p>
      {children}
    </div>
  );
}
