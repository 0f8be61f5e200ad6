/**
 * Writes what neighbours are known to hold a moment after that has changed, so that marks of delivery outlive a process that
 * is killed. Not synced: what a power loss takes is stated anew in the next session.
 */
import type { LiveState } from './live-state.ts';

/** Milliseconds. */
const DELAY = 5_000;

export class ReceiptKeeper {
  readonly #live: LiveState;
  #cancel: (() => void) | undefined;

  constructor(live: LiveState) {
    this.#live = live;
  }

  changed(): void {
    this.#cancel ??= this.#live.options.clock.after(DELAY, () => {
      this.#cancel = undefined;
      // On a disk that is full there is more to say than this, and others say it.
      this.#write().catch(() => undefined);
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #write(): Promise<void> {
    return this.#live.alone(async () => {
      const batch = this.#live.batch(false);
      this.#live.putReceipts(batch);
      await batch.flush();
    });
  }
}
