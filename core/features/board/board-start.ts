/**
 * What a new board begins with, in one entry: labels, columns, cards. Codes: ROLE_FORBIDS, LIMIT_INVALID, TITLE_*.
 * [BOARD-1] [BOARD-2] [BOARD-8]
 */
import type { ObjectId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { built, forbidden, notBuilt, type Author, type Built } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { checkTitle } from '../../documents/place-text.ts';
import { roomAt, type Ranked } from '../../documents/rank.ts';
import type { Color } from './colors.ts';
import { isLimit, MOST_CARDS } from './thing.ts';

export interface BoardStart {
  readonly labels: readonly { readonly title: string; readonly color: Color }[];
  readonly columns: readonly {
    readonly title: string;
    readonly color?: Color | undefined;
    readonly limit?: number | undefined;
    /** Titles. */
    readonly cards?: readonly string[] | undefined;
  }[];
}

/** Of a board on which nothing is yet. The id that is answered is the first thing's. */
export function startBoard(author: Author, start: BoardStart): Built {
  const set: [string, Json][] = [];
  const push: Json[] = [];
  let first: ObjectId | undefined;
  const named = (): ObjectId => {
    const id = author.newId();
    first ??= id;
    return id;
  };
  for (const { title, color } of start.labels) {
    const checked = checkTitle(title);
    if (!checked.ok) return checked;
    push.push({ t: 'label', id: localOf(named()), title: checked.value, color });
  }
  const columns: Ranked[] = [];
  for (const { title, color, limit, cards = [] } of start.columns) {
    const checked = checkTitle(title);
    if (!checked.ok) return checked;
    if (limit !== undefined && !isLimit(limit)) return notBuilt('LIMIT_INVALID', { most: MOST_CARDS });
    const column = { id: named(), rank: roomAt(columns, columns.length).rank };
    columns.push(column);
    push.push({ t: 'column', id: localOf(column.id), title: checked.value, rank: column.rank });
    if (color !== undefined) set.push([fieldKey(column.id, 'color'), color]);
    if (limit !== undefined) set.push([fieldKey(column.id, 'limit'), limit]);
    const order: Ranked[] = [];
    for (const text of cards) {
      const name = checkTitle(text);
      if (!name.ok) return name;
      const card = { id: named(), rank: roomAt(order, order.length).rank };
      order.push(card);
      push.push({ t: 'card', id: localOf(card.id), column: column.id, title: name.value, rank: card.rank });
    }
  }
  if (first === undefined) return notBuilt('CHANGE_EMPTY');
  return forbidden(author, 'write') ?? built(first, { set, push });
}
