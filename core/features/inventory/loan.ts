/**
 * One loan as both sides' steps make it. Owns the state and its reason. The borrower's steps count whatever their place
 * in the order: nothing that a borrower writes can move a decision about somebody else's loan. [LOAN-9] [LOAN-10]
 */
import type { ObjectId, PersonId } from '../../base/ids.ts';
import { authorshipOf, later, type Authorship } from '../../documents/place-events.ts';
import { compareStamps } from '../../documents/stamp.ts';
import type { Because } from './capacity.ts';
import type { Request, Step } from './events.ts';
import type { Decision, Fact, Slot } from './ledger.ts';

export type LoanState =
  | 'requested'
  | 'approved'
  | 'declined'
  | 'cancelled'
  | 'lost'
  /** One side has said that it was handed over. */
  | 'handing-over'
  | 'out'
  /** One side has said that it is back. */
  | 'returning'
  | 'returned';

/** What happened to a loan, in the order in which it took effect. */
export type LoanFact = Authorship & {
  readonly what: Fact['what'] | 'requested' | 'cancelled' | 'received' | 'returned';
  readonly because?: Because;
};

export interface Loan {
  readonly id: ObjectId;
  readonly item: ObjectId;
  readonly borrower: PersonId;
  /** Who looks after the item now. */
  readonly custodian: PersonId;
  /** YYYY-MM-DD; null: open. */
  readonly from: string | null;
  readonly to: string | null;
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
  /** Why the decision is late, also where the state is another one. */
  readonly lateBecause: Because | null;
  /** Which of two promises came first. */
  readonly order: number;
}

export interface Sides {
  readonly borrower: boolean;
  readonly custodian: boolean;
}

/** The borrower's side: the first step of each kind, if there is one. */
export interface BorrowerSide {
  cancelled?: Authorship;
  received?: Authorship;
  returned?: Authorship;
}

/** Takes one of the borrower's own steps. */
export function noteBorrower(side: BorrowerSide, step: Step): void {
  if (step.type === 'approve' || step.type === 'decline') return;
  const name = step.type === 'cancel' ? 'cancelled' : step.type === 'hand-over' ? 'received' : 'returned';
  const other = side[name];
  if (!other || compareStamps(step.stamp, other.stamp) < 0) side[name] = authorshipOf(step);
}

/** Has the borrower said that they had it? Bringing it back says so, too. */
export function hasReceived(side: BorrowerSide): boolean {
  return side.received !== undefined || side.returned !== undefined;
}

function loanState(decision: Decision, side: BorrowerSide): LoanState {
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
      if (received) return side.returned ? 'returning' : 'out';
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
  firm: Decision,
  side: BorrowerSide,
  custodian: PersonId,
): Loan {
  const { decision } = slot;
  const state = loanState(decision, side);
  const facts = factsOf(request, slot, side, state);
  const isHanded = decision === 'claimed' || decision === 'given' || decision === 'back';
  const isGiven = decision === 'given' || decision === 'back';
  return {
    id: request.loan,
    item: request.item,
    borrower: request.person,
    custodian,
    ...request.period,
    state,
    because: state === 'lost' ? slot.because : null,
    provisional: decision !== firm,
    handOver: { borrower: isHanded && hasReceived(side), custodian: isGiven },
    return: { borrower: isGiven && side.returned !== undefined, custodian: decision === 'back' },
    facts,
    created: authorshipOf(request),
    changed: authorshipOf(facts.reduce<Authorship>((best, fact) => later(best, fact), request)),
    decision,
    firm,
    lateBecause: slot.because,
    order: slot.order,
  };
}

function factsOf(request: Request, slot: Slot, side: BorrowerSide, state: LoanState): LoanFact[] {
  const facts: LoanFact[] = [{ what: 'requested', ...authorshipOf(request) }, ...slot.facts];
  const { decision } = slot;
  if (side.cancelled && state === 'cancelled') facts.push({ what: 'cancelled', ...side.cancelled });
  const isHanded = decision === 'claimed' || decision === 'given' || decision === 'back';
  if (side.received && isHanded) facts.push({ what: 'received', ...side.received });
  if (side.returned && (decision === 'given' || decision === 'back')) {
    facts.push({ what: 'returned', ...side.returned });
  }
  return facts;
}
