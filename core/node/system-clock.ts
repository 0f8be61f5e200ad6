/** The machine's clock. A timer that nobody cancels keeps the process alive: what starts timers stops them. */
import type { Clock } from '../base/clock.ts';

/** Milliseconds. Node would run a longer timer at once; nothing here waits for weeks. */
const LONGEST = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    // A timer of Node takes a millisecond at least, and who asks for no delay wants what is under way to end first.
    if (ms <= 0) {
      const turn = setImmediate(run);
      return () => clearImmediate(turn);
    }
    const timer = setTimeout(run, Math.min(ms, LONGEST));
    return () => clearTimeout(timer);
  },
};
