/**
 * The API at a caller's side of a channel. Owns the calls that wait for an answer, and the subscribed values as they
 * follow the patches. Guarantees: refusals arrive as KithError with their code and details; when the channel closes, all
 * that waits is refused with CONNECTION_LOST. It does not reconnect: a new channel is a new client.
 */
import { KithError } from '../base/kith-error.ts';
import type { TextChannel } from './channel.ts';
import { connectionLost } from './codes.ts';
import { TAKEN_STEP, type ClientFrame, type Details, type ServerFrame } from './frames.ts';
import { methods, type InputOf, type KithApi, type OutputOf, type SubscribeName } from './methods.ts';
import { applyPatch } from './patch.ts';

export interface Subscriptions {
  /** Calls `onValue` with the whole value and again after each change; of events: with each. `onError` ends it. */
  subscribe<Name extends SubscribeName>(
    name: Name,
    input: InputOf<Name>,
    onValue: (value: OutputOf<Name>) => void,
    onError?: (error: KithError) => void,
  ): () => void;
}

export type ApiClient = KithApi & Subscriptions;

/** A KithApi out of one function that makes a call. */
export function apiOf(call: (name: string, input: unknown) => Promise<unknown>): KithApi {
  const names = Object.keys(methods).filter(
    (name) => methods[name as keyof typeof methods].kind !== 'events',
  );
  return Object.fromEntries(
    names.map((name) => [name, (input?: unknown) => call(name, input)]),
  ) as unknown as KithApi;
}

export function connectApi(channel: TextChannel): ApiClient {
  const client = new ChannelClient(channel);
  return {
    ...apiOf((name, input) => client.call(name, input)),
    subscribe: (name, input, onValue, onError) =>
      client.subscribe(name, input, onValue as (value: unknown) => void, onError ?? (() => {})),
  };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: KithError) => void;
}

interface Followed {
  value: unknown;
  taken: number;
  readonly onValue: (value: unknown) => void;
  readonly onError: (error: KithError) => void;
}

class ChannelClient {
  readonly #channel: TextChannel;
  readonly #calls = new Map<number, Waiting>();
  readonly #followed = new Map<number, Followed>();
  #nextId = 0;
  #isOpen = true;

  constructor(channel: TextChannel) {
    this.#channel = channel;
    channel.onMessage((text) => {
      const frame = readFrame(text);
      if (frame) this.#take(frame);
      else channel.close();
    });
    channel.onClose(() => {
      this.#close();
    });
  }

  call(name: string, input: unknown): Promise<unknown> {
    if (!this.#isOpen) return Promise.reject(connectionLost());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#send({ t: 'call', id, name, input });
    });
  }

  subscribe(
    name: string,
    input: unknown,
    onValue: (value: unknown) => void,
    onError: (error: KithError) => void,
  ): () => void {
    if (!this.#isOpen) {
      onError(connectionLost());
      return () => {};
    }
    const id = this.#nextId++;
    this.#followed.set(id, { value: undefined, taken: 0, onValue, onError });
    this.#send({ t: 'subscribe', id, name, input });
    return () => {
      if (this.#followed.delete(id)) this.#send({ t: 'unsubscribe', id });
    };
  }

  #take(frame: ServerFrame): void {
    switch (frame.t) {
      case 'result':
        this.#answer(frame.id)?.resolve(frame.value);
        break;
      case 'failure':
        this.#answer(frame.id)?.reject(refusalOf(frame));
        break;
      case 'value':
        this.#follow(frame.id, () => frame.value);
        break;
      case 'patch':
        this.#follow(frame.id, (value) => applyPatch(value, frame.patch));
        break;
      case 'ended': {
        const followed = this.#followed.get(frame.id);
        this.#followed.delete(frame.id);
        followed?.onError(refusalOf(frame));
        break;
      }
      default:
        // A newer server may tell more.
        frame satisfies never;
    }
  }

  #answer(id: number): Waiting | undefined {
    const waiting = this.#calls.get(id);
    this.#calls.delete(id);
    return waiting;
  }

  #follow(id: number, next: (value: unknown) => unknown): void {
    const followed = this.#followed.get(id);
    if (!followed) return;
    try {
      followed.value = next(followed.value);
    } catch {
      this.#followed.delete(id);
      this.#send({ t: 'unsubscribe', id });
      followed.onError(new KithError('PATCH_INVALID'));
      return;
    }
    followed.taken++;
    if (followed.taken === TAKEN_STEP) {
      this.#send({ t: 'taken', id, count: followed.taken });
      followed.taken = 0;
    }
    followed.onValue(followed.value);
  }

  #send(frame: ClientFrame): void {
    if (this.#isOpen) this.#channel.send(JSON.stringify(frame));
  }

  #close(): void {
    this.#isOpen = false;
    const lost = connectionLost();
    const calls = [...this.#calls.values()];
    const followed = [...this.#followed.values()];
    this.#calls.clear();
    this.#followed.clear();
    for (const waiting of calls) waiting.reject(lost);
    for (const query of followed) query.onError(lost);
  }
}

function refusalOf(frame: { code: string; details: Details }): KithError {
  return new KithError(frame.code, frame.code, frame.details);
}

/** The server is the person's own; only a text that is no frame at all is told apart. */
function readFrame(text: string): ServerFrame | undefined {
  try {
    return JSON.parse(text) as ServerFrame;
  } catch {
    return undefined;
  }
}
