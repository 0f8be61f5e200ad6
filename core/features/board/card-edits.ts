/**
 * Cards are made and moved. Codes: ROLE_FORBIDS, COLUMN_UNKNOWN, CARD_UNKNOWN, and those of card-change.ts. [BOARD-2] [BOARD-5]
 * [BOARD-6]
 */
import type { ObjectId, PersonId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { built, forbidden, notBuilt, type Author, type Built } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { checkOptionalText, checkTitle } from '../../documents/place-text.ts';
import type { Board } from './board.ts';
import { setsOfCard } from './card-change.ts';
import { positionAfter, rekeyedSets } from '../../documents/position.ts';
import { roomAt, type Ranked } from '../../documents/rank.ts';

export interface CardWish {
  readonly column: ObjectId;
  readonly title: string;
  readonly body?: string | undefined;
  readonly labels?: readonly ObjectId[] | undefined;
  readonly members?: readonly PersonId[] | undefined;
  /** YYYY-MM-DD. */
  readonly due?: string | undefined;
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
  const { labels = [], members = [], due } = wish;
  const set = rekeyedSets(room);
  if (labels.length + members.length > 0 || due !== undefined) {
    const carried = setsOfCard(board, id, { addLabels: labels, addMembers: members, due });
    if (!carried.ok) return carried;
    set.push(...carried.value);
  }
  return forbidden(author, 'write') ?? built(id, { push: [birth], set });
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

/** Several, to the end of a column, in this order. The id that is answered is the first card's. */
export function moveCards(author: Author, board: Board, cards: readonly ObjectId[], to: ObjectId): Built {
  const [first] = cards;
  if (first === undefined || cards.some((id) => !board.cardById.has(id))) return notBuilt('CARD_UNKNOWN');
  const column = board.columnById.get(to);
  if (!column) return notBuilt('COLUMN_UNKNOWN');
  const moved = new Set(cards);
  const order: Ranked[] = column.cards.filter(({ id }) => !moved.has(id));
  const set: [string, Json][] = [];
  for (const id of cards) {
    const { rank } = roomAt(order, order.length);
    order.push({ id, rank });
    set.push([fieldKey(id, 'column'), column.id], [fieldKey(id, 'rank'), rank]);
  }
  return forbidden(author, 'write') ?? built(first, { set });
}
