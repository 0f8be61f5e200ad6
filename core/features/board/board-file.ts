/**
 * A board as a file for other programs: all of it (JSON), a table (CSV), a text (Markdown), or its days (iCalendar). Cards
 * that were thrown away are left out; what is put away says so. [BOARD-17]
 */
import ical from 'ical-generator';
import { writeCsv } from '../../base/csv.ts';
import type { ObjectId, PersonId } from '../../base/ids.ts';
import type { Board, Column } from './board.ts';
import type { Card } from './card.ts';

export const BOARD_FORMATS = ['json', 'csv', 'md', 'ics'] as const;
export type BoardFormat = (typeof BOARD_FORMATS)[number];

export interface BoardWords {
  readonly title: string;
  readonly nameOf: (person: PersonId) => string;
  /** Milliseconds since 1970: when the file is made. */
  readonly now: number;
}

interface Group {
  /** Empty for cards without a column. */
  readonly title: string;
  readonly archived: boolean;
  readonly limit: number;
  readonly cards: readonly Card[];
}

export function writeBoard(board: Board, format: BoardFormat, words: BoardWords): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(wholeBoard(board, words), null, 2)}\n`;
    case 'csv':
      return table(board, words);
    case 'md':
      return markdown(board, words);
    case 'ics':
      return calendar(board, words);
    default:
      return format satisfies never;
  }
}

function groupsOf({ columns, archivedColumns, loose }: Board): Group[] {
  const kept = (cards: readonly Card[]): Card[] => cards.filter(({ binned }) => !binned);
  const of = ({ title, archived, limit, cards }: Column): Group => ({
    title,
    archived,
    limit,
    cards: kept(cards),
  });
  const groups = [...columns, ...archivedColumns].map(of);
  const rest = kept(loose);
  return rest.length === 0 ? groups : [...groups, { title: '', archived: false, limit: 0, cards: rest }];
}

function labelsOf({ labelById }: Board, ids: readonly ObjectId[]): string[] {
  return ids.flatMap((id) => {
    const label = labelById.get(id);
    return label && !label.removed ? [label.title] : [];
  });
}

function wholeBoard(board: Board, { title, nameOf }: BoardWords) {
  return {
    format: 'kith-board',
    version: 1,
    title,
    labels: board.labels
      .filter(({ removed }) => !removed)
      .map(({ title: name, color }) => ({ title: name, color })),
    columns: groupsOf(board).map(({ cards, ...column }) => ({
      ...column,
      cards: cards.map((card) => ({
        title: card.title,
        text: card.body,
        labels: labelsOf(board, card.labels),
        people: card.members.map(nameOf),
        due: card.due === '' ? null : card.due,
        done: card.done,
        archived: card.archived,
        checklists: card.checklists.map((list) => ({
          title: list.title,
          lines: list.checks.map(({ title: text, done }) => ({ text, done })),
        })),
        comments: card.comments
          .filter(({ deleted }) => !deleted)
          .map(({ text, created }) => ({ by: nameOf(created.person), at: dateOf(created.stamp.time), text })),
        files: card.files.map(({ file }) => file.name),
        by: nameOf(card.created.person),
        created: dateOf(card.created.stamp.time),
      })),
    })),
  };
}

const HEADER = [
  'column',
  'title',
  'text',
  'labels',
  'people',
  'due',
  'done',
  'checklists',
  'comments',
  'archived',
  'by',
  'created',
];

function table(board: Board, { nameOf }: BoardWords): string {
  const rows = groupsOf(board).flatMap(({ title, archived, cards }) =>
    cards.map((card) => [
      title,
      card.title,
      card.body,
      labelsOf(board, card.labels).join(', '),
      card.members.map(nameOf).join(', '),
      card.due,
      card.done ? 'yes' : '',
      card.checklists
        .flatMap(({ checks }) => checks.map(({ title: text, done }) => `${done ? '[x]' : '[ ]'} ${text}`))
        .join('\n'),
      card.comments
        .filter(({ deleted }) => !deleted)
        .map(({ text, created }) => `${nameOf(created.person)}: ${text}`)
        .join('\n'),
      archived || card.archived ? 'yes' : '',
      nameOf(card.created.person),
      dateOf(card.created.stamp.time),
    ]),
  );
  return writeCsv([HEADER, ...rows]);
}

function markdown(board: Board, { title, nameOf }: BoardWords): string {
  const lines = [`# ${plain(title)}`];
  for (const group of groupsOf(board)) {
    lines.push(
      '',
      `## ${group.title === '' ? '…' : plain(group.title)}${group.archived ? ' (archived)' : ''}`,
      '',
    );
    for (const card of group.cards) lines.push(...cardLines(board, card, nameOf));
  }
  return `${lines.join('\n')}\n`;
}

function cardLines(board: Board, card: Card, nameOf: BoardWords['nameOf']): string[] {
  const facts = [
    ...(card.due === '' ? [] : [card.due]),
    ...card.members.map((person) => `@${plain(nameOf(person))}`),
    ...labelsOf(board, card.labels).map(plain),
    ...(card.archived ? ['archived'] : []),
  ];
  const lines = [
    `- [${card.done ? 'x' : ' '}] ${plain(card.title)}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
  ];
  if (card.body !== '') lines.push(...quoted(card.body));
  for (const list of card.checklists) {
    lines.push(`  - ${plain(list.title)}`);
    for (const { title, done } of list.checks) lines.push(`    - [${done ? 'x' : ' '}] ${plain(title)}`);
  }
  for (const { text, created, deleted } of card.comments)
    if (!deleted) lines.push(...quoted(`${nameOf(created.person)}: ${text}`));
  return lines;
}

/** Under its card. */
function quoted(text: string): string[] {
  return ['', ...text.split('\n').map((line) => `  > ${plain(line)}`), ''];
}

/** So that what people wrote is read as they wrote it: no marks, links, lines under headings, or signs by their names. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~!()&]/g, '\\$&')
    .replace(/^\s*(?=[-+=])/, (space) => `${space}\\`)
    .replace(/^(\s*\d+)\./, '$1\\.');
}

/** Cards with a day, unless they are put away. */
function calendar(board: Board, { title, now }: BoardWords): string {
  const file = ical({ name: title, prodId: { company: 'Kith', product: 'Kith' }, timezone: 'UTC' });
  for (const group of groupsOf(board)) {
    if (group.archived) continue;
    for (const { id, due, archived, title: summary, body } of group.cards) {
      if (due === '' || archived) continue;
      const start = new Date(`${due}T00:00:00Z`);
      file.createEvent({
        id,
        stamp: new Date(now),
        start,
        // The day after the last one, as the format has it.
        end: new Date(start.getTime() + 24 * 60 * 60 * 1000),
        allDay: true,
        summary,
        ...(body !== '' && { description: body }),
      });
    }
  }
  return file.toString();
}

/** What a writer's clock said may be anything. */
function dateOf(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
