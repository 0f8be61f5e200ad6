/** Inventories: things that can be borrowed, and their loans. */
import * as v from 'valibot';
import type { PlaceSummary } from './board-methods.ts';
import { civilDate, longId, objectId, quantity, text } from './fields.ts';
import { command, query } from './method.ts';

export interface ItemView {
  id: string;
  title: string;
  category: string;
  quantity: number;
  note: string;
  /** The person who looks after it and decides about loans. */
  custodian: string;
  custodianName: string;
  /** Own person is the custodian. */
  own: boolean;
  /** Pieces that are lent out now, and those that are promised and not handed over yet. */
  out: number;
  promised: number;
  archived: boolean;
  state: 'available' | 'reserved' | 'out';
  /** Who has it, while it is out. */
  holder: string | null;
  holderName: string | null;
  /** Other devices that are known to hold its newest change; 0: only on this device. */
  holders: number;
}

export interface InventoryView {
  title: string;
  community: string;
  /** The person at this device may add and change things. */
  mayWrite: boolean;
  /** Without archived ones. */
  items: ItemView[];
  archived: ItemView[];
}

export type LoanState =
  'requested' | 'approved' | 'declined' | 'cancelled' | 'lost' | 'handed-over' | 'returned';

export type LoanStep = 'approve' | 'decline' | 'cancel' | 'hand-over' | 'return';

export interface LoanView {
  id: string;
  item: string;
  itemTitle: string;
  inventory: string;
  borrower: string;
  borrowerName: string;
  custodian: string;
  custodianName: string;
  /** YYYY-MM-DD; null: open. */
  from: string | null;
  to: string | null;
  state: LoanState;
  /** Why it is in that state, as a code of codes.ts; null where the state says it all. */
  because: string | null;
  /** Which of both sides have confirmed so far. */
  handOver: { borrower: boolean; custodian: boolean };
  return: { borrower: boolean; custodian: boolean };
  /** On which side the person at this device is; null on neither. */
  side: 'borrower' | 'custodian' | null;
  /** What the person at this device may do now. */
  mine: LoanStep[];
  /** Beside what is promised, a piece is free on its days: for who decides about a request. */
  free: boolean;
  /** Decided at another device of the custodian than the one that keeps the order; it may still be overtaken. */
  provisional: boolean;
  /** When it was asked for, and its latest step: milliseconds since 1970, as the writers' clocks said. */
  requested: number;
  changed: number;
  holders: number;
}

export type LoanFactName =
  | 'requested'
  | 'approved'
  | 'declined'
  | 'lost'
  | 'cancelled'
  /** The custodian says that it was handed over; the borrower says so. */
  | 'given'
  | 'received'
  /** The borrower says that it was given back; the custodian says so. */
  | 'returned'
  | 'back';

export interface LoanFactView {
  what: LoanFactName;
  name: string;
  time: number;
}

export interface LoanHistoryView extends LoanView {
  /** In the order of the entries that say it. */
  history: LoanFactView[];
}

/** Days on which pieces are promised or lent. */
export interface TakenView {
  /** YYYY-MM-DD, both included; null: open. */
  from: string | null;
  to: string | null;
  /** Pieces that are left on these days. */
  left: number;
}

export interface ItemPageView {
  community: string;
  inventory: string;
  inventoryTitle: string;
  mayWrite: boolean;
  item: ItemView;
  /** Of this thing, oldest request first. */
  loans: LoanHistoryView[];
  /** Ascending, without overlaps; days that are not named have all pieces. */
  taken: TakenView[];
}

export interface NoticeView {
  id: string;
  /** What it tells, as a code of codes.ts. */
  code: string;
  details: Record<string, string | number>;
  /** Milliseconds since 1970, as the writer's clock said. */
  time: number;
  seen: boolean;
  loan: string | null;
  item: string | null;
  itemTitle: string | null;
}

const oneLoan = v.strictObject({ loan: objectId });
const loanCommand = command<{ loan: string; state: LoanState }>();

export const inventoryMethods = {
  inventoryAdd: command<{ inventory: string }>()(
    v.strictObject({ community: longId, title: text, space: v.optional(objectId) }),
  ),
  inventories: query<{ inventories: PlaceSummary[] }>()(v.strictObject({ community: longId })),
  inventory: query<InventoryView>()(v.strictObject({ inventory: objectId })),
  inventoryEdit: command<{ inventory: string }>()(v.strictObject({ inventory: objectId, title: text })),
  item: query<ItemPageView>()(v.strictObject({ item: objectId })),
  itemAdd: command<{ item: string }>()(
    v.strictObject({
      inventory: objectId,
      title: text,
      quantity: v.optional(quantity),
      category: v.optional(text),
      note: v.optional(text),
    }),
  ),
  itemEdit: command<{ item: string }>()(
    v.strictObject({
      item: objectId,
      title: v.optional(text),
      quantity: v.optional(quantity),
      category: v.optional(text),
      note: v.optional(text),
    }),
  ),
  /** Its loans go on. */
  itemArchive: command<{ item: string }>()(v.strictObject({ item: objectId })),
  itemRestore: command<{ item: string }>()(v.strictObject({ item: objectId })),
  /** Without dates: from now, open-ended. A request is no reservation. */
  loanRequest: command<{ loan: string }>()(
    v.strictObject({ item: objectId, from: v.optional(civilDate), to: v.optional(civilDate) }),
  ),
  loanApprove: loanCommand(oneLoan),
  loanDecline: loanCommand(oneLoan),
  loanCancel: loanCommand(oneLoan),
  loanHandOver: loanCommand(oneLoan),
  loanReturn: loanCommand(oneLoan),
  loans: query<{ loans: LoanView[] }>()(v.strictObject({ community: longId })),
  notices: query<{ notices: NoticeView[] }>()(v.strictObject({ community: longId })),
  noticeSeen: command<{ notice: string }>()(v.strictObject({ notice: objectId })),
};
