/**
 * A list of things that can be borrowed, used up, offered or needed, and their loans. Owns what the parts of a list say
 * together; the loan machine itself is in decisions.ts, ledger.ts and loan.ts. Exact: a pure fold over all events, never
 * over what arrived first. [INV-1] .. [INV-9] [LOAN-1]
 */
import type { ObjectId } from '../../base/ids.ts';
import { may } from '../../authority/roles.ts';
import { eventsOf, type PlaceEvent } from '../../documents/place-events.ts';
import { isBoolean, PlaceFields } from '../../documents/place-fields.ts';
import { isTitle } from '../../documents/place-text.ts';
import type { PartView } from '../../documents/part-view.ts';
import { guardOf, isChoices, readField, type CustomField, type FieldBirth } from './custom-fields.ts';
import { readItem, readItemChange, readRequest, readStep, type Request } from './events.ts';
import { ITEM_GUARDS } from './item-fields.ts';
import { itemOf, type Item, type ItemFile } from './item.ts';
import type { Loan } from './loan.ts';
import { readRemark } from './remarks.ts';
import { rulesOf, type LendingRules } from './rules.ts';
import { readStock } from './stock.ts';

export interface Inventory {
  /** In the order of their births; archived ones too. */
  readonly items: readonly Item[];
  readonly itemById: ReadonlyMap<ObjectId, Item>;
  readonly loanById: ReadonlyMap<ObjectId, Loan>;
  /** The list's own questions, in the order of their births; archived ones too. */
  readonly questions: readonly CustomField[];
  readonly rules: LendingRules;
}

const QUESTION_GUARDS = { title: isTitle, choices: isChoices, archived: isBoolean };

export function foldInventory(parts: Iterable<PartView>): Inventory {
  const all = [...parts];
  const events = eventsOf(all, 'comment');
  const births = fieldBirths(events);
  const guards = Object.fromEntries([...births].map(([id, { kind }]) => [id, guardOf(kind)]));
  const fields = new PlaceFields(all, 'write', { ...guards, ...ITEM_GUARDS });
  const questions = questionsOf(births, all);
  const itemById = new Map<ObjectId, Item>();
  const loanById = new Map<ObjectId, Loan>();
  for (const file of filesOf(events, births).values()) {
    const item = itemOf(file, questions, fields);
    itemById.set(item.id, item);
    for (const loan of item.loans) loanById.set(loan.id, loan);
  }
  return { items: [...itemById.values()], itemById, loanById, questions, rules: rulesOf(events) };
}

function fieldBirths(events: readonly PlaceEvent[]): Map<ObjectId, FieldBirth> {
  const births = new Map<ObjectId, FieldBirth>();
  for (const event of events) {
    if (event.type !== 'field' || !may(event.part.role, 'write')) continue;
    const birth = readField(event);
    if (birth && !births.has(birth.id)) births.set(birth.id, birth);
  }
  return births;
}

function questionsOf(births: ReadonlyMap<ObjectId, FieldBirth>, parts: readonly PartView[]): CustomField[] {
  if (births.size === 0) return [];
  const fields = new PlaceFields(parts, 'write', QUESTION_GUARDS);
  return [...births.values()].map((birth) => ({
    ...birth,
    title: fields.get(birth.id, 'title')?.value ?? birth.title,
    choices: fields.get(birth.id, 'choices')?.value ?? birth.choices,
    archived: fields.get(birth.id, 'archived')?.value ?? false,
  }));
}

/** Puts every event with the thing that it concerns; births first, as an event may stand before the birth it names. */
function filesOf(
  events: readonly PlaceEvent[],
  questions: ReadonlyMap<ObjectId, unknown>,
): Map<ObjectId, ItemFile> {
  const files = new Map<ObjectId, ItemFile>();
  const requests = new Map<ObjectId, Request>();
  const rest: PlaceEvent[] = [];
  for (const event of events) {
    if (event.type === 'item') {
      const birth = may(event.part.role, 'write') ? readItem(event) : undefined;
      if (birth && !files.has(birth.id) && !requests.has(birth.id) && !questions.has(birth.id)) {
        files.set(birth.id, { birth, requests: new Map(), acts: [], remarks: [], stock: [] });
      }
    } else if (event.type === 'request') {
      const request = readRequest(event);
      if (request && !requests.has(request.loan) && !files.has(request.loan) && !questions.has(request.loan))
        requests.set(request.loan, request);
    } else rest.push(event);
  }
  for (const request of requests.values()) files.get(request.item)?.requests.set(request.loan, request);
  const remarks = new Set<ObjectId>();
  for (const event of rest) file(event, files, requests, remarks);
  return files;
}

function file(
  event: PlaceEvent,
  files: ReadonlyMap<ObjectId, ItemFile>,
  requests: ReadonlyMap<ObjectId, Request>,
  remarks: Set<ObjectId>,
): void {
  switch (event.type) {
    case 'field':
    case 'rules':
      return;
    case 'remark': {
      const remark = readRemark(event);
      if (!remark || remarks.has(remark.id)) return;
      remarks.add(remark.id);
      files.get(remark.item)?.remarks.push(remark);
      return;
    }
    case 'stock':
    case 'count': {
      const movement = may(event.part.role, 'write') ? readStock(event) : undefined;
      if (movement) files.get(movement.item)?.stock.push(movement);
      return;
    }
    default: {
      const act = readStep(event) ?? readItemChange(event);
      const item = act && ('loan' in act ? requests.get(act.loan)?.item : act.item);
      if (act && item !== undefined) files.get(item)?.acts.push(act);
    }
  }
}
