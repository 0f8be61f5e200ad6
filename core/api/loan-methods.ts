/** Loans of things, and what people are told about them. */
import * as v from 'valibot';
import { uploadId } from './attachment-methods.ts';
import { civilDate, longId, objectId, text } from './fields.ts';
import { command, query } from './method.ts';

export type LoanState =
  'requested' | 'approved' | 'declined' | 'cancelled' | 'lost' | 'handed-over' | 'missing' | 'returned';

export type LoanStep =
  'approve' | 'decline' | 'cancel' | 'hand-over' | 'return' | 'ask' | 'extend' | 'refuse' | 'missing';

export type Condition = 'usable' | 'needs-repair' | 'in-repair' | 'written-off';

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
  /** Until when the borrower would like to keep it, while nobody has answered. */
  asked: string | null;
  /** What the borrower wrote with the request. */
  note: string;
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
  /** How many asked before for some of the same days and wait too; null where it does not wait. */
  waiting: number | null;
  /** Where its days are taken: the first ones as long that are free; null where they are free, or none is. */
  nextFree: { from: string; to: string | null } | null;
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
  | 'back'
  | 'asked'
  | 'extended'
  | 'refused'
  | 'missing';

export interface LoanFactView {
  what: LoanFactName;
  name: string;
  /** Of what is asked, extended and refused: the last day. */
  to: string | null;
  /** What was said with it. */
  note: string;
  time: number;
}

export interface LoanHistoryView extends LoanView {
  /** In the order of the entries that say it. */
  history: LoanFactView[];
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
  /** The list and the thing in it that it is about. */
  inventory: string;
  item: string | null;
  itemTitle: string | null;
}

const condition = v.picklist(['usable', 'needs-repair', 'in-repair', 'written-off'], 'CONDITION_UNKNOWN');
/** How a thing looks: what was brought in before, each with a small picture of it. */
const photos = v.pipe(
  v.array(v.strictObject({ upload: uploadId, preview: v.optional(uploadId) })),
  v.maxLength(24),
);
export const stateFields = { condition: v.optional(condition), photos: v.optional(photos) };

const oneLoan = v.strictObject({ loan: objectId, note: v.optional(text) });
const lastDay = v.strictObject({ loan: objectId, to: civilDate, note: v.optional(text) });
const loanCommand = command<{ loan: string; state: LoanState }>();

export const loanMethods = {
  /** Without dates: from now, open-ended. A request is no reservation. */
  loanRequest: command<{ loan: string }>()(
    v.strictObject({
      item: objectId,
      from: v.optional(civilDate),
      to: v.optional(civilDate),
      note: v.optional(text),
    }),
  ),
  loanApprove: loanCommand(oneLoan),
  loanDecline: loanCommand(oneLoan),
  loanCancel: loanCommand(oneLoan),
  loanHandOver: loanCommand(oneLoan),
  /** With a `condition` or a `text` also in what state it came back, as a remark about the thing. */
  loanReturn: loanCommand(
    v.strictObject({ loan: objectId, note: v.optional(text), text: v.optional(text), ...stateFields }),
  ),
  /** The borrower would like to keep it until that day. */
  loanAsk: loanCommand(lastDay),
  /** By whoever looks after it, asked or not. */
  loanExtend: loanCommand(lastDay),
  loanRefuse: loanCommand(oneLoan),
  /** It cannot be found, or is beyond use. */
  loanMissing: loanCommand(oneLoan),
  loans: query<{ loans: LoanView[] }>()(v.strictObject({ community: longId })),
  notices: query<{ notices: NoticeView[] }>()(v.strictObject({ community: longId })),
  noticeSeen: command<{ notice: string }>()(v.strictObject({ notice: objectId })),
};
