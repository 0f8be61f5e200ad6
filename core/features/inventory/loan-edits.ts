/**
 * Edits of loans. Codes: ROLE_FORBIDS, ITEM_UNKNOWN, ITEM_ARCHIVED, DATES_INVALID, LOAN_UNKNOWN, LOAN_NOT_YOURS, LOAN_STATE
 * {state}, LOAN_OVERLAP {loan}, LOAN_TOO_MANY, ITEM_OUT {quantity}, ITEM_ELSEWHERE {device}. [LOAN-2] [LOAN-11] [LOAN-12]
 */
import type { ObjectId } from '../../base/ids.ts';
import { built, forbidden, notBuilt, type Author, type Built, type Refusal } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { decision, isDesk, openLoans, preparation } from './adopt.ts';
import { judgeStep, type LoanStep } from './allowed-steps.ts';
import { obstacle } from './capacity.ts';
import { checkPeriod, spanOf } from './civil-date.ts';
import type { Inventory, Item } from './inventory.ts';
import type { Loan } from './loan.ts';

export interface LoanWish {
  readonly item: ObjectId;
  /** YYYY-MM-DD. Without both: from now, open-ended; without `to`: from that day, open-ended. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** A request is no reservation: nothing is promised by it, and any number may overlap. */
export function requestLoan(author: Author, inventory: Inventory, wish: LoanWish): Built {
  const period = checkPeriod(wish.from, wish.to);
  if (!period.ok) return period;
  const item = inventory.itemById.get(wish.item);
  if (!item) return notBuilt('ITEM_UNKNOWN');
  if (item.archived) return notBuilt('ITEM_ARCHIVED');
  const id = author.newId();
  const birth = { t: 'request', id: localOf(id), item: item.id, ...period.value };
  return forbidden(author, 'comment') ?? built(id, { push: [birth] });
}

/** By the custodian. LOAN_OVERLAP when it is promised to others on those days. */
export function approveLoan(author: Author, inventory: Inventory, id: ObjectId): Built {
  return takeStep(author, inventory, id, 'approve', ({ from, to, firm }, item) => {
    // The desk has judged it already: only the desk can think again.
    if (firm === 'late' && !isDesk(author, item)) return notBuilt('ITEM_ELSEWHERE', { device: item.desk });
    const claims = openLoans(item).map((other) => ({ loan: other.id, span: spanOf(other) }));
    const because = obstacle(spanOf({ from, to }), claims, item.quantity);
    if (!because) return undefined;
    return because.code === 'LOAN_BEATEN'
      ? notBuilt('LOAN_OVERLAP', { loan: because.loan })
      : notBuilt('LOAN_TOO_MANY');
  });
}

/** By the custodian, until it is handed over; also takes an approval back. */
export function declineLoan(author: Author, inventory: Inventory, id: ObjectId): Built {
  return takeStep(author, inventory, id, 'decline');
}

/** By the borrower, until both have said that it was handed over. */
export function cancelLoan(author: Author, inventory: Inventory, id: ObjectId): Built {
  return takeStep(author, inventory, id, 'cancel');
}

/** By either side; it counts when both have. */
export function handOverLoan(author: Author, inventory: Inventory, id: ObjectId): Built {
  return takeStep(author, inventory, id, 'hand-over', (loan, item) => {
    if (author.person !== loan.custodian || loan.decision !== 'claimed') return undefined;
    const given = openLoans(item).filter((other) => other.decision === 'given').length;
    return given < item.quantity ? undefined : notBuilt('ITEM_OUT', { quantity: item.quantity });
  });
}

/** By either side; it counts when both have. */
export function returnLoan(author: Author, inventory: Inventory, id: ObjectId): Built {
  return takeStep(author, inventory, id, 'return');
}

function takeStep(
  author: Author,
  inventory: Inventory,
  id: ObjectId,
  step: LoanStep,
  check?: (loan: Loan, item: Item) => Refusal | undefined,
): Built {
  const loan = inventory.loanById.get(id);
  const item = loan && inventory.itemById.get(loan.item);
  if (!item) return notBuilt('LOAN_UNKNOWN');
  const judged = judgeStep(loan, step, author.person);
  if (judged !== 'allowed') return notBuilt(judged, { state: loan.state });
  const refusal = forbidden(author, 'comment') ?? check?.(loan, item);
  if (refusal) return refusal;
  const isDecision = author.person === item.custodian && step !== 'cancel';
  const event = { t: step, loan: id };
  return built(id, { push: isDecision ? [...preparation(author, item), decision(item, event)] : [event] });
}
