/**
 * What a person does to a board, as a pure change of the board that is shown: the same as the peer will make of it, so
 * that it can be seen at once. Owns where things go; nothing here is saved.
 */
import type { BoardView, CardView, ColumnView } from '../../../core/api/board-methods.ts';

/** Where in a list: behind that one; null: at its beginning; undefined: at its end. */
export type After = string | null | undefined;

export type BoardChange =
  | { readonly kind: 'card-move'; readonly card: string; readonly column: string; readonly after: After }
  | { readonly kind: 'card-title'; readonly card: string; readonly title: string }
  | { readonly kind: 'card-archived'; readonly card: string; readonly archived: boolean }
  | { readonly kind: 'card-fields'; readonly cards: readonly string[]; readonly fields: CardFields }
  | { readonly kind: 'column-move'; readonly column: string; readonly after: After }
  | { readonly kind: 'column-archived'; readonly column: string };

/** Applying a change to a board that has it already changes nothing. */
export function applyChange(board: BoardView, change: BoardChange): BoardView {
  switch (change.kind) {
    case 'card-move':
      return withCardMoved(board, change);
    case 'card-title':
      return withCard(board, change.card, (card) => ({ ...card, title: change.title }));
    case 'card-archived':
      return withCard(board, change.card, (card) => ({ ...card, archived: change.archived }));
    case 'card-fields':
      return change.cards.reduce(
        (next, id) => withCard(next, id, (card) => withFields(card, change.fields)),
        board,
      );
    case 'column-move': {
      const column = board.columns.find(({ id }) => id === change.column);
      return column ? { ...board, columns: inserted(board.columns, column, change.after) } : board;
    }
    case 'column-archived':
      return { ...board, columns: board.columns.filter(({ id }) => id !== change.column) };
    default:
      return change satisfies never;
  }
}

/** What changes about a card, as the peer takes it. */
export interface CardFields {
  readonly due?: string | null;
  readonly done?: boolean;
  readonly archived?: boolean;
  readonly binned?: boolean;
  readonly addLabels?: string[];
  readonly removeLabels?: string[];
  readonly addMembers?: string[];
  readonly removeMembers?: string[];
}

function withFields(card: CardView, fields: CardFields): CardView {
  const { addLabels = [], removeLabels = [], addMembers = [], removeMembers = [], ...plain } = fields;
  const joined = (list: readonly string[], add: readonly string[], remove: readonly string[]): string[] => [
    ...new Set([...list, ...add].filter((id) => !remove.includes(id))),
  ];
  return {
    ...card,
    ...plain,
    labels: joined(card.labels, addLabels, removeLabels),
    members: joined(card.members, addMembers, removeMembers),
  };
}

/** What takes a change back, for the card as it was. */
export function fieldsBack(card: CardView, fields: CardFields): CardFields {
  const { addLabels = [], removeLabels = [], addMembers = [], removeMembers = [] } = fields;
  return {
    ...(fields.due !== undefined && { due: card.due }),
    ...(fields.done !== undefined && { done: card.done }),
    ...(fields.archived !== undefined && { archived: card.archived }),
    ...(fields.binned !== undefined && { binned: card.binned }),
    removeLabels: addLabels.filter((id) => !card.labels.includes(id)),
    addLabels: removeLabels.filter((id) => card.labels.includes(id)),
    removeMembers: addMembers.filter((id) => !card.members.includes(id)),
    addMembers: removeMembers.filter((id) => card.members.includes(id)),
  };
}

export function findCard(
  board: BoardView,
  id: string | null,
): { card: CardView; column: ColumnView | undefined } | undefined {
  if (id === null) return undefined;
  for (const column of board.columns) {
    const card = column.cards.find((each) => each.id === id);
    if (card) return { card, column };
  }
  const loose = board.loose.find((each) => each.id === id);
  return loose && { card: loose, column: undefined };
}

/** The cards of a column that are neither put away nor thrown away. */
export function shownCards(column: ColumnView): CardView[] {
  return column.cards.filter((card) => !card.archived && !card.binned);
}

/** Behind which card of the list something stands that is to have this place among the others. */
export function afterAt(cards: readonly { readonly id: string }[], place: number): string | null {
  return cards[Math.min(place, cards.length) - 1]?.id ?? null;
}

function withCard(board: BoardView, id: string, change: (card: CardView) => CardView): BoardView {
  const inList = (cards: CardView[]): CardView[] =>
    cards.some((card) => card.id === id)
      ? cards.map((card) => (card.id === id ? change(card) : card))
      : cards;
  return {
    ...board,
    columns: board.columns.map((column) => {
      const cards = inList(column.cards);
      return cards === column.cards ? column : { ...column, cards };
    }),
    loose: inList(board.loose),
  };
}

function withCardMoved(
  board: BoardView,
  change: { readonly card: string; readonly column: string; readonly after: After },
): BoardView {
  const found = findCard(board, change.card);
  if (!found || !board.columns.some(({ id }) => id === change.column)) return board;
  const isOther = ({ id }: CardView): boolean => id !== change.card;
  return {
    ...board,
    columns: board.columns.map((column) => {
      if (column.id === change.column)
        return { ...column, cards: inserted(column.cards, found.card, change.after) };
      return column.id === found.column?.id ? { ...column, cards: column.cards.filter(isOther) } : column;
    }),
    loose: found.column ? board.loose : board.loose.filter(isOther),
  };
}

/** With the thing at its place, and nowhere else. What it should stand behind may be gone: then it stands at the end. */
function inserted<Thing extends { readonly id: string }>(
  list: readonly Thing[],
  thing: Thing,
  after: After,
): Thing[] {
  const others = list.filter(({ id }) => id !== thing.id);
  const before = after === null ? -1 : others.findIndex(({ id }) => id === after);
  const at = after === undefined || (after !== null && before < 0) ? others.length : before + 1;
  return [...others.slice(0, at), thing, ...others.slice(at)];
}
