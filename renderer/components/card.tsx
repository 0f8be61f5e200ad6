/** Settings that belong together, in one frame; each child is a row. */
import { Children, type ReactNode } from 'react';
import styles from './card.module.css';

export function Card({ children }: { children: ReactNode }) {
  return (
    <div className={styles['card']}>
      {Children.toArray(children).map((child, index) => (
        <div key={index} className={styles['row']}>
          {child}
        </div>
      ))}
    </div>
  );
}
