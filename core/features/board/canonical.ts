/** A board as one text that is equal on all devices with the same entries. [PLACE-9] */
import { attachmentJson } from '../../attachments/attachment.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/json.ts';
import { authorshipJson, type Authorship } from '../../documents/place-events.ts';
import type { Board, Column } from './board.ts';
import type { Card } from './card.ts';

export function canonicalBoard(board: Board): string {
  return canonicalJson({
    columns: board.columns.map(columnJson),
    archivedColumns: board.archivedColumns.map(columnJson),
    loose: board.loose.map(cardJson),
    labels: board.labels.map((label) => ({ ...label, ...stampsJson(label) })),
  });
}

function columnJson(column: Column): Json {
  return { ...column, ...stampsJson(column), cards: column.cards.map(cardJson) };
}

function cardJson(card: Card): Json {
  return {
    ...card,
    ...stampsJson(card),
    checklists: card.checklists.map((list) => ({
      ...list,
      ...stampsJson(list),
      checks: list.checks.map((check) => ({ ...check, ...stampsJson(check) })),
    })),
    comments: card.comments.map((comment) => ({
      ...comment,
      created: authorshipJson(comment.created),
      edited: comment.edited && authorshipJson(comment.edited),
    })),
    files: card.files.map((file) => ({
      ...file,
      created: authorshipJson(file.created),
      file: attachmentJson(file.file),
    })),
  };
}

function stampsJson({ created, changed }: { created: Authorship; changed: Authorship }): {
  created: Json;
  changed: Json;
} {
  return { created: authorshipJson(created), changed: authorshipJson(changed) };
}
