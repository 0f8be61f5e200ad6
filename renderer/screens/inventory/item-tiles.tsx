/** Things as a catalogue: one tile for each, which leads to its page. */
import { useMemo } from 'react';
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import { Picture } from '../../attachments/picture.tsx';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { hrefOf, type Route } from '../../router/route.ts';
import { t } from '../../text/text.ts';
import { ItemState } from './item-state.tsx';
import styles from './item-tiles.module.css';

interface ItemTilesProps {
  inventory: string;
  items: readonly ItemView[];
  me: string | undefined;
  to: (item: string) => Route;
}

const HUES = 8;

export function ItemTiles({ inventory, items, me, to }: ItemTilesProps) {
  const pictured = usePeerQuery('photos', { inventory }).value;
  const covers = useMemo(() => new Map(pictured?.items.map(({ id, photos }) => [id, photos[0]])), [pictured]);
  return (
    // Where there are photos at all, there is room for them.
    <ul className={styles['tiles']} data-photos={covers.size > 0}>
      {items.map((item) => (
        <li key={item.id} className={styles['tile']}>
          <span className={styles['picture']} data-hue={hueOf(item.category || item.title)} aria-hidden>
            {pictured && covers.has(item.id) ? (
              <Picture
                community={pictured.community}
                picture={covers.get(item.id)!.picture}
                alt=""
                small
                cover
                meanwhile={firstLetter(item.title)}
              />
            ) : (
              firstLetter(item.title)
            )}
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
