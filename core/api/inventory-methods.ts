/** Lists of things that can be borrowed, used up, offered or needed. */
import * as v from 'valibot';
import type { AttachmentView } from './attachment-methods.ts';
import type { PlaceSummary } from './board-methods.ts';
import { civilDate, longId, objectId, quantity, text } from './fields.ts';
import { labelSheetNames } from './label-sheets.ts';
import { stateFields, type Condition, type LoanHistoryView } from './loan-methods.ts';
import { command, query } from './method.ts';

export type ItemKind = 'thing' | 'consumable' | 'offer' | 'need';
export type ItemSort = 'thing' | 'skill' | 'time' | 'lift' | 'space';
export type FieldKind = 'text' | 'number' | 'date' | 'choice' | 'yes-no';
export type FieldValue = string | number | boolean;

export interface ItemView {
  id: string;
  kind: ItemKind;
  title: string;
  category: string;
  quantity: number;
  note: string;
  /** Where it is kept; empty: not said. */
  location: string;
  /** The number that is written on it. */
  label: string;
  tags: string[];
  /** Whose it is: a person's id; empty: the community's. */
  owner: string;
  ownerName: string;
  /** The kit that it belongs to; empty: none. */
  kit: string;
  kitTitle: string;
  /** Of a kit: what belongs to it. */
  contents: { id: string; title: string }[];
  /** What is left with the custodian while it is out, in words. */
  deposit: string;
  /** Of an offer or a need: what it is about, and its last day, YYYY-MM-DD; empty: open. */
  sort: ItemSort | '';
  until: string;
  condition: Condition;
  /** Of a consumable; null for everything else. */
  stock: StockView | null;
  /** Answers to the list's questions, by the question's id. */
  custom: Record<string, FieldValue>;
  /** The person who looks after it and decides about loans. */
  custodian: string;
  custodianName: string;
  /** Own person is the custodian. */
  own: boolean;
  /** Pieces that are lent out now, and those that are promised and not handed over yet. */
  out: number;
  promised: number;
  archived: boolean;
  state: 'available' | 'reserved' | 'out';
  /** Who has it, while it is out. */
  holder: string | null;
  holderName: string | null;
  /** Other devices that are known to hold its newest change; 0: only on this device. */
  holders: number;
}

/** Amounts are in the unit, with at most three decimal places. */
export interface StockView {
  /** Below 0 when more went out than was known to be there: to be counted. */
  level: number;
  /** What is counted: kg, bags; may be empty. */
  unit: string;
  /** At or below this it is low; 0: never. */
  low: number;
  isLow: boolean;
  /** The day on which the next of it goes bad, YYYY-MM-DD; null: not known. */
  expires: string | null;
}

export interface QuestionView {
  id: string;
  title: string;
  kind: FieldKind;
  choices: string[];
  archived: boolean;
}

export interface RulesView {
  guests: boolean;
  selfService: boolean;
  longest: number;
  atOnce: number;
  ahead: number;
  quiet: number;
  hours: string[];
  words: string;
}

export interface InventoryView {
  title: string;
  community: string;
  /** The person at this device may add and change things. */
  mayWrite: boolean;
  /** May set the rules, and take over what nobody looks after. */
  mayGovern: boolean;
  /** Without archived ones. */
  items: ItemView[];
  archived: ItemView[];
  questions: QuestionView[];
  rules: RulesView;
}

export interface RemarkView {
  id: string;
  person: string;
  name: string;
  /** May be empty where the condition says it all. */
  text: string;
  condition: Condition | null;
  photos: AttachmentView[];
  /** The loan from which it came back like that. */
  loan: string | null;
  time: number;
}

export interface StockEventView {
  why: 'in' | 'out' | 'waste' | 'count';
  amount: number;
  note: string;
  expires: string;
  name: string;
  time: number;
}

/** Days on which pieces are promised or lent. */
export interface TakenView {
  /** YYYY-MM-DD, both included; null: open. */
  from: string | null;
  to: string | null;
  /** Pieces that are left on these days. */
  left: number;
}

export interface ItemPageView {
  community: string;
  inventory: string;
  inventoryTitle: string;
  mayWrite: boolean;
  /** Whoever looked after it is not in the community any more, and the person at this device may take it over. */
  mayTakeOver: boolean;
  item: ItemView;
  questions: QuestionView[];
  rules: RulesView;
  /** Of this thing, oldest request first. */
  loans: LoanHistoryView[];
  /** Ascending, without overlaps; days that are not named have all pieces. */
  taken: TakenView[];
  /** Oldest first. */
  remarks: RemarkView[];
  stockEvents: StockEventView[];
}

const amount = v.pipe(
  v.number(),
  v.finite('AMOUNT_INVALID'),
  v.minValue(0, 'AMOUNT_INVALID'),
  v.maxValue(1_000_000, 'AMOUNT_INVALID'),
);
const answers = v.record(objectId, v.union([text, v.number(), v.boolean()]));
const days = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(3_660));

const itemFields = {
  quantity: v.optional(quantity),
  category: v.optional(text),
  note: v.optional(text),
  location: v.optional(text),
  label: v.optional(text),
  tags: v.optional(v.pipe(v.array(text), v.maxLength(100, 'TAGS_INVALID'))),
  owner: v.optional(v.union([longId, v.literal('')])),
  kit: v.optional(v.union([objectId, v.literal('')])),
  deposit: v.optional(text),
  unit: v.optional(text),
  /** In the unit. */
  low: v.optional(amount),
  until: v.optional(v.union([civilDate, v.literal('')])),
  sort: v.optional(v.picklist(['', 'thing', 'skill', 'time', 'lift', 'space'])),
  custom: v.optional(answers),
};

