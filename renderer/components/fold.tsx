/** What few people need: closed until somebody asks for it. */
import type { ReactNode } from 'react';
import styles from './fold.module.css';

export function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className={styles['fold']}>
      <summary className={styles['title']}>{title}</summary>
      <div className={styles['body']}>{children}</div>
    </details>
  );
}
