/** Which steps of a loan a person may take now. Owns the rule that builders and screens share. [LOAN-11] */
import type { PersonId } from '../../base/ids.ts';
import type { Loan } from './loan.ts';

export const LOAN_STEPS = [
  'approve',
  'decline',
  'cancel',
  'hand-over',
  'return',
  'ask',
  'extend',
  'refuse',
  'missing',
] as const;
export type LoanStep = (typeof LOAN_STEPS)[number];

export function allowedSteps(loan: Loan, person: PersonId): LoanStep[] {
  return LOAN_STEPS.filter((step) => judgeStep(loan, step, person) === 'allowed');
}

export function judgeStep(
  loan: Loan,
  step: LoanStep,
  person: PersonId,
): 'allowed' | 'LOAN_NOT_YOURS' | 'LOAN_STATE' {
  const isBorrower = person === loan.borrower;
  const isCustodian = person === loan.custodian;
  const sides = {
    custodian: isCustodian && custodianMay(loan, step),
    borrower: isBorrower && borrowerMay(loan, step),
  };
  if (sides.custodian || sides.borrower) return 'allowed';
  const isTheirs = {
    borrower: isBorrower,
    custodian: isCustodian,
    either: isBorrower || isCustodian,
  }[sideOf(step)];
  return isTheirs ? 'LOAN_STATE' : 'LOAN_NOT_YOURS';
}

function sideOf(step: LoanStep): 'borrower' | 'custodian' | 'either' {
  switch (step) {
    case 'cancel':
    case 'ask':
      return 'borrower';
    case 'approve':
    case 'decline':
    case 'extend':
    case 'refuse':
      return 'custodian';
    case 'hand-over':
    case 'return':
    case 'missing':
      return 'either';
    default:
      return step satisfies never;
  }
}

function custodianMay(loan: Loan, step: LoanStep): boolean {
  const { decision, state, asked } = loan;
  if (state === 'cancelled') return false;
  switch (step) {
    case 'approve':
      return decision === 'none' || decision === 'late';
    case 'decline':
      return decision === 'none' || decision === 'late' || decision === 'claimed';
    case 'hand-over':
      return decision === 'claimed';
    case 'return':
      return decision === 'given';
    case 'extend':
      return (decision === 'claimed' || decision === 'given') && isDated(loan);
    case 'refuse':
      return asked !== null;
    case 'missing':
      return state === 'out';
    case 'cancel':
    case 'ask':
      return false;
    default:
      return step satisfies never;
  }
}

function borrowerMay(loan: Loan, step: LoanStep): boolean {
  const { state } = loan;
  switch (step) {
    case 'cancel':
      return state === 'requested' || state === 'approved' || state === 'lost' || state === 'handing-over';
    case 'hand-over':
      return (state === 'approved' || state === 'handing-over') && !loan.handOver.borrower;
    case 'return':
      return isHad(loan) && !loan.return.borrower;
    case 'ask':
      return (state === 'approved' || state === 'handing-over' || state === 'out') && isDated(loan);
    case 'missing':
      return state === 'out';
    case 'approve':
    case 'decline':
    case 'extend':
    case 'refuse':
      return false;
    default:
      return step satisfies never;
  }
}

function isHad({ state }: Loan): boolean {
  return state === 'out' || state === 'missing' || state === 'returning';
}

/** Only what has an end can end later. */
function isDated({ from, to }: Loan): boolean {
  return from !== null && to !== null;
}
