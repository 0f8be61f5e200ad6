/** So many at once, so many each second. [THREAT-29] */
import type { Clock } from '../base/clock.ts';

export class RateBucket {
  readonly #clock: Clock;
  readonly #burst: number;
  readonly #rate: number;
  #left: number;
  #at: number;

  constructor(clock: Clock, burst: number, perSecond: number) {
    this.#clock = clock;
    this.#burst = burst;
    this.#rate = perSecond;
    this.#left = burst;
    this.#at = clock.now();
  }

  /** False when there were too many. A clock that jumps back costs nothing but the wait. */
  take(): boolean {
    const now = this.#clock.now();
    const gained = (Math.max(0, now - this.#at) / 1_000) * this.#rate;
    this.#left = Math.min(this.#burst, this.#left + gained);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
