/** Checklists of a card and their lines, each of which is ticked, renamed, moved and taken away by itself. [BOARD-12] */
import type { ObjectId } from '../../base/ids.ts';
import { authorshipOf, isObjectId, type PlaceEvent } from '../../documents/place-events.ts';
import { isTitle } from '../../documents/place-text.ts';
import { compareRanked, isRank } from '../../documents/rank.ts';
import { latest, type Fields, type Thing } from './thing.ts';

interface Listed extends Thing {
  readonly rank: string;
  readonly removed: boolean;
}

export interface Check extends Listed {
  readonly list: ObjectId;
  readonly done: boolean;
}

export interface Checklist extends Listed {
  readonly card: ObjectId;
  /** In order, without those that were taken away. */
  readonly checks: readonly Check[];
}

export function bornCheck(id: ObjectId, event: PlaceEvent, fields: Fields): Check | undefined {
  const { list } = event.value;
  const listed = bornListed(id, event, fields);
  if (!listed || !isObjectId(list)) return undefined;
  const done = fields.get(id, 'done');
  return {
    ...listed,
    list,
    done: done?.value ?? false,
    changed: authorshipOf(latest(listed.changed, [done])),
  };
}

export function bornChecklist(id: ObjectId, event: PlaceEvent, fields: Fields): Checklist | undefined {
  const { card } = event.value;
  const listed = bornListed(id, event, fields);
  return listed && isObjectId(card) ? { ...listed, card, checks: [] } : undefined;
}

/** With the lines of each, in order; lines whose list is unknown here wait for it. */
export function filledLists(
  lists: ReadonlyMap<ObjectId, Checklist>,
  checks: Iterable<Check>,
): Map<ObjectId, Checklist> {
  const linesOf = new Map<ObjectId, Check[]>();
  for (const check of checks) {
    if (check.removed || !lists.has(check.list)) continue;
    const lines = linesOf.get(check.list);
    if (lines) lines.push(check);
    else linesOf.set(check.list, [check]);
  }
  return new Map(
    [...lists.values()].map((list) => [
      list.id,
      { ...list, checks: (linesOf.get(list.id) ?? []).sort(compareRanked) },
    ]),
  );
}

function bornListed(id: ObjectId, event: PlaceEvent, fields: Fields): Listed | undefined {
  const { title, rank } = event.value;
  if (!isTitle(title) || !isRank(rank)) return undefined;
  const [named, removed] = [fields.get(id, 'title'), fields.get(id, 'removed')];
  return {
    id,
    title: named?.value ?? title,
    rank: fields.get(id, 'rank')?.value ?? rank,
    removed: removed?.value ?? false,
    created: authorshipOf(event),
    changed: authorshipOf(latest(event, [named, removed])),
  };
}
