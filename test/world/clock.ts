/**
 * A clock that stands still until it is driven. Timers run in the order of their time, then of their making; between
 * two timers every promise that can settle has settled. So a run is a function of its seed.
 */
import type { Clock } from '../../core/base/clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** 2026-01-01T00:00:00Z: an arbitrary fixed start. */
const WORLD_START = 1_767_225_600_000;

export class SimulatedClock implements Clock {
  #now: number;
  #order = 0;
  #fired = 0;
  /** A binary heap by (at, order); cancelled timers stay in it, without a `run`. */
  readonly #heap: Timer[] = [];
  #pending = 0;

  constructor(start: number = WORLD_START) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer: Timer = { at: this.#now + Math.max(0, ms), order: this.#order++, run };
    this.#push(timer);
    this.#pending += 1;
    return () => {
      if (timer.run === undefined) return;
      timer.run = undefined;
      this.#pending -= 1;
    };
  }

  /** Timers that have neither run nor been cancelled. */
  get pending(): number {
    return this.#pending;
  }

  /** Timers that have run since the beginning. */
  get fired(): number {
    return this.#fired;
  }

  /** Runs every timer of the next `ms` milliseconds, then stands at the end of them. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    while (await this.#step(end));
    this.#now = end;
  }

  /** Runs timers until `isDone`; false when `limitMs` have passed without it. */
  async runUntil(isDone: () => boolean, limitMs: number): Promise<boolean> {
    const end = this.#now + limitMs;
    await settled();
    while (!isDone()) {
      if (!(await this.#step(end))) {
        this.#now = end;
        return isDone();
      }
    }
    return true;
  }

  /** Drives the clock while `work` is under way; for code that waits on timers inside one promise. */
  async drive<T>(work: Promise<T>, limitMs = 3_600_000): Promise<T> {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    work.then(over, over);
    if (!(await this.runUntil(() => isOver, limitMs)))
      throw new Error(`nothing came of it within ${limitMs} ms`);
    return work;
  }

  /** Runs the next timer that is due by `end`; false when there is none. */
  async #step(end: number): Promise<boolean> {
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || (next.run !== undefined && next.at > end)) return false;
      this.#pop();
      if (next.run === undefined) continue;
      this.#now = Math.max(this.#now, next.at);
      const { run } = next;
      next.run = undefined;
      this.#pending -= 1;
      this.#fired += 1;
      run();
      await settled();
      return true;
    }
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (isBefore(heap[parent]!, timer)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (isBefore(last, heap[child]!)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Every microtask that is due, and those that they bring about, run before the event loop turns. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
