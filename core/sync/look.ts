/**
 * Finds out which community an invite is of, for somebody who has its words alone: asks one after the other who
 * recognises the invite. Joins nothing: whoever looks decides then. [SYNC-21] [THREAT-24] [THREAT-33]
 */
import type { Clock } from '../base/clock.ts';
import type { InviteId } from '../base/ids.ts';
import { readIntroduction } from '../identity/introduction.ts';
import { HostTurns, type Host, type Seeker } from './host-turns.ts';
import type { Looking, LookState } from './sync.ts';

/** Milliseconds: the answer lies ready, and an older version never gives one. */
const ANSWER_WITHIN = 5_000;

export interface LookParts {
  readonly clock: Clock;
  /** Is anybody connected, or being dialled, beside one host? */
  readonly isOtherInSight: () => boolean;
  readonly ended: () => void;
}

export class LookAttempt implements Looking, Seeker {
  readonly invite: InviteId;
  readonly finished: Promise<LookState>;
  readonly #parts: LookParts;
  readonly #turns: HostTurns;
  #isOpen = true;
  #resolve!: (state: LookState) => void;

  constructor(invite: InviteId, parts: LookParts) {
    this.invite = invite;
    this.#parts = parts;
    this.finished = new Promise((resolve) => (this.#resolve = resolve));
    this.#turns = new HostTurns({
      clock: parts.clock,
      answerWithin: ANSWER_WITHIN,
      isOtherInSight: parts.isOtherInSight,
      ask: (host) => host.look(),
      waits: () => undefined,
      notYet: () => undefined,
      gaveUp: (code) => this.#end({ phase: 'failed', code }),
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
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

  /** Nothing was asked for that could be answered so. */
  async welcomed(): Promise<void> {}

  introduced(host: Host, bytes: Uint8Array): boolean {
    if (!this.#turns.isAsked(host)) return true;
    const read = readIntroduction(bytes, this.invite);
    if (!read.ok) {
      this.#turns.refused(host, 'INVITE_UNKNOWN');
      return false;
    }
    this.#end({ phase: 'found', introduction: read.value, address: host.address ?? null });
    return true;
  }

  #end(state: LookState): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#turns.end();
    this.#resolve(state);
    this.#parts.ended();
  }
}
