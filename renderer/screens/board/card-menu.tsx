/** What can be done to a card, without a mouse and with one. */
import { Archive, ArrowDown, ArrowRight, ArrowUp, CircleCheck, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import type { CardView, ColumnView } from '../../../core/api/board-methods.ts';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { t } from '../../text/text.ts';
import { useBoardActs } from './board-acts.ts';
import { shownCards } from './board-changes.ts';

interface CardMenuProps {
  card: CardView;
  column: ColumnView | undefined;
  columns: readonly ColumnView[];
  className?: string | undefined;
  isReachable: boolean;
  onRename: () => void;
}

export function CardMenu({ card, column, columns, className, isReachable, onRename }: CardMenuProps) {
  const acts = useBoardActs();
  const cards = column ? shownCards(column) : [];
  const place = cards.findIndex(({ id }) => id === card.id);
  const others = columns.filter(({ id }) => id !== column?.id);
  const move = (to: number): void => {
    if (column) void acts.moveCard(card.id, column.id, to);
  };
  return (
    <Menu
      trigger={
        <IconButton
          className={className}
          label={t('card.menu', { title: card.title })}
          icon={<Ellipsis />}
          tabIndex={isReachable ? 0 : -1}
        />
      }
      sections={[
        {
          actions: [
            { label: t('card.rename'), icon: <Pencil aria-hidden />, onSelect: onRename },
            {
              label: card.done ? t('card.markUndone') : t('card.markDone'),
              icon: <CircleCheck aria-hidden />,
              onSelect: () => void acts.changeCards([card], { done: !card.done }),
            },
            {
              label: t('card.up'),
              icon: <ArrowUp aria-hidden />,
              disabled: place <= 0,
              onSelect: () => move(place - 1),
            },
            {
              label: t('card.down'),
              icon: <ArrowDown aria-hidden />,
              disabled: place < 0 || place === cards.length - 1,
              onSelect: () => move(place + 1),
            },
          ],
        },
        {
          title: t('card.moveTo'),
          actions: others.map((each) => ({
            label: each.title,
            icon: <ArrowRight className="mirrored" aria-hidden />,
            onSelect: () => void acts.moveCard(card.id, each.id, shownCards(each).length),
          })),
        },
        {
          actions: [
            {
              label: t('card.archive'),
              icon: <Archive aria-hidden />,
              onSelect: () => void acts.archiveCard(card),
            },
            {
              label: t('card.bin'),
              icon: <Trash2 aria-hidden />,
              onSelect: () =>
                void acts.changeCards([card], { binned: true }, t('card.binned', { title: card.title })),
            },
          ],
        },
      ]}
    />
  );
}
