/**
 * What the custodian's side writes before its own step. At the desk: the decisions of the custodian's other devices, so
 * that they become firm and stand before what follows. At any of them: an end to promises whose borrower has cancelled.
 * [LOAN-8] [LOAN-12]
 */
import type { DeviceId, ObjectId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { built, type Author, type Built } from '../../documents/author.ts';
import type { Item, Inventory } from './inventory.ts';
import { loanOf } from './ledger.ts';
import type { Loan } from './loan.ts';

/** Steps in one edit; one entry holds them with ease. */
const MAX_ADOPTED = 500;

/** All that is to be adopted at this device; undefined when there is nothing. The peer writes it when it sees it. */
export function adoptDecisions(author: Author, inventory: Inventory): Built | undefined {
  const push: Json[] = [];
  let first: ObjectId | undefined;
  for (const item of inventory.items) {
    const steps = adoption(author, item);
    if (steps.length === 0 || push.length + steps.length > MAX_ADOPTED) continue;
    first ??= item.id;
    push.push(...steps);
  }
  return first && built(first, { push });
}

/** Steps to stand before one that the author takes on this item as its custodian. */
export function preparation(author: Author, item: Item): Json[] {
  const over = item.loans.filter((loan) => loan.state === 'cancelled').flatMap(endOf);
  return [...adoption(author, item), ...over];
}

/** The promises that are open once `preparation` is written. */
export function openLoans(item: Item): Loan[] {
  return item.loans
    .filter(
      ({ decision, state }) => state !== 'cancelled' && (decision === 'claimed' || decision === 'given'),
    )
    .sort((a, b) => a.order - b.order);
}

export function isDesk(author: { readonly device: DeviceId; readonly person: string }, item: Item): boolean {
  return author.device === item.desk && author.person === item.custodian;
}

/** Ends first, then what is over, then what is promised, in the order of the promises: each step finds room. */
function adoption(author: Author, item: Item): Json[] {
  if (!isDesk(author, item)) return [];
  const loans = item.loans.filter((loan) => loan.provisional).sort((a, b) => a.order - b.order);
  return [
    ...loans.flatMap(ended),
    ...loans.filter(({ decision, firm }) => decision === 'back' && firm !== 'given').flatMap(upTo),
    ...loans.filter(({ decision }) => decision === 'claimed' || decision === 'given').flatMap(upTo),
  ];
}

function ended(loan: Loan): Json[] {
  if (loan.decision === 'declined') return [step('decline', loan)];
  if (loan.decision === 'back' && loan.firm === 'given') return [step('return', loan)];
  const instead = loan.decision === 'late' ? loanOf(loan.because) : null;
  return instead === null ? [] : [{ ...step('decline', loan), for: instead }];
}

/** From what is firm to what is decided. */
function upTo(loan: Loan): Json[] {
  const steps: Json[] = [];
  if (loan.firm !== 'claimed') steps.push(step('approve', loan));
  if (loan.decision !== 'claimed') steps.push(step('hand-over', loan));
  if (loan.decision === 'back') steps.push(step('return', loan));
  return steps;
}

function endOf(loan: Loan): Json[] {
  if (loan.decision === 'claimed') return [step('decline', loan)];
  return loan.decision === 'given' ? [step('return', loan)] : [];
}

function step(t: string, loan: Loan) {
  return { t, loan: loan.id };
}
