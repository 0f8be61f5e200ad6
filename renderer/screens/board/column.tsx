/** A column: its heading, by which it is carried, its cards, and the field that adds to it. */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import {
  attachClosestEdge,
  extractClosestEdge,
  type Edge,
} from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { Archive, ArrowLeft, ArrowRight, Ellipsis, Gauge, Pencil } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { BoardView, CardView, ColumnView } from '../../../core/api/board-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { useBoardActs } from './board-acts.ts';
import { shownCards } from './board-changes.ts';
import { carriedOf, isAfter, isRightToLeft } from './board-drag.ts';
import { CardList, type FocusWish } from './card-list.tsx';
import styles from './column.module.css';
import { QuickCards } from './quick-cards.tsx';

interface ColumnProps {
  column: ColumnView;
  /** Those of its cards that are shown. */
  cards: readonly CardView[];
  board: BoardView;
  isAdding: boolean;
  onAdding: (open: boolean) => void;
  focus: FocusWish | undefined;
  onFocus: (card: string) => void;
}

export function Column({ column, cards, board, isAdding, onAdding, focus, onFocus }: ColumnProps) {
  const api = useApi();
  const { columns, mayWrite } = board;
  const [isRenaming, setRenaming] = useState(false);
  const [isLimiting, setLimiting] = useState(false);
  // A limit is about all that it holds, also while some are looked for.
  const held = column.limit === null ? cards.length : shownCards(column).length;
  const { section, heading, over, isCarried } = useColumnDrag(column.id, mayWrite);

  return (
    <section
      ref={section}
      className={`${styles['column']} ${isCarried ? styles['carried'] : ''}`}
      data-over={over === 'card' || undefined}
      aria-label={column.title}
    >
      {(over === 'before' || over === 'after') && <span className={styles['line']} data-side={over} />}
      <header ref={heading} className={`${styles['head']} ${mayWrite ? styles['movable'] : ''}`}>
        <h2 className={styles['title']}>{column.title}</h2>
        <span className={styles['count']}>
          <span aria-hidden>{column.limit === null ? held : `${held}/${column.limit}`}</span>
          <span className="visually-hidden">
            {t('column.cards', { count: held })}
            {column.limit !== null && `, ${t('column.limitIs', { limit: column.limit })}`}
          </span>
          {column.limit !== null && held > column.limit && <Badge tone="warn">{t('column.full')}</Badge>}
        </span>
        {mayWrite && (
          <ColumnMenu
            column={column}
            columns={columns}
            onRename={() => setRenaming(true)}
            onLimit={() => setLimiting(true)}
          />
        )}
      </header>
      {cards.length === 0 && !isAdding ? (
        <p className={styles['empty']}>{t('column.empty')}</p>
      ) : (
        <CardList
          title={column.title}
          cards={cards}
          column={column}
          columns={columns}
          board={board}
          focus={focus}
          onFocus={onFocus}
        />
      )}
      {mayWrite && (
        <QuickCards
          isOpen={isAdding}
          onOpen={onAdding}
          onAdd={(title) => api.cardAdd({ column: column.id, title })}
        />
      )}
      <TitleDialog
        open={isRenaming}
        onClose={() => setRenaming(false)}
        title={t('column.rename')}
        label={t('column.name')}
        initial={column.title}
        action={t('action.save')}
        onSubmit={(title) => api.columnEdit({ column: column.id, title })}
      />
      <TitleDialog
        open={isLimiting}
        onClose={() => setLimiting(false)}
        title={t('column.limit')}
        label={t('column.limitLabel')}
        initial={String(column.limit ?? 0)}
        action={t('action.save')}
        onSubmit={(limit) => api.columnEdit({ column: column.id, limit: numberOf(limit) })}
      />
    </section>
  );
}

/** What is no number is refused by the peer, with its sentence. */
function numberOf(text: string): number {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : -1;
}

interface ColumnMenuProps {
  column: ColumnView;
  columns: readonly ColumnView[];
  onRename: () => void;
  onLimit: () => void;
}

function ColumnMenu({ column, columns, onRename, onLimit }: ColumnMenuProps) {
  const acts = useBoardActs();
  const place = columns.findIndex(({ id }) => id === column.id);
  /** The next column stands on the side where a line goes on. */
  const ahead = isRightToLeft() ? -1 : 1;
  return (
    <Menu
      trigger={<IconButton label={t('column.menu', { title: column.title })} icon={<Ellipsis />} />}
      sections={[
        {
          actions: [
            { label: t('column.rename'), icon: <Pencil aria-hidden />, onSelect: onRename },
            { label: t('column.limit'), icon: <Gauge aria-hidden />, onSelect: onLimit },
            {
              label: t('column.left'),
              icon: <ArrowLeft aria-hidden />,
              disabled: !columns[place - ahead],
              onSelect: () => void acts.moveColumn(column.id, place - ahead),
            },
            {
              label: t('column.right'),
              icon: <ArrowRight aria-hidden />,
              disabled: !columns[place + ahead],
              onSelect: () => void acts.moveColumn(column.id, place + ahead),
            },
          ],
        },
        {
          actions: [
            {
              label: t('column.archive'),
              icon: <Archive aria-hidden />,
              onSelect: () => void acts.archiveColumn(column),
            },
          ],
        },
      ]}
    />
  );
}

/** What is carried over it: a card, or a column that would land before or after it. */
type Over = 'card' | 'before' | 'after' | undefined;

function useColumnDrag(column: string, mayWrite: boolean) {
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLElement>(null);
  const [over, setOver] = useState<Over>();
  const [isCarried, setCarried] = useState(false);

  useEffect(() => {
    const [element, dragHandle] = [section.current, heading.current];
    if (!element || !dragHandle || !mayWrite) return undefined;
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ kind: 'column', column }),
        onDragStart: () => setCarried(true),
        onDrop: () => setCarried(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => carriedOf(source.data) !== undefined,
        getIsSticky: () => true,
        getData: ({ element: under, input, source }) =>
          source.data['kind'] === 'column'
            ? attachClosestEdge(
                { kind: 'column', column },
                { element: under, input, allowedEdges: ['left', 'right'] },
              )
            : { kind: 'column', column },
        onDrag: ({ self, source }) =>
          setOver(overBy(carriedOf(source.data), extractClosestEdge(self.data), column)),
        onDragLeave: () => setOver(undefined),
        onDrop: () => setOver(undefined),
      }),
    );
  }, [column, mayWrite]);
  return { section, heading, over, isCarried };
}

function overBy(carried: ReturnType<typeof carriedOf>, edge: Edge | null, column: string): Over {
  if (carried?.kind === 'card') return 'card';
  if (!edge || carried?.column === column) return undefined;
  return isAfter(edge) ? 'after' : 'before';
}
