/** Borrowing and lending. */
import { sentenceFor } from '../../core/api/codes.ts';
import type { LoanState, LoanView } from '../../core/api/loan-methods.ts';
import { call, type Command } from '../command.ts';
import { lines, listOr, timeOf } from '../text.ts';

const steps = [
  ['approve', 'loanApprove', 'promise a thing to the person who asks'],
  ['decline', 'loanDecline', 'do not lend a thing'],
  ['cancel', 'loanCancel', 'take a request back'],
  ['hand-over', 'loanHandOver', 'say that a thing has changed hands; both sides do'],
  ['refuse', 'loanRefuse', 'do not lend a thing for longer'],
  ['missing', 'loanMissing', 'say that a thing that is lent cannot be found or is broken'],
] as const;

const longer = [
  ['ask', 'loanAsk', 'ask to keep a thing until that day'],
  ['extend', 'loanExtend', 'lend a thing until that day'],
] as const;

const wordOption = ['--note <text>', 'a word to the other side'] as const;

export const loanCommands: readonly Command[] = [
  call({
    path: 'loan request',
    args: '<item>',
    summary: 'ask to borrow a thing',
    options: [
      ['--from <date>', 'the first day, YYYY-MM-DD; today when not given'],
      ['--to <date>', 'the last day; open when not given'],
      wordOption,
    ],
    method: 'loanRequest',
    input: (given) => ({
      item: given.argument('item'),
      from: given.option('from'),
      to: given.option('to'),
      note: given.option('note'),
    }),
    print: ({ loan }) =>
      lines(`You have asked: ${loan}`, 'A request is no promise yet: whoever looks after the thing decides.'),
  }),
  ...steps.map(([word, method, summary]) =>
    call({
      path: `loan ${word}`,
      args: '<loan>',
      summary,
      options: [wordOption],
      method,
      input: (given) => ({ loan: given.argument('loan'), note: given.option('note') }),
      print: ({ state }) => `Saved. The loan is ${stateWords(state)}.`,
    }),
  ),
  ...longer.map(([word, method, summary]) =>
    call({
      path: `loan ${word}`,
      args: '<loan> <date>',
      summary,
      options: [wordOption],
      method,
      input: (given) => ({
        loan: given.argument('loan'),
        to: given.argument('date'),
        note: given.option('note'),
      }),
      print: ({ state }) => `Saved. The loan is ${stateWords(state)}.`,
    }),
  ),
  call({
    path: 'loans',
    args: '<community>',
    summary: 'list the loans of a community',
    method: 'loans',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ loans }) =>
      listOr(
        'Nothing is lent yet.',
        loans.map((loan) => [
          loan.itemTitle,
          `from ${loan.custodianName} to ${loan.borrowerName}`,
          `${loan.from ?? 'now'} .. ${loan.to ?? 'open'}`,
          stateOf(loan),
          loan.id,
        ]),
      ),
  }),
  call({
    path: 'notices',
    args: '<community>',
    summary: 'list what has happened with your loans',
    method: 'notices',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ notices }) =>
      listOr(
        'There is nothing new.',
        notices.map((notice) => [
          timeOf(notice.time),
          notice.seen ? '' : 'new',
          sentenceFor(notice.code, notice.details) ?? '',
        ]),
      ),
  }),
];

function stateOf(loan: LoanView): string {
  const step = loan.state === 'handed-over' ? loan.return : loan.handOver;
  const isHalf =
    (loan.state === 'approved' || loan.state === 'handed-over') && (step.borrower || step.custodian);
  const waits = isHalf ? `, ${step.borrower ? loan.custodianName : loan.borrowerName} has to confirm` : '';
  return `${stateWords(loan.state)}${waits}`;
}

export function stateWords(state: LoanState): string {
  switch (state) {
    case 'requested':
      return 'asked for';
    case 'approved':
    case 'declined':
    case 'cancelled':
    case 'returned':
      return state;
    case 'lost':
      return 'not possible: another one was promised first';
    case 'missing':
      return 'handed over, and missing since';
    case 'handed-over':
      return 'handed over';
    default:
      return state satisfies never;
  }
}
