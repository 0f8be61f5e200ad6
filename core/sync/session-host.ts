/**
 * Drives one session: hands what comes to the pure step and does what comes out of it. Owns no rule of the exchange;
 * those are in session.ts and want-plan.ts.
 */
import type { Clock } from '../base/clock.ts';
import { codeOf } from '../base/kith-error.ts';
import type { DeviceId, ObjectId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { Run } from '../feed/run.ts';
import type { ConnectionPath, TransportId } from '../network/network.ts';
import type { FeedTip, Replica } from '../community/replica.ts';
import type { ShownKey } from './handshake.ts';
import type { BranchPartner, BranchTrade } from './branch-trade.ts';
import type { ChannelEnd } from './channel-end.ts';
import type { ChunkTrade, TradePartner } from './chunk-trade.ts';
import { HearingPlan } from './hearing-plan.ts';
import { HAVE_DELAY, OPEN_WANTS, READ_BYTES } from './limits.ts';
import type { BranchBody, ChunkBody, Range, SessionBody, TypingBody } from './messages.ts';
import type { Presence, PresencePartner } from './presence.ts';
import { provableEnd } from './serving.ts';
import {
  isDue,
  startSession,
  stepSession,
  type Level,
  type Session,
  type SessionInput,
  type SessionOutput,
  type SessionView,
} from './session.ts';
import type { WantPlan } from './want-plan.ts';

/** The connection as a session sees it. */
export interface SessionPipe {
  readonly transport: TransportId;
  readonly path: ConnectionPath;
  readonly address: string | undefined;
  /** More has been sent than the other side has taken: nothing is to be pushed now. */
  readonly isCongested: boolean;
  send(body: SessionBody | ChunkBody | TypingBody | BranchBody): void;
  /** Resolves when the other side has taken most of what was sent, or is gone. */
  ready(): Promise<void>;
  /** The other side has misbehaved: `weight` of 100 ends the connection. */
  fault(code: string, weight: number): void;
}

/** What the sessions of one community share. */
export interface SessionCommunity {
  readonly replica: Replica;
  readonly clock: Clock;
  readonly log: Log;
  readonly plan: WantPlan;
  /** Undefined where this device keeps no files of the community. */
  readonly chunks: ChunkTrade | undefined;
  readonly branches: BranchTrade;
  readonly presence: Presence;
  /** This device is in the community, as far as it knows. */
  readonly isIn: boolean;
  /** Is it taken now, from that session's device? [SYNC-28] */
  takes(run: Run, from: SessionHost): boolean;
  /** Every session asks for what it may ask for. */
  pump(): void;
  heardOf(addresses: readonly string[]): void;
  /** A neighbour has said what it holds: that alone may bring the two into step. */
  comparedAnew(): void;
  /** Nobody is to be asked for the newest entries now: somebody has been, or has answered. */
  readonly mayAskRecent: boolean;
  recentAsked(): void;
  recentCame(): void;
  proofsMayHaveCome(): void;
  erasuresMayHaveCome(): void;
}

const KINDS: Readonly<Record<Level, readonly FeedKind[]>> = {
  hearing: ['authority'],
  authority: ['authority'],
  full: ['authority', 'content'],
};

export class SessionHost implements ChannelEnd, TradePartner, PresencePartner, BranchPartner {
  /** Names this session in the plan. */
  readonly number: number;
  readonly device: DeviceId;
  readonly shown: ShownKey;
  readonly pipe: SessionPipe;
  readonly #exchange: SessionCommunity;
  readonly #view: SessionView;
  readonly #hearing = new HearingPlan();
  #state: Session;
  #isOpen = true;
  #cancelTick: (() => void) | undefined;
  /** Where it says that it may be reached. */
  addresses: readonly string[] = [];
  lastInStep: number | null = null;

  constructor(
    exchange: SessionCommunity,
    number: number,
    pipe: SessionPipe,
    device: DeviceId,
    shown: ShownKey,
    level: Level,
  ) {
    this.#exchange = exchange;
    this.number = number;
    this.pipe = pipe;
    this.device = device;
    this.shown = shown;
    this.#state = startSession(level);
    const { replica, clock, plan } = exchange;
    this.#view = {
      get now() {
        return clock.now();
      },
      tip: (kind, of) => replica.tip(kind, of),
      frontier: () => replica.frontier(),
      erasures: () => replica.erasures(),
      looseErasures: () => replica.looseErasures(),
      get mayAskRecent() {
        return exchange.mayAskRecent;
      },
      isExcused: (kind, of) => plan.isExcused(number, kind, of, clock.now()),
    };
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get isOfUse(): boolean {
    return this.#isOpen && this.#exchange.isIn;
  }

  get state(): Session {
    return this.#state;
  }

  get view(): SessionView {
    return this.#view;
  }

  open(): void {
    this.#step({ type: 'open', proofs: this.#exchange.replica.proofs() });
  }

  /** The promise holds back the next frame. */
  async onMessage(message: SessionBody): Promise<void> {
    if (message.type === 'have') this.#compareTips(message.tips);
    await Promise.all(this.#advance({ type: 'message', message }));
    if (message.type !== 'have') return;
    this.pump();
    this.#exchange.comparedAnew();
  }

  onChunks(message: ChunkBody): void {
    this.#exchange.chunks?.receive(this, message);
  }

  onTyping(place: ObjectId | null): void {
    if (this.mayTrade) this.#exchange.presence.receive(this, place);
  }

  sendTyping(place: ObjectId | null): void {
    this.pipe.send({ type: 'typing', place });
  }

  onBranches(message: BranchBody): void {
    this.#exchange.branches.receive(this, message);
  }

  hears(kind: FeedKind): boolean {
    return this.#isOpen && this.#state.speaksOf[kind];
  }

  sendBranch(body: BranchBody | Extract<SessionBody, { type: 'entries' }>): void {
    this.pipe.send(body);
  }

  /** Both have told each other what they hold of authority and of content, and may have everything. */
  get mayTrade(): boolean {
    const { level, speaksOf, isWhole } = this.#state;
    return this.#isOpen && level === 'full' && speaksOf.content && isWhole.content;
  }

  sendChunk(body: ChunkBody): void {
    this.pipe.send(body);
  }

  ready(): Promise<void> {
    return this.pipe.ready();
  }

  fault(code: string, weight: number): void {
    this.pipe.fault(code, weight);
  }

  /** True when something was pushed. */
  stored(tips: readonly FeedTip[], runs: readonly Run[]): boolean {
    const before = this.#state.sent;
    this.#step({ type: 'stored', tips, runs: this.pipe.isCongested ? [] : runs });
    return this.#state.sent !== before;
  }

  /** True when it is another one. */
  setLevel(level: Level): boolean {
    const before = this.#state.level;
    if (level === before) return false;
    this.#step({ type: 'level', level });
    if (before === 'hearing') this.#step({ type: 'proofs', proofs: this.#exchange.replica.proofs() });
    this.pump();
    return true;
  }

  input(input: Extract<SessionInput, { type: 'proofs' | 'erasures' | 'tick' }>): void {
    this.#step(input);
  }

  tell(own: readonly string[], others: readonly string[]): void {
    this.pipe.send({ type: 'peers', own, others });
  }

  /** Asks for what may be asked for. */
  pump(): void {
    const { clock } = this.#exchange;
    while (this.#isOpen && this.#state.asked.size < OPEN_WANTS) {
      const ranges = this.#plan.next(this.number, this.#state.theirs, KINDS[this.#state.level], clock.now());
      if (ranges.length === 0) return;
      this.#step({ type: 'ask', ranges });
    }
  }

  close(): void {
    this.#isOpen = false;
    this.#cancelTick?.();
  }

  get #plan() {
    return this.#state.level === 'hearing' ? this.#hearing : this.#exchange.plan;
  }

  #step(input: SessionInput): void {
    void Promise.all(this.#advance(input));
  }

  /** What it begins and what the next frame has to wait for: only a message begins such things. */
  #advance(input: SessionInput): Promise<void>[] {
    if (!this.#isOpen) return [];
    const { state, outputs } = stepSession(this.#state, input, this.#view);
    this.#state = state;
    const underWay: Promise<void>[] = [];
    for (const output of outputs) {
      const work = this.#do(output);
      if (work) underWay.push(work);
    }
    if (isDue(this.#state) && !this.#cancelTick) {
      this.#cancelTick = this.#exchange.clock.after(HAVE_DELAY, () => {
        this.#cancelTick = undefined;
        this.#step({ type: 'tick' });
      });
    }
    return underWay;
  }

  #do(output: SessionOutput): Promise<void> | undefined {
    const { replica, clock } = this.#exchange;
    switch (output.type) {
      case 'send':
        if (output.message.type === 'recent') this.#exchange.recentAsked();
        this.pipe.send(output.message);
        return undefined;
      case 'read':
        void this.#read(output.range);
        return undefined;
      case 'gate':
        return this.#gate(output.runs, output.answered);
      case 'hold':
        replica.noteHeldBy(this.device, output.tips);
        return undefined;
      case 'proofs':
        return replica.receiveProofs(output.proofs).then(() => this.#exchange.proofsMayHaveCome());
      case 'erasures':
        return replica.receiveErasures(output.runs).then(() => this.#exchange.erasuresMayHaveCome());
      case 'peers':
        this.addresses = output.own;
        this.#exchange.heardOf([...output.own, ...output.others]);
        return undefined;
      case 'recent':
        // Before the wants that stand behind it.
        return this.#giveRecent();
      case 'tails': {
        const taken = replica.receiveTails(output.tails);
        if (taken.ok) this.#exchange.recentCame();
        else this.pipe.fault(taken.code, 10);
        return undefined;
      }
      case 'overdue':
        this.pipe.fault('WANT_OVERDUE', 10);
        this.#plan.overdue(this.number, output.ranges, clock.now());
        this.#exchange.pump();
        return undefined;
      case 'fault':
        this.pipe.fault(output.code, 100);
        return undefined;
      default:
        return output satisfies never;
    }
  }

  async #giveRecent(): Promise<void> {
    const { replica, log } = this.#exchange;
    try {
      this.pipe.send({ type: 'tails', tails: await replica.tails() });
    } catch (error) {
      log.error('cannot read for a neighbour', { code: codeOf(error) });
    }
  }

  async #read(range: Range): Promise<void> {
    const { replica, log } = this.#exchange;
    const { kind, device, from, to } = range;
    let run: Run | undefined;
    try {
      run = await replica.read(kind, device, from, to, READ_BYTES);
      const isWhole = run && run.from + run.records.length > to;
      if (isWhole && run!.records.at(-1)!.signature === null)
        run = await replica.read(kind, device, from, provableEnd(to), READ_BYTES);
    } catch (error) {
      log.error('cannot read for a neighbour', { code: codeOf(error) });
    }
    // The next piece is read when the last frame has left.
    await this.pipe.ready();
    this.#step({ type: 'read', run });
  }

  async #gate(runs: readonly Run[], answered: readonly Range[] | null): Promise<void> {
    const { replica, clock } = this.#exchange;
    const plan = this.#plan;
    for (const run of runs) this.#comparePrev(run);
    const taken = runs.filter((run) => this.#exchange.takes(run, this));
    if (taken.length > 0) {
      const report = await replica.receive(taken);
      plan.arrived(taken, report.stored);
      for (const { kind, device } of report.refused)
        this.#exchange.plan.fail(this.number, kind, device, clock.now());
      // A later version's entries are no fault of whoever passes them on.
      if (report.refused.some(({ code }) => code !== 'VERSION_UNKNOWN'))
        this.pipe.fault('ENTRIES_REFUSED', 10);
      if (report.forks > 0) this.#exchange.proofsMayHaveCome();
    }
    if (answered) plan.answered(this.number, answered, clock.now());
    this.#exchange.pump();
  }

  #compareTips(tips: readonly FeedTip[]): void {
    const { replica, plan } = this.#exchange;
    for (const { kind, device, seq, id } of tips) {
      const tip = replica.tip(kind, device);
      if (tip?.seq === seq && tip.id !== id) plan.suspect(this.number, kind, device, seq);
    }
  }

  #comparePrev(run: Run): void {
    const { replica, plan } = this.#exchange;
    const tip = replica.tip(run.kind, run.device);
    if (tip && tip.seq === run.from - 1 && tip.id !== run.prev)
      plan.suspect(this.number, run.kind, run.device, tip.seq);
  }
}
