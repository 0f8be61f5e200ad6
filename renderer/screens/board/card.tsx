/** A card in its column. Opened by a click; moved by its menu, which works without a mouse. */
import { Archive, ArrowDown, ArrowRight, ArrowUp, Ellipsis } from 'lucide-react';
import type { CardView, ColumnView } from '../../../core/api/board-methods.ts';
import { IconButton } from '../../components/button.tsx';
import { Holding } from '../../components/holding.tsx';
import { Menu } from '../../components/menu.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './card.module.css';
import { archiveCard, moveCard } from './card-acts.ts';

interface CardProps {
  card: CardView;
  /** Place among `cards`, the column's own without archived ones. */
  index: number;
  cards: readonly CardView[];
  column: ColumnView;
  columns: readonly ColumnView[];
  onOpen: (card: string) => void;
}

export function Card({ card, index, cards, column, columns, onOpen }: CardProps) {
  const api = useApi();
  const from = { column, after: cards[index - 1]?.id ?? null };
  const others = columns.filter((each) => each.id !== column.id);
  return (
    <article className={styles['card']}>
      <button type="button" className={styles['open']} onClick={() => onOpen(card.id)}>
        <span className={styles['title']}>{card.title}</span>
        {card.body !== '' && <span className={styles['body']}>{card.body}</span>}
      </button>
      <footer className={styles['foot']}>
        <Holding holders={card.holders} short />
      </footer>
      <Menu
        trigger={
          <IconButton
            className={styles['menu']}
            label={t('card.menu', { title: card.title })}
            icon={<Ellipsis />}
          />
        }
        sections={[
          {
            actions: [
              {
                label: t('card.up'),
                icon: <ArrowUp aria-hidden />,
                disabled: index === 0,
                onSelect: () =>
                  void moveCard(api, card, from, { column, after: cards[index - 2]?.id ?? null }),
              },
              {
                label: t('card.down'),
                icon: <ArrowDown aria-hidden />,
                disabled: index === cards.length - 1,
                onSelect: () =>
                  void moveCard(api, card, from, { column, after: cards[index + 1]?.id ?? null }),
              },
            ],
          },
          {
            title: others.length > 0 ? t('card.moveTo') : '',
            actions: others.map((each) => ({
              label: each.title,
              icon: <ArrowRight aria-hidden />,
              onSelect: () => void moveCard(api, card, from, { column: each }),
            })),
          },
          {
            actions: [
              {
                label: t('card.archive'),
                icon: <Archive aria-hidden />,
                onSelect: () => void archiveCard(api, card),
              },
            ],
          },
        ]}
      />
    </article>
  );
}
