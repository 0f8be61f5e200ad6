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
import type { Joining, JoinPlan, JoinState } from './sync.ts';

/** Milliseconds for a host to answer, and for another host to turn up after a refusal. */
const ANSWER_TIMEOUT = 60_000;
const OTHER_HOST = 10_000;

/** A connected peer that knows the invite. */
export interface Host {
  ask(request: Uint8Array): void;
}

export interface JoinParts {
  readonly clock: Clock;
  readonly adopted: (replica: Replica) => void;
  /** Done, failed or cancelled: nothing more is expected of this attempt. */
  readonly ended: () => void;
}

export class JoinAttempt implements Joining {
  readonly community: CommunityId;
  readonly invite: InviteId;
  readonly onChange = new Emitter<JoinState>();
  readonly finished: Promise<JoinState>;
  readonly #plan: JoinPlan;
  readonly #parts: JoinParts;
  readonly #waiting: Host[] = [];
  #asked: Host | undefined;
  #refusals = 0;
  #lastCode = 'JOIN_CANCELLED';
  #state: JoinState = { phase: 'looking', refusals: 0 };
  #cancelTimer: (() => void) | undefined;
  #resolve!: (state: JoinState) => void;

  constructor(plan: JoinPlan, parts: JoinParts) {
    this.#plan = plan;
    this.#parts = parts;
    this.community = plan.ticket.community;
    this.invite = toBase32(signingKeyFromSeed(plan.ticket.inviteSeed).publicKey) as InviteId;
    this.finished = new Promise((resolve) => (this.#resolve = resolve));
  }

  get state(): JoinState {
    return this.#state;
  }

  get tips(): JoinPlan['ticket']['tips'] {
    return this.#plan.ticket.tips;
  }

  /** Looking or asking: hosts are wanted. */
  get isOpen(): boolean {
    return this.#state.phase === 'looking' || this.#state.phase === 'asking';
  }

  cancel(): void {
    this.#end({ phase: 'failed', code: 'JOIN_CANCELLED' });
  }

  /** A peer that knows the invite is there. */
  offer(host: Host): void {
    if (!this.isOpen) return;
    this.#waiting.push(host);
    this.#askNext();
  }

  /** The connection is gone. */
  lost(host: Host): void {
    const at = this.#waiting.indexOf(host);
    if (at >= 0) this.#waiting.splice(at, 1);
    if (this.#asked !== host) return;
    this.#asked = undefined;
    this.#askNext();
  }

  refused(host: Host, code: string): void {
    if (this.#asked !== host || !this.isOpen) return;
    this.#asked = undefined;
    this.#refusals += 1;
    this.#lastCode = code;
    this.#askNext();
  }

  async welcomed(host: Host, welcome: Uint8Array): Promise<void> {
    if (this.#asked !== host || !this.isOpen) return;
    this.#cancelTimer?.();
    const adopted = await this.#plan.adopt(welcome);
    if (!adopted.ok) return this.refused(host, adopted.code);
    this.#asked = undefined;
    this.#waiting.length = 0;
    // Cancelled meanwhile: what was adopted is a member's replica all the same.
    if (this.isOpen) this.#set({ phase: 'receiving', community: this.community });
    this.#parts.adopted(adopted.value);
  }

  /** The tips of the ticket are reached, and a member's device is in step. */
  arrived(): void {
    if (this.#state.phase === 'receiving') this.#end({ phase: 'done', community: this.community });
  }

  #askNext(): void {
    if (!this.isOpen || this.#asked) return;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const host = this.#waiting.shift();
    if (host) {
      this.#asked = host;
      this.#cancelTimer = this.#parts.clock.after(ANSWER_TIMEOUT, () => this.refused(host, 'JOIN_NOBODY'));
      this.#set({ phase: 'asking' });
      host.ask(this.#plan.request);
      return;
    }
    this.#set({ phase: 'looking', refusals: this.#refusals });
    if (this.#refusals === 0) return;
    // Another host may see it differently: the first may not have heard of the invite's latest state.
    this.#cancelTimer = this.#parts.clock.after(OTHER_HOST, () =>
      this.#end({ phase: 'failed', code: this.#lastCode }),
    );
  }

  #end(state: JoinState): void {
    if (this.#state.phase === 'done' || this.#state.phase === 'failed') return;
    this.#cancelTimer?.();
    this.#asked = undefined;
    this.#waiting.length = 0;
    this.#set(state);
    this.#resolve(state);
    this.#parts.ended();
  }

  #set(state: JoinState): void {
    this.#state = state;
    this.onChange.emit(state);
  }
}
