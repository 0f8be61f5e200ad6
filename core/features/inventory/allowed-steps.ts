/** Which steps of a loan a person may take now. Owns the rule that builders and screens share. [LOAN-11] */
import type { PersonId } from '../../base/ids.ts';
import type { Loan } from './loan.ts';

export const LOAN_STEPS = ['approve', 'decline', 'cancel', 'hand-over', 'return'] as const;
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
  if (step === 'cancel') return isBorrower ? 'LOAN_STATE' : 'LOAN_NOT_YOURS';
  if (step === 'approve' || step === 'decline') return isCustodian ? 'LOAN_STATE' : 'LOAN_NOT_YOURS';
  return isBorrower || isCustodian ? 'LOAN_STATE' : 'LOAN_NOT_YOURS';
}

function custodianMay({ decision, state }: Loan, step: LoanStep): boolean {
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
    case 'cancel':
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
      return (state === 'out' || state === 'returning') && !loan.return.borrower;
    case 'approve':
    case 'decline':
      return false;
    default:
      return step satisfies never;
  }
}
