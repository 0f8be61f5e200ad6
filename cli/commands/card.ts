/** Cards of a board, and what stands on them. */
import type { CardPageView, TaskView } from '../../core/api/board-methods.ts';
import { call, inSession, untilOpen, type Command } from '../command.ts';
import type { Given } from '../given.ts';
import { lines, listOr, timeOf } from '../text.ts';

const CARD_WORDS = {
  done: { summary: 'mark a card as done', change: { done: true }, said: 'Done.' },
  undone: { summary: 'mark a card as not done', change: { done: false }, said: 'Saved.' },
  bin: {
    summary: 'throw a card into the bin',
    change: { binned: true },
    said: 'It is in the bin; card unbin takes it out.',
  },
  unbin: { summary: 'take a card out of the bin', change: { binned: false }, said: 'It is back.' },
};

const CHECK_WORDS = {
  done: { summary: 'tick a line of a checklist', change: { done: true } },
  undone: { summary: 'take the tick from a line', change: { done: false } },
  remove: { summary: 'take a line out of a checklist', change: { removed: true } },
  restore: { summary: 'bring a line back', change: { removed: false } },
};

export const cardCommands: readonly Command[] = [
  call({
    path: 'card add',
    args: '<column> <title>',
    summary: 'add a card to a column',
    options: [
      ['--body <text>', 'what the card says'],
      ['--due <day>', 'the day by which it is to be done: 2027-03-09'],
      ['--label <label...>', 'labels of the board'],
      ['--member <person...>', 'members who do it'],
    ],
    method: 'cardAdd',
    input: (given) => ({
      column: given.argument('column'),
      title: given.argument('title'),
      body: given.option('body'),
      due: given.option('due'),
      labels: [...given.list('label')],
      members: [...given.list('member')],
    }),
    print: ({ card }) => `The card is there: ${card}`,
  }),
  call({
    path: 'card edit',
    args: '<card>',
    summary: 'change a card; what is not named stays as it is',
    options: [
      ['--title <text>', 'the new title'],
      ['--body <text>', 'the new text'],
      ['--due <day>', 'the day by which it is to be done, or none'],
      ['--add-label <label...>', 'labels that it is to have'],
      ['--remove-label <label...>', 'labels that it is to lose'],
      ['--add-member <person...>', 'members who do it'],
      ['--remove-member <person...>', 'members who do not do it any more'],
    ],
    method: 'cardEdit',
    input: (given) => {
      const due = given.option('due');
      return {
        card: given.argument('card'),
        ...given.changes('title', 'body'),
        ...(due !== undefined && { due: due === 'none' ? null : due }),
        ...listed(given, 'addLabels', 'addLabel'),
        ...listed(given, 'removeLabels', 'removeLabel'),
        ...listed(given, 'addMembers', 'addMember'),
        ...listed(given, 'removeMembers', 'removeMember'),
      };
    },
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
  ...(['done', 'undone', 'bin', 'unbin'] as const).map((word) =>
    call({
      path: `card ${word}`,
      args: '<card>',
      summary: CARD_WORDS[word].summary,
      method: 'cardEdit',
      input: (given) => ({ card: given.argument('card'), ...CARD_WORDS[word].change }),
      print: () => CARD_WORDS[word].said,
    }),
  ),
  call({
    path: 'card show',
    args: '<card>',
    summary: 'show what stands on a card, and who did what to it',
    method: 'card',
    input: (given) => ({ card: given.argument('card') }),
    print: cardWords,
  }),
  {
    path: 'card file',
    args: '<card> <file>',
    summary: 'put a file or a picture on a card',
    run: async (context) => {
      const card = context.given.argument('card');
      const file = context.given.file(context.given.argument('file'));
      const added = await untilOpen(() =>
        inSession(context, false, async (api) => {
          const { community } = await api.card({ card });
          const { upload } = await api.attachmentTake({ community, file });
          return api.cardFileAdd({ card, upload });
        }),
      );
      context.answer(added, `The file is on the card: ${added.file}`);
    },
  },
  ...(['remove', 'restore'] as const).map((word) =>
    call({
      path: `card file-${word}`,
      args: '<file>',
      summary: word === 'remove' ? 'take a file off its card' : 'put a file that was taken off back',
      method: word === 'remove' ? 'cardFileRemove' : 'cardFileRestore',
      input: (given) => ({ file: given.argument('file') }),
      print: () => (word === 'remove' ? 'Taken off.' : 'It is back.'),
    }),
  ),
  call({
    path: 'checklist add',
    args: '<card> <title>',
    summary: 'add a checklist to a card',
    method: 'checklistAdd',
    input: (given) => ({ card: given.argument('card'), title: given.argument('title') }),
    print: ({ checklist }) =>
      lines(`The checklist is there: ${checklist}`, `Add a line: kith check add ${checklist} TEXT`),
  }),
  call({
    path: 'checklist rename',
    args: '<checklist> <title>',
    summary: 'give a checklist another name',
    method: 'checklistEdit',
    input: (given) => ({ checklist: given.argument('checklist'), title: given.argument('title') }),
    print: () => 'Saved.',
  }),
  ...(['remove', 'restore'] as const).map((word) =>
    call({
      path: `checklist ${word}`,
      args: '<checklist>',
      summary: word === 'remove' ? 'take a checklist off its card' : 'bring a checklist back',
      method: 'checklistEdit',
      input: (given) => ({ checklist: given.argument('checklist'), removed: word === 'remove' }),
      print: () => (word === 'remove' ? 'Taken off.' : 'It is back.'),
    }),
  ),
  call({
    path: 'check add',
    args: '<checklist> <text>',
    summary: 'add a line to a checklist',
    method: 'checkAdd',
    input: (given) => ({ checklist: given.argument('checklist'), title: given.argument('text') }),
    print: ({ check }) => `The line is there: ${check}`,
  }),
  call({
    path: 'check rename',
    args: '<check> <text>',
    summary: 'change a line of a checklist',
    method: 'checkEdit',
    input: (given) => ({ check: given.argument('check'), title: given.argument('text') }),
    print: () => 'Saved.',
  }),
  call({
    path: 'check move',
    args: '<check>',
    summary: 'move a line to the end of its checklist, or behind another one',
    options: [['--after <check>', 'the line that it follows']],
    method: 'checkMove',
    input: (given) => ({ check: given.argument('check'), after: given.option('after') }),
    print: () => 'Moved.',
  }),
  ...(['done', 'undone', 'remove', 'restore'] as const).map((word) =>
    call({
      path: `check ${word}`,
      args: '<check>',
      summary: CHECK_WORDS[word].summary,
      method: 'checkEdit',
      input: (given) => ({ check: given.argument('check'), ...CHECK_WORDS[word].change }),
      print: () => 'Saved.',
    }),
  ),
  call({
    path: 'comment add',
    args: '<card> <text>',
    summary: 'say something about a card',
    method: 'commentAdd',
    input: (given) => ({ card: given.argument('card'), text: given.argument('text') }),
    print: ({ comment }) => `Said: ${comment}`,
  }),
  call({
    path: 'comment edit',
    args: '<comment> <text>',
    summary: 'change a comment of your own',
    method: 'commentEdit',
    input: (given) => ({ comment: given.argument('comment'), text: given.argument('text') }),
    print: () => 'Saved.',
  }),
  call({
    path: 'comment delete',
    args: '<comment>',
    summary: 'delete a comment of your own',
    method: 'commentDelete',
    input: (given) => ({ comment: given.argument('comment') }),
    print: () => 'Deleted.',
  }),
  call({
    path: 'tasks',
    args: '<community>',
    summary: 'list the cards that are yours and not done',
    method: 'tasks',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ tasks }) => listOr('No card is yours.', tasks.map(taskRow)),
  }),
];

