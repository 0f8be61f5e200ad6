/** One entry of a list as everybody's fields, the custodian's decisions and the loans make it. [INV-2] [INV-5] */
import type { DeviceId, ObjectId, PersonId } from '../../base/ids.ts';
import { authorshipOf, later, type Authorship } from '../../documents/place-events.ts';
import type { PlaceFields } from '../../documents/place-fields.ts';
import type { CustomField, FieldValue } from './custom-fields.ts';
import { decide, type Decided, type Handed } from './decisions.ts';
import type { ItemBirth, ItemChange, ItemKind, Request, Step } from './events.ts';
import { DETAIL_NAMES, NO_DETAILS, type ITEM_GUARDS, type ItemDetails } from './item-fields.ts';
import {
  hasReceived,
  loanOf,
  noSides,
  noteBorrower,
  noteCustodian,
  type Loan,
  type LoanSides,
} from './loan.ts';
import { conditionOf, type Condition, type Remark } from './remarks.ts';
import { stockOf, type Stock, type StockEvent } from './stock.ts';

export type ItemState = 'available' | 'reserved' | 'out' | 'archived';

export interface Item extends ItemDetails {
  readonly id: ObjectId;
  readonly kind: ItemKind;
  readonly title: string;
  readonly category: string;
  readonly note: string;
  readonly quantity: number;
  readonly custodian: PersonId;
  /** The custodian's device that orders decisions. */
  readonly desk: DeviceId;
  readonly archived: boolean;
  /** Out or reserved: no piece is left, whatever the days. */
  readonly state: ItemState;
  /** By the latest remark that says so. */
  readonly condition: Condition;
  /** In the order. */
  readonly remarks: readonly Remark[];
  readonly stock: Stock;
  /** Answers to the list's own questions; without those that are empty. */
  readonly custom: ReadonlyMap<ObjectId, FieldValue>;
  /** Who has a piece: both sides have said so and the custodian has not got it back. In the order of the promises. */
  readonly holders: readonly PersonId[];
  /** The first of them. */
  readonly holder: PersonId | null;
  /** Pieces promised and not handed over by both. */
  readonly reserved: number;
  /** In the order of the requests. */
  readonly loans: readonly Loan[];
  /** Of each other device of the custodian, the last entry about it that the desk has not adopted. */
  readonly unadopted: ReadonlyMap<DeviceId, number>;
  /** Every change of who looks after it. */
  readonly handed: readonly Handed[];
  readonly created: Authorship;
  readonly changed: Authorship;
}

/** What concerns one thing, each list in the order. */
export interface ItemFile {
  readonly birth: ItemBirth;
  readonly requests: Map<ObjectId, Request>;
  readonly acts: (Step | ItemChange)[];
  readonly remarks: Remark[];
  readonly stock: StockEvent[];
}

/** Custom fields are among these by their ids. */
export type ItemFields = PlaceFields<typeof ITEM_GUARDS>;

export function itemOf(file: ItemFile, questions: readonly CustomField[], fields: ItemFields): Item {
  const { birth, requests, acts, remarks } = file;
  const sides = sidesOf(file);
  const decided = decide({ birth, requests, acts, hasReceived: (loan) => hasReceived(sides.get(loan)!) });
  noteCustodians(file, decided, sides);
  const loans = [...requests.values()].map((request) => loanIn(decided, request, sides.get(request.loan)!));
  const archived = fields.get(birth.id, 'archived')?.value ?? false;
  const { quantity } = decided.ledger;
  const holders = loans
    .filter(isHeld)
    .sort(byPromise)
    .map((loan) => loan.borrower);
  const reserved = loans.filter(({ state }) => state === 'approved' || state === 'handing-over').length;
  const changes = [
    ...fields.of(birth.id),
    decided.quantitySet,
    decided.handed.at(-1),
    remarks.at(-1),
    file.stock.at(-1),
  ];
  return {
    ...detailsOf(birth.id, fields),
    id: birth.id,
    kind: birth.kind,
    title: fields.get(birth.id, 'title')?.value ?? birth.title,
    category: fields.get(birth.id, 'category')?.value ?? birth.category,
    note: fields.get(birth.id, 'note')?.value ?? birth.note,
    quantity,
    custodian: decided.custody.person,
    desk: decided.custody.desk,
    archived,
    state: archived ? 'archived' : stateOf(quantity, holders.length, reserved),
    condition: conditionOf(remarks),
    remarks,
    stock: stockOf(file.stock),
    custom: answersOf(birth.id, questions, fields),
    holders,
    holder: holders[0] ?? null,
    reserved,
    loans,
    unadopted: decided.unadopted,
    handed: decided.handed,
    created: authorshipOf(birth),
    changed: authorshipOf(changes.reduce<Authorship>((best, change) => later(best, change), birth)),
  };
}

/** What the borrowers have said. */
function sidesOf({ requests, acts }: ItemFile): Map<ObjectId, LoanSides> {
  const sides = new Map<ObjectId, LoanSides>();
  for (const loan of requests.keys()) sides.set(loan, noSides());
  for (const act of acts) {
    if (!('loan' in act) || requests.get(act.loan)?.person !== act.person) continue;
    noteBorrower(sides.get(act.loan)!, act);
  }
  return sides;
}

/** What those have said, without deciding, who look after it or did. */
function noteCustodians(
  { birth, acts }: ItemFile,
  { handed }: Decided,
  sides: ReadonlyMap<ObjectId, LoanSides>,
): void {
  const custodians = new Set([birth.custody.person, ...handed.map(({ to }) => to.person)]);
  for (const act of acts) {
    const side = 'loan' in act && custodians.has(act.person) ? sides.get(act.loan) : undefined;
    if (side && 'loan' in act) noteCustodian(side, act);
  }
}

function detailsOf(id: ObjectId, fields: ItemFields): ItemDetails {
  const set = DETAIL_NAMES.flatMap((name) => {
    const field = fields.get(id, name);
    return field ? [[name, field.value] as const] : [];
  });
  return set.length === 0 ? NO_DETAILS : { ...NO_DETAILS, ...Object.fromEntries(set) };
}

function answersOf(
  id: ObjectId,
  questions: readonly CustomField[],
  fields: ItemFields,
): Map<ObjectId, FieldValue> {
  const answers = new Map<ObjectId, FieldValue>();
  for (const question of questions) {
    const value = fields.named(id, question.id)?.value as FieldValue | undefined;
    if (value !== undefined && value !== '') answers.set(question.id, value);
  }
  return answers;
}

function loanIn({ ledger, firm, custody }: Decided, request: Request, side: LoanSides): Loan {
  return loanOf(request, ledger.slot(request), firm.get(request.loan), side, custody.person);
}

function isHeld(loan: Loan): boolean {
  return loan.decision === 'given' && ['out', 'missing', 'returning'].includes(loan.state);
}

function byPromise(a: Loan, b: Loan): number {
  return a.order - b.order;
}

function stateOf(quantity: number, out: number, reserved: number): ItemState {
  if (out >= quantity) return 'out';
  return out + reserved >= quantity ? 'reserved' : 'available';
}
