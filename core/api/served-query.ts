/**
 * One subscription of one client, at the server. Owns what the client has seen. Guarantees: the client's value follows
 * the peer's; memory stays bounded when the client is slow (of a query the newest value waits, of events a thousand).
 */
import { KithError } from '../base/kith-error.ts';
import { WINDOW, type ServerFrame } from './frames.ts';
import { diff } from './patch.ts';

const MAX_WAITING_EVENTS = 1_000;
const NOTHING = Symbol('nothing');

export class ServedQuery {
  readonly #id: number;
  readonly #isEvents: boolean;
  readonly #send: (frame: ServerFrame) => void;
  #seen: unknown = NOTHING;
  #untaken = 0;
  #waiting: unknown[] = [];

  constructor(id: number, isEvents: boolean, send: (frame: ServerFrame) => void) {
    this.#id = id;
    this.#isEvents = isEvents;
    this.#send = send;
  }

  /** Throws KithError EVENTS_MISSED when the client is too far behind to be told each event. */
  offer(value: unknown): void {
    if (this.#untaken < WINDOW) {
      this.#tell(value);
      return;
    }
    if (!this.#isEvents) this.#waiting = [value];
    else if (this.#waiting.push(value) > MAX_WAITING_EVENTS) throw new KithError('EVENTS_MISSED');
  }

  taken(count: number): void {
    this.#untaken = Math.max(0, this.#untaken - count);
    while (this.#waiting.length > 0 && this.#untaken < WINDOW) this.#tell(this.#waiting.shift());
  }

  #tell(value: unknown): void {
    if (this.#isEvents || this.#seen === NOTHING) {
      this.#send({ t: 'value', id: this.#id, value });
    } else {
      const patch = diff(this.#seen, value);
      if (!patch) return;
      this.#send({ t: 'patch', id: this.#id, patch });
    }
    this.#seen = this.#isEvents ? NOTHING : value;
    this.#untaken++;
  }
}
