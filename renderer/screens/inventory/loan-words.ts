/**
 * A loan in words, as the person sees it from where they stand: what is, and the one step that is theirs now. Pure. Owns
 * which step is offered first; which are allowed is the peer's (`mine`).
 */
import type { LoanStep, LoanView } from '../../../core/api/loan-methods.ts';
import type { BadgeTone } from '../../components/badge.tsx';
import { loanStateName } from '../../text/names.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t, type TextName } from '../../text/text.ts';
import { civilDay } from '../../text/when.ts';

export interface LoanWords {
  readonly title: string;
  readonly days: string;
  readonly sentence: string;
  readonly badge: { readonly text: string; readonly tone: BadgeTone };
  /** What the person should do next, and whether that is now. */
  readonly next: LoanStep | undefined;
  readonly isDue: boolean;
  /** What they may do instead. */
  readonly others: readonly LoanStep[];
}

export function isOver({ state }: LoanView): boolean {
  return state === 'returned' || state === 'declined' || state === 'cancelled' || state === 'lost';
}

/** Something waits for the person at this device: a question, a confirmation, or a day that has come. */
export function waitsForMe(loan: LoanView, today: string): boolean {
  const { state, side, mine, from, to } = loan;
  if (isOver(loan) || side === null) return false;
  const other = side === 'borrower' ? 'custodian' : 'borrower';
  if (state === 'requested') return mine.includes('approve');
  if (loan.asked !== null && mine.includes('refuse')) return true;
  if (state === 'missing') return false;
  if (state === 'approved')
    return mine.includes('hand-over') && (loan.handOver[other] || from === null || from <= today);
  return mine.includes('return') && (loan.return[other] || (to !== null && to <= today));
}

export function loanWords(loan: LoanView, today: string): LoanWords {
  const isLate = loan.state === 'handed-over' && loan.to !== null && loan.to < today;
  // A request that clashes is most likely to be declined: neither answer is pushed.
  const preferred: readonly LoanStep[] = loan.free
    ? ['approve', 'hand-over', 'return']
    : ['hand-over', 'return'];
  const next =
    isOver(loan) || loan.state === 'missing'
      ? undefined
      : loan.asked !== null && loan.mine.includes('refuse')
        ? 'extend'
        : preferred.find((step) => loan.mine.includes(step));
  return {
    title: titleOf(loan),
    days: daysOf(loan),
    sentence: sentenceOf(loan, isLate),
    badge: isLate
      ? { text: t('loan.state.late'), tone: 'warn' }
      : { text: loanStateName(loan.state), tone: toneOf(loan) },
    next,
    isDue: waitsForMe(loan, today),
    others: loan.mine.filter((step) => step !== next),
  };
}

export function daysOf({ from, to }: { readonly from: string | null; readonly to: string | null }): string {
  if (from !== null && to !== null)
    return from === to ? civilDay(from) : t('loan.fromTo', { from: civilDay(from), to: civilDay(to) });
  if (from !== null) return t('loan.from', { from: civilDay(from) });
  return to === null ? t('loan.open') : t('loan.to', { to: civilDay(to) });
}

/** From where the person stands: what they borrow from whom, or what they lend to whom. */
function titleOf(loan: LoanView): string {
  const { side, itemTitle: item } = loan;
  if (side === 'borrower') return t('loan.titleMine', { name: loan.custodianName, item });
  return t(side === 'custodian' ? 'loan.title' : 'loan.titleThey', { name: loan.borrowerName, item });
}

function toneOf({ state }: LoanView): BadgeTone {
  if (state === 'approved') return 'good';
  return state === 'requested' || state === 'handed-over' || state === 'missing' ? 'warn' : 'plain';
}

function sentenceOf(loan: LoanView, isLate: boolean): string {
  if (loan.state === 'lost') {
    return sentenceFor(loan.because ?? 'LOAN_BEATEN', { item: loan.itemTitle }) ?? t('loan.fact.lost');
  }
  if (loan.asked !== null && loan.state !== 'missing') {
    const day = civilDay(loan.asked);
    const word = loan.side === 'borrower' ? 'youAskedLonger' : 'theyAskLonger';
    return t(`loan.is.${word}`, { name: otherOf(loan), to: day });
  }
  const to = loan.to === null ? '' : civilDay(loan.to);
  const name = otherOf(loan);
  const values = { name, to, borrower: loan.borrowerName, custodian: loan.custodianName };
  return t(wordOf(loan, isLate), values);
}

function otherOf({ side, custodianName, borrowerName }: LoanView): string {
  return side === 'borrower' ? custodianName : borrowerName;
}

function wordOf(loan: LoanView, isLate: boolean): TextName {
  const { state, side } = loan;
  const isBorrower = side === 'borrower';
  switch (state) {
    case 'requested':
      if (side === null) return 'loan.is.others';
      if (isBorrower) return 'loan.is.youAsked';
      return loan.free ? 'loan.is.theyAsk' : 'loan.is.clash';
    case 'approved':
      return side === null ? 'loan.is.othersPromised' : handOverWord(loan, isBorrower);
    case 'handed-over':
      return side === null ? 'loan.is.othersHave' : returnWord(loan, isBorrower, isLate);
    case 'returned':
    case 'cancelled':
    case 'missing':
      return `loan.is.${state}`;
    case 'declined':
      return side === 'custodian' ? 'loan.is.youDeclined' : 'loan.is.declined';
    case 'lost':
      return 'loan.fact.lost';
    default:
      return state satisfies never;
  }
}

function handOverWord({ handOver }: LoanView, isBorrower: boolean): TextName {
  if (isBorrower) {
    if (handOver.borrower) return 'loan.is.waitGiven';
    return handOver.custodian ? 'loan.is.confirmReceived' : 'loan.is.promisedYou';
  }
  if (handOver.custodian) return 'loan.is.waitReceived';
  return handOver.borrower ? 'loan.is.confirmGiven' : 'loan.is.promisedByYou';
}

function returnWord(loan: LoanView, isBorrower: boolean, isLate: boolean): TextName {
  const { return: back, to } = loan;
  if (isBorrower) {
    if (back.borrower) return 'loan.is.waitBack';
    if (back.custodian) return 'loan.is.confirmReturned';
    if (isLate) return 'loan.is.youHaveLate';
    return to === null ? 'loan.is.youHave' : 'loan.is.youHaveUntil';
  }
  if (back.custodian) return 'loan.is.waitReturned';
  if (back.borrower) return 'loan.is.confirmBack';
  if (isLate) return 'loan.is.theyHaveLate';
  return to === null ? 'loan.is.theyHave' : 'loan.is.theyHaveUntil';
}
