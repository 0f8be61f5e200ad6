/**
 * What a person can do on the board that is shown, from wherever they do it: by mouse, by keyboard, from a menu, from the
 * palette. Each shows at once, is read out, and has its way back. Owns no state; BoardPage provides them.
 */
import { createContext, useContext } from 'react';
import type { BoardView, CardView, ColumnView } from '../../../core/api/board-methods.ts';
import type { KithApi } from '../../../core/api/methods.ts';
import { notify, showProblem } from '../../components/notices.tsx';
import { t } from '../../text/text.ts';
import {
  afterAt,
  fieldsBack,
  findCard,
  shownCards,
  type After,
  type BoardChange,
  type CardFields,
} from './board-changes.ts';
import type { OwnSteps } from './own-steps.ts';

export interface BoardActs {
  /** To its place among the cards that are shown in that column, counted without itself. */
  moveCard: (card: string, column: string, place: number) => Promise<void>;
  renameCard: (card: string, title: string) => Promise<void>;
  archiveCard: (card: CardView) => Promise<void>;
  restoreCard: (card: CardView) => Promise<void>;
  /** Shows at once; with a sentence, it has its way back in a notice, too. */
  changeCards: (cards: readonly CardView[], fields: CardFields, said?: string) => Promise<void>;
  /** Takes back the latest own step on this board, as long as the board is open. */
  undo: () => Promise<void>;
  moveColumn: (column: string, place: number) => Promise<void>;
  archiveColumn: (column: ColumnView) => Promise<void>;
  restoreColumn: (column: { id: string; title: string }) => Promise<void>;
  openCard: (card: string) => void;
}

export const BoardActsContext = createContext<BoardActs | undefined>(undefined);

export function useBoardActs(): BoardActs {
  const acts = useContext(BoardActsContext);
  if (!acts) throw new Error('a part of a board stands outside its page');
  return acts;
}

interface Surroundings {
  readonly api: KithApi;
  readonly board: () => BoardView;
  readonly change: (change: BoardChange, command: () => Promise<unknown>) => Promise<void>;
  /** Read out, for those who do not see it happen. */
  readonly announce: (sentence: string) => void;
  readonly open: (card: string) => void;
  readonly steps: OwnSteps;
}

export function boardActs({ api, board, change, announce, open, steps }: Surroundings): BoardActs {
  const attempt = async (wish: BoardChange, command: () => Promise<unknown>): Promise<boolean> => {
    try {
      await change(wish, command);
      return true;
    } catch (error) {
      showProblem(error);
      return false;
    }
  };
  const putCard = (card: string, column: string, after: After): Promise<boolean> =>
    attempt({ kind: 'card-move', card, column, after }, () => api.cardMove({ card, column, after }));
  const putColumn = (column: string, after: After): Promise<boolean> =>
    attempt({ kind: 'column-move', column, after }, () => api.columnMove({ column, after }));

  const changeAll = (cards: readonly string[], fields: CardFields): Promise<boolean> =>
    attempt({ kind: 'card-fields', cards, fields }, () => api.cardsEdit({ cards: [...cards], ...fields }));
  /** Told in a notice with its way back, which is the next that the keys take back, too. */
  const told = (text: string, back: () => Promise<unknown>): void => {
    notify({ text, undo: steps.add(back) });
  };

  return {
    changeCards: async (cards, fields, said) => {
      const done = await changeAll(
        cards.map(({ id }) => id),
        fields,
      );
      if (!done) return;
      // Each card goes back to what it was, cards that were alike together.
      const groups = new Map<string, { fields: CardFields; cards: string[] }>();
      for (const card of cards) {
        const before = fieldsBack(card, fields);
        const name = JSON.stringify(before);
        const group = groups.get(name);
        if (group) group.cards.push(card.id);
        else groups.set(name, { fields: before, cards: [card.id] });
      }
      const back = async (): Promise<void> => {
        for (const group of groups.values()) await changeAll(group.cards, group.fields);
      };
      if (said === undefined) steps.add(back);
      else told(said, back);
    },
    undo: async () => {
      announce((await steps.undo()) ? t('board.undone') : t('board.nothingToUndo'));
    },
    moveCard: async (id, columnId, place) => {
      const found = findCard(board(), id);
      const column = board().columns.find((each) => each.id === columnId);
      if (!found || !column) return;
      const before = found.column && standsAfter(shownCards(found.column), id);
      const others = shownCards(column).filter((card) => card.id !== id);
      const after = place >= others.length ? undefined : afterAt(others, place);
      if (found.column?.id === columnId && standsAfter(shownCards(column), id) === afterAt(others, place))
        return;
      const { title } = found.card;
      announce(
        t('card.placed', {
          title,
          column: column.title,
          place: Math.min(place, others.length) + 1,
          count: others.length + 1,
        }),
      );
      const back = found.column;
      if (!(await putCard(id, columnId, after)) || !back) return;
      const putBack = (): Promise<unknown> => putCard(id, back.id, before);
      if (back.id === columnId) steps.add(putBack);
      else told(t('card.moved', { title, column: column.title }), putBack);
    },
    renameCard: async (card, title) => {
      const before = findCard(board(), card)?.card.title;
      const put = (to: string): Promise<boolean> =>
        attempt({ kind: 'card-title', card, title: to }, () => api.cardEdit({ card, title: to }));
      if ((await put(title)) && before !== undefined) steps.add(() => put(before));
    },
    archiveCard: async ({ id: card, title }) => {
      const done = await attempt({ kind: 'card-archived', card, archived: true }, () =>
        api.cardArchive({ card }),
      );
      if (done) told(t('card.archived', { title }), () => api.cardRestore({ card }));
    },
    restoreCard: async ({ id: card, title }) => {
      const done = await attempt(
        { kind: 'card-fields', cards: [card], fields: { archived: false, binned: false } },
        () => api.cardRestore({ card }),
      );
      if (done) announce(t('archive.restored', { title }));
    },
    moveColumn: async (id, place) => {
      const { columns } = board();
      const column = columns.find((each) => each.id === id);
      const others = columns.filter((each) => each.id !== id);
      const after = afterAt(others, place);
      if (!column || standsAfter(columns, id) === after) return;
      const before = others.find((each) => each.id === after);
      announce(
        before
          ? t('column.movedAfter', { title: column.title, before: before.title })
          : t('column.movedFirst', { title: column.title }),
      );
      const was = standsAfter(columns, id);
      if (await putColumn(id, after)) steps.add(() => putColumn(id, was));
    },
    archiveColumn: async ({ id: column, title }) => {
      const done = await attempt({ kind: 'column-archived', column }, () =>
        api.columnEdit({ column, archived: true }),
      );
      if (done) {
        told(t('column.archived', { title }), () => api.columnEdit({ column, archived: false }));
      }
    },
    restoreColumn: async ({ id: column, title }) => {
      try {
        await api.columnEdit({ column, archived: false });
        announce(t('archive.restored', { title }));
      } catch (error) {
        showProblem(error);
      }
    },
    openCard: open,
  };
}

/** Behind which of the list it stands now; null: first. */
function standsAfter(list: readonly { readonly id: string }[], id: string): string | null {
  return list[list.findIndex((each) => each.id === id) - 1]?.id ?? null;
}
