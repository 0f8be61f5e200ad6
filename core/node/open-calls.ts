/**
 * Stands before a peer's API while the peer starts and stops: who comes early waits, calls under way may end, and what
 * comes late is refused with STORE_CLOSED before anything has happened. What is followed is answered as soon as the disk
 * is open; calls wait until the peer is on its network, as some of them speak of it.
 */
import { KithError } from '../base/kith-error.ts';
import type { CallName, PeerApi, SubscribeName } from '../api/methods.ts';

export class OpenCalls implements PeerApi {
  readonly #opened = new Gate();
  readonly #started = new Gate();
  #count = 0;
  #isClosing = false;
  #idle: (() => void) | undefined;

  /** Queries are answered from now on. */
  open(api: PeerApi): void {
    this.#opened.open(api);
  }

  /** Calls, too. */
  start(api: PeerApi): void {
    this.#opened.open(api);
    this.#started.open(api);
  }

  /** Whoever waits is told. */
  fail(error: unknown): void {
    this.#opened.fail(error);
    this.#started.fail(error);
  }

  async call(name: CallName, input: unknown): Promise<unknown> {
    if (this.#isClosing) throw new KithError('STORE_CLOSED');
    this.#count += 1;
    try {
      const api = await this.#started.api;
      return await api.call(name, input);
    } finally {
      this.#count -= 1;
      if (this.#count === 0) this.#idle?.();
    }
  }

  subscribe(
    name: SubscribeName,
    input: unknown,
    onValue: (value: unknown) => void,
    onError: (error: unknown) => void,
  ): () => void {
    let isOver = false;
    let stop = (): void => {
      isOver = true;
    };
    this.#opened.api.then((api) => {
      if (!isOver) stop = api.subscribe(name, input, onValue, onError);
    }, onError);
    return () => {
      stop();
    };
  }

  /** Resolves when the last call has ended, or after `ms` milliseconds: some wait for the world. */
  async close(ms: number): Promise<void> {
    this.#isClosing = true;
    if (this.#count === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#idle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** What is first said of it counts. */
class Gate {
  readonly api: Promise<PeerApi>;
  open!: (api: PeerApi) => void;
  fail!: (error: unknown) => void;

  constructor() {
    this.api = new Promise((resolve, reject) => {
      this.open = resolve;
      this.fail = reject;
    });
    // Nobody may have come.
    this.api.catch(() => {});
  }
}
