/**
 * What people write beside a thing: remarks with a date, which may also say what state it is in, show it, and belong to
 * the loan from which it came back so; and answers to offers and needs. [INV-7] [INV-10]
 */
import { readAttachment, type Attachment } from '../../attachments/attachment.ts';
import type { ObjectId } from '../../base/ids.ts';
import {
  authorshipOf,
  bornBy,
  isObjectId,
  type Authorship,
  type PlaceEvent,
} from '../../documents/place-events.ts';
import { isOptionalText, isText } from '../../documents/place-text.ts';

export const CONDITIONS = ['usable', 'needs-repair', 'in-repair', 'written-off'] as const;
export type Condition = (typeof CONDITIONS)[number];

export interface Remark extends Authorship {
  readonly id: ObjectId;
  readonly item: ObjectId;
  /** May be empty where `condition` says it all. */
  readonly text: string;
  readonly condition: Condition | null;
  readonly pictures: readonly Attachment[];
  /** From which it came back like that. */
  readonly loan: ObjectId | null;
}

/** Pictures of one remark. */
export const MOST_PICTURES = 6;

export function readRemark(event: PlaceEvent): Remark | undefined {
  const { item, text = '', condition = null, pictures, loan } = event.value;
  const id = bornBy(event);
  if (!id || !isObjectId(item) || !isOptionalText(text)) return undefined;
  const state = isCondition(condition) ? condition : null;
  if (state === null && !isText(text)) return undefined;
  return {
    ...authorshipOf(event),
    id,
    item,
    text,
    condition: state,
    pictures: readPictures(pictures),
    loan: isObjectId(loan) ? loan : null,
  };
}

/** What is no picture among the first ones is left out. */
function readPictures(value: unknown): readonly Attachment[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_PICTURES).flatMap((each: unknown) => {
    const picture = readAttachment(each);
    return picture?.measures ? [picture] : [];
  });
}

export function conditionOf(remarks: readonly Remark[]): Condition {
  return remarks.findLast(({ condition }) => condition !== null)?.condition ?? 'usable';
}

function isCondition(value: unknown): value is Condition {
  return CONDITIONS.some((known) => known === value);
}
