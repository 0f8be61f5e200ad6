/**
 * Whose steps count for one thing, and in which order. The desk, one device of the custodian, comes first: its feed
 * orders its steps, so nobody can slip a step in before one of them by pretending to have seen nothing. What the
 * custodian's other devices say comes after all of it, in the total order, and is provisional until the desk has seen it:
 * then it counts as the desk has repeated it, and never comes to life later.
 * [INV-4] [INV-6] [LOAN-3] [LOAN-7] [LOAN-8] [THREAT-46]
 */
import type { DeviceId, ObjectId } from '../../base/ids.ts';
import type { Authorship } from '../../documents/place-events.ts';
import { byOf, type Custody, type ItemBirth, type ItemChange, type Request, type Step } from './events.ts';
import { Ledger, type Firm, type Slot } from './ledger.ts';

export interface Decided {
  readonly ledger: Ledger;
  readonly firm: ReadonlyMap<ObjectId, Firm>;
  readonly custody: Custody;
  /** Of each other device of the custodian, the last entry that the desk has not adopted. */
  readonly unadopted: ReadonlyMap<DeviceId, number>;
  /** The last change of the quantity. */
  readonly quantitySet: Authorship | undefined;
  /** Every change of who looks after it, in order. */
  readonly handed: readonly Handed[];
}

export type Handed = Authorship & { readonly to: Custody };

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
  const handed: Handed[] = [];
  const seen = new Map<DeviceId, number>();
  let custody = of.birth.custody;
  let quantitySet: Authorship | undefined;
  let from = 0;
  for (;;) {
    const next = nextCustody(of.acts, from, custody, handed.length);
    for (const act of of.acts.slice(from, next?.handsOn ? next.at : undefined)) {
      if (!isOfDesk(act, custody, handed.length)) continue;
      switch (act.type) {
        case 'quantity':
          if (ledger.setQuantity(act.quantity)) quantitySet = act;
          break;
        case 'adopted':
          for (const { device, seq } of act.seen) seen.set(device, Math.max(seq, seen.get(device) ?? -1));
          break;
        case 'hand-on':
        case 'take-over':
          // What ends a custody is looked for beforehand.
          break;
        case 'approve':
        case 'decline':
        case 'cancel':
        case 'hand-over':
        case 'return':
        case 'ask':
        case 'extend':
        case 'refuse':
        case 'missing':
          take(of, ledger, act);
          break;
        default:
          act satisfies never;
      }
    }
    if (!next) break;
    handed.push(next.handed);
    // Of what is decided under the next custody, this one has seen nothing.
    seen.clear();
    custody = next.handed.to;
    from = next.at + 1;
  }
  const firm = new Map<ObjectId, Firm>();
  for (const request of of.requests.values()) {
    const { decision, span } = ledger.slot(request);
    firm.set(request.loan, { decision, last: span.last });
  }
  const unadopted = new Map<DeviceId, number>();
  for (const act of of.acts) {
    if (!('loan' in act) || act.custody !== handed.length || !isDecision(act.type)) continue;
    if (act.person !== custody.person || act.device === custody.desk) continue;
    if (act.stamp.seq <= (seen.get(act.device) ?? -1)) continue;
    unadopted.set(act.device, Math.max(act.stamp.seq, unadopted.get(act.device) ?? -1));
    takeElsewhere(of, ledger, act, firm);
  }
  return { ledger, firm, custody, unadopted, quantitySet, handed };
}

/**
 * What ends a custody: the desk's own word, which ends its decisions too. Where there is none, a steward's, or that of
 * another device of the custodian: these undo nothing that the desk has decided, wherever in the order that stands.
 * [INV-4] [INV-6]
 */
function nextCustody(
  acts: Case['acts'],
  from: number,
  custody: Custody,
  count: number,
): { at: number; handed: Handed; handsOn: boolean } | undefined {
  const rest = acts.slice(from);
  const own = rest.findIndex((act) => act.type === 'hand-on' && isOfDesk(act, custody, count));
  const index = own >= 0 ? own : rest.findIndex((act) => takesOver(act, custody, count));
  const act = rest[index];
  if (act?.type !== 'hand-on' && act?.type !== 'take-over') return undefined;
  const { person, device, stamp, to } = act;
  return { at: from + index, handed: { person, device, stamp, to }, handsOn: own >= 0 };
}

function takesOver(act: Step | ItemChange, { person }: Custody, count: number): boolean {
  if (act.type !== 'take-over' || act.custody !== count) return false;
  return act.governs || (act.person === person && act.to.person === person);
}

function isOfDesk(act: Step | ItemChange, custody: Custody, count: number): boolean {
  return act.custody === count && act.device === custody.desk && act.person === custody.person;
}

/** The custodian's, and ordered by the desk. */
function isDecision(type: Step['type']): boolean {
  switch (type) {
    case 'approve':
    case 'decline':
    case 'hand-over':
    case 'return':
    case 'extend':
      return true;
    // Wherever they are written, and by whom: loan.ts.
    case 'cancel':
    case 'ask':
    case 'refuse':
    case 'missing':
      return false;
    default:
      return type satisfies never;
  }
}

/** At the desk. */
function take(of: Case, ledger: Ledger, step: Step): void {
  const slot = slotOf(of, ledger, step);
  if (!slot) return;
  switch (step.type) {
    case 'approve':
      ledger.approve(slot, byOf(step));
      break;
    case 'decline':
      ledger.decline(slot, insteadOf(of, step), byOf(step));
      break;
    case 'hand-over':
      ledger.handOver(slot, byOf(step));
      break;
    case 'return':
      ledger.giveBack(slot, byOf(step));
      break;
    case 'extend':
      ledger.extend(slot, step.to, byOf(step));
      break;
    case 'cancel':
    case 'ask':
    case 'refuse':
    case 'missing':
      // Not ordered by the desk (loan.ts).
      break;
    default:
      step.type satisfies never;
  }
}

/** At another device of the custodian: what the desk has judged as too late stays so, unless both sides say otherwise. */
function takeElsewhere(of: Case, ledger: Ledger, step: Step, firm: ReadonlyMap<ObjectId, Firm>): void {
  const slot = slotOf(of, ledger, step);
  if (!slot) return;
  // One person on both sides confirms nothing to anybody.
  const isByTwo = of.requests.get(step.loan)?.person !== step.person && of.hasReceived(step.loan);
  if (step.type === 'hand-over' && isByTwo) {
    ledger.handOverByBoth(slot, byOf(step));
    return;
  }
  const isRejudged = step.type !== 'decline' || insteadOf(of, step) !== null;
  if (isRejudged && slot.decision === 'late' && firm.get(step.loan)?.decision === 'late') return;
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
