/** A clock for whoever looks at the page: its timers are real, its time of day stands almost still and is set by hand. */
import type { Clock } from '../../core/base/clock.ts';
import { systemClock } from '../../core/node/system-clock.ts';
import { START } from './fake-world.ts';

/** A minute of the test is a second of the street's day, so that what takes a while still shows the same time. */
const SLOWER = 60;

export class StreetClock implements Clock {
  readonly #began = Date.now();
  #set = START;

  now(): number {
    return this.#set + Math.floor((Date.now() - this.#began) / SLOWER);
  }

  after(ms: number, run: () => void): () => void {
    return systemClock.after(ms, run);
  }

  /** Milliseconds; only forwards. */
  pass(ms: number): void {
    this.#set += ms;
  }
}
