/**
 * A list of things that can be borrowed, and their loans. Owns what the parts of an inventory say together; the loan
 * machine itself is in decisions.ts, ledger.ts and loan.ts. Exact: a pure fold over all events, never over what arrived
 * first. [INV-1] .. [INV-4] [LOAN-1]
 */
import type { DeviceId, ObjectId, PersonId } from '../../base/ids.ts';
import { may } from '../../authority/roles.ts';
import { authorshipOf, eventsOf, later, type Authorship } from '../../documents/place-events.ts';
import { isBoolean, PlaceFields } from '../../documents/place-fields.ts';
import { isOptionalText, isTitle } from '../../documents/place-text.ts';
import type { PartView } from '../../documents/part-view.ts';
import { decide, type Decided } from './decisions.ts';
import {
  isCategory,
  readItem,
  readItemChange,
  readRequest,
  readStep,
  type Custody,
  type ItemBirth,
  type ItemChange,
  type Request,
  type Step,
} from './events.ts';
import { hasReceived, loanOf, noteBorrower, type BorrowerSide, type Loan } from './loan.ts';

export type ItemState = 'available' | 'reserved' | 'out' | 'archived';

export interface Item {
  readonly id: ObjectId;
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
  readonly handed: readonly (Authorship & { readonly to: Custody })[];
  readonly created: Authorship;
  readonly changed: Authorship;
}

export interface Inventory {
  /** In the order of their births; archived ones too. */
  readonly items: readonly Item[];
  readonly itemById: ReadonlyMap<ObjectId, Item>;
  readonly loanById: ReadonlyMap<ObjectId, Loan>;
}

const guards = { title: isTitle, category: isCategory, note: isOptionalText, archived: isBoolean };

/** What concerns one thing. */
interface File {
  readonly birth: ItemBirth;
  readonly requests: Map<ObjectId, Request>;
  readonly acts: (Step | ItemChange)[];
}

export function foldInventory(parts: Iterable<PartView>): Inventory {
  const all = [...parts];
  const fields = new PlaceFields(all, 'write', guards);
  const { files, sides } = sort(all);
  const itemById = new Map<ObjectId, Item>();
  const loanById = new Map<ObjectId, Loan>();
  for (const file of files.values()) {
    const item = itemOf(file, sides, fields);
    itemById.set(item.id, item);
    for (const loan of item.loans) loanById.set(loan.id, loan);
  }
  return { items: [...itemById.values()], itemById, loanById };
}

/** Puts every event with the thing that it concerns; births first, as an event may stand before the birth it names. */
function sort(parts: readonly PartView[]): {
  files: Map<ObjectId, File>;
  sides: Map<ObjectId, BorrowerSide>;
} {
  const files = new Map<ObjectId, File>();
  const requests = new Map<ObjectId, Request>();
  const acts: (Step | ItemChange)[] = [];
  for (const event of eventsOf(parts, 'comment')) {
    if (event.type === 'item') {
      const birth = may(event.part.role, 'write') ? readItem(event) : undefined;
      if (birth && !files.has(birth.id) && !requests.has(birth.id)) {
        files.set(birth.id, { birth, requests: new Map(), acts: [] });
      }
    } else if (event.type === 'request') {
      const request = readRequest(event);
      if (request && !requests.has(request.loan) && !files.has(request.loan))
        requests.set(request.loan, request);
    } else {
      const act = readStep(event) ?? readItemChange(event);
      if (act) acts.push(act);
    }
  }
  const sides = new Map<ObjectId, BorrowerSide>();
  for (const request of requests.values()) {
    sides.set(request.loan, {});
    files.get(request.item)?.requests.set(request.loan, request);
  }
  for (const act of acts) {
    const request = 'loan' in act ? requests.get(act.loan) : undefined;
    if ('loan' in act && request?.person === act.person) noteBorrower(sides.get(act.loan)!, act);
    const item = 'loan' in act ? request?.item : act.item;
    if (item !== undefined) files.get(item)?.acts.push(act);
  }
  return { files, sides };
}

function itemOf(
  { birth, requests, acts }: File,
  sides: ReadonlyMap<ObjectId, BorrowerSide>,
  fields: PlaceFields<typeof guards>,
): Item {
  const decided = decide({ birth, requests, acts, hasReceived: (loan) => hasReceived(sides.get(loan)!) });
  const loans = [...requests.values()].map((request) => loanIn(decided, request, sides.get(request.loan)!));
  const [title, category, note, archived] = [
    fields.get(birth.id, 'title'),
    fields.get(birth.id, 'category'),
    fields.get(birth.id, 'note'),
    fields.get(birth.id, 'archived'),
  ];
  const changes = [title, category, note, archived, decided.quantitySet, decided.handed.at(-1)];
  const { quantity } = decided.ledger;
  const holders = loans
    .filter(isHeld)
    .sort(byPromise)
    .map((loan) => loan.borrower);
  const reserved = loans.filter(({ state }) => state === 'approved' || state === 'handing-over').length;
  return {
    id: birth.id,
    title: title?.value ?? birth.title,
    category: category?.value ?? birth.category,
    note: note?.value ?? birth.note,
    quantity,
    custodian: decided.custody.person,
    desk: decided.custody.desk,
    archived: archived?.value ?? false,
    state: archived?.value ? 'archived' : stateOf(quantity, holders.length, reserved),
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

function loanIn({ ledger, firm, custody }: Decided, request: Request, side: BorrowerSide): Loan {
  return loanOf(request, ledger.slot(request), firm.get(request.loan) ?? 'none', side, custody.person);
}

function isHeld(loan: Loan): boolean {
  return loan.decision === 'given' && (loan.state === 'out' || loan.state === 'returning');
}

function byPromise(a: Loan, b: Loan): number {
  return a.order - b.order;
}

function stateOf(quantity: number, out: number, reserved: number): ItemState {
  if (out >= quantity) return 'out';
  return out + reserved >= quantity ? 'reserved' : 'available';
}
