/**
 * Edits of loans. Codes: ROLE_FORBIDS, ITEM_UNKNOWN, ITEM_ARCHIVED, ITEM_NOT_LENT, ITEM_BROKEN {condition}, ITEM_IN_KIT {kit},
 * RULE_*, DATES_INVALID, DATES_NOT_LATER, LOAN_UNKNOWN, LOAN_NOT_YOURS, LOAN_STATE {state}, LOAN_OVERLAP {loan}, LOAN_TOO_MANY,
 * ITEM_OUT {quantity}, ITEM_ELSEWHERE {device}, TITLE_*; of a state those of remarkOn. [INV-10] [LOAN-2] [LOAN-11] [LOAN-12] [LOAN-14] [LOAN-15]
 */
import type { ObjectId } from '../../base/ids.ts';
import { accepted, type Verdict } from '../../base/result.ts';
import { built, forbidden, notBuilt, type Author, type Built, type Refusal } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { checkTitle } from '../../documents/place-text.ts';
import { custodyOf, decision, isDesk, openLoans, preparation } from './adopt.ts';
import { judgeStep, type LoanStep } from './allowed-steps.ts';
import { claimsOf } from './availability.ts';
import { obstacle, type Claim } from './capacity.ts';
import { checkPeriod, dayNumber, spanOf, type Span } from './civil-date.ts';
import type { Inventory } from './inventory.ts';
import { remarkOn, type RemarkWish } from './item-edits.ts';
import type { Item } from './item.ts';
import type { Loan } from './loan.ts';
import { againstRules } from './rule-check.ts';

export interface LoanWish {
  readonly item: ObjectId;
  /** YYYY-MM-DD. Without both: from now, open-ended; without `to`: from that day, open-ended. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  /** A word to whoever looks after it. */
  readonly note?: string | undefined;
}

/** A step with a word to the other side. */
export interface StepWish {
  readonly loan: ObjectId;
  readonly note?: string | undefined;
}

/** The last day that is asked for, given or refused: YYYY-MM-DD. */
export type LastDayWish = StepWish & { readonly to: string };

/** A request is no reservation: nothing is promised by it, and any number may overlap. `today`: YYYY-MM-DD. */
export function requestLoan(author: Author, inventory: Inventory, wish: LoanWish, today: string): Built {
  const period = checkPeriod(wish.from, wish.to);
  if (!period.ok) return period;
  const note = checkWord(wish.note);
  if (!note.ok) return note;
  const item = inventory.itemById.get(wish.item);
  if (!item) return notBuilt('ITEM_UNKNOWN');
  const refusal = notLent(inventory, item) ?? forbidden(author, 'comment');
  if (refusal) return refusal;
  const { person, role } = author;
  const wanted = { person, role, span: spanOf(period.value), today: dayNumber(today) };
  const broken = person === item.custodian ? undefined : againstRules(inventory, item, wanted);
  if (broken) return broken;
  const id = author.newId();
  return built(id, {
    push: [{ t: 'request', id: localOf(id), item: item.id, ...period.value, ...note.value }],
  });
}

function notLent({ itemById }: Inventory, item: Item): Refusal | undefined {
  if (item.archived) return notBuilt('ITEM_ARCHIVED');
  if (item.kind === 'consumable' || item.kind === 'need') return notBuilt('ITEM_NOT_LENT');
  if (item.condition !== 'usable') return notBuilt('ITEM_BROKEN', { condition: item.condition });
  const kit = itemById.get(item.kit as ObjectId);
  return kit && !kit.archived ? notBuilt('ITEM_IN_KIT', { kit: kit.title }) : undefined;
}

/** By the custodian. LOAN_OVERLAP when it is promised to others on those days. */
export function approveLoan(author: Author, inventory: Inventory, wish: StepWish): Built {
  return takeStep(author, inventory, wish, 'approve', ({ from, to, firm }, item) => {
    // The desk has judged it already: only the desk can think again.
    if (firm === 'late' && !isDesk(author, item)) return notBuilt('ITEM_ELSEWHERE', { device: item.desk });
    return noRoom(item, spanOf({ from, to }), claimsOf(item));
  });
}

/** By the custodian, until it is handed over; also takes an approval back. */
export function declineLoan(author: Author, inventory: Inventory, wish: StepWish): Built {
  return takeStep(author, inventory, wish, 'decline');
}

/** By the borrower, until both have said that it was handed over. */
export function cancelLoan(author: Author, inventory: Inventory, wish: StepWish): Built {
  return takeStep(author, inventory, wish, 'cancel');
}

