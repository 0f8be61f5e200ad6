/**
 * Questions that a list asks about each of its things beyond the usual ones: what they are called, which form an answer
 * has, and the answers. [INV-9]
 */
import type { ObjectId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { authorshipOf, bornBy, type Authorship, type PlaceEvent } from '../../documents/place-events.ts';
import { isOptionalText, isTitle } from '../../documents/place-text.ts';
import { isCivilDate } from './civil-date.ts';

export const FIELD_KINDS = ['text', 'number', 'date', 'choice', 'yes-no'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

const MAX_CHOICES = 100;

export interface FieldBirth extends Authorship {
  readonly id: ObjectId;
  readonly title: string;
  readonly kind: FieldKind;
  readonly choices: readonly string[];
}

export interface CustomField extends FieldBirth {
  readonly archived: boolean;
}

export type FieldValue = string | number | boolean;

export function readField(event: PlaceEvent): FieldBirth | undefined {
  const { title, kind, choices = [] } = event.value;
  const id = bornBy(event);
  if (!id || !isTitle(title) || !isFieldKind(kind) || !isChoices(choices)) return undefined;
  return { ...authorshipOf(event), id, title, kind, choices };
}

/** Empty stands for no answer. A choice may be one that is not offered any more. */
export function guardOf(kind: FieldKind): (value: unknown) => value is FieldValue & Json {
  const isAnswer = ANSWERS[kind];
  return (value): value is FieldValue & Json => value === '' || isAnswer(value);
}

export function isChoices(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_CHOICES &&
    value.every(isTitle) &&
    new Set(value).size === value.length
  );
}

const ANSWERS: Readonly<Record<FieldKind, (value: unknown) => boolean>> = {
  text: isOptionalText,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  date: isCivilDate,
  choice: isTitle,
  'yes-no': (value) => typeof value === 'boolean',
};

function isFieldKind(kind: unknown): kind is FieldKind {
  return FIELD_KINDS.some((known) => known === kind);
}
