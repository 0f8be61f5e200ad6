/**
 * The page's connection to its peer. Owns the client in use and every query that is followed. Guarantees: it comes back
 * by itself, sooner when the person returns to the page; queries go on where they were; `api` stays the same object, and
 * a command made while the connection is away fails with CONNECTION_LOST instead of waiting.
 */
import type { TextChannel } from '../../core/api/channel.ts';
import { apiOf, connectApi, type ApiClient } from '../../core/api/client.ts';
import { connectionLost } from '../../core/api/codes.ts';
import type { InputOf, KithApi, QueryName } from '../../core/api/methods.ts';
import { QueryStore } from './query-store.ts';

/** lost: it was open before, or could not be opened for a while. */
export type ConnectionState = 'connecting' | 'open' | 'lost';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;

export class PeerConnection {
  readonly api: KithApi;
  readonly #open: () => Promise<TextChannel>;
  readonly #queries = new Map<string, QueryStore>();
  readonly #listeners = new Set<() => void>();
  #state: ConnectionState = 'connecting';
  #client: ApiClient | undefined;
  #wait = FIRST_WAIT;
  #waking: (() => void) | undefined;

  constructor(open: () => Promise<TextChannel>) {
    this.#open = open;
    this.api = apiOf((name, input) => {
      const call = this.#client?.[name as keyof KithApi] as
        ((input: unknown) => Promise<unknown>) | undefined;
      return call ? call(input) : Promise.reject(connectionLost());
    });
  }

  start(): void {
    // The person is back, or the machine is: no reason to wait out the rest.
    window.addEventListener('focus', () => this.#waking?.());
    window.addEventListener('online', () => this.#waking?.());
    void this.#keepOpen();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly getState = (): ConnectionState => this.#state;

  query<Name extends QueryName>(name: Name, input: InputOf<Name>): QueryStore {
    const id = `${name} ${JSON.stringify(input ?? {})}`;
    const known = this.#queries.get(id);
    if (known) return known;
    const query = new QueryStore(
      (client, onValue, onError) => client.subscribe(name, input, onValue, onError),
      () => this.#queries.delete(id),
    );
    this.#queries.set(id, query);
    if (this.#client) query.setClient(this.#client);
    return query;
  }

  async #keepOpen(): Promise<void> {
    for (;;) {
      try {
        const channel = await this.#open();
        await this.#use(channel);
        this.#wait = FIRST_WAIT;
      } catch {
        this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
      }
      this.#setState('lost');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.#wait);
        this.#waking = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#waking = undefined;
    }
  }

  /** Resolves when the channel has closed. */
  async #use(channel: TextChannel): Promise<void> {
    const client = connectApi(channel);
    const closed = new Promise<void>((resolve) => {
      channel.onClose(resolve);
    });
    this.#setClient(client);
    this.#setState('open');
    await closed;
    this.#setClient(undefined);
  }

  #setClient(client: ApiClient | undefined): void {
    this.#client = client;
    for (const query of this.#queries.values()) query.setClient(client);
  }

  #setState(state: ConnectionState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