function taskRow({ due, title, boardTitle, card }: TaskView): string[] {
  return [due ?? '', title, boardTitle, card];
}

function listed<Name extends string>(given: Given, name: Name, option: string): { [Key in Name]?: string[] } {
  const list = given.list(option);
  return (list.length > 0 ? { [name]: [...list] } : {}) as { [Key in Name]?: string[] };
}

function cardWords({ title, checklists, comments, files, history }: CardPageView): string {
  return lines(
    title,
    ...checklists.flatMap((list) => [
      '',
      `${list.title}  ${list.id}`,
      ...list.checks.map((check) => `  [${check.done ? 'x' : ' '}] ${check.title}  ${check.id}`),
    ]),
    files.length > 0 && lines('', 'Files', ...files.map(({ id, file }) => `  ${file.name}  ${id}`)),
    comments.length > 0 &&
      lines(
        '',
        'Comments',
        ...comments.map(
          ({ id, name, text, time, deleted }) =>
            `  ${timeOf(time)}  ${name}: ${deleted ? '(deleted)' : text}  ${id}`,
        ),
      ),
    '',
    'History',
    ...history.map(
      ({ time, byName, step, value }) =>
        `  ${timeOf(time)}  ${byName}: ${step}${value === '' ? '' : ` ${value}`}`,
    ),
  );
}
