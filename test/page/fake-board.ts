/** Boards of the fake peer. */
import type { DecodedOf } from '../../core/api/methods.ts';
import { checkTitle, type FakeScope } from './fake-scope.ts';
import type { FakeCard, FakeColumn, FakeCommunity } from './fake-world.ts';

function findCard(
  scope: FakeScope,
  card: string,
): { community: FakeCommunity; column: FakeColumn; card: FakeCard } {
  const { community, found } = scope.views.find((each) =>
    each.boards
      .flatMap((board) => board.columns)
      .find((column) => column.cards.some(({ id }) => id === card)),
  );
  return { community, column: found, card: found.cards.find(({ id }) => id === card)! };
}

function findColumn(scope: FakeScope, column: string): { community: FakeCommunity; found: FakeColumn } {
  return scope.views.find((each) =>
    each.boards.flatMap((board) => board.columns).find(({ id }) => id === column),
  );
}

function editCard(scope: FakeScope, id: string, change: (card: FakeCard) => void): { card: string } {
  const { community, card } = findCard(scope, id);
  change(card);
  card.changed = scope.world.now;
  card.changer = scope.self;
  card.holders = scope.world.holders(community);
  scope.world.changed({ community: community.id, kind: 'card', id });
  return { card: id };
}

export function boardHandlers(scope: FakeScope) {
  return {
    boardAdd: async ({ community, title }: DecodedOf<'boardAdd'>) => {
      const board = { id: scope.world.id(32), title: checkTitle(title), columns: [] };
      scope.views.community(community).boards.push(board);
      scope.world.changed();
      return { board: board.id };
    },
    boards: async ({ community }: DecodedOf<'boards'>) => ({
      boards: scope.views.community(community).boards.map(({ id, title }) => ({ id, title, space: null })),
    }),
    board: async ({ board }: DecodedOf<'board'>) => scope.views.board(board),
    boardEdit: async ({ board, title }: DecodedOf<'boardEdit'>) => {
      scope.views.find((each) => each.boards.find(({ id }) => id === board)).found.title = checkTitle(title);
      scope.world.changed();
      return { board };
    },
    columnAdd: async ({ board, title }: DecodedOf<'columnAdd'>) => {
      const { found } = scope.views.find((each) => each.boards.find(({ id }) => id === board));
      const column = { id: scope.world.id(32), title: checkTitle(title), archived: false, cards: [] };
      found.columns.push(column);
      scope.world.changed();
      return { column: column.id };
    },
    columnEdit: async ({ column, title, archived }: DecodedOf<'columnEdit'>) => {
      const { found } = findColumn(scope, column);
      if (title !== undefined) found.title = checkTitle(title);
      if (archived !== undefined) found.archived = archived;
      scope.world.changed();
      return { column };
    },
    columnMove: async ({ column, after }: DecodedOf<'columnMove'>) => {
      const { found: board } = scope.views.find((each) =>
        each.boards.find(({ columns }) => columns.some(({ id }) => id === column)),
      );
      const [moved] = board.columns.splice(
        board.columns.findIndex(({ id }) => id === column),
        1,
      );
      const place = after === null ? 0 : board.columns.findIndex(({ id }) => id === after) + 1;
      board.columns.splice(after === undefined ? board.columns.length : place, 0, moved!);
      scope.world.changed();
      return { column };
    },
    cardAdd: async ({ column, title, body = '' }: DecodedOf<'cardAdd'>) => {
      const { community, found } = findColumn(scope, column);
      const card = {
        id: scope.world.id(32),
        title: checkTitle(title),
        body,
        archived: false,
        author: scope.self,
        created: scope.world.now,
        changed: scope.world.now,
        changer: scope.self,
        holders: scope.world.holders(community),
      };
      found.cards.push(card);
      scope.world.changed({ community: community.id, kind: 'card', id: card.id });
      return { card: card.id };
    },
    card: async ({ card: id }: DecodedOf<'card'>) => {
      const { community, column, card } = findCard(scope, id);
      const board = community.boards.find(({ columns }) => columns.includes(column))!;
      const parts = { checklists: [], comments: [], files: [], history: [] };
      return { community: community.id, board: board.id, title: card.title, ...parts };
    },
    tasks: async () => ({ tasks: [] }),
    cardEdit: async ({ card, title, body }: DecodedOf<'cardEdit'>) =>
      editCard(scope, card, (found) => {
        if (title !== undefined) found.title = checkTitle(title);
        if (body !== undefined) found.body = body;
      }),
    cardMove: async ({ card: id, column, after }: DecodedOf<'cardMove'>) => {
      const from = findCard(scope, id);
      const to = findColumn(scope, column).found;
      from.column.cards.splice(from.column.cards.indexOf(from.card), 1);
      const place = after === null ? 0 : to.cards.findIndex((card) => card.id === after) + 1;
      to.cards.splice(after === undefined ? to.cards.length : place, 0, from.card);
      return editCard(scope, id, () => {});
    },
    cardArchive: async ({ card }: DecodedOf<'cardArchive'>) =>
      editCard(scope, card, (found) => {
        found.archived = true;
      }),
    cardRestore: async ({ card }: DecodedOf<'cardRestore'>) =>
      editCard(scope, card, (found) => {
        found.archived = false;
      }),
  };
}
