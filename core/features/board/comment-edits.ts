/**
 * Comments and files of cards. Codes: ROLE_FORBIDS, CARD_UNKNOWN, COMMENT_UNKNOWN, COMMENT_NOT_YOURS, COMMENT_DELETED,
 * CARD_FILE_UNKNOWN, ATTACHMENTS_TOO_MANY {most}, TEXT_*. [BOARD-13] [BOARD-14]
 */
import { attachmentJson, type Attachment } from '../../attachments/attachment.ts';
import type { ObjectId } from '../../base/ids.ts';
import { built, forbidden, notBuilt, type Author, type Built, type Refusal } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { checkText } from '../../documents/place-text.ts';
import type { Board } from './board.ts';

/** Files of one card. */
const MOST_FILES = 50;

export function addComment(
  author: Author,
  board: Board,
  wish: { readonly card: ObjectId; readonly text: string },
): Built {
  const text = checkText(wish.text);
  if (!text.ok) return text;
  if (!board.cardById.has(wish.card)) return notBuilt('CARD_UNKNOWN');
  const id = author.newId();
  const birth = { t: 'comment', id: localOf(id), card: wish.card, text: text.value };
  return forbidden(author, 'comment') ?? built(id, { push: [birth] });
}

export function editComment(author: Author, board: Board, id: ObjectId, wish: string): Built {
  const text = checkText(wish);
  if (!text.ok) return text;
  return notOwn(author, board, id) ?? built(id, { push: [{ t: 'comment-edit', id, text: text.value }] });
}

export function deleteComment(author: Author, board: Board, id: ObjectId): Built {
  return notOwn(author, board, id) ?? built(id, { push: [{ t: 'comment-delete', id }] });
}

export function addCardFile(author: Author, board: Board, card: ObjectId, file: Attachment): Built {
  const there = board.cardById.get(card);
  if (!there) return notBuilt('CARD_UNKNOWN');
  if (there.files.length >= MOST_FILES) return notBuilt('ATTACHMENTS_TOO_MANY', { most: MOST_FILES });
  const id = author.newId();
  const birth = { t: 'card-file', id: localOf(id), card, file: attachmentJson(file) };
  return forbidden(author, 'write') ?? built(id, { push: [birth] });
}

/** Also brings it back, with `removed` false. */
export function removeCardFile(author: Author, board: Board, id: ObjectId, removed = true): Built {
  if (!board.fileById.has(id)) return notBuilt('CARD_FILE_UNKNOWN');
  return forbidden(author, 'write') ?? built(id, { set: [[fieldKey(id, 'removed'), removed]] });
}

function notOwn(author: Author, board: Board, id: ObjectId): Refusal | undefined {
  const comment = board.commentById.get(id);
  if (!comment) return notBuilt('COMMENT_UNKNOWN');
  if (comment.created.person !== author.person) return notBuilt('COMMENT_NOT_YOURS');
  if (comment.deleted) return notBuilt('COMMENT_DELETED');
  return forbidden(author, 'comment');
}
