/** Neighbours that are kept out for a while. In memory: a restart forgives. */
import type { Clock } from '../base/clock.ts';
import type { TransportId } from '../network/network.ts';

/** Milliseconds. */
const BAN = 10 * 60 * 1_000;

export class BanList {
  readonly #clock: Clock;
  readonly #until = new Map<TransportId, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(remote: TransportId): void {
    const now = this.#clock.now();
    for (const [id, until] of this.#until) if (until <= now) this.#until.delete(id);
    this.#until.set(remote, now + BAN);
  }

  has(remote: TransportId): boolean {
    return (this.#until.get(remote) ?? 0) > this.#clock.now();
  }
}
