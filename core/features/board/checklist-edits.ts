/**
 * Edits of checklists and their lines. Codes: ROLE_FORBIDS, CARD_UNKNOWN, CHECKLIST_UNKNOWN, CHECK_UNKNOWN, CHECKS_TOO_MANY {most},
 * CHANGE_EMPTY, TITLE_*. [BOARD-12]
 */
import type { ObjectId } from '../../base/ids.ts';
import { built, forbidden, notBuilt, type Author, type Built } from '../../documents/author.ts';
import { editFields } from '../../documents/edit-fields.ts';
import { localOf } from '../../documents/object-id.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { checkTitle } from '../../documents/place-text.ts';
import { positionAfter, rekeyedSets } from '../../documents/position.ts';
import { roomAt } from '../../documents/rank.ts';
import type { Board } from './board.ts';

/** Checklists of one card, and lines of one checklist. */
const MOST_LISTS = 50;
const MOST_CHECKS = 500;

export function addChecklist(
  author: Author,
  board: Board,
  wish: { readonly card: ObjectId; readonly title: string },
): Built {
  const title = checkTitle(wish.title);
  if (!title.ok) return title;
  const card = board.cardById.get(wish.card);
  if (!card) return notBuilt('CARD_UNKNOWN');
  if (card.checklists.length >= MOST_LISTS) return notBuilt('CHECKS_TOO_MANY', { most: MOST_LISTS });
  const room = roomAt(card.checklists, card.checklists.length);
  const id = author.newId();
  const birth = { t: 'checklist', id: localOf(id), card: card.id, title: title.value, rank: room.rank };
  return forbidden(author, 'write') ?? built(id, { push: [birth], set: rekeyedSets(room) });
}

/** At the end of a checklist. */
export function addCheck(
  author: Author,
  board: Board,
  wish: { readonly list: ObjectId; readonly title: string },
): Built {
  const title = checkTitle(wish.title);
  if (!title.ok) return title;
  const list = board.checklistById.get(wish.list);
  if (!list) return notBuilt('CHECKLIST_UNKNOWN');
  if (list.checks.length >= MOST_CHECKS) return notBuilt('CHECKS_TOO_MANY', { most: MOST_CHECKS });
  const room = roomAt(list.checks, list.checks.length);
  const id = author.newId();
  const birth = { t: 'check', id: localOf(id), list: list.id, title: title.value, rank: room.rank };
  return forbidden(author, 'write') ?? built(id, { push: [birth], set: rekeyedSets(room) });
}

/** `removed` true takes it away, false brings it back. */
export function editChecklist(
  author: Author,
  board: Board,
  id: ObjectId,
  wish: { readonly title?: string | undefined; readonly removed?: boolean | undefined },
): Built {
  if (!board.checklistById.has(id)) return notBuilt('CHECKLIST_UNKNOWN');
  return editFields(author, id, wish, ['removed']);
}

/** The same for a line, which can also be ticked. */
export function editCheck(
  author: Author,
  board: Board,
  id: ObjectId,
  wish: {
    readonly title?: string | undefined;
    readonly done?: boolean | undefined;
    readonly removed?: boolean | undefined;
  },
): Built {
  if (!board.checkById.has(id)) return notBuilt('CHECK_UNKNOWN');
  return editFields(author, id, wish, ['done', 'removed']);
}

/** `after`: a line of the same checklist, null for its beginning, nothing for its end. */
export function moveCheck(author: Author, board: Board, id: ObjectId, after?: ObjectId | null): Built {
  const check = board.checkById.get(id);
  const list = check && board.checklistById.get(check.list);
  if (!list) return notBuilt('CHECK_UNKNOWN');
  const others = list.checks.filter((other) => other.id !== id);
  const at = positionAfter(others, after);
  if (at === undefined) return notBuilt('CHECK_UNKNOWN');
  const room = roomAt(others, at);
  return (
    forbidden(author, 'write') ??
    built(id, { set: [[fieldKey(id, 'rank'), room.rank], ...rekeyedSets(room)] })
  );
}
