/** What stands where nothing is yet: a small picture, one line on what belongs here, and the first action. */
import type { ReactNode } from 'react';
import { Drawing, type DrawingName } from './drawing.tsx';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  icon?: ReactNode;
  /** Instead of an icon, where a whole screen is empty. */
  drawing?: DrawingName;
  title: string;
  about: string;
  children?: ReactNode;
}

export function EmptyState({ icon, drawing, title, about, children }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      {drawing !== undefined ? (
        <Drawing name={drawing} />
      ) : (
        <span className={styles['icon']} aria-hidden>
          {icon}
        </span>
      )}
      <h2 className={styles['title']}>{title}</h2>
      <p className={styles['about']}>{about}</p>
      {children}
    </div>
  );
}
