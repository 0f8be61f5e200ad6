/** A board and its cards as the API shows them. Owns nothing: a reading of the fold, with names. */
import type {
  BoardPerson,
  BoardView,
  CardPageView,
  CardView,
  ChecklistView,
  CommentView,
  TaskView,
} from '../api/board-methods.ts';
import type { ObjectId, PersonId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Board } from '../features/board/board.ts';
import { cardHistory, type CardEvent } from '../features/board/card-history.ts';
import type { Card } from '../features/board/card.ts';
import type { Comment } from '../features/board/comments.ts';
import { attachmentView } from './attachment-view.ts';
import type { HostedCommunity } from './hosted-community.ts';
import { mayIn } from './place-handlers.ts';
import type { SpacePlace } from './place-views.ts';

export function boardView(host: HostedCommunity, place: SpacePlace, board: Board): BoardView {
  const labels = board.labels.filter(({ removed }) => !removed);
  const people = peopleOf(host, place, board);
  const orders = { labels: orderOf(labels), people: orderOf(people) };
  const view = (card: Card): CardView => cardView(host, card, orders);
  return {
    title: place.title,
    community: host.id,
    me: host.reader().person,
    mayWrite: mayIn(host, place.space, 'write'),
    mayComment: mayIn(host, place.space, 'comment'),
    labels: labels.map(({ id, title, color }) => ({ id, title, color })),
    people,
    columns: board.columns.map(({ id, title, color, limit, cards }) => ({
      id,
      title,
      color: color === '' ? null : color,
      limit: limit === 0 ? null : limit,
      cards: cards.map(view),
    })),
    archivedColumns: board.archivedColumns.map(({ id, title, cards }) => ({
      id,
      title,
      cards: cards.filter((card) => !card.archived && !card.binned).length,
    })),
    loose: board.loose.map(view),
  };
}

/** Throws KithError CARD_UNKNOWN. */
export async function cardPage(host: HostedCommunity, place: ObjectId, id: ObjectId): Promise<CardPageView> {
  const board = await host.views.board(place);
  const card = board.cardById.get(id);
  if (!card) throw new KithError('CARD_UNKNOWN');
  const me = host.reader().person;
  const events = cardHistory(await host.views.parts(place), board, id);
  return {
    community: host.id,
    board: place,
    title: card.title,
    checklists: card.checklists.map((list): ChecklistView => ({
      id: list.id,
      title: list.title,
      checks: list.checks.map(({ id: check, title, done }) => ({ id: check, title, done })),
    })),
    comments: card.comments.map((comment) => commentView(host, comment, me)),
    files: card.files.map(({ id: file, file: attachment, created }) => ({
      id: file,
      file: attachmentView(attachment),
      authorName: host.nameOf(created.person),
    })),
    history: events.map((event) => ({
      step: event.step,
      value: valueOf(host, board, event),
      by: event.person,
      byName: host.nameOf(event.person),
      time: event.stamp.time,
    })),
  };
}

/** Those that are due first, then by title. */
export async function tasksOf(host: HostedCommunity): Promise<TaskView[]> {
  const { person } = host.reader();
  const tasks: TaskView[] = [];
  for (const { id, title } of await host.views.places('board')) {
    const board = await host.views.board(id);
    for (const column of board.columns) {
      for (const card of column.cards) {
        if (card.archived || card.binned || card.done || !card.members.includes(person)) continue;
        tasks.push({
          card: card.id,
          title: card.title,
          board: id,
          boardTitle: title,
          column: column.title,
          due: card.due === '' ? null : card.due,
        });
      }
    }
  }
  return tasks.sort((a, b) => compareText(a.due ?? '~', b.due ?? '~') || compareText(a.title, b.title));
}

/** The members of the community or the private space, and whoever else has a card, by name. */
function peopleOf(host: HostedCommunity, { space }: SpacePlace, board: Board): BoardPerson[] {
  const named = new Set<PersonId>();
  for (const { members } of board.cardById.values()) for (const person of members) named.add(person);
  const people: BoardPerson[] = [];
  const { members, spaces } = host.community.authority();
  const within = spaces.get(space)?.members;
  for (const { id, name, state, role } of members.values()) {
    const isIn = state === 'in' && role !== 'mirror' && (within === undefined || within.has(id));
    if (isIn || named.has(id)) people.push({ id, name, isIn });
  }
  return people.sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
}

interface Orders {
  readonly labels: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
}

function orderOf(things: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(things.map(({ id }, index) => [id, index]));
}

/** Those that are known, in their order. */
function inOrder(ids: readonly string[], order: ReadonlyMap<string, number>): string[] {
  return ids.filter((id) => order.has(id)).sort((a, b) => order.get(a)! - order.get(b)!);
}

function cardView(host: HostedCommunity, card: Card, { labels, people }: Orders): CardView {
  const lines = card.checklists.flatMap(({ checks }) => checks);
  return {
    id: card.id,
    title: card.title,
    body: card.body,
    archived: card.archived,
    binned: card.binned,
    labels: inOrder(card.labels, labels),
    members: inOrder(card.members, people),
    due: card.due === '' ? null : card.due,
    done: card.done,
    checks: { done: lines.filter(({ done }) => done).length, all: lines.length },
    comments: card.comments.filter(({ deleted }) => !deleted).length,
    files: card.files.length,
    author: card.created.person,
    authorName: host.nameOf(card.created.person),
    created: card.created.stamp.time,
    changed: card.changed.stamp.time,
    changedName: host.nameOf(card.changed.person),
    holders: host.holdersOf(card.changed),
  };
}

function commentView(host: HostedCommunity, comment: Comment, me: PersonId): CommentView {
  const { id, text, created, edited, deleted } = comment;
  return {
    id,
    author: created.person,
    name: host.nameOf(created.person),
    text,
    time: created.stamp.time,
    edited: edited !== null,
    deleted,
    own: created.person === me,
    holders: host.holdersOf(created),
  };
}

function valueOf(host: HostedCommunity, board: Board, { step, value }: CardEvent): string {
  switch (step) {
    case 'moved':
      return board.columnById.get(value as ObjectId)?.title ?? '';
    case 'label-on':
    case 'label-off':
      return board.labelById.get(value as ObjectId)?.title ?? '';
    case 'member-on':
    case 'member-off':
      return host.nameOf(value as PersonId);
    case 'made':
    case 'title':
    case 'body':
    case 'archived':
    case 'restored':
    case 'binned':
    case 'unbinned':
    case 'due':
    case 'due-none':
    case 'done':
    case 'undone':
    case 'checklist':
    case 'checked':
    case 'unchecked':
    case 'file':
      return value;
    default:
      return step satisfies never;
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
