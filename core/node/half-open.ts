/**
 * Incoming connections that have not shown who they are yet. Bounded: beyond the bound the one that has waited longest is
 * hung up on, so that whoever opens many and says nothing keeps nobody out, also not somebody behind the same address.
 * [NETWORK-9] [THREAT-18]
 */

/** An honest one is through in a tenth of a second. */
export const MAX_HALF_OPEN = 32;

interface Socket {
  abort(error: Error): void;
}

export class HalfOpen {
  /** In the order in which they came. */
  readonly #waiting = new Set<Socket>();

  get size(): number {
    return this.#waiting.size;
  }

  came(socket: Socket): void {
    this.#waiting.add(socket);
    if (this.#waiting.size <= MAX_HALF_OPEN) return;
    const [oldest] = this.#waiting;
    this.#waiting.delete(oldest!);
    oldest!.abort(new Error('others wait as well'));
  }

  /** It has shown who it is, or is gone. */
  done(socket: Socket): void {
    this.#waiting.delete(socket);
  }
}
