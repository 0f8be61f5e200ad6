/**
 * One subscribed query as React reads it (useSyncExternalStore). Owns its last value. Guarantees: the value stays while
 * the connection is away and follows again when it is back; nothing is subscribed that nobody looks at (after a while,
 * so that going back to a screen shows it at once).
 */
import type { ApiClient } from '../../core/api/client.ts';

export interface QueryState {
  /** Undefined until the first value has come. */
  readonly value: unknown;
  readonly error: unknown;
}

/** Milliseconds for which a query that nobody looks at is still followed. */
const LINGER = 60_000;

export type Follow = (
  client: ApiClient,
  onValue: (value: unknown) => void,
  onError: (error: unknown) => void,
) => () => void;

export class QueryStore {
  readonly #follow: Follow;
  readonly #onIdle: () => void;
  readonly #listeners = new Set<() => void>();
  #state: QueryState = { value: undefined, error: undefined };
  #client: ApiClient | undefined;
  #stop: (() => void) | undefined;
  #lingering: ReturnType<typeof setTimeout> | undefined;

  constructor(follow: Follow, onIdle: () => void) {
    this.#follow = follow;
    this.#onIdle = onIdle;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    clearTimeout(this.#lingering);
    this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#lingering = setTimeout(() => {
        this.#stop?.();
        this.#stop = undefined;
        this.#onIdle();
      }, LINGER);
    };
  };

  readonly getState = (): QueryState => this.#state;

  /** Undefined: the connection is away. */
  setClient(client: ApiClient | undefined): void {
    this.#client = client;
    this.#stop = undefined;
    if (client) this.#start();
  }

  #start(): void {
    if (!this.#client || this.#stop) return;
    const client = this.#client;
    this.#stop = this.#follow(
      client,
      (value) => {
        this.#set({ value, error: undefined });
      },
      (error) => {
        // A lost connection is shown once, for the whole page, and its values stay.
        if (this.#client === client && !isLost(error)) this.#set({ value: undefined, error });
      },
    );
  }

  #set(state: QueryState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

function isLost(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'CONNECTION_LOST';
}