const stockFields = { item: objectId, amount, note: v.optional(text) };

/** A file of a list, as text. */
const tableText = v.pipe(v.string(), v.maxLength(1_500_000, 'TABLE_TOO_LARGE'));

export interface ImportReport {
  /** Of the file; `use` is what it is taken for, empty: passed over. */
  columns: { name: string; use: string; example: string }[];
  /** What a column can be taken for: names, and ids of the list's questions behind a `?`. */
  uses: string[];
  rows: number;
  added: number;
  updated: number;
  unchanged: number;
  rejected: { line: number; title: string; code: string; details: Record<string, string | number> }[];
}

export const inventoryMethods = {
  inventoryAdd: command<{ inventory: string }>()(
    v.strictObject({ community: longId, title: text, space: v.optional(objectId) }),
  ),
  inventories: query<{ inventories: PlaceSummary[] }>()(v.strictObject({ community: longId })),
  inventory: query<InventoryView>()(v.strictObject({ inventory: objectId })),
  inventoryEdit: command<{ inventory: string }>()(v.strictObject({ inventory: objectId, title: text })),
  /** Only what is named changes. Stewards only. */
  rulesSet: command<{ inventory: string }>()(
    v.strictObject({
      inventory: objectId,
      guests: v.optional(v.boolean()),
      selfService: v.optional(v.boolean()),
      longest: v.optional(days),
      atOnce: v.optional(days),
      ahead: v.optional(days),
      quiet: v.optional(days),
      hours: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(7))),
      words: v.optional(text),
    }),
  ),
  /** Something that the list asks about each of its things. */
  questionAdd: command<{ question: string }>()(
    v.strictObject({
      inventory: objectId,
      title: text,
      kind: v.picklist(['text', 'number', 'date', 'choice', 'yes-no']),
      choices: v.optional(v.pipe(v.array(text), v.maxLength(100, 'CHOICES_INVALID'))),
    }),
  ),
  questionEdit: command<{ question: string }>()(
    v.strictObject({
      question: objectId,
      title: v.optional(text),
      choices: v.optional(v.pipe(v.array(text), v.maxLength(100, 'CHOICES_INVALID'))),
      archived: v.optional(v.boolean()),
    }),
  ),
  /**
   * Reads a table (CSV) into the list: a row with a label that is known changes that thing, every other one adds one.
   * `columns`: what each column of the file is taken for, else by its name. With `preview` nothing is written.
   */
  inventoryImport: command<ImportReport>()(
    v.strictObject({
      inventory: objectId,
      text: tableText,
      columns: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(200))),
      preview: v.optional(v.boolean()),
    }),
  ),
  /** As a table (CSV) or as a calendar (iCalendar). */
  inventoryExport: query<{ name: string; text: string }>()(
    v.strictObject({ inventory: objectId, format: v.picklist(['csv', 'ics']) }),
  ),
  /**
   * A thing by what stands on its label: a link, a number, a short code; or by an id of it or of one of its loans.
   * `community`: the only one that numbers and short codes are looked for in.
   */
  thingFind: query<{ community: string; inventory: string; item: string }>()(
    v.strictObject({
      code: v.pipe(v.string(), v.maxLength(4_096, 'LABEL_UNREADABLE')),
      community: v.optional(longId),
    }),
  ),
  /**
   * Labels to print, as a page of HTML in one text: of all things of a list, or of those that are named. `skip`: places of
   * the first sheet that are used already.
   */
  labels: query<{ name: string; text: string; count: number }>()(
    v.strictObject({
      inventory: objectId,
      items: v.optional(v.pipe(v.array(objectId), v.maxLength(10_000))),
      sheet: v.picklist(labelSheetNames, 'SHEET_UNKNOWN'),
      skip: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100))),
    }),
  ),
  item: query<ItemPageView>()(v.strictObject({ item: objectId })),
  itemAdd: command<{ item: string }>()(
    v.strictObject({
      inventory: objectId,
      title: text,
      kind: v.optional(v.picklist(['thing', 'consumable', 'offer', 'need'])),
      ...itemFields,
    }),
  ),
  itemEdit: command<{ item: string }>()(
    v.strictObject({ item: objectId, title: v.optional(text), ...itemFields }),
  ),
  /** Its loans go on. */
  itemArchive: command<{ item: string }>()(v.strictObject({ item: objectId })),
  itemRestore: command<{ item: string }>()(v.strictObject({ item: objectId })),
  /** To another member, who looks after it from now on. */
  itemHand: command<{ item: string }>()(v.strictObject({ item: objectId, person: longId })),
  /** By a steward, when whoever looked after it is not in the community any more. */
  itemTakeOver: command<{ item: string }>()(v.strictObject({ item: objectId })),
  /** A remark with a date, which may also say what state it is in; an answer to an offer or a need. */
  itemRemark: command<{ item: string }>()(v.strictObject({ item: objectId, text, ...stateFields })),
  stockMove: command<{ item: string }>()(
    v.strictObject({
      ...stockFields,
      why: v.picklist(['in', 'out', 'waste']),
      /** Of what comes in: good until that day. */
      expires: v.optional(civilDate),
    }),
  ),
  /** What is on the shelf now. */
  stockCount: command<{ item: string }>()(v.strictObject(stockFields)),
};
