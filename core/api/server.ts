/**
 * Serves the API to one client over a channel. Owns that client's calls and subscriptions. Guarantees: only methods of
 * the table can be called, each in its own way; inputs are checked before the peer sees them; a fault of ours goes out
 * as INTERNAL without its message; calls in flight and subscriptions are bounded; who sends nonsense is cut off.
 * Who may open the channel at all is the host's affair.
 */
import * as v from 'valibot';
import { KithError } from '../base/kith-error.ts';
import { silentLog, type Log } from '../base/log.ts';
import type { TextChannel } from './channel.ts';
import { decodeInput } from './decode-input.ts';
import { clientFrame, MAX_CLIENT_FRAME, type ClientFrame, type Details, type ServerFrame } from './frames.ts';
import { isCallName, isSubscribeName, methods, type PeerApi } from './methods.ts';
import { ServedQuery } from './served-query.ts';

const MAX_CALLS = 64;
const MAX_SUBSCRIPTIONS = 256;

interface Subscription {
  readonly query: ServedQuery;
  stop: () => void;
}

/** Ends when the channel closes. */
export function serveApi(api: PeerApi, channel: TextChannel, log: Log = silentLog): void {
  new ApiSession(api, channel, log).start();
}

class ApiSession {
  readonly #api: PeerApi;
  readonly #channel: TextChannel;
  readonly #log: Log;
  readonly #calls = new Set<number>();
  readonly #subscriptions = new Map<number, Subscription>();
  #isOpen = true;

  constructor(api: PeerApi, channel: TextChannel, log: Log) {
    this.#api = api;
    this.#channel = channel;
    this.#log = log;
  }

  start(): void {
    this.#channel.onMessage((text) => {
      this.#take(text);
    });
    this.#channel.onClose(() => {
      this.#isOpen = false;
      for (const id of [...this.#subscriptions.keys()]) this.#unsubscribe(id);
    });
  }

  #take(text: string): void {
    const frame = this.#isOpen ? readFrame(text) : undefined;
    if (!frame) {
      if (this.#isOpen) this.#log.warn('api.nonsense', { characters: text.length });
      this.#channel.close();
      return;
    }
    switch (frame.t) {
      case 'call':
        void this.#call(frame.id, frame.name, frame.input);
        break;
      case 'subscribe':
        this.#subscribe(frame.id, frame.name, frame.input);
        break;
      case 'unsubscribe':
        this.#unsubscribe(frame.id);
        break;
      case 'taken':
        this.#subscriptions.get(frame.id)?.query.taken(frame.count);
        break;
      default:
        frame satisfies never;
    }
  }

  async #call(id: number, name: string, input: unknown): Promise<void> {
    if (this.#calls.has(id)) {
      this.#channel.close();
      return;
    }
    if (this.#calls.size >= MAX_CALLS) {
      this.#send({ t: 'failure', id, code: 'TOO_BUSY', details: {} });
      return;
    }
    this.#calls.add(id);
    try {
      if (!isCallName(name)) throw new KithError('METHOD_UNKNOWN');
      const value = await this.#api.call(name, decodeInput(name, input));
      this.#send({ t: 'result', id, value: value ?? null });
    } catch (error) {
      this.#send({ t: 'failure', id, ...this.#refusal(error, name) });
    } finally {
      this.#calls.delete(id);
    }
  }

  #subscribe(id: number, name: string, input: unknown): void {
    if (this.#subscriptions.has(id)) {
      this.#channel.close();
      return;
    }
    const end = (error: unknown): void => {
      this.#unsubscribe(id);
      this.#send({ t: 'ended', id, ...this.#refusal(error, name) });
    };
    try {
      if (this.#subscriptions.size >= MAX_SUBSCRIPTIONS) throw new KithError('TOO_BUSY');
      if (!isSubscribeName(name)) throw new KithError('METHOD_UNKNOWN');
      const decoded = decodeInput(name, input);
      const query = new ServedQuery(id, methods[name].kind === 'events', (frame) => {
        this.#send(frame);
      });
      const subscription: Subscription = { query, stop: () => {} };
      this.#subscriptions.set(id, subscription);
      const isCurrent = (): boolean => this.#subscriptions.get(id) === subscription;
      const stop = this.#api.subscribe(
        name,
        decoded,
        (value) => {
          if (!isCurrent()) return;
          try {
            query.offer(value);
          } catch (error) {
            end(error);
          }
        },
        (error) => {
          if (isCurrent()) end(error);
        },
      );
      // It may have ended while it was being made.
      if (isCurrent()) subscription.stop = stop;
      else stop();
    } catch (error) {
      end(error);
    }
  }

  #unsubscribe(id: number): void {
    const subscription = this.#subscriptions.get(id);
    this.#subscriptions.delete(id);
    subscription?.stop();
  }

  #refusal(error: unknown, name: string): { code: string; details: Details } {
    if (error instanceof KithError) return { code: error.code, details: error.details };
    this.#log.error('api.fault', {
      method: name.slice(0, 64),
      error: error instanceof Error ? error.name : typeof error,
    });
    return { code: 'INTERNAL', details: {} };
  }

  #send(frame: ServerFrame): void {
    if (this.#isOpen) this.#channel.send(JSON.stringify(frame));
  }
}

function readFrame(text: string): ClientFrame | undefined {
  if (text.length > MAX_CLIENT_FRAME) return undefined;
  try {
    const result = v.safeParse(clientFrame, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
