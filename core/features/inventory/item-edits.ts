/**
 * Edits of things. Codes: ROLE_FORBIDS, ITEM_UNKNOWN, ITEM_NOT_YOURS, ITEM_ELSEWHERE {device}, CHANGE_EMPTY,
 * QUANTITY_INVALID {least}, PERSON_UNKNOWN, TAGS_INVALID, FIELD_INVALID {field}, KIT_UNKNOWN, KIT_NESTED, QUESTION_UNKNOWN,
 * ANSWER_INVALID {question}, TAKE_OVER_EARLY, PICTURE_UNREADABLE, ATTACHMENTS_TOO_MANY {most}, TITLE_*, TEXT_*. [INV-2] [INV-3] [INV-4]
 * [INV-6] [INV-7] [INV-8] [INV-9] [INV-10]
 */
import { attachmentJson, type Attachment } from '../../attachments/attachment.ts';
import { isIdOf } from '../../base/id-bytes.ts';
import type { ObjectId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { accepted, type Verdict } from '../../base/result.ts';
import { built, forbidden, notBuilt, type Author, type Built, type Refusal } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { checkOptionalText, checkText, checkTitle } from '../../documents/place-text.ts';
import { custodyOf, decision, isDesk, preparation, takeOver } from './adopt.ts';
import { guardOf, type FieldValue } from './custom-fields.ts';
import { isQuantity, type Custody, type ItemKind } from './events.ts';
import type { Inventory } from './inventory.ts';
import { isTags, ITEM_GUARDS, type ItemSort } from './item-fields.ts';
import type { Item } from './item.ts';
import { MOST_PICTURES, type Condition } from './remarks.ts';

/** What anybody with the role may say about an entry. */
export interface ItemFields {
  readonly category?: string | undefined;
  readonly note?: string | undefined;
  readonly location?: string | undefined;
  readonly label?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** A person's long id; empty: the community's. */
  readonly owner?: string | undefined;
  /** The kit that it belongs to; empty: none. */
  readonly kit?: string | undefined;
  readonly deposit?: string | undefined;
  readonly unit?: string | undefined;
  /** Thousandths of the unit; 0: never low. */
  readonly low?: number | undefined;
  /** YYYY-MM-DD; empty: open. */
  readonly until?: string | undefined;
  readonly sort?: ItemSort | '' | undefined;
  /** Answers by the ids of the list's questions; empty takes an answer back. */
  readonly custom?: Readonly<Record<string, FieldValue>> | undefined;
}

interface Counted extends ItemFields {
  readonly quantity?: number | undefined;
}

export interface ItemWish extends Counted {
  readonly title: string;
  readonly kind?: ItemKind | undefined;
  /** Somebody else who looks after it. */
  readonly custody?: Custody | undefined;
}

export type ItemChanges = Counted & { readonly title?: string | undefined };

/** The author's person looks after it, and this device is the desk. */
export function addItem(author: Author, inventory: Inventory, wish: ItemWish): Built {
  const { quantity = 1, custody, kind = 'thing', title: _, category: __, note: ___, ...more } = wish;
  const born = checkFields({ category: wish.category ?? '', note: wish.note ?? '', title: wish.title });
  if (!born.ok) return born;
  const id = author.newId();
  const checked = checkDetails(inventory, id, more);
  if (!checked.ok) return checked;
  if (!isQuantity(quantity)) return notBuilt('QUANTITY_INVALID', { least: 1 });
  if (custody && !isCustody(custody)) return notBuilt('PERSON_UNKNOWN');
  const to = custody ? { to: custody.person, device: custody.desk } : {};
  const birth = {
    t: 'item',
    id: localOf(id),
    ...(kind !== 'thing' && { kind }),
    ...Object.fromEntries(born.value),
    quantity,
    ...to,
  };
  const set = checked.value.map(([name, value]): [string, Json] => [fieldKey(id, name), value]);
  return forbidden(author, 'write') ?? built(id, { set, push: [birth] });
}

/** The fields are everybody's; the quantity is the custodian's, as promises depend on it. */
export function editItem(author: Author, inventory: Inventory, id: ObjectId, changes: ItemChanges): Built {
  const checked = checkFields(changes);
  if (!checked.ok) return checked;
  const item = inventory.itemById.get(id);
  if (!item) return notBuilt('ITEM_UNKNOWN');
  const details = checkDetails(inventory, id, changes);
  if (!details.ok) return details;
  const set = [...checked.value, ...details.value].map(([name, value]): [string, Json] => [
    fieldKey(id, name),
    value,
  ]);
  const push: Json[] = [];
  if (changes.quantity !== undefined && changes.quantity !== item.quantity) {
    const { quantity } = changes;
    const least = item.loans.filter((loan) => loan.decision === 'given' && loan.state !== 'cancelled').length;
    if (!isQuantity(quantity) || quantity < least)
      return notBuilt('QUANTITY_INVALID', { least: Math.max(1, least) });
    const refusal = notAtDesk(author, item);
    if (refusal) return refusal;
    push.push(...preparation(author, item), decision(custodyOf(item), { t: 'quantity', item: id, quantity }));
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
  const act = decision(custodyOf(item), { t: 'hand-on', item: id, to: to.person, device: to.desk });
  return built(id, { push: [...preparation(author, item), act] });
}

/**
 * This device orders the decisions about it from now on: by a steward, where whoever looks after it cannot any more, or by
 * another device of the custodian, where the one that did is gone. What was decided stays. TAKE_OVER_EARLY while it can.
 */
export function takeOverItem(
  author: Author,
  inventory: Inventory,
  id: ObjectId,
  desk: { readonly isGone: boolean },
): Built {
  const item = inventory.itemById.get(id);
  if (!item) return notBuilt('ITEM_UNKNOWN');
  if (!desk.isGone || isDesk(author, item)) return notBuilt('TAKE_OVER_EARLY');
  const ability = author.person === item.custodian ? 'comment' : 'govern';
  return forbidden(author, ability) ?? built(id, { push: takeOver(author, item) });
}

export interface RemarkWish {
  readonly text: string;
  readonly condition?: Condition | undefined;
  readonly pictures?: readonly Attachment[] | undefined;
  /** The one from which it came back like that. */
  readonly loan?: ObjectId | undefined;
}

/** Beside a thing: what somebody noticed, or an answer to an offer or a need. */
export function remarkOn(
  author: Author,
  inventory: Inventory,
  wish: RemarkWish & { readonly item: ObjectId },
): Built {
  if (!inventory.itemById.has(wish.item)) return notBuilt('ITEM_UNKNOWN');
  const { pictures = [], loan } = wish;
  if (pictures.length > MOST_PICTURES) return notBuilt('ATTACHMENTS_TOO_MANY', { most: MOST_PICTURES });
  if (pictures.some(({ measures }) => !measures)) return notBuilt('PICTURE_UNREADABLE');
  const text = wish.condition === undefined ? checkText(wish.text) : checkOptionalText(wish.text);
  if (!text.ok) return text;
  const id = author.newId();
  const state = wish.condition === undefined ? {} : { condition: wish.condition };
  const event = {
    t: 'remark',
    id: localOf(id),
    item: wish.item,
    text: text.value,
    ...state,
    ...(pictures.length > 0 && { pictures: pictures.map(attachmentJson) }),
    ...(loan !== undefined && { loan }),
  };
  return forbidden(author, 'comment') ?? built(wish.item, { push: [event] });
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

const NAMES = ['location', 'label', 'deposit', 'unit'] as const;

/** Everything beside title, category and note, as fields. */
function checkDetails(
  inventory: Inventory,
  id: ObjectId,
  wish: ItemFields,
): Verdict<[name: string, value: Json][]> | Refusal {
  const fields: [string, Json][] = [];
  for (const name of NAMES) {
    const value = wish[name];
    if (value === undefined) continue;
    const checked = value.trim() === '' ? accepted('') : checkTitle(value);
    if (!checked.ok) return checked;
    fields.push([name, checked.value]);
  }
  if (wish.tags) {
    const tags = [
      ...new Set(wish.tags.map((tag) => tag.normalize('NFC').trim()).filter((tag) => tag !== '')),
    ];
    if (!isTags(tags)) return notBuilt('TAGS_INVALID');
    fields.push(['tags', tags]);
  }
  for (const name of ['owner', 'low', 'until', 'sort'] as const) {
    const value = wish[name];
    if (value === undefined) continue;
    if (!ITEM_GUARDS[name](value)) return notBuilt('FIELD_INVALID', { field: name });
    fields.push([name, value]);
  }
  if (wish.kit !== undefined) {
    const refusal = notInKit(inventory, id, wish.kit);
    if (refusal) return refusal;
    fields.push(['kit', wish.kit]);
  }
  for (const [question, value] of Object.entries(wish.custom ?? {})) {
    const asked = inventory.questions.find((one) => one.id === question);
    if (!asked) return notBuilt('QUESTION_UNKNOWN');
    const isOffered = asked.kind !== 'choice' || value === '' || asked.choices.includes(String(value));
    if (!isOffered || !guardOf(asked.kind)(value))
      return notBuilt('ANSWER_INVALID', { question: asked.title });
    fields.push([question, value]);
  }
  return accepted(fields);
}

/** A kit is a thing that is lent with all that belongs to it; kits do not nest. */
function notInKit({ items, itemById }: Inventory, id: ObjectId, kit: string): Refusal | undefined {
  if (kit === '') return undefined;
  const whole = itemById.get(kit as ObjectId);
  if (whole?.kind !== 'thing' || whole.id === id) return notBuilt('KIT_UNKNOWN');
  const isNested = whole.kit !== '' || items.some((other) => other.kit === id);
  return isNested ? notBuilt('KIT_NESTED') : undefined;
}

function isCustody(to: Custody): boolean {
  return isIdOf(32, to.person) && isIdOf(32, to.desk);
}
