/**
 * Edits of cards. Codes: ROLE_FORBIDS, COLUMN_UNKNOWN, CARD_UNKNOWN, CHANGE_EMPTY, TITLE_*, TEXT_*. [BOARD-2] [BOARD-3]
 * [BOARD-5] [BOARD-6]
 */
import type { ObjectId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { built, forbidden, notBuilt, type Author, type Built } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { checkOptionalText, checkTitle } from '../../documents/place-text.ts';
import type { Board } from './board.ts';
import { positionAfter, rekeyedSets } from '../../documents/position.ts';
import { roomAt } from '../../documents/rank.ts';

export interface CardWish {
  readonly column: ObjectId;
  readonly title: string;
  readonly body?: string | undefined;
}

/** At the end of a column, archived or not. */
export function addCard(author: Author, board: Board, wish: CardWish): Built {
  const title = checkTitle(wish.title);
  if (!title.ok) return title;
  const body = checkOptionalText(wish.body ?? '');
  if (!body.ok) return body;
  const column = board.columnById.get(wish.column);
  if (!column) return notBuilt('COLUMN_UNKNOWN');
  const room = roomAt(column.cards, column.cards.length);
  const id = author.newId();
  const birth = {
    t: 'card',
    id: localOf(id),
    column: column.id,
    title: title.value,
    body: body.value,
    rank: room.rank,
  };
  return forbidden(author, 'write') ?? built(id, { push: [birth], set: rekeyedSets(room) });
}

export function editCard(
  author: Author,
  board: Board,
  id: ObjectId,
  wish: { readonly title?: string | undefined; readonly body?: string | undefined },
): Built {
  const set: [string, Json][] = [];
  if (wish.title !== undefined) {
    const title = checkTitle(wish.title);
    if (!title.ok) return title;
    set.push([fieldKey(id, 'title'), title.value]);
  }
  if (wish.body !== undefined) {
    const body = checkOptionalText(wish.body);
    if (!body.ok) return body;
    set.push([fieldKey(id, 'body'), body.value]);
  }
  if (!board.cardById.has(id)) return notBuilt('CARD_UNKNOWN');
  if (set.length === 0) return notBuilt('CHANGE_EMPTY');
  return forbidden(author, 'write') ?? built(id, { set });
}

/** `after`: a card of that column, null for its beginning, nothing for its end. */
export function moveCard(
  author: Author,
  board: Board,
  wish: { readonly card: ObjectId; readonly column: ObjectId; readonly after?: ObjectId | null | undefined },
): Built {
  const id = wish.card;
  if (!board.cardById.has(id)) return notBuilt('CARD_UNKNOWN');
  const column = board.columnById.get(wish.column);
  if (!column) return notBuilt('COLUMN_UNKNOWN');
  const order = column.cards.filter((card) => card.id !== id);
  const at = positionAfter(order, wish.after);
  if (at === undefined) return notBuilt('CARD_UNKNOWN');
  const room = roomAt(order, at);
  const set: [string, Json][] = [
    [fieldKey(id, 'column'), column.id],
    [fieldKey(id, 'rank'), room.rank],
    ...rekeyedSets(room),
  ];
  return forbidden(author, 'write') ?? built(id, { set });
}

/** Also brings it back, with `archived` false. */
export function archiveCard(author: Author, board: Board, id: ObjectId, archived = true): Built {
  if (!board.cardById.has(id)) return notBuilt('CARD_UNKNOWN');
  return forbidden(author, 'write') ?? built(id, { set: [[fieldKey(id, 'archived'), archived]] });
}
