/** Boards, their columns and labels. */
import {
  COLORS,
  type BoardPerson,
  type CardView,
  type ColorName,
  type LabelView,
} from '../../core/api/board-methods.ts';
import { utf8 } from '../../core/base/bytes.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { writeFileAtomic } from '../../core/node/atomic-file.ts';
import { newPlace, spaceOption } from '../new-place.ts';
import { call, inSession, untilOpen, type Command, type Context } from '../command.ts';
import { count, lines, listOr } from '../text.ts';
import { readNumber } from '../values.ts';

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
  {
    path: 'board export',
    args: '<board> <file>',
    summary: 'write a board as JSON, .csv, .md or .ics (its days)',
    run: exportBoard,
  },
  call({
    path: 'board show',
    args: '<board>',
    summary: 'show a board with its cards',
    method: 'board',
    input: (given) => ({ board: given.argument('board') }),
    print: ({ title, columns, labels, people }) =>
      lines(
        title,
        ...columns.flatMap((column) => [
          '',
          `${column.title}${column.limit === null ? '' : ` (up to ${column.limit})`}  ${column.id}`,
          ...column.cards.filter((card) => !card.binned).map((card) => cardLine(card, labels, people)),
        ]),
        columns.length === 0 && 'There is no column yet.',
        labels.length > 0 && lines('', 'Labels', ...labels.map(({ id, title: name }) => `  ${name}  ${id}`)),
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
    path: 'column limit',
    args: '<column> <number>',
    summary: 'say how many cards a column is meant to hold; 0 for any number',
    method: 'columnEdit',
    input: (given) => ({
      column: given.argument('column'),
      limit: readNumber(given.argument('number'), 'the limit'),
    }),
    print: () => 'Saved.',
  }),
  call({
    path: 'column color',
    args: '<column> <color>',
    summary: 'give a column a colour, or none',
    method: 'columnEdit',
    input: (given) => {
      const color = given.argument('color');
      return { column: given.argument('column'), color: color === 'none' ? null : readColor(color) };
    },
    print: () => 'Saved.',
  }),
  call({
    path: 'label add',
    args: '<board> <title>',
    summary: 'add a label to a board',
    options: [['--color <color>', 'red, orange, yellow, green, teal, blue, purple, pink, brown or gray']],
    method: 'labelAdd',
    input: (given) => ({
      board: given.argument('board'),
      title: given.argument('title'),
      color: readColor(given.option('color') ?? 'gray'),
    }),
    print: ({ label }) => `The label is there: ${label}`,
  }),
  call({
    path: 'label edit',
    args: '<label>',
    summary: 'give a label another name or colour',
    options: [
      ['--title <text>', 'the new name'],
      ['--color <color>', 'the new colour'],
    ],
    method: 'labelEdit',
    input: (given) => {
      const color = given.option('color');
      return {
        label: given.argument('label'),
        ...given.changes('title'),
        ...(color !== undefined && { color: readColor(color) }),
      };
    },
    print: () => 'Saved.',
  }),
  ...(['remove', 'restore'] as const).map((word) =>
    call({
      path: `label ${word}`,
      args: '<label>',
      summary: word === 'remove' ? 'take a label off the board and all its cards' : 'bring a label back',
      method: 'labelEdit',
      input: (given) => ({ label: given.argument('label'), removed: word === 'remove' }),
      print: () => (word === 'remove' ? 'Removed; nothing else is lost.' : 'It is back, where it was.'),
    }),
  ),
];

/** The file's ending says which; JSON where it says nothing. */
async function exportBoard(context: Context): Promise<void> {
  const { given } = context;
  const file = given.file(given.argument('file'));
  const format = (['csv', 'md', 'ics'] as const).find((ending) => file.endsWith(`.${ending}`)) ?? 'json';
  const { text } = await untilOpen(() =>
    inSession(context, false, (api) => api.boardExport({ board: given.argument('board'), format })),
  );
  await writeFileAtomic(file, utf8(text), 0o644);
  context.answer({ file, format }, `Written: ${file}`);
}

/** Throws KithError COLOR_UNKNOWN. */
function readColor(text: string): ColorName {
  const color = COLORS.find((known) => known === text);
  if (color === undefined) throw new KithError('COLOR_UNKNOWN');
  return color;
}

function cardLine(card: CardView, labels: readonly LabelView[], people: readonly BoardPerson[]): string {
  const facts = [
    card.archived && 'archived',
    card.done && 'done',
    card.due !== null && `due ${card.due}`,
    ...card.labels.map((id) => labels.find((label) => label.id === id)?.title),
    ...card.members.map((id) => people.find((person) => person.id === id)?.name),
    card.checks.all > 0 && `${card.checks.done}/${card.checks.all} lines`,
    card.comments > 0 && count(card.comments, 'comment'),
  ].filter((fact) => typeof fact === 'string');
  const more = facts.length > 0 ? ` (${facts.join(', ')})` : '';
  return `  - ${card.title}${more}, by ${card.authorName}  ${card.id}`;
}
