/** A board as one text that is equal on all devices with the same entries. [PLACE-9] */
import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/json.ts';
import { authorshipJson } from '../../documents/place-events.ts';
import type { Board, Card, Column } from './board.ts';

export function canonicalBoard(board: Board): string {
  return canonicalJson({
    columns: board.columns.map(columnJson),
    archivedColumns: board.archivedColumns.map(columnJson),
    loose: board.loose.map(cardJson),
  });
}

function columnJson(column: Column): Json {
  return {
    ...column,
    created: authorshipJson(column.created),
    changed: authorshipJson(column.changed),
    cards: column.cards.map(cardJson),
  };
}

function cardJson(card: Card): Json {
  return { ...card, created: authorshipJson(card.created), changed: authorshipJson(card.changed) };
}
