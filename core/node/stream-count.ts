/** How many streams each peer has open towards us, over all of its connections. */
import type { TransportId } from '../network/network.ts';

export class StreamCount {
  readonly #limit: number;
  readonly #open = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one more; the returned function gives it back. Undefined beyond the limit. */
  take(remote: TransportId, protocol: string): (() => void) | undefined {
    const key = `${remote} ${protocol}`;
    const open = this.#open.get(key) ?? 0;
    if (open >= this.#limit) return undefined;
    this.#open.set(key, open + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      const left = (this.#open.get(key) ?? 1) - 1;
      if (left === 0) this.#open.delete(key);
      else this.#open.set(key, left);
    };
  }
}
