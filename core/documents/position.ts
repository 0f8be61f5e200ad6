/** Where in a list something goes, as a person says it. [BOARD-5] */
import type { Json } from '../base/json.ts';
import type { ObjectId } from '../base/ids.ts';
import { fieldKey } from './place-fields.ts';
import type { Ranked, Room } from './rank.ts';

/** Null: the beginning; nothing: the end; undefined as the answer: `after` is not in the list. */
export function positionAfter(
  order: readonly Ranked[],
  after: ObjectId | null | undefined,
): number | undefined {
  if (after === undefined) return order.length;
  if (after === null) return 0;
  const found = order.findIndex(({ id }) => id === after);
  return found < 0 ? undefined : found + 1;
}

export function rekeyedSets(room: Room): [string, Json][] {
  return room.rekeyed.map(({ id, rank }) => [fieldKey(id, 'rank'), rank]);
}
