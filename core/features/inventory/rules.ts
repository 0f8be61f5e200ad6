/**
 * What a community has agreed about lending the things of one list. Shown before a request, and refused by name; what was
 * promised all the same stands, as the custodian's word decides. [RULE-1] [RULE-2]
 */
import type { PlaceEvent } from '../../documents/place-events.ts';
import { may } from '../../authority/roles.ts';
import { isOptionalText } from '../../documents/place-text.ts';

/** Days. */
const MAX_DAYS = 366;
const MAX_AT_ONCE = 1_000;

export interface LendingRules {
  /** Guests of the community may borrow as well. */
  readonly guests: boolean;
  /** Requests within the rules are approved by themselves, at the custodian's device. */
  readonly selfService: boolean;
  /** Days, the first and the last included; 0: no limit. */
  readonly longest: number;
  /** Things of this list that one person has or has been promised at once; 0: no limit. */
  readonly atOnce: number;
  /** Days from today until the first day of a loan; 0: no limit. */
  readonly ahead: number;
  /** Days between two loans of one piece. */
  readonly quiet: number;
  /** Monday to Sunday, as `10:00-12:00, 16:00-18:00`, empty: closed; no days at all: always open. */
  readonly hours: readonly string[];
  /** In words, shown with the rules. */
  readonly words: string;
}

const NO_RULES: LendingRules = {
  guests: true,
  selfService: false,
  longest: 0,
  atOnce: 0,
  ahead: 0,
  quiet: 0,
  hours: [],
  words: '',
};

const GUARDS: { readonly [Name in keyof LendingRules]: (value: unknown) => boolean } = {
  guests: (value) => typeof value === 'boolean',
  selfService: (value) => typeof value === 'boolean',
  longest: isUpTo(MAX_DAYS),
  atOnce: isUpTo(MAX_AT_ONCE),
  ahead: isUpTo(10 * MAX_DAYS),
  quiet: isUpTo(MAX_DAYS),
  hours: isHours,
  words: isOptionalText,
};

export const RULE_NAMES = Object.keys(GUARDS) as (keyof LendingRules)[];

/** Of each rule the last value that has its form, by a steward. */
export function rulesOf(events: readonly PlaceEvent[]): LendingRules {
  let rules = NO_RULES;
  for (const { type, value, part } of events) {
    if (type === 'rules' && may(part.role, 'govern')) rules = { ...rules, ...readRules(value) };
  }
  return rules;
}

export function readRules(value: Readonly<Record<string, unknown>>): Partial<LendingRules> {
  return Object.fromEntries(
    RULE_NAMES.filter((name) => Object.hasOwn(value, name) && GUARDS[name](value[name])).map((name) => [
      name,
      value[name],
    ]),
  );
}

function isUpTo(most: number): (value: unknown) => boolean {
  return (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

const HOURS =
  /^$|^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d(, ([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d){0,2}$/;

function isHours(value: unknown): boolean {
  if (!Array.isArray(value) || (value.length !== 0 && value.length !== 7)) return false;
  return value.every((day) => typeof day === 'string' && HOURS.test(day));
}
