/** Boards, as the API has them. */
import type { BoardView, CardView, boardMethods } from '../api/board-methods.ts';
import type { CommunityId, ObjectId } from '../base/ids.ts';
import { archiveCard, addCard, editCard, moveCard } from '../features/board/card-edits.ts';
import type { Card } from '../features/board/board.ts';
import { addColumn, archiveColumn, moveColumn, renameColumn } from '../features/board/column-edits.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { HandlersOf } from './handlers.ts';
import type { PeerScope } from './peer-scope.ts';
import { addPlaceIn, mayIn, placesIn, renamePlaceIn } from './place-handlers.ts';

export function boardHandlers(scope: PeerScope): HandlersOf<typeof boardMethods> {
  const archive = (id: string, archived: boolean): Promise<{ card: string }> => {
    const card = id as ObjectId;
    const { host, place } = scope.find(card, 'CARD_UNKNOWN');
    return host
      .edit(place, 'erasable', async (author) =>
        archiveCard(author, await host.views.board(place), card, archived),
      )
      .then(() => ({ card }));
  };
  return {
    boardAdd: async ({ community, title, space }) => ({
      board: await addPlaceIn(scope.community(community as CommunityId), 'board', title, space),
    }),
    boards: async ({ community }) => ({
      boards: await placesIn(scope.community(community as CommunityId), 'board'),
    }),
    board: async ({ board }) => {
      const { host } = scope.find(board as ObjectId, 'BOARD_UNKNOWN');
      const place = await host.views.place(board as ObjectId, 'board', 'BOARD_UNKNOWN');
      const folded = await host.views.board(place.id);
      const view: BoardView = {
        title: place.title,
        community: host.id,
        mayWrite: mayIn(host, place.space, 'write'),
        columns: folded.columns.map(({ id, title, cards }) => ({
          id,
          title,
          cards: cards.map((card) => cardView(host, card)),
        })),
        archivedColumns: folded.archivedColumns.map(({ id, title, cards }) => ({
          id,
          title,
          cards: cards.filter((card) => !card.archived).length,
        })),
        loose: folded.loose.map((card) => cardView(host, card)),
      };
      return view;
    },
    boardEdit: async ({ board, title }) => {
      const { host } = scope.find(board as ObjectId, 'BOARD_UNKNOWN');
      const { id } = await host.views.place(board as ObjectId, 'board', 'BOARD_UNKNOWN');
      await renamePlaceIn(host, id, title);
      return { board };
    },
    columnAdd: async ({ board, title }) => {
      const { host } = scope.find(board as ObjectId, 'BOARD_UNKNOWN');
      const { id } = await host.views.place(board as ObjectId, 'board', 'BOARD_UNKNOWN');
      const column = await host.edit(id, 'erasable', async (author) =>
        addColumn(author, await host.views.board(id), { title }),
      );
      return { column };
    },
    columnEdit: async ({ column, title, archived }) => {
      const id = column as ObjectId;
      const { host, place } = scope.find(id, 'COLUMN_UNKNOWN');
      if (title !== undefined) {
        await host.edit(place, 'erasable', async (author) =>
          renameColumn(author, await host.views.board(place), id, title),
        );
      }
      if (archived !== undefined) {
        await host.edit(place, 'erasable', async (author) =>
          archiveColumn(author, await host.views.board(place), id, archived),
        );
      }
      return { column };
    },
    columnMove: async ({ column, after }) => {
      const id = column as ObjectId;
      const { host, place } = scope.find(id, 'COLUMN_UNKNOWN');
      const wish = { column: id, after: after as ObjectId | null | undefined };
      await host.edit(place, 'erasable', async (author) =>
        moveColumn(author, await host.views.board(place), wish),
      );
      return { column };
    },
    cardAdd: async ({ column, title, body }) => {
      const id = column as ObjectId;
      const { host, place } = scope.find(id, 'COLUMN_UNKNOWN');
      const card = await host.edit(place, 'erasable', async (author) =>
        addCard(author, await host.views.board(place), { column: id, title, body }),
      );
      return { card };
    },
    cardEdit: async ({ card, title, body }) => {
      const id = card as ObjectId;
      const { host, place } = scope.find(id, 'CARD_UNKNOWN');
      await host.edit(place, 'erasable', async (author) =>
        editCard(author, await host.views.board(place), id, { title, body }),
      );
      return { card };
    },
    cardMove: async ({ card, column, after }) => {
      const id = card as ObjectId;
      const { host, place } = scope.find(id, 'CARD_UNKNOWN');
      const wish = { card: id, column: column as ObjectId, after: after as ObjectId | null | undefined };
      await host.edit(place, 'erasable', async (author) =>
        moveCard(author, await host.views.board(place), wish),
      );
      return { card };
    },
    cardArchive: ({ card }) => archive(card, true),
    cardRestore: ({ card }) => archive(card, false),
  };
}

function cardView(host: HostedCommunity, card: Card): CardView {
  return {
    id: card.id,
    title: card.title,
    body: card.body,
    archived: card.archived,
    author: card.created.person,
    authorName: host.nameOf(card.created.person),
    created: card.created.stamp.time,
    changed: card.changed.stamp.time,
    changedName: host.nameOf(card.changed.person),
    holders: host.holdersOf(card.changed),
  };
}
