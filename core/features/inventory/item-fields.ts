/** Which values the fields of a thing may have, and what they are where nobody has set them. [INV-2] */
import { isIdOf } from '../../base/id-bytes.ts';
import type { Json } from '../../base/json.ts';
import { isBoolean } from '../../documents/place-fields.ts';
import { isObjectId } from '../../documents/place-events.ts';
import { isOptionalText, isTitle } from '../../documents/place-text.ts';
import { isCivilDate } from './civil-date.ts';
import { isCategory } from './events.ts';
import { isAmount } from './stock.ts';

/** What an offer or a need is about. */
export const ITEM_SORTS = ['thing', 'skill', 'time', 'lift', 'space'] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];

const MAX_TAGS = 20;

export const ITEM_GUARDS = {
  title: isTitle,
  category: isCategory,
  note: isOptionalText,
  archived: isBoolean,
  location: isCategory,
  label: isCategory,
  tags: isTags,
  owner: isOwner,
  kit: isKit,
  deposit: isCategory,
  unit: isCategory,
  low: isLow,
  until: isDayOrNone,
  sort: isSort,
};

export const NO_DETAILS = {
  /** Where it is kept. */
  location: '',
  /** The number that is written on it. */
  label: '',
  tags: [] as readonly string[],
  /** Whose it is: a person's long id; empty: the community's. */
  owner: '',
  /** The kit that it belongs to; empty: none. */
  kit: '',
  /** What is left with the custodian while it is out, in words. */
  deposit: '',
  /** Of a stock: what is counted. */
  unit: '',
  /** Of a stock: at and below this amount it is low; 0: never. Thousandths. */
  low: 0,
  /** Of an offer or a need: its last day, YYYY-MM-DD; empty: open. */
  until: '',
  sort: '' as ItemSort | '',
};

export type ItemDetails = Readonly<typeof NO_DETAILS>;
export const DETAIL_NAMES = Object.keys(NO_DETAILS) as (keyof ItemDetails)[];

export function isTags(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_TAGS &&
    value.every(isTitle) &&
    new Set(value).size === value.length
  );
}

function isOwner(value: unknown): value is string {
  return value === '' || isIdOf(32, value);
}

function isKit(value: unknown): value is string {
  return value === '' || isObjectId(value);
}

function isLow(value: unknown): value is number & Json {
  return value === 0 || isAmount(value);
}

function isDayOrNone(value: unknown): value is string {
  return value === '' || isCivilDate(value);
}

function isSort(value: unknown): value is ItemSort | '' {
  return value === '' || ITEM_SORTS.some((known) => known === value);
}
