/** Boards: columns of cards, and what cards carry. */
import * as v from 'valibot';
import { uploadId, type AttachmentView } from './attachment-methods.ts';
import { civilDate, longId, objectId, text } from './fields.ts';
import { command, query } from './method.ts';

export interface PlaceSummary {
  id: string;
  title: string;
  /** A private space; null: the whole community. */
  space: string | null;
}

/** How they look is the page's. */
export const COLORS = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
  'brown',
  'gray',
] as const;
export type ColorName = (typeof COLORS)[number];

export interface LabelView {
  id: string;
  title: string;
  color: ColorName;
}

export interface CardView {
  id: string;
  title: string;
  body: string;
  archived: boolean;
  /** Thrown away; it can be taken out of the bin again. */
  binned: boolean;
  /** In the order of the board's labels. */
  labels: string[];
  /** Persons, in the order of the board's people. */
  members: string[];
  /** YYYY-MM-DD. */
  due: string | null;
  done: boolean;
  /** Lines of its checklists. */
  checks: { done: number; all: number };
  comments: number;
  files: number;
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
  color: ColorName | null;
  /** So many cards are meant to be in it at the most; null: any number. */
  limit: number | null;
  /** In order, archived ones and those in the bin too. */
  cards: CardView[];
}

export interface ArchivedColumnView {
  id: string;
  title: string;
  /** How many cards are put away with it. */
  cards: number;
}

export interface BoardPerson {
  id: string;
  name: string;
  /** A member of the community now: can be given cards. */
  isIn: boolean;
}

export interface BoardView {
  title: string;
  community: string;
  /** The person at this device, who may change it. */
  me: string;
  mayWrite: boolean;
  mayComment: boolean;
  /** In the order in which they were made. */
  labels: LabelView[];
  /** The members, and whoever else has a card, by name. */
  people: BoardPerson[];
  /** In order, without archived ones. */
  columns: ColumnView[];
  archivedColumns: ArchivedColumnView[];
  /** Cards whose column has not come to this device, or never will. They can be moved like others. */
  loose: CardView[];
}

export interface CheckView {
  id: string;
  title: string;
  done: boolean;
}

export interface ChecklistView {
  id: string;
  title: string;
  checks: CheckView[];
}

export interface CommentView {
  id: string;
  author: string;
  name: string;
  /** Empty when deleted. */
  text: string;
  /** Milliseconds since 1970, as the writer's clock said. */
  time: number;
  edited: boolean;
  deleted: boolean;
  own: boolean;
  holders: number;
}

export interface CardFileView {
  id: string;
  file: AttachmentView;
  authorName: string;
}

/** What somebody did to a card: `value` is a title, a day, or the name of a column, label or person. */
export interface CardEventView {
  step:
    | 'made'
    | 'title'
    | 'body'
    | 'moved'
    | 'archived'
    | 'restored'
    | 'binned'
    | 'unbinned'
    | 'due'
    | 'due-none'
    | 'done'
    | 'undone'
    | 'label-on'
    | 'label-off'
    | 'member-on'
    | 'member-off'
    | 'checklist'
    | 'checked'
    | 'unchecked'
    | 'file';
  value: string;
  by: string;
  byName: string;
  /** Milliseconds since 1970, as the writer's clock said. */
  time: number;
}

export interface CardPageView {
  community: string;
  board: string;
  title: string;
  checklists: ChecklistView[];
  /** Oldest first; deleted ones too. */
  comments: CommentView[];
  files: CardFileView[];
  /** Newest first: of each writer the latest word about each part of the card. */
  history: CardEventView[];
}

/** A card that is somebody's, on any board. */
export interface TaskView {
  card: string;
  title: string;
  board: string;
  boardTitle: string;
  column: string;
  /** YYYY-MM-DD. */
  due: string | null;
}

const color = v.picklist(COLORS, 'COLOR_UNKNOWN');
const limit = v.pipe(v.number(), v.safeInteger('LIMIT_INVALID'));
const idList = (most: number) => v.pipe(v.array(objectId), v.maxLength(most));
const people = v.pipe(v.array(longId), v.maxLength(100));
/** Null: none. */
const due = v.nullable(civilDate);

/** What can be changed about a card; what is not named stays as others have it. */
const cardChange = {
  due: v.optional(due),
  done: v.optional(v.boolean()),
  archived: v.optional(v.boolean()),
  binned: v.optional(v.boolean()),
  addLabels: v.optional(idList(100)),
  removeLabels: v.optional(idList(100)),
  addMembers: v.optional(people),
  removeMembers: v.optional(people),
};

