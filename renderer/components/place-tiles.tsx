/** The places of one kind (boards, inventories) as tiles that lead to them. */
import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { hrefOf, type Route } from '../router/route.ts';
import { t } from '../text/text.ts';
import styles from './place-tiles.module.css';

interface PlaceTilesProps {
  /** With a private space, it says so. */
  places: readonly { id: string; title: string; space: string | null }[];
  icon: ReactNode;
  to: (id: string) => Route;
}

export function PlaceTiles({ places, icon, to }: PlaceTilesProps) {
  if (places.length === 0) return null;
  return (
    <ul className={styles['tiles']}>
      {places.map((place) => (
        <li key={place.id}>
          <a href={hrefOf(to(place.id))} className={styles['tile']}>
            {icon}
            <span>{place.title}</span>
            {place.space !== null && (
              <>
                <Lock className={styles['lock']} aria-hidden />
                <span className="visually-hidden">{t('space.private')}</span>
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
