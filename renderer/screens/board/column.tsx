/** A column: its heading, by which it is carried, its cards, and the field that adds to it. */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import {
  attachClosestEdge,
  extractClosestEdge,
  type Edge,
} from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { Archive, ArrowLeft, ArrowRight, Ellipsis, Pencil } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CardView, ColumnView } from '../../../core/api/board-methods.ts';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { useBoardActs } from './board-acts.ts';
import { carriedOf, isAfter, isRightToLeft } from './board-drag.ts';
import { CardList, type FocusWish } from './card-list.tsx';
import styles from './column.module.css';
import { QuickCards } from './quick-cards.tsx';

interface ColumnProps {
  column: ColumnView;
  /** Those of its cards that are shown. */
  cards: readonly CardView[];
  columns: readonly ColumnView[];
  mayWrite: boolean;
  isAdding: boolean;
  onAdding: (open: boolean) => void;
  focus: FocusWish | undefined;
  onFocus: (card: string) => void;
}

export function Column({
  column,
  cards,
  columns,
  mayWrite,
  isAdding,
  onAdding,
  focus,
  onFocus,
}: ColumnProps) {
  const api = useApi();
  const [isRenaming, setRenaming] = useState(false);
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
          <span aria-hidden>{cards.length}</span>
          <span className="visually-hidden">{t('column.cards', { count: cards.length })}</span>
        </span>
        {mayWrite && <ColumnMenu column={column} columns={columns} onRename={() => setRenaming(true)} />}
      </header>
      {cards.length === 0 && !isAdding ? (
        <p className={styles['empty']}>{t('column.empty')}</p>
      ) : (
        <CardList
          title={column.title}
          cards={cards}
          column={column}
          columns={columns}
          mayWrite={mayWrite}
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
    </section>
  );
}

interface ColumnMenuProps {
  column: ColumnView;
  columns: readonly ColumnView[];
  onRename: () => void;
}

function ColumnMenu({ column, columns, onRename }: ColumnMenuProps) {
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
