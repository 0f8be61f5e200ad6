/**
 * A board: columns in order, cards in order inside them, and what cards carry. Owns what the parts of a board say together.
 * A card whose column is archived is shown there, one whose column nobody knows among `loose`: nothing is ever out of
 * reach. [BOARD-1] [BOARD-2] [BOARD-3] [BOARD-4] [BOARD-7] [BOARD-11]
 */
import type { ObjectId, PersonId } from '../../base/ids.ts';
import { readAttachment } from '../../attachments/attachment.ts';
import { may } from '../../authority/roles.ts';
import { authorshipOf, bornBy, eventsOf, isObjectId, type PlaceEvent } from '../../documents/place-events.ts';
import { PlaceFields } from '../../documents/place-fields.ts';
import { PlaceSets } from '../../documents/place-sets.ts';
import { isTitle } from '../../documents/place-text.ts';
import type { PartView } from '../../documents/part-view.ts';
import { compareRanked, isRank } from '../../documents/rank.ts';
import { bornCard, type Card, type CardFile, type CardSets } from './card.ts';
import { bornCheck, bornChecklist, filledLists, type Check, type Checklist } from './checklist.ts';
import type { Color } from './colors.ts';
import { Amendments, bornComment, type Comment } from './comments.ts';
import { bornLabel, type Label } from './label.ts';
import { guards, latest, type Fields, type Thing } from './thing.ts';

interface ColumnThing extends Thing {
  readonly archived: boolean;
  readonly rank: string;
  readonly color: Color | '';
  /** So many cards are meant to be in it at the most; 0: any number. */
  readonly limit: number;
}

export interface Column extends ColumnThing {
  /** In order; archived ones and those in the bin too. */
  readonly cards: readonly Card[];
}

export interface Board {
  /** In order. */
  readonly columns: readonly Column[];
  readonly archivedColumns: readonly Column[];
  /** Cards whose column this board does not have (yet). */
  readonly loose: readonly Card[];
  /** In the order of their births; removed ones too. */
  readonly labels: readonly Label[];
  readonly columnById: ReadonlyMap<ObjectId, Column>;
  readonly cardById: ReadonlyMap<ObjectId, Card>;
  readonly labelById: ReadonlyMap<ObjectId, Label>;
  /** Of these three also what was taken away. */
  readonly checklistById: ReadonlyMap<ObjectId, Checklist>;
  readonly checkById: ReadonlyMap<ObjectId, Check>;
  readonly fileById: ReadonlyMap<ObjectId, CardFile>;
  readonly commentById: ReadonlyMap<ObjectId, Comment>;
}

export function foldBoard(parts: Iterable<PartView>): Board {
  const all = [...parts];
  const births = new Births(
    new PlaceFields(all, 'write', guards),
    new PlaceSets(all, 'write', { label: isObjectId, member: isPersonId }),
  );
  for (const event of eventsOf(all, 'comment')) births.read(event);
  return births.board();
}

/** Gathers what was born, in the order of the place. */
class Births {
  readonly #fields: Fields;
  readonly #sets: CardSets;
  readonly #born = new Set<ObjectId>();
  readonly #columns = new Map<ObjectId, ColumnThing>();
  readonly #cards = new Map<ObjectId, Card>();
  readonly #labels = new Map<ObjectId, Label>();
  readonly #lists = new Map<ObjectId, Checklist>();
  readonly #checks = new Map<ObjectId, Check>();
  readonly #files = new Map<ObjectId, CardFile>();
  readonly #comments = new Map<ObjectId, Comment>();
  readonly #amendments = new Amendments();

  constructor(fields: Fields, sets: CardSets) {
    this.#fields = fields;
    this.#sets = sets;
  }

