/** Boards: columns of cards. */
import * as v from 'valibot';
import { longId, objectId, text } from './fields.ts';
import { command, query } from './method.ts';

export interface PlaceSummary {
  id: string;
  title: string;
  /** A private space; null: the whole community. */
  space: string | null;
}

export interface CardView {
  id: string;
  title: string;
  body: string;
  archived: boolean;
  /** Person who made it, and their name. */
  author: string;
  authorName: string;
  /** Milliseconds since 1970, as the writers' clocks said. */
  created: number;
  /** The latest change that a person meant, and who made it. */
  changed: number;
  changedName: string;
  /** Other devices that are known to hold its newest change; 0: only on this device. */
  holders: number;
}

export interface ColumnView {
  id: string;
  title: string;
  /** In order, archived ones too. */
  cards: CardView[];
}

export interface ArchivedColumnView {
  id: string;
  title: string;
  /** How many cards are put away with it. */
  cards: number;
}

export interface BoardView {
  title: string;
  community: string;
  /** The person at this device may change it. */
  mayWrite: boolean;
  /** In order, without archived ones. */
  columns: ColumnView[];
  archivedColumns: ArchivedColumnView[];
  /** Cards whose column has not come to this device, or never will. They can be moved like others. */
  loose: CardView[];
}

export const boardMethods = {
  boardAdd: command<{ board: string }>()(
    v.strictObject({ community: longId, title: text, space: v.optional(objectId) }),
  ),
  boards: query<{ boards: PlaceSummary[] }>()(v.strictObject({ community: longId })),
  board: query<BoardView>()(v.strictObject({ board: objectId })),
  boardEdit: command<{ board: string }>()(v.strictObject({ board: objectId, title: text })),
  columnAdd: command<{ column: string }>()(v.strictObject({ board: objectId, title: text })),
  columnEdit: command<{ column: string }>()(
    v.strictObject({ column: objectId, title: v.optional(text), archived: v.optional(v.boolean()) }),
  ),
  /** Without `after`: to the end of the board; null: to its beginning. */
  columnMove: command<{ column: string }>()(
    v.strictObject({ column: objectId, after: v.optional(v.nullable(objectId)) }),
  ),
  cardAdd: command<{ card: string }>()(
    v.strictObject({ column: objectId, title: text, body: v.optional(text) }),
  ),
  cardEdit: command<{ card: string }>()(
    v.strictObject({ card: objectId, title: v.optional(text), body: v.optional(text) }),
  ),
  /** Without `after`: to the end of the column; null: to its beginning. */
  cardMove: command<{ card: string }>()(
    v.strictObject({ card: objectId, column: objectId, after: v.optional(v.nullable(objectId)) }),
  ),
  cardArchive: command<{ card: string }>()(v.strictObject({ card: objectId })),
  cardRestore: command<{ card: string }>()(v.strictObject({ card: objectId })),
};
