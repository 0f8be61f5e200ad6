/**
 * What a person is to be reminded of on a day: what is due, late or ready, and what runs low or goes bad. Derived from the
 * fold and a day, so that nothing is kept that an extension could make false; ids are stable for what they say, so that a
 * device tells each once. [REMIND-1] [REMIND-2]
 */
import { toBase32 } from '../../base/base32.ts';
import { utf8 } from '../../base/bytes.ts';
import type { ObjectId, PersonId } from '../../base/ids.ts';
import { sha256 } from '../../crypto/hash.ts';
import { isWaiting } from './availability.ts';
import { dateOfDay, dayNumber } from './civil-date.ts';
import type { Inventory } from './inventory.ts';
import type { Item } from './item.ts';
import type { Loan } from './loan.ts';
import { turnsOf } from './turns.ts';

export type ReminderCode =
  /** To who borrows. */
  | 'LOAN_READY'
  | 'LOAN_TURN'
  | 'LOAN_DUE_TOMORROW'
  | 'LOAN_DUE_TODAY'
  | 'LOAN_LATE'
  /** To who looks after it. */
  | 'LOAN_LATE_HERE'
  | 'LOAN_TURN_HERE'
  | 'STOCK_LOW'
  | 'STOCK_EXPIRES';

export interface Reminder {
  /** 32 letters, like an object's. */
  readonly id: ObjectId;
  readonly code: ReminderCode;
  readonly item: ObjectId;
  readonly loan: ObjectId | null;
  /** The other side of the loan; of a stock the person. */
  readonly about: PersonId;
  /** YYYY-MM-DD: what it is about; empty of a stock that is low, and of whose turn it is. */
  readonly day: string;
}

/** Days before something goes bad. */
const SOON = 3;

/** `today`: YYYY-MM-DD. */
export function remindersFor(person: PersonId, inventory: Inventory, today: string): Reminder[] {
  const reminders: Reminder[] = [];
  for (const item of inventory.items) {
    for (const loan of item.loans) reminders.push(...ofLoan(person, item, loan, today));
    if (item.archived) continue;
    reminders.push(...ofTurns(person, item, today));
    if (item.custodian === person) reminders.push(...ofStock(item, today));
  }
  return reminders;
}

function ofLoan(person: PersonId, item: Item, loan: Loan, today: string): Reminder[] {
  if (loan.borrower === loan.custodian) return [];
  const remind = (code: ReminderCode, about: PersonId, day: string): Reminder[] => [
    { id: idOf(`${loan.id}/${code}/${day}`), code, item: item.id, loan: loan.id, about, day },
  ];
  const { from, to, borrower, custodian } = loan;
  if (person === borrower && loan.state === 'approved') {
    // Without a first day, the promise itself has said that it can be fetched.
    const isDay = from !== null && from <= today && (to === null || to >= today);
    return isDay && item.holders.length < item.quantity ? remind('LOAN_READY', custodian, from) : [];
  }
  if (loan.state !== 'out' || to === null) return [];
  if (person === borrower) {
    if (to < today) return remind('LOAN_LATE', custodian, to);
    if (to === today) return remind('LOAN_DUE_TODAY', custodian, to);
    return to === dateOfDay(dayNumber(today) + 1) ? remind('LOAN_DUE_TOMORROW', custodian, to) : [];
  }
  return person === custodian && to < today ? remind('LOAN_LATE_HERE', borrower, to) : [];
}

/** Something has come back, or ended early: who is next, and who decides about it. */
function ofTurns(person: PersonId, item: Item, today: string): Reminder[] {
  if (item.condition !== 'usable' || !item.loans.some(isWaiting)) return [];
  return turnsOf(item, today).flatMap(({ loan, freedBy }) => {
    const { borrower, custodian } = loan;
    if (freedBy === null || borrower === custodian) return [];
    const code = person === borrower ? 'LOAN_TURN' : person === custodian ? 'LOAN_TURN_HERE' : undefined;
    if (code === undefined) return [];
    const about = person === borrower ? custodian : borrower;
    const id = idOf(`${loan.id}/${code}/${freedBy}`);
    return [{ id, code, item: item.id, loan: loan.id, about, day: '' }];
  });
}

function ofStock(item: Item, today: string): Reminder[] {
  const { stock, low, custodian: about } = item;
  const base = { item: item.id, loan: null, about };
  const reminders: Reminder[] = [];
  // Said again only when more has come in, or it was counted, meanwhile.
  const since = stock.events.findLast(({ why }) => why === 'in' || why === 'count');
  if (low > 0 && stock.level <= low && stock.events.length > 0) {
    const id = idOf(`${item.id}/low/${since?.device ?? ''}/${String(since?.stamp.seq ?? 0)}`);
    reminders.push({ ...base, id, code: 'STOCK_LOW', day: '' });
  }
  const { expires } = stock;
  if (expires !== null && dayNumber(expires) - dayNumber(today) <= SOON) {
    reminders.push({
      ...base,
      id: idOf(`${item.id}/expires/${expires}`),
      code: 'STOCK_EXPIRES',
      day: expires,
    });
  }
  return reminders;
}

function idOf(text: string): ObjectId {
  return toBase32(sha256(utf8(`kith/reminder/1/${text}`)).subarray(0, 20)) as ObjectId;
}
