/** What stands in the logs of an inventory's parts, read from values that may be anything. [INV-1] [LOAN-1] */
import { isIdOf } from '../../base/id-bytes.ts';
import type { DeviceId, ObjectId, PersonId } from '../../base/ids.ts';
import { may } from '../../authority/roles.ts';
import { bornBy, isObjectId, type Authorship, type PlaceEvent } from '../../documents/place-events.ts';
import { isOptionalText, isTitle } from '../../documents/place-text.ts';
import { isCivilDate, isPeriod, spanOf, type Period, type Span } from './civil-date.ts';

const MAX_QUANTITY = 1_000_000;
/** Devices that one adoption names. */
const MAX_ADOPTED = 64;

/** What can be done with an entry of the list: things are lent, of consumables there is a stock, the others are answered. */
export const ITEM_KINDS = ['thing', 'consumable', 'offer', 'need'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export interface ItemBirth extends Authorship {
  readonly id: ObjectId;
  readonly kind: ItemKind;
  readonly title: string;
  readonly category: string;
  readonly note: string;
  readonly quantity: number;
  readonly custody: Custody;
}

/** Who looks after a thing, and the one device whose feed puts the decisions about it in order. */
export interface Custody {
  readonly person: PersonId;
  readonly desk: DeviceId;
}

export interface Request extends Authorship {
  readonly loan: ObjectId;
  readonly item: ObjectId;
  readonly period: Period;
  readonly span: Span;
  readonly note: string;
}

/**
 * Decisions say under which custody they were made: how often the thing had been handed on. So one that was made too
 * early or too late never counts by accident, wherever it stands in the order. Nothing means 0.
 */
interface UnderCustody {
  readonly custody: number;
}

/** A step of a loan by either side: which side, follows from who wrote it. */
export interface Step extends Authorship, UnderCustody {
  readonly type: StepType;
  readonly loan: ObjectId;
  /** Of a `decline`: the loan that has it instead. */
  readonly instead: ObjectId | null;
  /** Of `ask`, `extend` and `refuse`: the last day that it is about. Empty otherwise. */
  readonly to: string;
  /** A word to the other side; may be empty. */
  readonly note: string;
}

/** Who took a step, and what they said with it. */
export type By = Authorship & { readonly note?: string };

/** A change of what only the desk decides. */
export type ItemChange = Authorship &
  UnderCustody & { readonly item: ObjectId } & (
    | { readonly type: 'quantity'; readonly quantity: number }
    | { readonly type: 'hand-on'; readonly to: Custody }
    /** `governs`: written by a steward. */
    | { readonly type: 'take-over'; readonly to: Custody; readonly governs: boolean }
    | { readonly type: 'adopted'; readonly seen: readonly Seen[] }
  );

/** Everything about the thing up to that entry of that device. */
export interface Seen {
  readonly device: DeviceId;
  readonly seq: number;
}

export function readItem(event: PlaceEvent): ItemBirth | undefined {
  const {
    title,
    category = '',
    note = '',
    quantity = 1,
    kind = 'thing',
    to = event.person,
    device = event.device,
  } = event.value;
  const id = bornBy(event);
  const custody = readCustody(to, device);
  if (!id || !custody || !isTitle(title) || !isCategory(category) || !isOptionalText(note)) return undefined;
  if (!isQuantity(quantity) || !isItemKind(kind)) return undefined;
  return { ...authorOf(event), id, kind, title, category, note, quantity, custody };
}

export function readRequest(event: PlaceEvent): Request | undefined {
  const { item, from = null, to = null, note } = event.value;
  const loan = bornBy(event);
  if (!loan || !isObjectId(item) || !isPeriod(from, to)) return undefined;
  const period = { from, to } as Period;
  return { ...authorOf(event), loan, item, period, span: spanOf(period), note: wordOf(note) };
}

export function readStep(event: PlaceEvent): Step | undefined {
  const { type } = event;
  if (!isStepType(type)) return undefined;
  const { loan, for: other = null, to = '', note, custody = 0 } = event.value;
  if (!isObjectId(loan) || !isCount(custody)) return undefined;
  const instead = type === 'decline' && isObjectId(other) ? other : null;
  const step = { ...authorOf(event), type, loan, custody, instead, note: wordOf(note) };
  if (type !== 'ask' && type !== 'extend' && type !== 'refuse') return { ...step, to: '' };
  return isCivilDate(to) ? { ...step, to } : undefined;
}

export function readItemChange(event: PlaceEvent): ItemChange | undefined {
  const { item, quantity, to, device, seen, custody = 0 } = event.value;
  if (!isObjectId(item) || !isCount(custody)) return undefined;
  const base = { ...authorOf(event), item, custody };
  switch (event.type) {
    case 'quantity':
      return isQuantity(quantity) ? { ...base, type: 'quantity', quantity } : undefined;
    case 'hand-on': {
      const next = readCustody(to, device);
      return next && { ...base, type: 'hand-on', to: next };
    }
    case 'take-over': {
      const next = readCustody(to, device);
      return next && { ...base, type: 'take-over', to: next, governs: may(event.part.role, 'govern') };
    }
    case 'adopted': {
      const list = readSeen(seen);
      return list && { ...base, type: 'adopted', seen: list };
    }
    default:
      return undefined;
  }
}

export function isQuantity(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_QUANTITY;
}

/** Empty, or like a title. */
export function isCategory(value: unknown): value is string {
  return value === '' || isTitle(value);
}

const STEP_TYPES = [
  'approve',
  'decline',
  'cancel',
  'hand-over',
  'return',
  'ask',
  'extend',
  'refuse',
  'missing',
] as const;
export type StepType = (typeof STEP_TYPES)[number];

function isStepType(type: string): type is StepType {
  return STEP_TYPES.some((known) => known === type);
}

function isItemKind(kind: unknown): kind is ItemKind {
  return ITEM_KINDS.some((known) => known === kind);
}

/** What is no readable word counts as none. */
function wordOf(note: unknown): string {
  return isTitle(note) ? note : '';
}

export function readSeen(value: unknown, most = MAX_ADOPTED): Seen[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const list: Seen[] = [];
  for (const pair of value as unknown[]) {
    if (!Array.isArray(pair) || pair.length !== 2) return undefined;
    const [device, seq] = pair as unknown[];
    if (!isIdOf(32, device) || !isCount(seq)) return undefined;
    list.push({ device: device as DeviceId, seq });
  }
  return list;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function readCustody(person: unknown, desk: unknown): Custody | undefined {
  if (!isIdOf(32, person) || !isIdOf(32, desk)) return undefined;
  return { person: person as PersonId, desk: desk as DeviceId };
}

function authorOf({ person, device, stamp }: PlaceEvent): Authorship {
  return { person, device, stamp };
}

export function byOf({ person, device, stamp, note }: Step): By {
  return note === '' ? { person, device, stamp } : { person, device, stamp, note };
}