  read(event: PlaceEvent): void {
    if (this.#amendments.read(event)) return;
    const id = bornBy(event);
    if (!id || this.#born.has(id)) return;
    const isBorn = event.type === 'comment' ? this.#say(id, event) : this.#make(id, event);
    if (isBorn) this.#born.add(id);
  }

  board(): Board {
    const lists = filledLists(this.#lists, this.#checks.values());
    const listsOf = grouped([...lists.values()].filter(({ removed }) => !removed).sort(compareRanked));
    const comments = [...this.#comments.values()].map((comment) => this.#amendments.applied(comment));
    const commentsOf = grouped(comments);
    const filesOf = grouped([...this.#files.values()].filter(({ removed }) => !removed));
    const cardById = new Map<ObjectId, Card>();
    for (const card of this.#cards.values()) {
      cardById.set(card.id, {
        ...card,
        checklists: listsOf.get(card.id) ?? [],
        comments: commentsOf.get(card.id) ?? [],
        files: filesOf.get(card.id) ?? [],
      });
    }
    return {
      ...arrange([...this.#columns.values()], cardById),
      cardById,
      labels: [...this.#labels.values()],
      labelById: this.#labels,
      checklistById: lists,
      checkById: this.#checks,
      fileById: this.#files,
      commentById: new Map(comments.map((comment) => [comment.id, comment])),
    };
  }

  #say(id: ObjectId, event: PlaceEvent): boolean {
    return put(this.#comments, id, bornComment(event));
  }

  #make(id: ObjectId, event: PlaceEvent): boolean {
    if (!may(event.part.role, 'write')) return false;
    switch (event.type) {
      case 'column':
        return put(this.#columns, id, bornColumn(id, event, this.#fields));
      case 'card':
        return put(this.#cards, id, bornCard(id, event, this.#fields, this.#sets));
      case 'label':
        return put(this.#labels, id, bornLabel(id, event, this.#fields));
      case 'checklist':
        return put(this.#lists, id, bornChecklist(id, event, this.#fields));
      case 'check':
        return put(this.#checks, id, bornCheck(id, event, this.#fields));
      case 'card-file':
        return put(this.#files, id, bornFile(id, event, this.#fields));
      default:
        return false;
    }
  }
}

function put<T>(map: Map<ObjectId, T>, id: ObjectId, thing: T | undefined): boolean {
  if (thing) map.set(id, thing);
  return thing !== undefined;
}

function bornColumn(id: ObjectId, event: PlaceEvent, fields: Fields): ColumnThing | undefined {
  const { title, rank } = event.value;
  if (!isTitle(title) || !isRank(rank)) return undefined;
  const [named, archived, color, limit] = [
    fields.get(id, 'title'),
    fields.get(id, 'archived'),
    fields.get(id, 'color'),
    fields.get(id, 'limit'),
  ];
  return {
    id,
    title: named?.value ?? title,
    archived: archived?.value ?? false,
    rank: fields.get(id, 'rank')?.value ?? rank,
    color: color?.value ?? '',
    limit: limit?.value ?? 0,
    created: authorshipOf(event),
    changed: authorshipOf(latest(event, [named, archived, color, limit])),
  };
}

function bornFile(id: ObjectId, event: PlaceEvent, fields: Fields): CardFile | undefined {
  const { card, file: value } = event.value;
  const file = readAttachment(value);
  if (!isObjectId(card) || !file) return undefined;
  const removed = fields.get(id, 'removed')?.value ?? false;
  return { id, card, file, removed, created: authorshipOf(event) };
}

function arrange(
  columns: readonly ColumnThing[],
  cardById: ReadonlyMap<ObjectId, Card>,
): Pick<Board, 'columns' | 'archivedColumns' | 'loose' | 'columnById'> {
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
  };
}

/** By the card that they belong to, each in the order given. */
function grouped<T extends { readonly card: ObjectId }>(things: readonly T[]): Map<ObjectId, T[]> {
  const groups = new Map<ObjectId, T[]>();
  for (const thing of things) {
    const group = groups.get(thing.card);
    if (group) group.push(thing);
    else groups.set(thing.card, [thing]);
  }
  return groups;
}

/** 32 bytes are 52 letters, of which the last stands for one bit alone. */
function isPersonId(text: string): text is PersonId {
  return /^[a-z2-7]{51}[aq]$/.test(text);
}
