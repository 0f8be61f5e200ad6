/** Edits of labels. Codes: ROLE_FORBIDS, LABEL_UNKNOWN, LABELS_TOO_MANY {most}, CHANGE_EMPTY, TITLE_*. [BOARD-8] */
import type { ObjectId } from '../../base/ids.ts';
import { built, forbidden, notBuilt, type Author, type Built } from '../../documents/author.ts';
import { editFields } from '../../documents/edit-fields.ts';
import { localOf } from '../../documents/object-id.ts';
import { checkTitle } from '../../documents/place-text.ts';
import type { Board } from './board.ts';
import type { Color } from './colors.ts';

/** Labels of one board that are not removed. */
const MOST_LABELS = 100;

export function addLabel(
  author: Author,
  board: Board,
  wish: { readonly title: string; readonly color: Color },
): Built {
  const title = checkTitle(wish.title);
  if (!title.ok) return title;
  const there = board.labels.filter(({ removed }) => !removed);
  if (there.length >= MOST_LABELS) return notBuilt('LABELS_TOO_MANY', { most: MOST_LABELS });
  const id = author.newId();
  const birth = { t: 'label', id: localOf(id), title: title.value, color: wish.color };
  return forbidden(author, 'write') ?? built(id, { push: [birth] });
}

/** `removed`: no card shows it any more, until it comes back. */
export function editLabel(
  author: Author,
  board: Board,
  id: ObjectId,
  wish: {
    readonly title?: string | undefined;
    readonly color?: Color | undefined;
    readonly removed?: boolean | undefined;
  },
): Built {
  if (!board.labelById.has(id)) return notBuilt('LABEL_UNKNOWN');
  return editFields(author, id, wish, ['color', 'removed']);
}
