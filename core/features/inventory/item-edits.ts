/**
 * Edits of things. Codes: ROLE_FORBIDS, ITEM_UNKNOWN, ITEM_NOT_YOURS, ITEM_ELSEWHERE {device}, CHANGE_EMPTY,
 * QUANTITY_INVALID {least}, PERSON_UNKNOWN, TITLE_*, TEXT_*. [INV-2] [INV-3] [INV-4]
 */
import { isIdOf } from '../../base/id-bytes.ts';
import type { ObjectId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { accepted, type Verdict } from '../../base/result.ts';
import { built, forbidden, notBuilt, type Author, type Built, type Refusal } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { checkOptionalText, checkTitle } from '../../documents/place-text.ts';
import { decision, isDesk, preparation } from './adopt.ts';
import { isQuantity, type Custody } from './events.ts';
import type { Inventory, Item } from './inventory.ts';

interface ItemFields {
  readonly category?: string | undefined;
  readonly note?: string | undefined;
  readonly quantity?: number | undefined;
}

export interface ItemWish extends ItemFields {
  readonly title: string;
  /** Somebody else who looks after it. */
  readonly custody?: Custody | undefined;
}

export type ItemChanges = ItemFields & { readonly title?: string | undefined };

/** The author's person looks after it, and this device is the desk. */
export function addItem(author: Author, wish: ItemWish): Built {
  const checked = checkFields({ category: '', note: '', ...dropUndefined(wish), title: wish.title });
  if (!checked.ok) return checked;
  const { quantity = 1, custody } = wish;
  if (!isQuantity(quantity)) return notBuilt('QUANTITY_INVALID', { least: 1 });
  if (custody && !isCustody(custody)) return notBuilt('PERSON_UNKNOWN');
  const id = author.newId();
  const to = custody ? { to: custody.person, device: custody.desk } : {};
  const birth = { t: 'item', id: localOf(id), ...Object.fromEntries(checked.value), quantity, ...to };
  return forbidden(author, 'write') ?? built(id, { push: [birth] });
}

/** Title, category and note are everybody's; the quantity is the custodian's, as promises depend on it. */
export function editItem(author: Author, inventory: Inventory, id: ObjectId, changes: ItemChanges): Built {
  const checked = checkFields(changes);
  if (!checked.ok) return checked;
  const item = inventory.itemById.get(id);
  if (!item) return notBuilt('ITEM_UNKNOWN');
  const set = checked.value.map(([name, value]): [string, Json] => [fieldKey(id, name), value]);
  const push: Json[] = [];
  if (changes.quantity !== undefined && changes.quantity !== item.quantity) {
    const { quantity } = changes;
    const least = item.loans.filter((loan) => loan.decision === 'given' && loan.state !== 'cancelled').length;
    if (!isQuantity(quantity) || quantity < least)
      return notBuilt('QUANTITY_INVALID', { least: Math.max(1, least) });
    const refusal = notAtDesk(author, item);
    if (refusal) return refusal;
    push.push(...preparation(author, item), decision(item, { t: 'quantity', item: id, quantity }));
  }
  if (set.length + push.length === 0) {
    return notBuilt('CHANGE_EMPTY');
  }
  return forbidden(author, 'write') ?? built(id, { set, push });
}

/** Loans go on. Also brings it back, with `archived` false. */
export function archiveItem(author: Author, inventory: Inventory, id: ObjectId, archived = true): Built {
  if (!inventory.itemById.has(id)) return notBuilt('ITEM_UNKNOWN');
  return forbidden(author, 'write') ?? built(id, { set: [[fieldKey(id, 'archived'), archived]] });
}

/** To another person, or to another device of the same one. Promises and loans stay as they are. */
export function handItem(author: Author, inventory: Inventory, id: ObjectId, to: Custody): Built {
  const item = inventory.itemById.get(id);
  if (!item) return notBuilt('ITEM_UNKNOWN');
  if (!isCustody(to)) return notBuilt('PERSON_UNKNOWN');
  const refusal = notAtDesk(author, item) ?? forbidden(author, 'comment');
  if (refusal) return refusal;
  const act = decision(item, { t: 'hand-on', item: id, to: to.person, device: to.desk });
  return built(id, { push: [...preparation(author, item), act] });
}

function notAtDesk(author: Author, item: Item): Refusal | undefined {
  if (author.person !== item.custodian) return notBuilt('ITEM_NOT_YOURS');
  return isDesk(author, item) ? undefined : notBuilt('ITEM_ELSEWHERE', { device: item.desk });
}

function checkFields(wish: ItemChanges): Verdict<[name: string, value: string][]> {
  const fields: [string, string][] = [];
  if (wish.title !== undefined) {
    const title = checkTitle(wish.title);
    if (!title.ok) return title;
    fields.push(['title', title.value]);
  }
  if (wish.category !== undefined) {
    const category = wish.category.trim() === '' ? accepted('') : checkTitle(wish.category);
    if (!category.ok) return category;
    fields.push(['category', category.value]);
  }
  if (wish.note !== undefined) {
    const note = checkOptionalText(wish.note);
    if (!note.ok) return note;
    fields.push(['note', note.value]);
  }
  return accepted(fields);
}

function dropUndefined(wish: ItemFields): ItemFields {
  return {
    ...(wish.category !== undefined && { category: wish.category }),
    ...(wish.note !== undefined && { note: wish.note }),
  };
}

function isCustody(to: Custody): boolean {
  return isIdOf(32, to.person) && isIdOf(32, to.desk);
}
