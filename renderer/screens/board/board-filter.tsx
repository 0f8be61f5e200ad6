/** What of a board is shown. While something is left out, that is said, with how many cards fit. */
import { useMemo, useState } from 'react';
import type { BoardView, CardView } from '../../../core/api/board-methods.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../text/text.ts';
import { dayFromNow, today } from '../../text/when.ts';
import { shownCards } from './board-changes.ts';
import styles from './board-filter.module.css';
import { DUE_FILTERS, fits, isActive, noFilter, type CardFilter, type DueFilter } from './card-filter.ts';

/** Below this many cards there is nothing to search. */
const SEARCH_FROM = 8;
const WEEK = 7;

export interface BoardFilter {
  readonly filter: CardFilter;
  readonly setFilter: (filter: CardFilter) => void;
  readonly fits: (card: CardView) => boolean;
  /** How many cards would be shown with that instead. */
  readonly countWith: (change: Partial<CardFilter>) => number;
  /** All cards that are not put away. */
  readonly cards: readonly CardView[];
}

export function useBoardFilter(board: BoardView): BoardFilter {
  const [filter, setFilter] = useState(noFilter);
  const { columns, labels, people } = board;
  const around = useMemo(
    () => ({
      names: new Map([
        ...labels.map(({ id, title }): [string, string] => [id, title]),
        ...people.map(({ id, name }): [string, string] => [id, name]),
      ]),
      today: today(),
      inAWeek: dayFromNow(WEEK),
    }),
    [labels, people],
  );
  const cards = useMemo(() => columns.flatMap(shownCards), [columns]);
  return {
    filter,
    setFilter,
    cards,
    fits: (card) => fits(card, filter, around),
    countWith: (change) => cards.filter((card) => fits(card, { ...filter, ...change }, around)).length,
  };
}

export function BoardSearch({ filter: { filter, setFilter, cards } }: { filter: BoardFilter }) {
  if (cards.length < SEARCH_FROM && filter.text === '') return null;
  return (
    <TextField
      type="search"
      label={t('board.search')}
      hideLabel
      placeholder={t('board.search')}
      value={filter.text}
      onValue={(text) => setFilter({ ...filter, text })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setFilter({ ...filter, text: '' });
      }}
    />
  );
}

/** Choices are there for what the cards of this board carry. */
export function FilterBar({ board, filter: of }: { board: BoardView; filter: BoardFilter }) {
  const { filter, setFilter, cards, countWith } = of;
  const labels = board.labels.filter(({ id }) => cards.some((card) => card.labels.includes(id)));
  const people = board.people.filter(({ id }) => cards.some((card) => card.members.includes(id)));
  const hasDays = cards.some(({ due, done }) => due !== null || done);
  const isOn = isActive(filter);
  if (labels.length + people.length === 0 && !hasDays && !isOn) return null;
  const counted = (change: Partial<CardFilter>, name: string): string =>
    t('board.filterCount', { name, count: countWith(change) });
  return (
    <div className={styles['bar']} role="search" aria-label={t('board.filter')}>
      {(labels.length > 0 || filter.label !== '') && (
        <SelectField
          label={t('board.filterLabel')}
          hideLabel
          value={filter.label}
          onValue={(label) => setFilter({ ...filter, label })}
          options={[
            { value: '', label: t('board.anyLabel') },
            ...labels.map(({ id, title }) => ({ value: id, label: counted({ label: id }, title) })),
          ]}
        />
      )}
      {(people.length > 0 || filter.person !== '') && (
        <SelectField
          label={t('board.filterPerson')}
          hideLabel
          value={filter.person}
          onValue={(person) => setFilter({ ...filter, person })}
          options={[
            { value: '', label: t('board.anyPerson') },
            ...people.map(({ id, name }) => ({
              value: id,
              label: counted({ person: id }, id === board.me ? t('home.you', { name }) : name),
            })),
          ]}
        />
      )}
      {(hasDays || filter.due !== '') && (
        <SelectField
          label={t('board.filterDue')}
          hideLabel
          value={filter.due}
          onValue={(due) => setFilter({ ...filter, due: due as DueFilter | '' })}
          options={[
            { value: '', label: t('board.anyDay') },
            ...DUE_FILTERS.map((due) => ({ value: due, label: counted({ due }, t(`board.due.${due}`)) })),
          ]}
        />
      )}
      <span role="status" className={styles['found']}>
        {isOn && t('board.found', { count: countWith({}), all: cards.length })}
      </span>
      {isOn && (
        <Button look="quiet" size="small" onClick={() => setFilter(noFilter)}>
          {t('board.searchClear')}
        </Button>
      )}
    </div>
  );
}
