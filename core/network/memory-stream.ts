/**
 * A pair of streams in memory: what one end sends, the other gets, in order, as late as its `Wire` says, with the same
 * limits and back pressure as over a socket.
 */
import { KithError } from '../base/kith-error.ts';
import { MAX_FRAME, MAX_UNSENT, type FrameStream, type TransportId } from './network.ts';

/** Bytes under way or not yet taken by the listener, from which on `send` makes its caller wait. */
const WINDOW = 256 * 1024;

/** One direction of one stream: runs what is given, later, in the order of the calls; or never, when it is cut. */
export type Wire = (arrive: () => void) => void;

export type FrameListener = (frame: Uint8Array) => void | Promise<void>;

export class MemoryStream implements FrameStream {
  readonly remote: TransportId;
  readonly #wire: Wire;
  readonly #onFault: (error: unknown) => void;
  #peer: MemoryStream | undefined;
  #state: 'open' | 'ending' | 'closed' = 'open';
  #listener: FrameListener | undefined;
  #inbox: Uint8Array[] = [];
  #isBusy = false;
  #closeListeners: (() => void)[] = [];
  #unsent = 0;
  #waiting: { readonly resolve: () => void; readonly reject: (error: KithError) => void }[] = [];

  constructor(remote: TransportId, wire: Wire, onFault: (error: unknown) => void) {
    this.remote = remote;
    this.#wire = wire;
    this.#onFault = onFault;
  }

  /** Joins two ends. */
  static connect(a: MemoryStream, b: MemoryStream): void {
    a.#peer = b;
    b.#peer = a;
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  async send(frame: Uint8Array): Promise<void> {
    if (frame.length > MAX_FRAME) throw new KithError('FRAME_TOO_LARGE');
    if (this.#state !== 'open') throw new KithError('STREAM_CLOSED');
    if (this.#unsent + frame.length > MAX_UNSENT) {
      this.abort();
      throw new KithError('STREAM_CLOSED');
    }
    const copy = frame.slice();
    const peer = this.#peer!;
    this.#unsent += copy.length;
    this.#wire(() => peer.#arrive(copy));
    if (this.#unsent <= WINDOW) return;
    await new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  onFrame(listener: FrameListener): void {
    this.#listener = listener;
    this.#deliver();
  }

  onClose(listener: () => void): void {
    if (this.#state === 'closed') queueMicrotask(listener);
    else this.#closeListeners.push(listener);
  }

  close(): void {
    if (this.#state === 'closed') return;
    const peer = this.#peer!;
    this.#wire(() => peer.#end());
    this.#inbox = [];
    this.#finish();
  }

  /** The connection is gone, or the peer misbehaved: both ends close, what is under way is lost. */
  abort(): void {
    if (this.#state === 'closed') return;
    const peer = this.#peer!;
    this.#wire(() => peer.drop());
    this.drop();
  }

  /** This end alone notices that the connection is gone. */
  drop(): void {
    if (this.#state === 'closed') return;
    this.#inbox = [];
    this.#finish();
  }

  #arrive(frame: Uint8Array): void {
    if (this.#state !== 'open') return;
    this.#inbox.push(frame);
    this.#deliver();
  }

  /** The remote has closed: the frames that it sent before are still delivered. */
  #end(): void {
    if (this.#state !== 'open') return;
    this.#state = 'ending';
    if (this.#inbox.length === 0 && !this.#isBusy) this.#finish();
  }

  #deliver(): void {
    while (this.#listener !== undefined && !this.#isBusy && this.#state !== 'closed') {
      const frame = this.#inbox.shift();
      if (frame === undefined) break;
      let answer: void | Promise<void>;
      try {
        answer = this.#listener(frame);
      } catch (error) {
        this.#fault(error);
        return;
      }
      if (!(answer instanceof Promise)) {
        this.#taken(frame.length);
        continue;
      }
      this.#isBusy = true;
      answer.then(
        () => {
          this.#isBusy = false;
          this.#taken(frame.length);
          this.#deliver();
        },
        (error: unknown) => this.#fault(error),
      );
    }
    if (this.#state === 'ending' && this.#inbox.length === 0 && !this.#isBusy) this.#finish();
  }

  #fault(error: unknown): void {
    this.abort();
    this.#onFault(error);
  }

  #taken(bytes: number): void {
    const peer = this.#peer!;
    peer.#unsent -= bytes;
    if (peer.#unsent > WINDOW) return;
    for (const { resolve } of peer.#waiting.splice(0)) resolve();
  }

  #finish(): void {
    this.#state = 'closed';
    for (const { reject } of this.#waiting.splice(0)) reject(new KithError('STREAM_CLOSED'));
    for (const listener of this.#closeListeners.splice(0)) queueMicrotask(listener);
  }
}
