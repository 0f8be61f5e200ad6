/** Boards, as the API has them: columns, labels, and moving and changing cards. What stands on a card is card-handlers.ts. */
import type { boardMethods } from '../api/board-methods.ts';
import type { CommunityId, ObjectId, PersonId, PlaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Author, Built } from '../documents/author.ts';
import type { Board } from '../features/board/board.ts';
import { writeBoard } from '../features/board/board-file.ts';
import { startBoard, type BoardStart } from '../features/board/board-start.ts';
import { cardsAtOnce, changeCards, type CardChange } from '../features/board/card-change.ts';
import { addCard, moveCard, moveCards } from '../features/board/card-edits.ts';
import { addColumn, editColumn, moveColumn } from '../features/board/column-edits.ts';
import { addLabel, editLabel } from '../features/board/label-edits.ts';
import { boardView, cardPage, tasksOf } from './board-views.ts';
import type { CardHandlerName } from './card-handlers.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { HandlersOf } from './handlers.ts';
import type { PeerScope } from './peer-scope.ts';
import { addPlaceIn, placesIn, renamePlaceIn } from './place-handlers.ts';
import type { SpacePlace } from './place-views.ts';

/** A change as the API has it: null for none. */
interface ChangeWish {
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly due?: string | null | undefined;
  readonly done?: boolean | undefined;
  readonly archived?: boolean | undefined;
  readonly binned?: boolean | undefined;
  readonly addLabels?: readonly string[] | undefined;
  readonly removeLabels?: readonly string[] | undefined;
  readonly addMembers?: readonly string[] | undefined;
  readonly removeMembers?: readonly string[] | undefined;
}

/** Cards that are moved in one entry. */
const MOVED_AT_ONCE = 100;

