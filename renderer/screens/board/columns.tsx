/** The columns of a board beside each other. Owns where the focus goes, and what happens when something is let go. */
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState } from 'react';
import type { BoardView, CardView } from '../../../core/api/board-methods.ts';
import { t } from '../../text/text.ts';
import { useBoardActs, type BoardActs } from './board-acts.ts';
import { shownCards } from './board-changes.ts';
import { carriedOf, landingOf, type Under } from './board-drag.ts';
import { CardList, type FocusWish } from './card-list.tsx';
import column from './column.module.css';
import { Column } from './column.tsx';
import styles from './columns.module.css';

interface ColumnsProps {
  board: BoardView;
  fits: (card: CardView) => boolean;
  /** The column whose field is open. */
  adding: string | null;
  onAdding: (column: string | null) => void;
}

export function Columns({ board, fits, adding, onAdding }: ColumnsProps) {
  const acts = useBoardActs();
  const region = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<FocusWish>();
  const onFocus = (card: string): void => setFocus({ card });
  useLanding(region, board, acts);

  return (
    // Scrolled by keyboard, too.
    <div
      ref={region}
      className={styles['columns']}
      role="region"
      aria-label={t('board.columns')}
      tabIndex={0}
    >
      {board.columns.map((each) => (
        <Column
          key={each.id}
          column={each}
          cards={shownCards(each).filter(fits)}
          board={board}
          isAdding={adding === each.id}
          onAdding={(open) => onAdding(open ? each.id : null)}
          focus={focus}
          onFocus={onFocus}
        />
      ))}
      {board.loose.length > 0 && (
        <section className={column['column']} aria-label={t('board.loose')}>
          <header className={column['head']}>
            <h2 className={column['title']}>{t('board.loose')}</h2>
          </header>
          <p className={column['empty']}>{t('board.looseAbout')}</p>
          <CardList
            title={t('board.loose')}
            cards={board.loose.filter(fits)}
            column={undefined}
            columns={board.columns}
            board={board}
            focus={focus}
            onFocus={onFocus}
          />
        </section>
      )}
    </div>
  );
}

function useLanding(region: React.RefObject<HTMLElement | null>, board: BoardView, acts: BoardActs): void {
  // What is carried stays carried while the board changes under it.
  const latest = useRef({ board, acts });
  useEffect(() => {
    latest.current = { board, acts };
  }, [board, acts]);
  useEffect(() => {
    const element = region.current;
    if (!element) return undefined;
    return combine(
      autoScrollForElements({ element }),
      monitorForElements({
        canMonitor: ({ source }) => carriedOf(source.data) !== undefined,
        onDrop: ({ source, location }) => {
          const now = latest.current;
          const carried = carriedOf(source.data);
          const under = location.current.dropTargets
            .map(({ data }) => underOf(data))
            .find(isUnder(carried?.kind));
          const landing = carried && landingOf(now.board, carried, under);
          if (!landing) return;
          if (carried.kind === 'card') void now.acts.moveCard(carried.card, landing.column, landing.place);
          else void now.acts.moveColumn(landing.column, landing.place);
        },
      }),
    );
  }, [region]);
}

/** A column that is carried over a card is carried over the card's column. */
function isUnder(carried: 'card' | 'column' | undefined) {
  return (under: Under | undefined): boolean =>
    under !== undefined && (carried === 'card' || under.kind === 'column');
}

function underOf(data: Record<string | symbol, unknown>): Under | undefined {
  const { kind, card, column: of } = data;
  const edge = extractClosestEdge(data);
  if (typeof of !== 'string') return undefined;
  if (kind === 'card' && typeof card === 'string') return { kind, card, column: of, edge };
  return kind === 'column' ? { kind, column: of, edge } : undefined;
}
