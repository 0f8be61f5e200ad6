/**
 * A board: columns in order, cards in order inside them. Owns what the parts of a board say together. A card whose
 * column is archived is shown there, one whose column nobody knows among `loose`: nothing is ever out of reach.
 * [BOARD-1] [BOARD-2] [BOARD-3] [BOARD-4] [BOARD-7]
 */
import type { ObjectId } from '../../base/ids.ts';
import {
  authorshipOf,
  bornBy,
  eventsOf,
  isObjectId,
  later,
  type Authorship,
  type PlaceEvent,
} from '../../documents/place-events.ts';
import { isBoolean, PlaceFields, type Field } from '../../documents/place-fields.ts';
import { isOptionalText, isTitle } from '../../documents/place-text.ts';
import type { PartView } from '../../documents/part-view.ts';
import { compareRanked, isRank } from '../../documents/rank.ts';

interface Thing {
  readonly id: ObjectId;
  readonly title: string;
  readonly archived: boolean;
  readonly rank: string;
  readonly created: Authorship;
  /** The latest change that a person meant; making room for a neighbour is none. */
  readonly changed: Authorship;
}

export interface Card extends Thing {
  readonly body: string;
  /** Where it was put last; may be a column that is archived or that this board does not have. */
  readonly column: ObjectId;
}

export interface Column extends Thing {
  /** In order; archived ones too. */
  readonly cards: readonly Card[];
}

export interface Board {
  /** In order. */
  readonly columns: readonly Column[];
  readonly archivedColumns: readonly Column[];
  /** Cards whose column this board does not have (yet). */
  readonly loose: readonly Card[];
  readonly columnById: ReadonlyMap<ObjectId, Column>;
  readonly cardById: ReadonlyMap<ObjectId, Card>;
}

type Fields = PlaceFields<typeof guards>;

const guards = {
  title: isTitle,
  body: isOptionalText,
  column: isObjectId,
  rank: isRank,
  archived: isBoolean,
};

export function foldBoard(parts: Iterable<PartView>): Board {
  const all = [...parts];
  const fields: Fields = new PlaceFields(all, 'write', guards);
  const columns = new Map<ObjectId, Thing>();
  const cardById = new Map<ObjectId, Card>();
  for (const event of eventsOf(all, 'write')) {
    const id = bornBy(event);
    if (!id || columns.has(id) || cardById.has(id)) continue;
    const thing = bornThing(id, event, fields);
    if (!thing) continue;
    if (event.type === 'column') columns.set(id, thing);
    if (event.type === 'card') {
      const card = bornCard(thing, event, fields);
      if (card) cardById.set(id, card);
    }
  }
  return arrange([...columns.values()], cardById);
}

function bornThing(id: ObjectId, event: PlaceEvent, fields: Fields): Thing | undefined {
  const { title, rank } = event.value;
  if (!isTitle(title) || !isRank(rank)) return undefined;
  const named = fields.get(id, 'title');
  const archived = fields.get(id, 'archived');
  const moved = fields.get(id, 'rank');
  return {
    id,
    title: named?.value ?? title,
    archived: archived?.value ?? false,
    rank: moved?.value ?? rank,
    created: authorshipOf(event),
    changed: authorshipOf(latest(event, [named, archived, fields.get(id, 'column')])),
  };
}

function bornCard(thing: Thing, event: PlaceEvent, fields: Fields): Card | undefined {
  const { column, body = '' } = event.value;
  if (!isObjectId(column) || !isOptionalText(body)) return undefined;
  const written = fields.get(thing.id, 'body');
  return {
    ...thing,
    body: written?.value ?? body,
    column: fields.get(thing.id, 'column')?.value ?? column,
    changed: authorshipOf(latest(thing.changed, [written])),
  };
}

function arrange(columns: readonly Thing[], cardById: ReadonlyMap<ObjectId, Card>): Board {
  const cards = new Map<ObjectId, Card[]>(columns.map(({ id }) => [id, []]));
  const loose: Card[] = [];
  for (const card of cardById.values()) (cards.get(card.column) ?? loose).push(card);
  const filled = columns
    .map((column): Column => ({ ...column, cards: cards.get(column.id)!.sort(compareRanked) }))
    .sort(compareRanked);
  return {
    columns: filled.filter((column) => !column.archived),
    archivedColumns: filled.filter((column) => column.archived),
    loose: loose.sort(compareRanked),
    columnById: new Map(filled.map((column) => [column.id, column])),
    cardById,
  };
}

function latest(first: Authorship, others: readonly (Field<unknown> | undefined)[]): Authorship {
  return others.reduce<Authorship>((best, other) => later(best, other), first);
}
