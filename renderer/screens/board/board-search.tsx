/** A word that cards are looked through for. While there is one, that only some cards are shown is said. */
import { useMemo, useState } from 'react';
import type { BoardView, CardView } from '../../../core/api/board-methods.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { t } from '../../text/text.ts';
import { shownCards } from './board-changes.ts';
import styles from './board-search.module.css';

/** Below this many cards there is nothing to search. */
const SEARCH_FROM = 8;

export interface CardSearch {
  text: string;
  setText: (text: string) => void;
  fits: (card: CardView) => boolean;
  /** Cards that fit; null: nothing is looked for. */
  found: number | null;
  isOffered: boolean;
}

export function useCardSearch(board: BoardView): CardSearch {
  const [text, setText] = useState('');
  const wanted = text.trim().toLocaleLowerCase();
  const words = useMemo(
    () =>
      new Map(
        [...board.labels, ...board.people].map((one) => [one.id, 'name' in one ? one.name : one.title]),
      ),
    [board.labels, board.people],
  );
  const fits = (card: CardView): boolean =>
    wanted === '' ||
    [card.title, card.body, card.authorName, ...[...card.labels, ...card.members].map((id) => words.get(id))]
      .join('\n')
      .toLocaleLowerCase()
      .includes(wanted);
  const all = board.columns.flatMap(shownCards);
  return {
    text,
    setText,
    fits,
    found: wanted === '' ? null : all.filter(fits).length,
    isOffered: all.length >= SEARCH_FROM || wanted !== '',
  };
}

export function BoardSearch({ search }: { search: CardSearch }) {
  if (!search.isOffered) return null;
  return (
    <div className={styles['search']} role="search">
      <span role="status" className={styles['found']}>
        {search.found !== null && t('board.found', { count: search.found })}
      </span>
      {search.found !== null && (
        <Button look="quiet" size="small" onClick={() => search.setText('')}>
          {t('board.searchClear')}
        </Button>
      )}
      <TextField
        type="search"
        label={t('board.search')}
        hideLabel
        placeholder={t('board.search')}
        value={search.text}
        onValue={search.setText}
        onKeyDown={(event) => {
          if (event.key === 'Escape') search.setText('');
        }}
      />
    </div>
  );
}