export function boardHandlers(scope: PeerScope): Omit<HandlersOf<typeof boardMethods>, CardHandlerName> {
  /** On the board on which the thing was born. */
  const change = async (
    id: ObjectId,
    code: string,
    edit: (author: Author, board: Board, host: HostedCommunity) => Built,
  ): Promise<ObjectId> => {
    const { host, place } = scope.find(id, code);
    return host.edit(place, 'erasable', async (author) => edit(author, await host.views.board(place), host));
  };
  const changeCard = async (card: string, wish: ChangeWish): Promise<{ card: string }> => {
    await change(card as ObjectId, 'CARD_UNKNOWN', (author, board, host) =>
      changeCards(author, board, [card as ObjectId], changeOf(host, wish)),
    );
    return { card };
  };
  return {
    boardAdd: async ({ community, title, space, labels = [], columns = [] }) => {
      const host = scope.community(community as CommunityId);
      const board = await addPlaceIn(host, 'board', title, space);
      if (labels.length + columns.length > 0) {
        const start: BoardStart = { labels, columns };
        await host.edit(board, 'erasable', (author) => startBoard(author, start));
      }
      return { board };
    },
    boards: async ({ community }) => ({
      boards: await placesIn(scope.community(community as CommunityId), 'board'),
    }),
    board: async ({ board }) => {
      const { host, place } = await boardOf(scope, board);
      return boardView(host, place, await host.views.board(place.id));
    },
    boardExport: async ({ board, format }) => {
      const { host, place } = await boardOf(scope, board);
      const nameOf = (person: PersonId): string => host.nameOf(person);
      const words = { title: place.title, nameOf, now: host.now() };
      const text = writeBoard(await host.views.board(place.id), format, words);
      return { name: `${place.title}.${format}`, text };
    },
    boardEdit: async ({ board, title }) => {
      const { host, place } = await boardOf(scope, board);
      await renamePlaceIn(host, place.id, title);
      return { board };
    },
    labelAdd: async ({ board, title, color }) => {
      const { host, place } = await boardOf(scope, board);
      const label = await host.edit(place.id, 'erasable', async (author) =>
        addLabel(author, await host.views.board(place.id), { title, color }),
      );
      return { label };
    },
    labelEdit: async ({ label, ...wish }) => {
      const id = label as ObjectId;
      await change(id, 'LABEL_UNKNOWN', (author, board) => editLabel(author, board, id, wish));
      return { label };
    },
    columnAdd: async ({ board, title }) => {
      const { host, place } = await boardOf(scope, board);
      const column = await host.edit(place.id, 'erasable', async (author) =>
        addColumn(author, await host.views.board(place.id), { title }),
      );
      return { column };
    },
    columnEdit: async ({ column, color, limit, ...wish }) => {
      const id = column as ObjectId;
      await change(id, 'COLUMN_UNKNOWN', (author, board) =>
        editColumn(author, board, id, {
          ...wish,
          color: color === null ? '' : color,
          limit: limit === null ? 0 : limit,
        }),
      );
      return { column };
    },
    columnMove: async ({ column, after }) => {
      const wish = { column: column as ObjectId, after: after as ObjectId | null | undefined };
      await change(wish.column, 'COLUMN_UNKNOWN', (author, board) => moveColumn(author, board, wish));
      return { column };
    },
    cardAdd: async ({ column, title, body, labels, members, due }) => {
      const card = await change(column as ObjectId, 'COLUMN_UNKNOWN', (author, board, host) => {
        const { addLabels, addMembers } = changeOf(host, { addLabels: labels, addMembers: members });
        const wish = { column: column as ObjectId, title, body, due };
        return addCard(author, board, { ...wish, labels: addLabels, members: addMembers });
      });
      return { card };
    },
    card: async ({ card }) => {
      const { host, place } = scope.find(card as ObjectId, 'CARD_UNKNOWN');
      return cardPage(host, place, card as ObjectId);
    },
    cardEdit: ({ card, ...wish }) => changeCard(card, wish),
    cardsEdit: async ({ cards, column, ...wish }) => {
      const ids = [...new Set(cards)] as ObjectId[];
      const { host, place } = scope.find(ids[0]!, 'CARD_UNKNOWN');
      const board = await host.views.board(place);
      // All of them or none: what could be refused is refused before the first entry.
      if (ids.some((id) => !board.cardById.has(id))) throw new KithError('CARD_UNKNOWN');
      const steps: ((author: Author, now: Board) => Built)[] = [];
      const meant = changeOf(host, wish);
      if (Object.values(meant).some((value) => value !== undefined))
        for (const some of inGroups(ids, cardsAtOnce(meant)))
          steps.push((author, now) => changeCards(author, now, some, meant));
      if (column !== undefined)
        for (const some of inGroups(ids, MOVED_AT_ONCE))
          steps.push((author, now) => moveCards(author, now, some, column as ObjectId));
      if (steps.length === 0) throw new KithError('CHANGE_EMPTY');
      for (const step of steps)
        await host.edit(place, 'erasable', async (author) => step(author, await host.views.board(place)));
      return { cards: ids };
    },
    cardMove: async ({ card, column, after }) => {
      const id = card as ObjectId;
      const wish = { card: id, column: column as ObjectId, after: after as ObjectId | null | undefined };
      await change(id, 'CARD_UNKNOWN', (author, board) => moveCard(author, board, wish));
      return { card };
    },
    cardArchive: ({ card }) => changeCard(card, { archived: true }),
    cardRestore: ({ card }) => changeCard(card, { archived: false, binned: false }),
    tasks: async ({ community }) => ({ tasks: await tasksOf(scope.community(community as CommunityId)) }),
  };
}

/** Throws KithError BOARD_UNKNOWN. */
async function boardOf(
  scope: PeerScope,
  board: string,
): Promise<{ host: HostedCommunity; place: SpacePlace }> {
  const { host } = scope.find(board as PlaceId, 'BOARD_UNKNOWN');
  return { host, place: await host.views.place(board as PlaceId, 'board', 'BOARD_UNKNOWN') };
}

/** Throws KithError MEMBER_UNKNOWN. */
function changeOf(host: HostedCommunity, { due, ...wish }: ChangeWish): CardChange {
  const addMembers = wish.addMembers as readonly PersonId[] | undefined;
  for (const person of addMembers ?? []) if (!host.isMember(person)) throw new KithError('MEMBER_UNKNOWN');
  return {
    ...wish,
    due: due === null ? '' : due,
    addLabels: wish.addLabels as readonly ObjectId[] | undefined,
    removeLabels: wish.removeLabels as readonly ObjectId[] | undefined,
    addMembers,
    removeMembers: wish.removeMembers as readonly PersonId[] | undefined,
  };
}

function inGroups<T>(things: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let at = 0; at < things.length; at += size) groups.push(things.slice(at, at + size));
  return groups;
}
