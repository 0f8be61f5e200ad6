/** The machine's clock. A timer that nobody cancels keeps the process alive: what starts timers stops them. */
import type { Clock } from '../base/clock.ts';

/** Milliseconds. Node would run a longer timer at once; nothing here waits for weeks. */
const LONGEST = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, ms), LONGEST));
    return () => clearTimeout(timer);
  },
};
