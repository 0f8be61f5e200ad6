/**
 * The cards of a column, of which only those in view are drawn. Owns the keyboard inside the list: arrows go from card to
 * card, with Alt they move the card, and one card of the column is what the Tab key reaches.
 */
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { BoardView, CardView, ColumnView } from '../../../core/api/board-methods.ts';
import { useVirtualList } from '../../components/use-virtual-list.ts';
import { t } from '../../text/text.ts';
import { useBoardActs } from './board-acts.ts';
import { shownCards } from './board-changes.ts';
import { isRightToLeft } from './board-drag.ts';
import styles from './card-list.module.css';
import { Card } from './card.tsx';

/** Where the focus is to go, by whatever moved it; a new object each time. */
export interface FocusWish {
  readonly card: string;
}

interface CardListProps {
  title: string;
  cards: readonly CardView[];
  column: ColumnView | undefined;
  columns: readonly ColumnView[];
  board: Pick<BoardView, 'mayWrite' | 'labels' | 'people'>;
  focus: FocusWish | undefined;
  onFocus: (card: string) => void;
}

/** Pixels that a card without a text has. */
const USUAL_HEIGHT = 66;
const GAP = 8;
/** Frames in which a card that was scrolled to is waited for. */
const PATIENCE = 20;

export function CardList({ title, cards, column, columns, board, focus, onFocus }: CardListProps) {
  const { mayWrite, labels, people } = board;
  const acts = useBoardActs();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string>();
  const [renaming, setRenaming] = useState<string>();
  const ids = cards.map(({ id }) => id);
  const { rows, height, measure, scrollTo } = useVirtualList({
    scroller,
    ids,
    estimate: USUAL_HEIGHT,
    gap: GAP,
  });
  const reachable = active !== undefined && ids.includes(active) ? active : ids[0];

  useEffect(() => {
    const list = scroller.current;
    return list ? autoScrollForElements({ element: list }) : undefined;
  }, []);
  useFocusWish(scroller, ids, focus, scrollTo);

  function onKeyDown(event: KeyboardEvent): void {
    const id = event.target instanceof HTMLElement ? event.target.dataset['card'] : undefined;
    const at = id === undefined ? -1 : ids.indexOf(id);
    if (id === undefined || at < 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const [over, down] = direction(event.key);
    if (event.key === 'F2' && mayWrite) setRenaming(id);
    else if (event.altKey && mayWrite && (over !== 0 || down !== 0)) move(id, over, down);
    else if (!event.altKey && down !== 0 && ids[at + down] !== undefined) onFocus(ids[at + down]!);
    else if (!event.altKey && over !== 0) goOver(at, over);
    else if (event.key === 'Home') onFocus(ids[0]!);
    else if (event.key === 'End') onFocus(ids.at(-1)!);
    else return;
    event.preventDefault();
  }

  function move(id: string, over: number, down: number): void {
    if (!column) return;
    const all = shownCards(column);
    const place = all.findIndex((card) => card.id === id);
    const target = over === 0 ? column : columns[columns.indexOf(column) + over];
    if (!target) return;
    const to = over === 0 ? place + down : Math.min(place, shownCards(target).length);
    if (to < 0 || (over === 0 && to >= all.length)) return;
    void acts.moveCard(id, target.id, to);
    onFocus(id);
  }

  /** To the card beside it, in the next column that has one. */
  function goOver(at: number, over: number): void {
    const from = column ? columns.indexOf(column) : -1;
    for (let next = from + over; next >= 0 && next < columns.length; next += over) {
      const beside = shownCards(columns[next]!);
      if (beside.length === 0) continue;
      onFocus(beside[Math.min(at, beside.length - 1)]!.id);
      return;
    }
  }

  return (
    <div ref={scroller} className={styles['scroller']}>
      <ul
        className={styles['cards']}
        style={{ blockSize: height }}
        aria-label={t('column.cardsOf', { title })}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const { card } = event.target.dataset;
          if (card !== undefined) setActive(card);
        }}
      >
        {rows.map(({ index, start }) => {
          const card = cards[index];
          return (
            card && (
              <li
                key={card.id}
                ref={measure}
                data-index={index}
                className={styles['row']}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={cards.length}
                aria-posinset={index + 1}
              >
                <Card
                  card={card}
                  column={column}
                  columns={columns}
                  labels={labels}
                  people={people}
                  mayWrite={mayWrite}
                  isActive={card.id === reachable}
                  isRenaming={card.id === renaming}
                  onRename={(open) => {
                    setRenaming(open ? card.id : undefined);
                    if (!open) onFocus(card.id);
                  }}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

/** Columns to the side and rows down, as a key says it; sides follow the script. */
function direction(key: string): readonly [over: number, down: number] {
  const ahead = isRightToLeft() ? -1 : 1;
  switch (key) {
    case 'ArrowUp':
      return [0, -1];
    case 'ArrowDown':
      return [0, 1];
    case 'ArrowRight':
      return [ahead, 0];
    case 'ArrowLeft':
      return [-ahead, 0];
    default:
      return [0, 0];
  }
}

/** A card that is far away is scrolled to first, and takes the focus when it is drawn. */
function useFocusWish(
  scroller: RefObject<HTMLElement | null>,
  ids: readonly string[],
  wish: FocusWish | undefined,
  scrollTo: (index: number) => void,
): void {
  const met = useRef<FocusWish>(undefined);
  const at = wish ? ids.indexOf(wish.card) : -1;
  useEffect(() => {
    if (!wish || at < 0 || met.current === wish) return undefined;
    scrollTo(at);
    let frame = 0;
    let tries = 0;
    const look = (): void => {
      const found = scroller.current?.querySelector<HTMLElement>(`[data-card="${wish.card}"]`);
      if (found) {
        met.current = wish;
        found.focus({ preventScroll: false });
      } else if (++tries < PATIENCE) {
        frame = requestAnimationFrame(look);
      }
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [wish, at, scrollTo, scroller]);
}
