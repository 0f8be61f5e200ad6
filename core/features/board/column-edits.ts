/** Edits of columns. Codes: ROLE_FORBIDS, COLUMN_UNKNOWN, CHANGE_EMPTY, LIMIT_INVALID, TITLE_*. [BOARD-1] [BOARD-4] [BOARD-5] [BOARD-10] */
import type { ObjectId } from '../../base/ids.ts';
import { built, forbidden, notBuilt, type Author, type Built } from '../../documents/author.ts';
import { editFields } from '../../documents/edit-fields.ts';
import { localOf } from '../../documents/object-id.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { checkTitle } from '../../documents/place-text.ts';
import type { Board } from './board.ts';
import type { Color } from './colors.ts';
import { isLimit, MOST_CARDS } from './thing.ts';
import { positionAfter, rekeyedSets } from '../../documents/position.ts';
import { compareRanked, roomAt } from '../../documents/rank.ts';

/** At the end of the board. */
export function addColumn(author: Author, board: Board, wish: { readonly title: string }): Built {
  const title = checkTitle(wish.title);
  if (!title.ok) return title;
  const order = allColumns(board);
  const room = roomAt(order, order.length);
  const id = author.newId();
  const birth = { t: 'column', id: localOf(id), title: title.value, rank: room.rank };
  return forbidden(author, 'write') ?? built(id, { push: [birth], set: rekeyedSets(room) });
}

/** Only what is named is written. */
export function editColumn(
  author: Author,
  board: Board,
  id: ObjectId,
  wish: {
    readonly title?: string | undefined;
    /** Put away with its cards, or brought back with them. */
    readonly archived?: boolean | undefined;
    /** Empty: none. */
    readonly color?: Color | '' | undefined;
    /** Cards that it is meant to hold at the most; 0: any number. */
    readonly limit?: number | undefined;
  },
): Built {
  if (wish.limit !== undefined && !isLimit(wish.limit))
    return notBuilt('LIMIT_INVALID', { most: MOST_CARDS });
  if (!board.columnById.has(id)) return notBuilt('COLUMN_UNKNOWN');
  return editFields(author, id, wish, ['archived', 'color', 'limit']);
}

/** `after`: a column, null for the beginning, nothing for the end. */
export function moveColumn(
  author: Author,
  board: Board,
  wish: { readonly column: ObjectId; readonly after?: ObjectId | null | undefined },
): Built {
  const id = wish.column;
  if (!board.columnById.has(id)) return notBuilt('COLUMN_UNKNOWN');
  const order = allColumns(board).filter((column) => column.id !== id);
  const at = positionAfter(order, wish.after);
  if (at === undefined) return notBuilt('COLUMN_UNKNOWN');
  const room = roomAt(order, at);
  return (
    forbidden(author, 'write') ??
    built(id, { set: [[fieldKey(id, 'rank'), room.rank], ...rekeyedSets(room)] })
  );
}

function allColumns(board: Board) {
  return [...board.columnById.values()].sort(compareRanked);
}
