/** Boards: columns of cards. */
import { newPlace, spaceOption } from '../new-place.ts';
import { call, type Command } from '../command.ts';
import { lines, listOr } from '../text.ts';

export const boardCommands: readonly Command[] = [
  call({
    path: 'board add',
    args: '<community> <title>',
    summary: 'make a board',
    options: [spaceOption],
    method: 'boardAdd',
    input: newPlace,
    print: ({ board }) =>
      lines(`The board is there: ${board}`, `Add a column: kith column add ${board} TITLE`),
  }),
  call({
    path: 'boards',
    args: '<community>',
    summary: 'list the boards of a community',
    method: 'boards',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ boards }) =>
      listOr(
        'There is no board yet.',
        boards.map(({ id, title }) => [title, id]),
      ),
  }),
  call({
    path: 'board show',
    args: '<board>',
    summary: 'show a board with its cards',
    method: 'board',
    input: (given) => ({ board: given.argument('board') }),
    print: ({ title, columns }) =>
      lines(
        title,
        ...columns.flatMap((column) => [
          '',
          `${column.title}  ${column.id}`,
          ...column.cards.map(
            (card) =>
              `  - ${card.title}${card.archived ? ' (archived)' : ''}, by ${card.authorName}  ${card.id}`,
          ),
        ]),
        columns.length === 0 && 'There is no column yet.',
      ),
  }),
  call({
    path: 'column add',
    args: '<board> <title>',
    summary: 'add a column to a board',
    method: 'columnAdd',
    input: (given) => ({ board: given.argument('board'), title: given.argument('title') }),
    print: ({ column }) =>
      lines(`The column is there: ${column}`, `Add a card: kith card add ${column} TITLE`),
  }),
  call({
    path: 'column rename',
    args: '<column> <title>',
    summary: 'give a column another title',
    method: 'columnEdit',
    input: (given) => ({ column: given.argument('column'), title: given.argument('title') }),
    print: () => 'Saved.',
  }),
  ...(['archive', 'restore'] as const).map((word) =>
    call({
      path: `column ${word}`,
      args: '<column>',
      summary: word === 'archive' ? 'put a column away' : 'bring an archived column back',
      method: 'columnEdit',
      input: (given) => ({ column: given.argument('column'), archived: word === 'archive' }),
      print: () => (word === 'archive' ? 'Put away; nothing is lost.' : 'It is back.'),
    }),
  ),
  call({
    path: 'card add',
    args: '<column> <title>',
    summary: 'add a card to a column',
    options: [['--body <text>', 'what the card says']],
    method: 'cardAdd',
    input: (given) => ({
      column: given.argument('column'),
      title: given.argument('title'),
      body: given.option('body'),
    }),
    print: ({ card }) => `The card is there: ${card}`,
  }),
  call({
    path: 'card edit',
    args: '<card>',
    summary: 'change the title or text of a card',
    options: [
      ['--title <text>', 'the new title'],
      ['--body <text>', 'the new text'],
    ],
    method: 'cardEdit',
    input: (given) => ({
      card: given.argument('card'),
      ...given.changes('title', 'body'),
    }),
    print: () => 'Saved.',
  }),
  call({
    path: 'card move',
    args: '<card> <column>',
    summary: 'move a card to a column: to its end, or behind another card',
    options: [['--after <card>', 'the card that it follows']],
    method: 'cardMove',
    input: (given) => ({
      card: given.argument('card'),
      column: given.argument('column'),
      after: given.option('after'),
    }),
    print: () => 'Moved.',
  }),
  call({
    path: 'card archive',
    args: '<card>',
    summary: 'put a card away',
    method: 'cardArchive',
    input: (given) => ({ card: given.argument('card') }),
    print: ({ card }) => lines('Put away; nothing is lost.', `Bring it back: kith card restore ${card}`),
  }),
  call({
    path: 'card restore',
    args: '<card>',
    summary: 'bring an archived card back',
    method: 'cardRestore',
    input: (given) => ({ card: given.argument('card') }),
    print: () => 'It is back.',
  }),
];
