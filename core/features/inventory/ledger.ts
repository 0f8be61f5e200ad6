/**
 * What the custodian of one thing has decided, step by step. Owns the custodian's side of the loan machine: promises
 * against dates, pieces against quantity. Knows nothing of the order of steps and of who may take them (decisions.ts).
 * A step that its loan's state does not allow has no effect. [LOAN-4] [LOAN-5] [LOAN-6] [LOAN-14]
 */
import type { ObjectId } from '../../base/ids.ts';
import { authorshipOf, type Authorship } from '../../documents/place-events.ts';
import { obstacle, type Because, type Claim } from './capacity.ts';
import { dayNumber, isFinitePeriod, overlaps, type Span } from './civil-date.ts';
import type { By, Request } from './events.ts';

/**
 * none: not decided; claimed: promised; late: approved when it was promised to others already; given: handed over, as
 * the custodian says; back: returned, as the custodian says.
 */
export type Decision = 'none' | 'claimed' | 'late' | 'declined' | 'given' | 'back';

export type Fact = Authorship & {
  readonly what: 'approved' | 'lost' | 'declined' | 'given' | 'back' | 'extended';
  /** Why it was lost. */
  readonly because?: Because;
  /** Until when it was extended: YYYY-MM-DD. */
  readonly to?: string;
  /** What was said with it. */
  readonly note?: string;
};

/** What the desk alone has decided: this nobody else can undo. */
export interface Firm {
  readonly decision: Decision;
  /** Number of the last day. */
  readonly last: number;
}

export interface Slot extends Claim {
  span: Span;
  decision: Decision;
  /** Of a loan that is late. */
  because: Because | null;
  /** Grows with every promise: which of two was promised first. */
  order: number;
  readonly facts: Fact[];
}

export class Ledger {
  readonly #slots = new Map<ObjectId, Slot>();
  readonly #open = new Set<Slot>();
  #given = 0;
  #promises = 0;
  #quantity: number;

  constructor(quantity: number) {
    this.#quantity = quantity;
  }

  get quantity(): number {
    return this.#quantity;
  }

  slot({ loan, span }: Pick<Request, 'loan' | 'span'>): Slot {
    let slot = this.#slots.get(loan);
    if (!slot) {
      slot = { loan, span, decision: 'none', because: null, order: 0, facts: [] };
      this.#slots.set(loan, slot);
    }
    return slot;
  }

  approve(slot: Slot, by: By): void {
    if (slot.decision !== 'none' && slot.decision !== 'late') return;
    const because = obstacle(slot.span, this.#claims(), this.#quantity);
    if (because) this.#lose(slot, because, by);
    else this.#claim(slot, by);
  }

  decline(slot: Slot, instead: ObjectId | null, by: By): void {
    if (slot.decision !== 'none' && slot.decision !== 'late' && slot.decision !== 'claimed') return;
    if (instead !== null) {
      this.#lose(slot, { code: 'LOAN_BEATEN', loan: instead }, by);
      return;
    }
    this.#close(slot, 'declined', by);
  }

  /** Also promises it, when nobody has yet. Only while a piece is there. */
  handOver(slot: Slot, by: By): void {
    if (this.#given >= this.#quantity) return;
    this.approve(slot, authorshipOf(by));
    if (slot.decision !== 'claimed') return;
    slot.decision = 'given';
    this.#given += 1;
    slot.facts.push({ what: 'given', ...by });
  }

  /**
   * Both sides say that it was handed over: promises that stand in the way are lost, the youngest first. What has been
   * handed over stays.
   */
  handOverByBoth(slot: Slot, by: By): void {
    if (slot.decision === 'late' || slot.decision === 'none') this.#makeWay(slot, authorshipOf(by));
    this.handOver(slot, by);
  }

  giveBack(slot: Slot, by: By): void {
    if (slot.decision === 'given') this.#close(slot, 'back', by);
  }

  /** Later only, and only while it is promised or handed over and a piece is left on the days that are added. */
  extend(slot: Slot, to: string, by: By): void {
    if (slot.decision !== 'claimed' && slot.decision !== 'given') return;
    const span = { first: slot.span.first, last: dayNumber(to) };
    if (span.last <= slot.span.last || !isFinitePeriod(span)) return;
    const others = this.#claims().filter((other) => other !== slot);
    if (obstacle(span, others, this.#quantity)) return;
    slot.span = span;
    slot.facts.push({ what: 'extended', to, ...by });
  }

  /** Not below what is handed over: then it stays, and the answer is false. */
  setQuantity(quantity: number): boolean {
    if (quantity < this.#given) return false;
    this.#quantity = quantity;
    return true;
  }

  #claims(): Slot[] {
    return [...this.#open];
  }

  #claim(slot: Slot, by: By): void {
    slot.decision = 'claimed';
    slot.because = null;
    slot.order = this.#promises++;
    this.#open.add(slot);
    slot.facts.push({ what: 'approved', ...by });
  }

  #lose(slot: Slot, because: Because, by: By): void {
    const known = slot.decision === 'late' && sameReason(slot.because, because);
    slot.decision = 'late';
    slot.because = because;
    this.#open.delete(slot);
    if (!known) slot.facts.push({ what: 'lost', because, ...by });
  }

  #close(slot: Slot, decision: 'declined' | 'back', by: By): void {
    if (slot.decision === 'given') this.#given -= 1;
    slot.decision = decision;
    slot.because = null;
    this.#open.delete(slot);
    slot.facts.push({ what: decision, ...by });
  }

  #makeWay(slot: Slot, by: By): void {
    if (this.#given >= this.#quantity) return;
    const stay = this.#claims();
    const leave: Slot[] = [];
    while (obstacle(slot.span, stay, this.#quantity)) {
      const youngest = stay.findLastIndex(
        (other) => other.decision === 'claimed' && overlaps(other.span, slot.span),
      );
      if (youngest < 0) return;
      leave.push(...stay.splice(youngest, 1));
    }
    for (const other of leave) this.#lose(other, { code: 'LOAN_BEATEN', loan: slot.loan }, by);
  }
}

function sameReason(a: Because | null, b: Because): boolean {
  return a?.code === b.code && loanOf(a) === loanOf(b);
}

export function loanOf(because: Because | null): ObjectId | null {
  return because?.code === 'LOAN_BEATEN' ? because.loan : null;
}
