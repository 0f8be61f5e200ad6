/** What all things of a board have: who made them when, and the fields that anybody with the role sets. [BOARD-3] */
import { isCivilDate } from '../../base/civil-date.ts';
import type { ObjectId } from '../../base/ids.ts';
import { isObjectId, later, type Authorship } from '../../documents/place-events.ts';
import { isBoolean, type PlaceFields } from '../../documents/place-fields.ts';
import { isOptionalText, isTitle } from '../../documents/place-text.ts';
import { isRank } from '../../documents/rank.ts';
import { isColor, type Color } from './colors.ts';

export interface Thing {
  readonly id: ObjectId;
  readonly title: string;
  readonly created: Authorship;
  /** The latest change that a person meant; making room for a neighbour is none. */
  readonly changed: Authorship;
}

/** Cards that a column may hold before it says that they are too many. */
export const MOST_CARDS = 999;

export const guards = {
  title: isTitle,
  body: isOptionalText,
  column: isObjectId,
  rank: isRank,
  archived: isBoolean,
  binned: isBoolean,
  removed: isBoolean,
  due: isDue,
  done: isBoolean,
  color: isColorOrNone,
  limit: isLimit,
};

export type Fields = PlaceFields<typeof guards>;

/** The last of those that are there. */
export function latest(first: Authorship, others: readonly (Authorship | undefined)[]): Authorship {
  return others.reduce<Authorship>((best, other) => later(best, other), first);
}

/** Empty: none. */
export function isDue(value: unknown): value is string {
  return value === '' || isCivilDate(value);
}

function isColorOrNone(value: unknown): value is Color | '' {
  return value === '' || isColor(value);
}

/** 0: none. */
export function isLimit(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MOST_CARDS;
}
