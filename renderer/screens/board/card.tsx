/** A card in its column: opened by a click, carried by mouse, moved by its menu or by the keyboard (card-keys.ts). */
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import {
  attachClosestEdge,
  extractClosestEdge,
  type Edge,
} from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { useEffect, useRef, useState } from 'react';
import type { BoardView, CardView, ColumnView } from '../../../core/api/board-methods.ts';
import { Holding } from '../../components/holding.tsx';
import { t } from '../../text/text.ts';
import { useBoardActs } from './board-acts.ts';
import { carriedOf } from './board-drag.ts';
import { CardLabels, CardMarks } from './card-marks.tsx';
import { CardMenu } from './card-menu.tsx';
import styles from './card.module.css';

interface CardProps {
  card: CardView;
  column: ColumnView | undefined;
  labels: BoardView['labels'];
  people: BoardView['people'];
  columns: readonly ColumnView[];
  mayWrite: boolean;
  /** The one card of its column that the Tab key reaches. */
  isActive: boolean;
  isRenaming: boolean;
  onRename: (open: boolean) => void;
}

export function Card({
  card,
  column,
  labels,
  people,
  columns,
  mayWrite,
  isActive,
  isRenaming,
  onRename,
}: CardProps) {
  const { openCard, renameCard } = useBoardActs();
  const element = useRef<HTMLElement>(null);
  const [edge, setEdge] = useState<Edge | null>(null);
  const [isCarried, setCarried] = useState(false);
  // Most cards are only looked at: the menu is made when somebody comes near one.
  const [isNear, setNear] = useState(false);
  const { id } = card;
  const columnId = column?.id;

  useEffect(() => {
    const node = element.current;
    if (!node || !mayWrite || isRenaming) return undefined;
    return combine(
      draggable({
        element: node,
        getInitialData: () => ({ kind: 'card', card: id }),
        onDragStart: () => setCarried(true),
        onDrop: () => setCarried(false),
      }),
      dropTargetForElements({
        element: node,
        canDrop: ({ source }) => columnId !== undefined && carriedOf(source.data)?.kind === 'card',
        getIsSticky: () => true,
        getData: ({ element: over, input }) =>
          attachClosestEdge(
            { kind: 'card', card: id, column: columnId },
            { element: over, input, allowedEdges: ['top', 'bottom'] },
          ),
        onDrag: ({ self, source, location }) => {
          const isInnermost = location.current.dropTargets[0]?.element === self.element;
          const isItself = source.data['card'] === id;
          setEdge(isInnermost && !isItself ? extractClosestEdge(self.data) : null);
        },
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [id, columnId, mayWrite, isRenaming]);

  if (isRenaming) {
    return (
      <article className={styles['card']}>
        <RenameField
          title={card.title}
          onDone={(title) => {
            onRename(false);
            if (title !== undefined && title.trim() !== '' && title !== card.title)
              void renameCard(id, title);
          }}
        />
      </article>
    );
  }
  return (
    <article
      ref={element}
      className={`${styles['card']} ${isCarried ? styles['carried'] : ''}`}
      onPointerEnter={() => setNear(true)}
    >
      {edge && <span className={styles['line']} data-edge={edge} />}
      <button
        type="button"
        className={styles['open']}
        data-card={id}
        tabIndex={isActive ? 0 : -1}
        aria-describedby={mayWrite ? 'card-keys' : undefined}
        onClick={() => openCard(id)}
      >
        <CardLabels card={card} labels={labels} />
        <span className={`${styles['title']} ${card.done ? styles['done'] : ''}`} dir="auto">
          {card.title}
        </span>
        {card.body !== '' && (
          <span className={styles['body']} dir="auto">
            {card.body}
          </span>
        )}
        <CardMarks card={card} people={people} />
      </button>
      <footer className={styles['foot']}>
        <span className={styles['author']}>{card.authorName}</span>
        <Holding holders={card.holders} short />
      </footer>
      {mayWrite && (isNear || isActive) && (
        <CardMenu
          card={card}
          column={column}
          columns={columns}
          className={styles['menu']}
          isReachable={isActive}
          onRename={() => onRename(true)}
        />
      )}
    </article>
  );
}

/** Enter or going elsewhere keeps it, Escape does not. */
function RenameField({ title, onDone }: { title: string; onDone: (title: string | undefined) => void }) {
  const [value, setValue] = useState(title);
  return (
    <textarea
      className={styles['edit']}
      aria-label={t('card.name')}
      value={value}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setValue(event.currentTarget.value.replace(/\n/g, ' '))}
      onBlur={() => onDone(value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onDone(undefined);
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onDone(value);
      }}
    />
  );
}
