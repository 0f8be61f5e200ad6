/**
 * The branches of forked feeds, beside the ordinary exchange, in which a feed has one end: each side says which branches
 * it holds, and is asked for those that the other lacks, along the chain that leads to their end. [SYNC-27] [THREAT-1]
 */
import type { Clock } from '../base/clock.ts';
import type { EntryId } from '../base/ids.ts';
import { codeOf } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import type { BranchTip, Replica } from '../community/replica.ts';
import { MAX_SEQ, type FeedKind } from '../feed/entry.ts';
import { MAX_BRANCHES, MAX_FETCHED, READ_BYTES, RETRY_FIRST, RETRY_LAST } from './limits.ts';
import type { BranchBody, SessionBody } from './messages.ts';

/** A session as the trade sees it. */
export interface BranchPartner {
  /** It is told everything of that kind. */
  hears(kind: FeedKind): boolean;
  sendBranch(body: BranchBody | Extract<SessionBody, { type: 'entries' }>): void;
  /** Resolves when the other side has taken most of what was sent, or is gone. */
  ready(): Promise<void>;
  fault(code: string, weight: number): void;
}

/** What of a community the trade needs. */
export type BranchSource = Pick<Replica, 'branches' | 'holds' | 'tip' | 'read'>;

interface Lack {
  readonly tip: BranchTip;
  /** How often it was asked for, and when it may be again. */
  asks: number;
  again: number;
}

interface Desk {
  readonly told: Set<EntryId>;
  readonly lacks: Map<EntryId, Lack>;
  readonly fetched: BranchTip[];
  isServing: boolean;
}

export class BranchTrade {
  readonly #replica: BranchSource;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #desks = new Map<BranchPartner, Desk>();

  constructor(replica: BranchSource, clock: Clock, log: Log) {
    this.#replica = replica;
    this.#clock = clock;
    this.#log = log;
  }

  open(partner: BranchPartner): void {
    this.#desks.set(partner, { told: new Set(), lacks: new Map(), fetched: [], isServing: false });
    this.pump();
  }

  close(partner: BranchPartner): void {
    this.#desks.delete(partner);
  }

  /** Says what is news, and asks for what may be asked for. */
  pump(): void {
    const branches = this.#replica.branches();
    for (const [partner, desk] of this.#desks) {
      this.#tell(partner, desk, branches);
      if (desk.lacks.size > 0) this.#ask(partner, desk, branches);
    }
  }

  receive(partner: BranchPartner, message: BranchBody): void {
    const desk = this.#desks.get(partner);
    if (!desk) return;
    if (message.type === 'fetch') {
      this.#onFetch(partner, desk, message.tips);
      return;
    }
    for (const tip of message.tips) {
      desk.told.add(tip.id);
      if (this.#replica.holds(tip.id)) continue;
      if (!desk.lacks.has(tip.id)) desk.lacks.set(tip.id, { tip, asks: 0, again: 0 });
    }
    if (desk.told.size > MAX_BRANCHES) partner.fault('BRANCH_FLOOD', 100);
    else this.pump();
  }

  #tell(partner: BranchPartner, { told }: Desk, branches: readonly BranchTip[]): void {
    const news = branches.filter(({ id, kind }) => !told.has(id) && partner.hears(kind));
    for (const { id } of news) told.add(id);
    for (let at = 0; at < news.length; at += MAX_FETCHED)
      partner.sendBranch({ type: 'branches', tips: news.slice(at, at + MAX_FETCHED) });
  }

  #ask(partner: BranchPartner, { lacks }: Desk, branches: readonly BranchTip[]): void {
    const now = this.#clock.now();
    const wanted: BranchTip[] = [];
    for (const [id, lack] of lacks) {
      if (this.#replica.holds(id)) lacks.delete(id);
      else if (lack.again <= now && wanted.length < MAX_FETCHED) {
        wanted.push({ ...lack.tip, from: lack.asks === 0 ? this.#startOf(lack.tip, branches) : 0 });
        lack.again = now + Math.min(RETRY_LAST, RETRY_FIRST * 2 ** lack.asks);
        lack.asks += 1;
      }
    }
    if (wanted.length > 0) partner.sendBranch({ type: 'fetch', tips: wanted });
  }

  /** Where what both hold ends, as far as both know; when that leads nowhere, it is asked for from the start. */
  #startOf({ kind, device, from }: BranchTip, branches: readonly BranchTip[]): number {
    const held = this.#replica.tip(kind, device)?.seq ?? -1;
    const own = branches.find((branch) => branch.kind === kind && branch.device === device);
    return Math.min(from, held + 1, own?.from ?? from);
  }

  #onFetch(partner: BranchPartner, desk: Desk, tips: readonly BranchTip[]): void {
    // Who is told of something may ask for it.
    if (tips.some(({ kind, id }) => !partner.hears(kind) || !desk.told.has(id))) {
      partner.fault('FETCH_FORBIDDEN', 100);
      return;
    }
    desk.fetched.push(...tips);
    if (desk.fetched.length > MAX_BRANCHES) partner.fault('FETCH_FLOOD', 100);
    else if (!desk.isServing) void this.#serve(partner, desk);
  }

  async #serve(partner: BranchPartner, desk: Desk): Promise<void> {
    desk.isServing = true;
    for (let tip = desk.fetched.shift(); tip; tip = desk.fetched.shift()) await this.#give(partner, tip);
    desk.isServing = false;
  }

  async #give(partner: BranchPartner, { kind, device, from, id }: BranchTip): Promise<void> {
    try {
      for (let next = from; ;) {
        const run = await this.#replica.read(kind, device, next, MAX_SEQ, READ_BYTES, id);
        await partner.ready();
        if (!run || !this.#desks.has(partner)) return;
        partner.sendBranch({ type: 'entries', id: 0, isLast: true, runs: [run] });
        next = run.from + run.records.length;
      }
    } catch (error) {
      this.#log.error('cannot read a branch for a neighbour', { code: codeOf(error) });
    }
  }
}
