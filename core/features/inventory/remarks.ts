/**
 * What people write beside a thing: remarks with a date, which may also say what state it is in; and answers to offers and
 * needs. [INV-7]
 */
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
}

export function readRemark(event: PlaceEvent): Remark | undefined {
  const { item, text = '', condition = null } = event.value;
  const id = bornBy(event);
  if (!id || !isObjectId(item) || !isOptionalText(text)) return undefined;
  const state = isCondition(condition) ? condition : null;
  if (state === null && !isText(text)) return undefined;
  return { ...authorshipOf(event), id, item, text, condition: state };
}

export function conditionOf(remarks: readonly Remark[]): Condition {
  return remarks.findLast(({ condition }) => condition !== null)?.condition ?? 'usable';
}

function isCondition(value: unknown): value is Condition {
  return CONDITIONS.some((known) => known === value);
}
