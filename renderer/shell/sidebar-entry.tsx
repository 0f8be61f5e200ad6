/** The rows of the navigation: a part of the community, and under it its places. */
import type { ReactNode } from 'react';
import { hrefOf, type Route } from '../router/route.ts';
import styles from './sidebar.module.css';

interface EntryProps {
  to: Route;
  here: string;
  icon: ReactNode;
  label: string;
  /** How many things wait there. */
  badge?: ReactNode;
  children?: readonly ReactNode[];
}

export function Entry({ to, here, icon, label, badge, children }: EntryProps) {
  const href = hrefOf(to);
  return (
    <li className={styles['group']}>
      <a href={href} className={styles['entry']} aria-current={href === here ? 'page' : undefined}>
        {icon}
        <span className={styles['placeName']}>{label}</span>
        {badge}
      </a>
      {children && children.length > 0 && <ul className={styles['places']}>{children}</ul>}
    </li>
  );
}

interface PlaceProps {
  to: Route;
  here: string;
  label: string;
  isNew?: boolean;
  children?: ReactNode;
  /** What lies in it, one step further in. */
  within?: readonly ReactNode[];
}

export function Place({ to, here, label, isNew = false, children, within }: PlaceProps) {
  const href = hrefOf(to);
  return (
    <li>
      <a
        href={href}
        className={`${styles['place']} ${isNew ? styles['new'] : ''}`}
        aria-current={href === here ? 'page' : undefined}
      >
        <span className={styles['placeName']}>{label}</span>
        {children}
      </a>
      {within && within.length > 0 && <ul className={styles['within']}>{within}</ul>}
    </li>
  );
}
