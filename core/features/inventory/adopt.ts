/**
 * What the custodian's side writes before its own step. At the desk: the decisions of the custodian's other devices, so
 * that they become firm and stand before what follows. At any of them: an end to promises whose borrower has cancelled.
 * [LOAN-8] [LOAN-12]
 */
import type { DeviceId, ObjectId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { built, type Author, type Built } from '../../documents/author.ts';
import { spanOf } from './civil-date.ts';
import type { Inventory } from './inventory.ts';
import type { Item } from './item.ts';
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
  const custody = custodyOf(item);
  const over = item.loans
    .filter((loan) => loan.state === 'cancelled')
    .flatMap((loan) => endOf(custody, loan));
  return [...adoption(author, item), ...over];
}

/**
 * This device orders the decisions from now on. What was decided elsewhere and is provisional would go with the custody that
 * ends, so it is repeated under the new one. [INV-6]
 */
export function takeOver(author: Author, item: Item): Json[] {
  const custody = custodyOf(item);
  const event = { t: 'take-over', item: item.id, to: author.person, device: author.device };
  return [decision(custody, event), ...repeated(custody + 1, item)];
}

/** How often the item has been handed on: what its decisions name. [LOAN-3] */
export function custodyOf({ handed }: Item): number {
  return handed.length;
}

/** A decision, as it stands in the log. */
export function decision(
  custody: number,
  event: { readonly t: string; readonly [name: string]: Json },
): Json {
  return custody > 0 ? { ...event, custody } : event;
}

/** The promises that are open once `preparation` is written. */
export function openLoans(item: Item): Loan[] {
  return item.loans
    .filter((loan) => isOpen(loan) && loan.state !== 'cancelled')
    .sort((a, b) => a.order - b.order);
}

export function isDesk(author: { readonly device: DeviceId; readonly person: string }, item: Item): boolean {
  return author.device === item.desk && author.person === item.custodian;
}

function adoption(author: Author, item: Item): Json[] {
  if (!isDesk(author, item) || item.unadopted.size === 0) return [];
  const custody = custodyOf(item);
  return [
    ...repeated(custody, item),
    decision(custody, { t: 'adopted', item: item.id, seen: [...item.unadopted] }),
  ];
}

/**
 * What is provisional, as decisions of the desk. Ends first, then what is over, then what is promised, in the order of the
 * promises: each step finds room.
 */
function repeated(custody: number, item: Item): Json[] {
  const loans = item.loans.filter((loan) => loan.provisional).sort((a, b) => a.order - b.order);
  return [
    ...loans.flatMap((loan) => ended(custody, loan)),
    ...loans
      .filter((loan) => loan.decision === 'back' && loan.firm !== 'given')
      .flatMap((loan) => upTo(custody, loan)),
    ...loans.filter(isOpen).flatMap((loan) => upTo(custody, loan)),
    // Where each had room at first it has it again; the days that were added come when all have theirs.
    ...loans.filter(isOpen).flatMap((loan) => longer(custody, loan)),
  ];
}

function ended(custody: number, loan: Loan): Json[] {
  if (loan.decision === 'declined') return [step(custody, 'decline', loan)];
  if (loan.decision === 'back' && loan.firm === 'given')
    return [...longer(custody, loan), step(custody, 'return', loan)];
  const instead = loan.decision === 'late' ? loanOf(loan.lateBecause) : null;
  return instead === null ? [] : [decision(custody, { t: 'decline', loan: loan.id, for: instead })];
}

/** From what is firm to what is decided. */
function upTo(custody: number, loan: Loan): Json[] {
  const steps: Json[] = [];
  if (loan.firm !== 'claimed' && loan.firm !== 'given') steps.push(step(custody, 'approve', loan));
  if (loan.decision !== 'claimed' && loan.firm !== 'given') steps.push(step(custody, 'hand-over', loan));
  if (loan.decision === 'back') steps.push(...longer(custody, loan), step(custody, 'return', loan));
  return steps;
}

function longer(custody: number, loan: Loan): Json[] {
  if (loan.to === null || spanOf(loan).last === loan.firmLast) return [];
  return [decision(custody, { t: 'extend', loan: loan.id, to: loan.to })];
}

function endOf(custody: number, loan: Loan): Json[] {
  if (loan.decision === 'claimed') return [step(custody, 'decline', loan)];
  return loan.decision === 'given' ? [step(custody, 'return', loan)] : [];
}

function step(custody: number, t: string, loan: Loan): Json {
  return decision(custody, { t, loan: loan.id });
}

function isOpen(loan: Loan): boolean {
  return loan.decision === 'claimed' || loan.decision === 'given';
}
