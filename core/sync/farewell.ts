/**
 * Says to a device that is removed, dropped or gone that it is: it is told of, and given when it asks, the authority
 * entries that lead there, which it judges by itself. Drives the step of a session over a view that holds nothing else;
 * takes nothing from the device. [SYNC-31]
 */
import type { Clock } from '../base/clock.ts';
import { codeOf } from '../base/kith-error.ts';
import type { DeviceId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { FeedTip, Replica } from '../community/replica.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { Run } from '../feed/run.ts';
import { BranchTrade, type BranchPartner } from './branch-trade.ts';
import type { ChannelEnd } from './channel-end.ts';
import { EndingView } from './ending-view.ts';
import type { ShownKey } from './handshake.ts';
import { FAREWELL_ROUNDS, FAREWELL_TIME, MAX_WANT_ENTRIES, READ_BYTES } from './limits.ts';
import type { BranchBody, Range, SessionBody } from './messages.ts';
import type { SessionPipe } from './session-host.ts';
import { startSession, stepSession, type Session, type SessionInput, type SessionView } from './session.ts';

export interface FarewellParts {
  readonly replica: Replica;
  readonly clock: Clock;
  readonly log: Log;
}

export class Farewell implements ChannelEnd, BranchPartner {
  readonly device: DeviceId;
  readonly shown: ShownKey;
  readonly pipe: SessionPipe;
  /** Nobody seeks such a device, and the connection ends when nothing else is on it. */
  readonly isOfUse = false;
  readonly #parts: FarewellParts;
  readonly #ending: EndingView;
  readonly #view: SessionView;
  readonly #branches: BranchTrade;
  readonly #until: number;
  #state: Session = startSession('authority');
  #isOpen = true;
  #asked = 0;

  constructor(
    parts: FarewellParts,
    tips: readonly FeedTip[],
    pipe: SessionPipe,
    device: DeviceId,
    shown: ShownKey,
  ) {
    const { replica, clock, log } = parts;
    this.#parts = parts;
    this.device = device;
    this.shown = shown;
    this.pipe = pipe;
    this.#ending = new EndingView(replica, tips);
    this.#branches = new BranchTrade(this.#ending, clock, log);
    this.#until = clock.now() + FAREWELL_TIME;
    this.#view = {
      get now() {
        return clock.now();
      },
      tip: (kind, of) => this.#ending.tip(kind, of),
      frontier: () => this.#ending.frontier(),
      erasures: () => [],
      looseErasures: () => [],
      mayAskRecent: false,
      isExcused: () => true,
    };
  }

  open(): void {
    this.#step({ type: 'open', proofs: [] });
    this.#branches.open(this);
  }

  close(): void {
    this.#isOpen = false;
    this.#branches.close(this);
  }

  onMessage(message: SessionBody): Promise<void> {
    if (message.type === 'want') this.#onWant(message);
    return Promise.resolve();
  }

  onChunks(): void {}

  onTyping(): void {}

  onBranches(message: BranchBody): void {
    if (message.type === 'fetch' && this.#mayAsk(message.tips)) this.#branches.receive(this, message);
  }

  hears(kind: FeedKind): boolean {
    return this.#isOpen && this.#state.speaksOf[kind];
  }

  sendBranch(body: BranchBody | Extract<SessionBody, { type: 'entries' }>): void {
    this.pipe.send(body);
  }

  ready(): Promise<void> {
    return this.pipe.ready();
  }

  fault(code: string, weight: number): void {
    this.pipe.fault(code, weight);
  }

  #onWant(message: Extract<SessionBody, { type: 'want' }>): void {
    const ranges = message.ranges.map(({ from, to }) => ({ from, seq: to }));
    if (this.#mayAsk(ranges)) this.#step({ type: 'message', message });
  }

  /** Whoever is out may ask for all of it a few times, as what is lost on the way is asked for again. */
  #mayAsk(ranges: readonly { readonly from: number; readonly seq: number }[]): boolean {
    if (!this.#isOpen || this.#parts.clock.now() > this.#until) return false;
    for (const { from, seq } of ranges) this.#asked += Math.max(1, seq - from + 1);
    if (this.#asked <= FAREWELL_ROUNDS * this.#ending.size + MAX_WANT_ENTRIES) return true;
    this.pipe.fault('WANT_FLOOD', 100);
    return false;
  }

  #step(input: SessionInput): void {
    if (!this.#isOpen) return;
    const { state, outputs } = stepSession(this.#state, input, this.#view);
    this.#state = state;
    for (const output of outputs) {
      if (output.type === 'send') this.pipe.send(output.message);
      else if (output.type === 'read') void this.#read(output.range);
      else if (output.type === 'fault') this.pipe.fault(output.code, 100);
    }
  }

  async #read({ kind, device, from, to }: Range): Promise<void> {
    let run: Run | undefined;
    try {
      run = await this.#ending.read(kind, device, from, to, READ_BYTES);
    } catch (error) {
      this.#parts.log.error('cannot read for a device that is out', { code: codeOf(error) });
    }
    await this.pipe.ready();
    this.#step({ type: 'read', run });
  }
}
