/**
 * What the device that orders decisions about things writes by itself: what the person has decided at other devices, so
 * that it becomes firm; that it takes the place of a device that is gone; and a yes to each request within the rules where
 * the list gives things out by itself, also to one that was too late and whose days are free now. One edit at a time, as
 * each changes what is free. [INV-6] [LOAN-8] [RULE-3]
 */
import type { DeviceId, PersonId } from '../../base/ids.ts';
import type { Role } from '../../authority/roles.ts';
import type { Author, Built } from '../../documents/author.ts';
import { adoptDecisions, isDesk } from './adopt.ts';
import { isFree, isWaiting } from './availability.ts';
import { dayNumber, spanOf } from './civil-date.ts';
import type { Inventory } from './inventory.ts';
import type { Item } from './item.ts';
import { takeOverItem } from './item-edits.ts';
import { approveLoan } from './loan-edits.ts';
import type { Loan } from './loan.ts';
import { againstRules } from './rule-check.ts';

export interface DutyContext {
  /** Of who asks, now; undefined where they are not in the community any more. */
  readonly roleOf: (person: PersonId) => Role | undefined;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Was it dropped or copied, so that its feed orders nothing any more? */
  readonly isGone: (device: DeviceId) => boolean;
}

/** Undefined when nothing is to be done. */
export function deskDuty(author: Author, inventory: Inventory, context: DutyContext): Built | undefined {
  const adopted = adoptDecisions(author, inventory);
  if (adopted) return adopted;
  const stranded = inventory.items.find(
    (item) => item.custodian === author.person && context.isGone(item.desk),
  );
  if (stranded) return takeOverItem(author, inventory, stranded.id, { isGone: true });
  if (!inventory.rules.selfService) return undefined;
  for (const item of inventory.items) {
    if (!isDesk(author, item) || !isLent(item)) continue;
    const loan = item.loans.find((one) => isWithinRules(inventory, item, one, context));
    if (loan) return approveLoan(author, inventory, { loan: loan.id });
  }
  return undefined;
}

function isLent(item: Item): boolean {
  return !item.archived && item.kind !== 'need' && item.condition === 'usable';
}

function isWithinRules(
  inventory: Inventory,
  item: Item,
  loan: Loan,
  { roleOf, today }: DutyContext,
): boolean {
  if (!isWaiting(loan) || !isFree(item, loan)) return false;
  const role = roleOf(loan.borrower);
  const span = spanOf(loan);
  // A request for days that are past was not answered in time.
  if (role === undefined || span.last < dayNumber(today)) return false;
  const wanted = { person: loan.borrower, role, span, today: dayNumber(today), loan };
  return againstRules(inventory, item, wanted) === undefined;
}
