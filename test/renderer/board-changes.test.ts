import { describe, expect, test } from 'vitest';
import type { BoardView, CardView } from '../../core/api/board-methods.ts';
import { applyChange, type BoardChange } from '../../renderer/screens/board/board-changes.ts';
import { landingOf } from '../../renderer/screens/board/board-drag.ts';

function card(id: string, archived = false): CardView {
  const now = { created: 0, changed: 0, changedName: '', author: 'ada', authorName: 'Ada', holders: 0 };
  const bare = { binned: false, labels: [], members: [], due: null, done: false, comments: 0, files: 0 };
  return { id, title: id, body: '', archived, checks: { done: 0, all: 0 }, ...bare, ...now };
}

const board: BoardView = {
  title: 'Party',
  community: 'c',
  me: 'ada',
  mayWrite: true,
  mayComment: true,
  labels: [],
  people: [],
  columns: [
    { id: 'A', title: 'A', color: null, limit: null, cards: [card('a1'), card('a2', true), card('a3')] },
    { id: 'B', title: 'B', color: null, limit: null, cards: [card('b1')] },
  ],
  archivedColumns: [],
  loose: [card('x')],
};

function layout({ columns, loose }: BoardView): string {
  return [
    ...columns.map(({ id, cards }) => `${id}:${cards.map((each) => each.id).join(',')}`),
    loose.length,
  ].join(' ');
}

describe('what a person does on a board', () => {
  test.each<[BoardChange, string]>([
    [{ kind: 'card-move', card: 'a1', column: 'A', after: 'a3' }, 'A:a2,a3,a1 B:b1 1'],
    [{ kind: 'card-move', card: 'a3', column: 'B', after: null }, 'A:a1,a2 B:a3,b1 1'],
    [{ kind: 'card-move', card: 'a3', column: 'B', after: undefined }, 'A:a1,a2 B:b1,a3 1'],
    [{ kind: 'card-move', card: 'a3', column: 'B', after: 'gone' }, 'A:a1,a2 B:b1,a3 1'],
    [{ kind: 'card-move', card: 'x', column: 'A', after: 'a1' }, 'A:a1,x,a2,a3 B:b1 0'],
    [{ kind: 'card-move', card: 'gone', column: 'A', after: null }, 'A:a1,a2,a3 B:b1 1'],
    [{ kind: 'card-move', card: 'a1', column: 'gone', after: null }, 'A:a1,a2,a3 B:b1 1'],
    [{ kind: 'column-move', column: 'B', after: null }, 'B:b1 A:a1,a2,a3 1'],
    [{ kind: 'column-archived', column: 'A' }, 'B:b1 1'],
  ])(
    '[PAGE-12] %o shows as the peer will have it, and once only when it is there already',
    (change, expected) => {
      const once = applyChange(board, change);
      expect(layout(once)).toBe(expected);
      expect(layout(applyChange(once, change))).toBe(expected);
      expect(layout(board)).toBe('A:a1,a2,a3 B:b1 1');
    },
  );

  test('[PAGE-12] where a card lands is counted among the cards that are shown, without itself', () => {
    const carried = { kind: 'card', card: 'a1' } as const;
    const onto = (id: string, column: string, edge: 'top' | 'bottom') =>
      landingOf(board, carried, { kind: 'card', card: id, column, edge });
    expect(onto('a3', 'A', 'bottom')).toEqual({ column: 'A', place: 1 });
    expect(onto('a3', 'A', 'top')).toEqual({ column: 'A', place: 0 });
    expect(onto('b1', 'B', 'top')).toEqual({ column: 'B', place: 0 });
    expect(onto('a1', 'A', 'top')).toBeUndefined();
    expect(landingOf(board, carried, { kind: 'column', column: 'B', edge: null })).toEqual({
      column: 'B',
      place: 1,
    });
    expect(landingOf(board, carried, undefined)).toBeUndefined();
  });
});
