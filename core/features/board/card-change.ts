/**
 * What a person changes about one card or many at once: only the fields and members that they name are written, so that
 * nothing of what others do meanwhile is lost. Codes: ROLE_FORBIDS, CARD_UNKNOWN, LABEL_UNKNOWN, CHANGE_EMPTY,
 * DATE_UNREADABLE, TITLE_*, TEXT_*. [BOARD-3] [BOARD-9] [BOARD-11]
 */
import type { ObjectId, PersonId } from '../../base/ids.ts';
import { built, forbidden, notBuilt, type Author, type Built, type Refusal } from '../../documents/author.ts';
import { changedFields, type FieldSets } from '../../documents/edit-fields.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { memberKey } from '../../documents/place-sets.ts';
import { checkOptionalText } from '../../documents/place-text.ts';
import type { Board } from './board.ts';
import { isDue } from './thing.ts';

export interface CardChange {
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  /** YYYY-MM-DD; empty: none. */
  readonly due?: string | undefined;
  readonly done?: boolean | undefined;
  readonly archived?: boolean | undefined;
  readonly binned?: boolean | undefined;
  readonly addLabels?: readonly ObjectId[] | undefined;
  readonly removeLabels?: readonly ObjectId[] | undefined;
  readonly addMembers?: readonly PersonId[] | undefined;
  readonly removeMembers?: readonly PersonId[] | undefined;
}

/** Registers that one edit may set and still fit into an entry, with room to spare. */
const SETS = 400;

/** How many cards can be changed so in one edit. */
export function cardsAtOnce(change: CardChange): number {
  const each = Object.values(change).reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? value.length : value === undefined ? 0 : 1),
    0,
  );
  return Math.max(1, Math.floor(SETS / Math.max(1, each)));
}

/** The id that is answered is the first card's. */
export function changeCards(
  author: Author,
  board: Board,
  cards: readonly ObjectId[],
  change: CardChange,
): Built {
  const set: FieldSets = [];
  for (const id of cards) {
    if (!board.cardById.has(id)) return notBuilt('CARD_UNKNOWN');
    const sets = setsOfCard(board, id, change);
    if (!sets.ok) return sets;
    set.push(...sets.value);
  }
  const [first] = cards;
  if (first === undefined || set.length === 0) return notBuilt('CHANGE_EMPTY');
  return forbidden(author, 'write') ?? built(first, { set });
}

/** The card itself may be about to be born. */
export function setsOfCard(
  board: Board,
  id: ObjectId,
  change: CardChange,
): { readonly ok: true; readonly value: FieldSets } | Refusal {
  if (change.due !== undefined && !isDue(change.due)) return notBuilt('DATE_UNREADABLE');
  const fields = changedFields(id, change, ['due', 'done', 'archived', 'binned']);
  if (!fields.ok) return fields;
  const set: FieldSets = fields.value;
  if (change.body !== undefined) {
    const body = checkOptionalText(change.body);
    if (!body.ok) return body;
    set.push([fieldKey(id, 'body'), body.value]);
  }
  for (const label of change.addLabels ?? []) {
    const known = board.labelById.get(label);
    if (!known || known.removed) return notBuilt('LABEL_UNKNOWN');
    set.push([memberKey(id, 'label', label), true]);
  }
  for (const label of change.removeLabels ?? []) set.push([memberKey(id, 'label', label), false]);
  for (const person of change.addMembers ?? []) set.push([memberKey(id, 'member', person), true]);
  for (const person of change.removeMembers ?? []) set.push([memberKey(id, 'member', person), false]);
  return { ok: true, value: set };
}
