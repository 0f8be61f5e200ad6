/**
 * The joiner's side: asks one host after the other until one admits, then waits until what the community has is here.
 * Owns the state that people see; connections and sessions are the engine's. [SYNC-8] [THREAT-24]
 */
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import { toBase32 } from '../base/base32.ts';
import type { CommunityId, InviteId } from '../base/ids.ts';
import { signingKeyFromSeed } from '../crypto/sign.ts';
import type { Replica } from '../community/replica.ts';
import { HostTurns, type Host, type Seeker } from './host-turns.ts';
import type { Joining, JoinPlan, JoinState } from './sync.ts';

/** Milliseconds: a host may have to ask its disk, and a person. */
const ANSWER_WITHIN = 60_000;

export interface JoinParts {
  readonly clock: Clock;
  /** Is anybody connected, or being dialled, beside one host? */
  readonly isOtherInSight: () => boolean;
  readonly adopted: (replica: Replica) => void;
  /** Done, failed or cancelled: nothing more is expected of this attempt. */
  readonly ended: () => void;
}

export class JoinAttempt implements Joining, Seeker {
  readonly community: CommunityId;
  readonly invite: InviteId;
  readonly onChange = new Emitter<JoinState>();
  readonly finished: Promise<JoinState>;
  readonly #plan: JoinPlan;
  readonly #parts: JoinParts;
  readonly #turns: HostTurns;
  #state: JoinState = { phase: 'looking', refusals: 0 };
  #resolve!: (state: JoinState) => void;

  constructor(plan: JoinPlan, parts: JoinParts) {
    this.#plan = plan;
    this.#parts = parts;
    this.community = plan.ticket.community;
    this.invite = toBase32(signingKeyFromSeed(plan.ticket.inviteSeed).publicKey) as InviteId;
    this.finished = new Promise((resolve) => (this.#resolve = resolve));
    this.#turns = new HostTurns({
      clock: parts.clock,
      answerWithin: ANSWER_WITHIN,
      isOtherInSight: parts.isOtherInSight,
      ask: (host) => {
        // Who waits for somebody's yes is told so, not each time that it is asked again.
        if (this.#state.phase !== 'waiting') this.#set({ phase: 'asking' });
        host.ask(plan.request);
      },
      waits: (refusals) => {
        if (this.#state.phase !== 'waiting' || refusals > 0) this.#set({ phase: 'looking', refusals });
      },
      notYet: () => {
        if (this.#state.phase !== 'waiting') this.#set({ phase: 'waiting' });
      },
      gaveUp: (code) => this.#end({ phase: 'failed', code }),
    });
  }

  get state(): JoinState {
    return this.#state;
  }

  get tips(): JoinPlan['ticket']['tips'] {
    return this.#plan.ticket.tips;
  }

  /** Not let in yet: hosts are wanted. */
  get isOpen(): boolean {
    const { phase } = this.#state;
    return phase === 'looking' || phase === 'asking' || phase === 'waiting';
  }

  cancel(): void {
    this.#end({ phase: 'failed', code: 'JOIN_CANCELLED' });
  }

  offer(host: Host): void {
    this.#turns.offer(host);
  }

  lost(host: Host): void {
    this.#turns.lost(host);
  }

  refused(host: Host, code: string): void {
    this.#turns.refused(host, code);
  }

  async welcomed(host: Host, welcome: Uint8Array): Promise<void> {
    if (!this.#turns.isAsked(host)) return;
    this.#turns.answered();
    const adopted = await this.#plan.adopt(welcome);
    if (!adopted.ok) return this.refused(host, adopted.code);
    this.#turns.end();
    // Cancelled meanwhile: what was adopted is a member's replica all the same.
    if (this.isOpen) this.#set({ phase: 'receiving', community: this.community });
    this.#parts.adopted(adopted.value);
  }

  /** A joiner knows the community; nobody was asked for it. */
  introduced(): boolean {
    return true;
  }

  /** The tips of the ticket are reached, and a member's device is in step. */
  arrived(): void {
    if (this.#state.phase === 'receiving') this.#end({ phase: 'done', community: this.community });
  }

  #end(state: JoinState): void {
    if (this.#state.phase === 'done' || this.#state.phase === 'failed') return;
    this.#turns.end();
    this.#set(state);
    this.#resolve(state);
    this.#parts.ended();
  }

  #set(state: JoinState): void {
    this.#state = state;
    this.onChange.emit(state);
  }
}
