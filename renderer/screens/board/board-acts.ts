/**
 * What a person can do on the board that is shown, from wherever they do it: by mouse, by keyboard, from a menu, from the
 * palette. Each shows at once, is read out, and has its way back. Owns no state; BoardPage provides them.
 */
import { createContext, useContext } from 'react';
import type { BoardView, CardView, ColumnView } from '../../../core/api/board-methods.ts';
import type { KithApi } from '../../../core/api/methods.ts';
import { notify, showProblem } from '../../components/notices.tsx';
import { t } from '../../text/text.ts';
import { afterAt, findCard, shownCards, type After, type BoardChange } from './board-changes.ts';

export interface BoardActs {
  /** To its place among the cards that are shown in that column, counted without itself. */
  moveCard: (card: string, column: string, place: number) => Promise<void>;
  renameCard: (card: string, title: string) => Promise<void>;
  archiveCard: (card: CardView) => Promise<void>;
  restoreCard: (card: CardView) => Promise<void>;
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
}

export function boardActs({ api, board, change, announce, open }: Surroundings): BoardActs {
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

  return {
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
      if ((await putCard(id, columnId, after)) && back && back.id !== columnId) {
        notify({
          text: t('card.moved', { title, column: column.title }),
          undo: () => putCard(id, back.id, before),
        });
      }
    },
    renameCard: async (card, title) => {
      await attempt({ kind: 'card-title', card, title }, () => api.cardEdit({ card, title }));
    },
    archiveCard: async ({ id: card, title }) => {
      const done = await attempt({ kind: 'card-archived', card, archived: true }, () =>
        api.cardArchive({ card }),
      );
      if (done) notify({ text: t('card.archived', { title }), undo: () => api.cardRestore({ card }) });
    },
    restoreCard: async ({ id: card, title }) => {
      const done = await attempt({ kind: 'card-archived', card, archived: false }, () =>
        api.cardRestore({ card }),
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
      await putColumn(id, after);
    },
    archiveColumn: async ({ id: column, title }) => {
      const done = await attempt({ kind: 'column-archived', column }, () =>
        api.columnEdit({ column, archived: true }),
      );
      if (done) {
        notify({
          text: t('column.archived', { title }),
          undo: () => api.columnEdit({ column, archived: false }),
        });
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