export const boardMethods = {
  /** With columns, cards and labels, as from a template. */
  boardAdd: command<{ board: string }>()(
    v.strictObject({
      community: longId,
      title: text,
      space: v.optional(objectId),
      labels: v.optional(v.pipe(v.array(v.strictObject({ title: text, color })), v.maxLength(50))),
      columns: v.optional(
        v.pipe(
          v.array(
            v.strictObject({
              title: text,
              color: v.optional(color),
              limit: v.optional(limit),
              cards: v.optional(v.pipe(v.array(text), v.maxLength(100))),
            }),
          ),
          v.maxLength(50),
        ),
      ),
    }),
  ),
  boards: query<{ boards: PlaceSummary[] }>()(v.strictObject({ community: longId })),
  board: query<BoardView>()(v.strictObject({ board: objectId })),
  /** For other programs: all of it (JSON), a table (CSV), a text (Markdown), its days (iCalendar). */
  boardExport: query<{ name: string; text: string }>()(
    v.strictObject({ board: objectId, format: v.picklist(['json', 'csv', 'md', 'ics']) }),
  ),
  boardEdit: command<{ board: string }>()(v.strictObject({ board: objectId, title: text })),
  labelAdd: command<{ label: string }>()(v.strictObject({ board: objectId, title: text, color })),
  /** `removed`: no card shows it any more, until it is brought back. */
  labelEdit: command<{ label: string }>()(
    v.strictObject({
      label: objectId,
      title: v.optional(text),
      color: v.optional(color),
      removed: v.optional(v.boolean()),
    }),
  ),
  columnAdd: command<{ column: string }>()(v.strictObject({ board: objectId, title: text })),
  columnEdit: command<{ column: string }>()(
    v.strictObject({
      column: objectId,
      title: v.optional(text),
      archived: v.optional(v.boolean()),
      color: v.optional(v.nullable(color)),
      limit: v.optional(v.nullable(limit)),
    }),
  ),
  /** Without `after`: to the end of the board; null: to its beginning. */
  columnMove: command<{ column: string }>()(
    v.strictObject({ column: objectId, after: v.optional(v.nullable(objectId)) }),
  ),
  cardAdd: command<{ card: string }>()(
    v.strictObject({
      column: objectId,
      title: text,
      body: v.optional(text),
      labels: v.optional(idList(100)),
      members: v.optional(people),
      due: v.optional(civilDate),
    }),
  ),
  /** The card, and what people say and do about it. */
  card: query<CardPageView>()(v.strictObject({ card: objectId })),
  cardEdit: command<{ card: string }>()(
    v.strictObject({ card: objectId, title: v.optional(text), body: v.optional(text), ...cardChange }),
  ),
  /** Several cards of one board alike; with `column`, to its end, in this order. */
  cardsEdit: command<{ cards: string[] }>()(
    v.strictObject({
      cards: v.pipe(v.array(objectId), v.minLength(1), v.maxLength(500)),
      column: v.optional(objectId),
      ...cardChange,
    }),
  ),
  /** Without `after`: to the end of the column; null: to its beginning. */
  cardMove: command<{ card: string }>()(
    v.strictObject({ card: objectId, column: objectId, after: v.optional(v.nullable(objectId)) }),
  ),
  cardArchive: command<{ card: string }>()(v.strictObject({ card: objectId })),
  cardRestore: command<{ card: string }>()(v.strictObject({ card: objectId })),
  checklistAdd: command<{ checklist: string }>()(v.strictObject({ card: objectId, title: text })),
  checklistEdit: command<{ checklist: string }>()(
    v.strictObject({ checklist: objectId, title: v.optional(text), removed: v.optional(v.boolean()) }),
  ),
  /** One line, at the end of a checklist. */
  checkAdd: command<{ check: string }>()(v.strictObject({ checklist: objectId, title: text })),
  checkEdit: command<{ check: string }>()(
    v.strictObject({
      check: objectId,
      title: v.optional(text),
      done: v.optional(v.boolean()),
      removed: v.optional(v.boolean()),
    }),
  ),
  /** Within its checklist. Without `after`: to its end; null: to its beginning. */
  checkMove: command<{ check: string }>()(
    v.strictObject({ check: objectId, after: v.optional(v.nullable(objectId)) }),
  ),
  commentAdd: command<{ comment: string }>()(v.strictObject({ card: objectId, text })),
  commentEdit: command<{ comment: string }>()(v.strictObject({ comment: objectId, text })),
  commentDelete: command<{ comment: string }>()(v.strictObject({ comment: objectId })),
  /** What was brought in for it. */
  cardFileAdd: command<{ file: string }>()(
    v.strictObject({ card: objectId, upload: uploadId, preview: v.optional(uploadId) }),
  ),
  cardFileRemove: command<{ file: string }>()(v.strictObject({ file: objectId })),
  cardFileRestore: command<{ file: string }>()(v.strictObject({ file: objectId })),
  /** Cards of the person at this device that are not done: those that are due first. */
  tasks: query<{ tasks: TaskView[] }>()(v.strictObject({ community: longId })),
};