/** By either side; it counts when both have. */
export function handOverLoan(author: Author, inventory: Inventory, wish: StepWish): Built {
  return takeStep(author, inventory, wish, 'hand-over', (loan, item) => {
    if (author.person !== loan.custodian || loan.decision !== 'claimed') return undefined;
    const given = openLoans(item).filter((other) => other.decision === 'given').length;
    return given < item.quantity ? undefined : notBuilt('ITEM_OUT', { quantity: item.quantity });
  });
}

/** By either side; it counts when both have. */
export function returnLoan(author: Author, inventory: Inventory, wish: StepWish): Built {
  return takeStep(author, inventory, wish, 'return');
}

/** The same, and in what state it came back, in one entry. */
export function returnInState(
  author: Author,
  inventory: Inventory,
  { loan, note, state }: StepWish & { readonly state: RemarkWish },
): Built {
  const back = returnLoan(author, inventory, { loan, note });
  if (!back.ok) return back;
  const { item } = inventory.loanById.get(loan)!;
  const remark = remarkOn(author, inventory, { ...state, item, loan });
  if (!remark.ok) return remark;
  return built(loan, { push: [...back.value.edit.push, ...remark.value.edit.push] });
}

/** By the borrower: would like to keep it until that day. */
export function askForLonger(author: Author, inventory: Inventory, wish: LastDayWish): Built {
  return takeStep(author, inventory, wish, 'ask', (loan) => notLater(loan, wish.to));
}

/** By the custodian, asked or not. */
export function extendLoan(author: Author, inventory: Inventory, wish: LastDayWish): Built {
  return takeStep(author, inventory, wish, 'extend', (loan, item) => {
    const others = claimsOf(item).filter((claim) => claim.loan !== loan.id);
    return notLater(loan, wish.to) ?? noRoom(item, spanOf({ from: loan.from, to: wish.to }), others);
  });
}

/** By the custodian: it is to be back as was said. */
export function refuseLonger(author: Author, inventory: Inventory, wish: StepWish): Built {
  const to = inventory.loanById.get(wish.loan)?.asked ?? '';
  return takeStep(author, inventory, { ...wish, to }, 'refuse');
}

/** By either side: it cannot be found, or is beyond use. Whoever has it may still bring it back. */
export function missLoan(author: Author, inventory: Inventory, wish: StepWish): Built {
  return takeStep(author, inventory, wish, 'missing');
}

function takeStep(
  author: Author,
  inventory: Inventory,
  { loan: id, note: word, to }: StepWish & { readonly to?: string },
  step: LoanStep,
  check?: (loan: Loan, item: Item) => Refusal | undefined,
): Built {
  const loan = inventory.loanById.get(id);
  const item = loan && inventory.itemById.get(loan.item);
  if (!item) return notBuilt('LOAN_UNKNOWN');
  const judged = judgeStep(loan, step, author.person);
  if (judged !== 'allowed') return notBuilt(judged, { state: loan.state });
  const note = checkWord(word);
  if (!note.ok) return note;
  const refusal = forbidden(author, 'comment') ?? check?.(loan, item);
  if (refusal) return refusal;
  const day = to !== undefined && DATED.has(step) ? { to } : {};
  const event = { t: step, loan: id, ...day, ...note.value };
  const isDecided = author.person === item.custodian && !OUTSIDE.has(step);
  return built(id, {
    push: isDecided ? [...preparation(author, item), decision(custodyOf(item), event)] : [event],
  });
}

/** Steps that name a last day. */
const DATED: ReadonlySet<LoanStep> = new Set(['ask', 'extend', 'refuse']);
/** Steps that are no decisions. */
const OUTSIDE: ReadonlySet<LoanStep> = new Set(['cancel', 'ask', 'refuse', 'missing']);

function notLater(loan: Loan, to: string): Refusal | undefined {
  const period = checkPeriod(loan.from, to);
  if (!period.ok) return period;
  return loan.to !== null && to > loan.to ? undefined : notBuilt('DATES_NOT_LATER');
}

function noRoom(item: Item, span: Span, claims: readonly Claim[]): Refusal | undefined {
  const because = obstacle(span, claims, item.quantity);
  if (!because) return undefined;
  return because.code === 'LOAN_BEATEN'
    ? notBuilt('LOAN_OVERLAP', { loan: because.loan })
    : notBuilt('LOAN_TOO_MANY');
}

/** As it stands in an event: nothing where nothing is said. */
function checkWord(word = ''): Verdict<{ note?: string }> {
  if (word.trim() === '') return accepted({});
  const checked = checkTitle(word);
  return checked.ok ? accepted({ note: checked.value }) : checked;
}
