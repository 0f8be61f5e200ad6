/** Things as a catalogue: one tile for each, which leads to its page. */
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import { hrefOf, type Route } from '../../router/route.ts';
import { t } from '../../text/text.ts';
import { ItemState } from './item-state.tsx';
import styles from './item-tiles.module.css';

interface ItemTilesProps {
  items: readonly ItemView[];
  me: string | undefined;
  to: (item: string) => Route;
}

const HUES = 8;

export function ItemTiles({ items, me, to }: ItemTilesProps) {
  return (
    <ul className={styles['tiles']}>
      {items.map((item) => (
        <li key={item.id} className={styles['tile']}>
          <span className={styles['picture']} data-hue={hueOf(item.category || item.title)} aria-hidden>
            {firstLetter(item.title)}
          </span>
          <div className={styles['about']}>
            <a href={hrefOf(to(item.id))} className={styles['title']}>
              {item.title}
            </a>
            <p className={styles['more']}>
              {item.quantity > 1 ? `${t('item.pieces', { count: item.quantity })} · ` : ''}
              {item.own ? t('item.yours') : item.custodianName}
            </p>
            <p className={styles['foot']}>
              <ItemState item={item} me={me} />
              {item.category !== '' && <span className={styles['category']}>{item.category}</span>}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** One colour for each category, always the same. */
function hueOf(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % HUES;
}

function firstLetter(title: string): string {
  return ([...new Intl.Segmenter().segment(title.trim())][0]?.segment ?? '').toUpperCase();
}
