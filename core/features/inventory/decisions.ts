/**
 * Whose steps count for one thing, and in which order. The desk, one device of the custodian, comes first: its feed
 * orders its steps, so nobody can slip a step in before one of them by pretending to have seen nothing. What the
 * custodian's other devices say comes after all of it, in the total order, and is provisional until the desk has seen it:
 * then it counts as the desk has repeated it, and never comes to life later.
 * [LOAN-3] [LOAN-7] [LOAN-8] [THREAT-46]
 */
import type { DeviceId, ObjectId } from '../../base/ids.ts';
import type { Authorship } from '../../documents/place-events.ts';
import type { Custody, ItemBirth, ItemChange, Request, Step } from './events.ts';
import { Ledger, type Decision, type Slot } from './ledger.ts';

export interface Decided {
  readonly ledger: Ledger;
  /** The desk's own decisions: these nobody else can undo. */
  readonly firm: ReadonlyMap<ObjectId, Decision>;
  readonly custody: Custody;
  /** Of each other device of the custodian, the last entry that the desk has not adopted. */
  readonly unadopted: ReadonlyMap<DeviceId, number>;
  /** The last change of the quantity. */
  readonly quantitySet: Authorship | undefined;
  /** Every change of who looks after it, in order. */
  readonly handed: readonly (Authorship & { readonly to: Custody })[];
}

export interface Case {
  readonly birth: ItemBirth;
  readonly requests: ReadonlyMap<ObjectId, Request>;
  /** Steps of these requests and changes of this thing, by anybody, in the total order. */
  readonly acts: readonly (Step | ItemChange)[];
  /** Has the borrower said that it was handed over? */
  hasReceived(loan: ObjectId): boolean;
}

export function decide(of: Case): Decided {
  const ledger = new Ledger(of.birth.quantity);
  const handed: (Authorship & { readonly to: Custody })[] = [];
  const seen = new Map<DeviceId, number>();
  let custody = of.birth.custody;
  let quantitySet: Authorship | undefined;
  for (const act of of.acts) {
    if (act.custody !== handed.length || act.device !== custody.desk || act.person !== custody.person)
      continue;
    switch (act.type) {
      case 'quantity':
        if (ledger.setQuantity(act.quantity)) quantitySet = act;
        break;
      case 'adopted':
        for (const { device, seq } of act.seen) seen.set(device, Math.max(seq, seen.get(device) ?? -1));
        break;
      case 'hand-on':
        handed.push({ person: act.person, device: act.device, stamp: act.stamp, to: act.to });
        custody = act.to;
        break;
      case 'approve':
      case 'decline':
      case 'cancel':
      case 'hand-over':
      case 'return':
        take(of, ledger, act);
        break;
      default:
        act satisfies never;
    }
  }
  const firm = new Map<ObjectId, Decision>();
  for (const request of of.requests.values()) firm.set(request.loan, ledger.slot(request).decision);
  const unadopted = new Map<DeviceId, number>();
  for (const act of of.acts) {
    if (!('loan' in act) || act.custody !== handed.length) continue;
    if (act.person !== custody.person || act.device === custody.desk) continue;
    if (act.type === 'cancel' || act.stamp.seq <= (seen.get(act.device) ?? -1)) continue;
    unadopted.set(act.device, Math.max(act.stamp.seq, unadopted.get(act.device) ?? -1));
    takeElsewhere(of, ledger, act, firm);
  }
  return { ledger, firm, custody, unadopted, quantitySet, handed };
}

/** At the desk. */
function take(of: Case, ledger: Ledger, step: Step): void {
  const slot = slotOf(of, ledger, step);
  if (!slot) return;
  switch (step.type) {
    case 'approve':
      ledger.approve(slot, authorOf(step));
      break;
    case 'decline':
      ledger.decline(slot, insteadOf(of, step), authorOf(step));
      break;
    case 'hand-over':
      ledger.handOver(slot, authorOf(step));
      break;
    case 'return':
      ledger.giveBack(slot, authorOf(step));
      break;
    case 'cancel':
      // The borrower's, wherever it is written (loan.ts).
      break;
    default:
      step.type satisfies never;
  }
}

/** At another device of the custodian: what the desk has judged as too late stays so, unless both sides say otherwise. */
function takeElsewhere(of: Case, ledger: Ledger, step: Step, firm: ReadonlyMap<ObjectId, Decision>): void {
  const slot = slotOf(of, ledger, step);
  if (!slot) return;
  // One person on both sides confirms nothing to anybody.
  const isByTwo = of.requests.get(step.loan)?.person !== step.person && of.hasReceived(step.loan);
  if (step.type === 'hand-over' && isByTwo) {
    ledger.handOverByBoth(slot, authorOf(step));
    return;
  }
  const isRejudged = step.type !== 'decline' || insteadOf(of, step) !== null;
  if (isRejudged && slot.decision === 'late' && firm.get(step.loan) === 'late') return;
  take(of, ledger, step);
}

function slotOf(of: Case, ledger: Ledger, step: Step): Slot | undefined {
  const request = of.requests.get(step.loan);
  return request && ledger.slot(request);
}

function insteadOf(of: Case, step: Step): ObjectId | null {
  const { instead, loan } = step;
  return instead !== null && instead !== loan && of.requests.has(instead) ? instead : null;
}

function authorOf({ person, device, stamp }: Step): Authorship {
  return { person, device, stamp };
}
