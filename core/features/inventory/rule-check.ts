/**
 * Is a request within the rules of its list? Owns the answer, with the rule's name; whoever looks after the thing may
 * promise it all the same. [RULE-2]
 */
import type { PersonId } from '../../base/ids.ts';
import type { Role } from '../../authority/roles.ts';
import { notBuilt, type Refusal } from '../../documents/author.ts';
import { claimsOf } from './availability.ts';
import { obstacle } from './capacity.ts';
import { dateOfDay, weekdayOf, type Span } from './civil-date.ts';
import type { Inventory } from './inventory.ts';
import type { Item } from './item.ts';
import type { Loan } from './loan.ts';

export interface Wanted {
  readonly person: PersonId;
  readonly role: Role;
  /** Open at its begin: from today. */
  readonly span: Span;
  /** Number of the day on which it is asked for. */
  readonly today: number;
  /** The request itself, where it is written already. */
  readonly loan?: Loan;
}

export function againstRules(inventory: Inventory, item: Item, wanted: Wanted): Refusal | undefined {
  const { rules } = inventory;
  const first = Math.max(wanted.span.first, wanted.today);
  const { last } = wanted.span;
  if (!rules.guests && wanted.role === 'guest') return notBuilt('RULE_GUESTS');
  if (rules.longest > 0 && last - first + 1 > rules.longest) {
    return notBuilt('RULE_LONGEST', { days: rules.longest });
  }
  if (rules.ahead > 0 && first - wanted.today > rules.ahead) {
    return notBuilt('RULE_AHEAD', { days: rules.ahead });
  }
  if (rules.atOnce > 0 && heldBy(inventory, wanted) >= rules.atOnce) {
    return notBuilt('RULE_AT_ONCE', { count: rules.atOnce });
  }
  const closed = [first, last].find((day) => Number.isFinite(day) && rules.hours[weekdayOf(day)] === '');
  if (closed !== undefined) return notBuilt('RULE_CLOSED', { day: dateOfDay(closed) });
  const wide = { first: first - rules.quiet, last: last + rules.quiet };
  const isTight = rules.quiet > 0 && obstacle(wide, othersOf(item, wanted), item.quantity) !== undefined;
  return isTight ? notBuilt('RULE_QUIET', { days: rules.quiet }) : undefined;
}

/** Things of the list that the person has, was promised or has asked for. */
function heldBy({ loanById }: Inventory, { person, loan }: Wanted): number {
  let count = 0;
  for (const other of loanById.values()) {
    if (other.borrower === person && other.id !== loan?.id && !isOver(other)) count += 1;
  }
  return count;
}

function othersOf(item: Item, { loan }: Wanted) {
  return claimsOf(item).filter((claim) => claim.loan !== loan?.id);
}

function isOver({ state }: Loan): boolean {
  return state === 'declined' || state === 'cancelled' || state === 'lost' || state === 'returned';
}
