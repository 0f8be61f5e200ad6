/**
 * One loan as both sides' steps make it. Owns the state and its reason. The borrower's steps count whatever their place
 * in the order: nothing that a borrower writes can move a decision about somebody else's loan. [LOAN-9] [LOAN-10]
 */
import type { ObjectId, PersonId } from '../../base/ids.ts';
import { authorshipOf, later, type Authorship } from '../../documents/place-events.ts';
import { compareStamps } from '../../documents/stamp.ts';
import type { Because } from './capacity.ts';
import { dateOfDay, dayNumber } from './civil-date.ts';
import { byOf, type By, type Request, type Step } from './events.ts';
import type { Decision, Fact, Firm, Slot } from './ledger.ts';

export type LoanState =
  | 'requested'
  | 'approved'
  | 'declined'
  | 'cancelled'
  | 'lost'
  /** One side has said that it was handed over. */
  | 'handing-over'
  | 'out'
  /** Handed over, and one side has said that it cannot be found or is beyond use. */
  | 'missing'
  /** One side has said that it is back. */
  | 'returning'
  | 'returned';

/** What happened to a loan, in the order in which it took effect. */
export type LoanFact = Authorship & {
  readonly what:
    Fact['what'] | 'requested' | 'cancelled' | 'received' | 'returned' | 'asked' | 'refused' | 'missing';
  readonly because?: Because;
  /** Of what is asked, refused and extended: the last day. */
  readonly to?: string;
  /** A word to the other side. */
  readonly note?: string;
};

export interface Loan {
  readonly id: ObjectId;
  readonly item: ObjectId;
  readonly borrower: PersonId;
  /** Who looks after the item now. */
  readonly custodian: PersonId;
  /** YYYY-MM-DD; null: open. With what it was extended by. */
  readonly from: string | null;
  readonly to: string | null;
  /** Until when the borrower would like to keep it, while nobody has answered. */
  readonly asked: string | null;
  /** What the borrower wrote with the request; may be empty. */
  readonly note: string;
  readonly state: LoanState;
  /** Why it is lost; null in all other states. */
  readonly because: Because | null;
  /** Decided by a device of the custodian that is not the desk: what the desk says may still go before it. */
  readonly provisional: boolean;
  readonly handOver: Sides;
  readonly return: Sides;
  readonly facts: readonly LoanFact[];
  readonly created: Authorship;
  /** The latest step that took effect. */
  readonly changed: Authorship;
  /** The custodian's side: what is decided, by all devices and by the desk alone. */
  readonly decision: Decision;
  readonly firm: Decision;
  /** The last day by the desk alone; infinite when it is open. */
  readonly firmLast: number;
  /** Why the decision is late, also where the state is another one. */
  readonly lateBecause: Because | null;
  /** Which of two promises came first. */
  readonly order: number;
}

export interface Sides {
  readonly borrower: boolean;
  readonly custodian: boolean;
}

/**
 * What both sides say about one loan outside the decisions, wherever it stands in the order: of the borrower the first
 * step of each kind.
 */
export interface LoanSides {
  cancelled?: By;
  received?: By;
  returned?: By;
  /** The first of either side. */
  missing?: By;
  /** Days that the borrower has asked for, in the order. */
  readonly asked: (By & { readonly to: string })[];
  /** Days that a custodian has refused, past ones included. */
  readonly refused: (By & { readonly to: string })[];
}

export function noSides(): LoanSides {
  return { asked: [], refused: [] };
}

/** Takes one of the borrower's own steps. */
export function noteBorrower(sides: LoanSides, step: Step): void {
  switch (step.type) {
    case 'cancel':
      sides.cancelled = first(sides.cancelled, step);
      break;
    case 'hand-over':
      sides.received = first(sides.received, step);
      break;
    case 'return':
      sides.returned = first(sides.returned, step);
      break;
    case 'missing':
      sides.missing = first(sides.missing, step);
      break;
    case 'ask':
      sides.asked.push({ ...byOf(step), to: step.to });
      break;
    case 'approve':
    case 'decline':
    case 'extend':
    case 'refuse':
      break;
    default:
      step.type satisfies never;
  }
}

