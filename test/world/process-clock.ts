/** The clock of one process: wrong by so much, and silent from when the process is killed. */
import type { Clock } from '../../core/base/clock.ts';

export class ProcessClock implements Clock {
  readonly #clock: Clock;
  readonly #skewMs: number;
  #isDead = false;

  constructor(clock: Clock, skewMs: number) {
    this.#clock = clock;
    this.#skewMs = skewMs;
  }

  now(): number {
    return this.#clock.now() + this.#skewMs;
  }

  after(ms: number, run: () => void): () => void {
    return this.#clock.after(ms, () => {
      if (!this.#isDead) run();
    });
  }

  /** No timer of the process runs any more. */
  kill(): void {
    this.#isDead = true;
  }
}
