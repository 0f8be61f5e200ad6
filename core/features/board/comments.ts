/** What people say about a card. Only its author changes or deletes a comment, and both leave a trace. [BOARD-13] */
import type { ObjectId, PersonId } from '../../base/ids.ts';
import {
  authorshipOf,
  bornBy,
  isObjectId,
  type Authorship,
  type PlaceEvent,
} from '../../documents/place-events.ts';
import { isText } from '../../documents/place-text.ts';

export interface Comment {
  readonly id: ObjectId;
  readonly card: ObjectId;
  /** Empty when deleted. */
  readonly text: string;
  readonly created: Authorship;
  /** The latest edit that counts. */
  readonly edited: Authorship | null;
  readonly deleted: boolean;
}

export function bornComment(event: PlaceEvent): Comment | undefined {
  const { card, text } = event.value;
  const id = bornBy(event);
  if (!id || !isObjectId(card) || !isText(text)) return undefined;
  return { id, card, text, created: authorshipOf(event), edited: null, deleted: false };
}

/** What authors did to their comments later, wherever it stands in the order. */
export class Amendments {
  readonly #byName = new Map<string, { text: string | null; by: Authorship }>();

  /** In the order of the place. True when it is one. */
  read(event: PlaceEvent): boolean {
    if (event.type !== 'comment-edit' && event.type !== 'comment-delete') return false;
    const { id, text } = event.value;
    const isEnd = event.type === 'comment-delete';
    if (!isObjectId(id) || (!isEnd && !isText(text))) return true;
    const name = nameOf(event.person, id);
    // Of two ends the first one counts, and no edit comes after an end.
    if (this.#byName.get(name)?.text === null) return true;
    this.#byName.set(name, { text: isEnd ? null : (text as string), by: authorshipOf(event) });
    return true;
  }

  applied(comment: Comment): Comment {
    const found = this.#byName.get(nameOf(comment.created.person, comment.id));
    if (!found) return comment;
    return found.text === null
      ? { ...comment, text: '', edited: null, deleted: true }
      : { ...comment, text: found.text, edited: found.by };
  }
}

function nameOf(person: PersonId, comment: ObjectId): string {
  return `${person} ${comment}`;
}
