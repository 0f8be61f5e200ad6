/**
 * Hosts of one invite, asked one after the other: the next one on a refusal, a lost connection or silence. Owns the turn
 * and its timers; what is asked and what an answer means is the caller's. [SYNC-8]
 */
import type { Clock } from '../base/clock.ts';

/** Milliseconds for another host to turn up after a refusal. */
const OTHER_HOST = 10_000;
/** The same, when the refusal lies in the invite or the person, so that others must come to it too, and nobody else is there. */
const NOBODY_ELSE = 2_000;
const DEFINITE: ReadonlySet<string> = new Set([
  'INVITE_EXPIRED',
  'INVITE_REVOKED',
  'INVITE_USED_UP',
  'JOIN_REMOVED',
  'PERSON_REMOVED',
]);

/** Milliseconds after which a host is asked again whose person, or whose steward, has to say yes first. */
const ASK_AGAIN = 10_000;
/** A steward has been told; this one is none, and others are needed. */
const NOT_YET: ReadonlySet<string> = new Set(['APPROVAL_WAITING', 'APPROVAL_NEEDED']);

/** A connected peer that knows the invite. */
export interface Host {
  /** Where it was reached, or whence it came; undefined where that is no address to dial. */
  readonly address: string | undefined;
  ask(request: Uint8Array): void;
  look(): void;
}

/** Who wants something of hosts: a joiner, or somebody who only has the words of an invite. */
export interface Seeker {
  offer(host: Host): void;
  /** The connection is gone. */
  lost(host: Host): void;
  refused(host: Host, code: string): void;
  welcomed(host: Host, welcome: Uint8Array): Promise<void>;
  /** False: what it says of the invite does not hold. */
  introduced(host: Host, introduction: Uint8Array): boolean;
}

export interface TurnParts {
  readonly clock: Clock;
  /** Milliseconds that a host has for its answer. */
  readonly answerWithin: number;
  /** Is anybody connected, or being dialled, beside one host? */
  readonly isOtherInSight: () => boolean;
  readonly ask: (host: Host) => void;
  /** Nobody is left to be asked. */
  readonly waits: (refusals: number) => void;
  /** Somebody has to say yes first: hosts are asked again, and nobody gives up. */
  readonly notYet: () => void;
  /** All have refused, and no other one has come. `code`: of the last refusal. */
  readonly gaveUp: (code: string) => void;
}

export class HostTurns {
  readonly #parts: TurnParts;
  readonly #waiting: Host[] = [];
  /** Asked again later. */
  readonly #later = new Map<Host, { readonly code: string; readonly stop: () => void }>();
  #asked: Host | undefined;
  #refusals = 0;
  #lastCode = 'JOIN_NOBODY';
  #isOver = false;
  #cancelTimer: (() => void) | undefined;

  constructor(parts: TurnParts) {
    this.#parts = parts;
  }

  isAsked(host: Host): boolean {
    return !this.#isOver && this.#asked === host;
  }

  offer(host: Host): void {
    if (this.#isOver) return;
    this.#waiting.push(host);
    this.#next();
  }

  lost(host: Host): void {
    const at = this.#waiting.indexOf(host);
    if (at >= 0) this.#waiting.splice(at, 1);
    this.#later.get(host)?.stop();
    this.#later.delete(host);
    if (this.#asked !== host) return;
    this.#asked = undefined;
    this.#next();
  }

  refused(host: Host, code: string): void {
    if (!this.isAsked(host)) return;
    this.#asked = undefined;
    if (NOT_YET.has(code)) this.#askLater(host, code);
    else {
      this.#refusals += 1;
      this.#lastCode = code;
    }
    this.#next();
  }

  /** The host has answered; its turn goes on until it is refused or over. */
  answered(): void {
    this.#cancelTimer?.();
  }

  end(): void {
    this.#isOver = true;
    this.#cancelTimer?.();
    this.#asked = undefined;
    this.#waiting.length = 0;
    this.#forgetLater();
  }

  #forgetLater(): void {
    for (const { stop } of this.#later.values()) stop();
    this.#later.clear();
  }

  #askLater(host: Host, code: string): void {
    const stop = this.#parts.clock.after(ASK_AGAIN, () => {
      this.#later.delete(host);
      this.offer(host);
    });
    this.#later.set(host, { code, stop });
  }

  #next(): void {
    if (this.#isOver || this.#asked) return;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const host = this.#waiting.shift();
    if (host) {
      this.#asked = host;
      const { clock, answerWithin, ask } = this.#parts;
      this.#cancelTimer = clock.after(answerWithin, () => this.refused(host, 'JOIN_NOBODY'));
      ask(host);
      return;
    }
    if (this.#isNotYet()) {
      this.#parts.notYet();
      return;
    }
    this.#forgetLater();
    this.#parts.waits(this.#refusals);
    if (this.#refusals === 0) return;
    // Another host may see it differently: the first may not have heard of the invite's latest state.
    const { clock, isOtherInSight, gaveUp } = this.#parts;
    this.#cancelTimer = clock.after(NOBODY_ELSE, () => {
      if (DEFINITE.has(this.#lastCode) && !isOtherInSight()) gaveUp(this.#lastCode);
      else this.#cancelTimer = clock.after(OTHER_HOST - NOBODY_ELSE, () => gaveUp(this.#lastCode));
    });
  }

  /** After a refusal only a steward who has been told can still say yes. */
  #isNotYet(): boolean {
    if (this.#refusals === 0) return this.#later.size > 0;
    return [...this.#later.values()].some(({ code }) => code === 'APPROVAL_WAITING');
  }
}