/** Takes what somebody who looks after the thing, or did, says without deciding. */
export function noteCustodian(sides: LoanSides, step: Step): void {
  if (step.type === 'missing') sides.missing = first(sides.missing, step);
  if (step.type === 'refuse') sides.refused.push({ ...byOf(step), to: step.to });
}

function first(known: By | undefined, step: Step): By {
  return known && compareStamps(known.stamp, step.stamp) < 0 ? known : byOf(step);
}

/** Has the borrower said that they had it? Bringing it back says so, too. */
export function hasReceived(side: LoanSides): boolean {
  return side.received !== undefined || side.returned !== undefined;
}

function loanState(decision: Decision, side: LoanSides): LoanState {
  const received = hasReceived(side);
  const cancelled = side.cancelled !== undefined;
  switch (decision) {
    case 'none':
      return cancelled ? 'cancelled' : 'requested';
    case 'late':
      return cancelled ? 'cancelled' : 'lost';
    case 'declined':
      return cancelled ? 'cancelled' : 'declined';
    case 'claimed':
      if (cancelled) return 'cancelled';
      return received ? 'handing-over' : 'approved';
    case 'given':
      // Both say that it was handed over: that is stronger than a cancellation.
      if (received) return side.returned ? 'returning' : side.missing ? 'missing' : 'out';
      return cancelled ? 'cancelled' : 'handing-over';
    case 'back':
      if (received) return side.returned ? 'returned' : 'returning';
      return cancelled ? 'cancelled' : 'returning';
    default:
      return decision satisfies never;
  }
}

export function loanOf(
  request: Request,
  slot: Slot,
  firm: Firm | undefined,
  side: LoanSides,
  custodian: PersonId,
): Loan {
  const { decision } = slot;
  const state = loanState(decision, side);
  const facts = factsOf(request, slot, side, state);
  const isHanded = decision === 'claimed' || decision === 'given' || decision === 'back';
  const isGiven = decision === 'given' || decision === 'back';
  const { last } = slot.span;
  return {
    id: request.loan,
    item: request.item,
    borrower: request.person,
    custodian,
    from: request.period.from,
    to: last === request.span.last ? request.period.to : dateOfDay(last),
    asked: askedFor(slot, side, state),
    note: request.note,
    state,
    because: state === 'lost' ? slot.because : null,
    provisional: decision !== (firm?.decision ?? 'none') || last !== (firm?.last ?? last),
    handOver: { borrower: isHanded && hasReceived(side), custodian: isGiven },
    return: { borrower: isGiven && side.returned !== undefined, custodian: decision === 'back' },
    facts,
    created: authorshipOf(request),
    changed: authorshipOf(facts.reduce<Authorship>((best, fact) => later(best, fact), request)),
    decision,
    firm: firm?.decision ?? 'none',
    firmLast: firm?.last ?? last,
    lateBecause: slot.because,
    order: slot.order,
  };
}

/** The borrower's last wish, unless it is given, refused or over. */
function askedFor(slot: Slot, side: LoanSides, state: LoanState): string | null {
  const wish = side.asked.at(-1);
  const isOn = state === 'approved' || state === 'handing-over' || state === 'out';
  if (!wish || !isOn || dayNumber(wish.to) <= slot.span.last) return null;
  return side.refused.some(({ to }) => to === wish.to) ? null : wish.to;
}

function factsOf(request: Request, slot: Slot, side: LoanSides, state: LoanState): LoanFact[] {
  const asked = request.note === '' ? {} : { note: request.note };
  const facts: LoanFact[] = [{ what: 'requested', ...authorshipOf(request), ...asked }, ...slot.facts];
  const { decision } = slot;
  if (side.cancelled && state === 'cancelled') facts.push({ what: 'cancelled', ...side.cancelled });
  const isGiven = decision === 'given' || decision === 'back';
  if (side.received && (isGiven || decision === 'claimed'))
    facts.push({ what: 'received', ...side.received });
  if (!isGiven && decision !== 'claimed') return facts;
  facts.push(...side.asked.map((wish): LoanFact => ({ what: 'asked', ...wish })));
  facts.push(...side.refused.map((answer): LoanFact => ({ what: 'refused', ...answer })));
  if (side.missing && isGiven) facts.push({ what: 'missing', ...side.missing });
  if (side.returned && isGiven) facts.push({ what: 'returned', ...side.returned });
  return facts;
}
