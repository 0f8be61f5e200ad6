/**
 * Frames over a libp2p stream [NETWORK-7..9]. The listener's pace is the sender's pace: while its promise is pending,
 * at most `HIGH` bytes are read ahead, then the stream is paused and the remote's window runs out.
 */
import type { Stream } from '@libp2p/interface';
import { KithError } from '../base/kith-error.ts';
import { MAX_FRAME, MAX_UNSENT, type FrameStream, type TransportId } from '../network/network.ts';
import { FrameReader, HEADER_LENGTH } from './frame-reader.ts';

/** Bytes read ahead of the listener, and bytes unsent at which `send` lets its caller go on. */
const HIGH = 256 * 1024;

/** Milliseconds for what was sent to leave, and for the remote to close its end, after `close`. */
const LINGER = 30_000;

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: KithError) => void;
}

export class Libp2pFrameStream implements FrameStream {
  readonly remote: TransportId;
  readonly #stream: Stream;
  readonly #onFault: (error: unknown) => void;
  readonly #reader = new FrameReader();
  #listener: ((frame: Uint8Array) => void | Promise<void>) | undefined;
  #isBusy = false;
  /** The remote sends no more. */
  #isEnded = false;
  #isClosed = false;
  #waiters: Waiter[] = [];
  #closeListeners: (() => void)[] = [];

  /** `onFault`: what a listener threw, and what the remote did wrong. */
  constructor(stream: Stream, remote: TransportId, onFault: (error: unknown) => void) {
    this.remote = remote;
    this.#stream = stream;
    this.#onFault = onFault;
    stream.addEventListener('message', ({ data }) => this.#receive(data));
    stream.addEventListener('end', () => this.#end());
    stream.addEventListener('close', ({ error }) => this.#ended(error));
    // libp2p's own listener, registered first, sends on in a microtask after `drain`; look when it has done so.
    stream.addEventListener('drain', () => queueMicrotask(() => this.#release()));
    stream.addEventListener('idle', () => this.#release());
    if (stream.readableEnded) this.#end();
    if (stream.status !== 'open') this.#ended(undefined);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  async send(frame: Uint8Array): Promise<void> {
    if (frame.length > MAX_FRAME) throw new KithError('FRAME_TOO_LARGE');
    if (this.#isClosed || this.#stream.writeStatus !== 'writable') throw new KithError('STREAM_CLOSED');
    if (this.#stream.writeBufferLength + frame.length + HEADER_LENGTH > MAX_UNSENT) {
      this.abort('UNSENT_TOO_MUCH');
      throw new KithError('STREAM_CLOSED');
    }
    // One piece for libp2p: two would be sealed and sent apart.
    const bytes = new Uint8Array(HEADER_LENGTH + frame.length);
    new DataView(bytes.buffer).setUint32(0, frame.length);
    bytes.set(frame, HEADER_LENGTH);
    try {
      this.#stream.send(bytes);
    } catch {
      throw new KithError('STREAM_CLOSED');
    }
    if (this.#stream.writeBufferLength <= HIGH) return;
    await new Promise<void>((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  onFrame(listener: (frame: Uint8Array) => void | Promise<void>): void {
    this.#listener = listener;
    this.#deliver();
  }

  onClose(listener: () => void): void {
    if (this.#isClosed) queueMicrotask(listener);
    else this.#closeListeners.push(listener);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#finish();
    const stream = this.#stream;
    if (stream.status !== 'open') return;
    if (stream.readStatus === 'paused') stream.resume();
    const signal = AbortSignal.timeout(LINGER);
    const giveUp = () => stream.abort(new Error('the remote did not close its end'));
    signal.addEventListener('abort', giveUp);
    stream.addEventListener('close', () => signal.removeEventListener('abort', giveUp));
    stream.close({ signal }).catch((error: unknown) => stream.abort(error as Error));
  }

  /** Closes at once; what is under way is lost. */
  abort(reason: string): void {
    this.#stream.abort(new Error(reason));
    this.#finish();
  }

  #receive(data: Uint8Array | Iterable<Uint8Array>): void {
    if (this.#isClosed) return;
    if (data instanceof Uint8Array) this.#reader.push(data);
    else for (const piece of data) this.#reader.push(piece);
    this.#deliver();
  }

  #deliver(): void {
    while (this.#listener !== undefined && !this.#isBusy && !this.#isClosed) {
      const frame = this.#reader.next();
      if (frame === undefined) break;
      if (frame === 'too-large') {
        this.#fault(new KithError('FRAME_TOO_LARGE'));
        return;
      }
      try {
        const answer = this.#listener(frame);
        if (answer instanceof Promise) this.#wait(answer);
      } catch (error) {
        this.#fault(error);
      }
    }
    if (this.#isClosed) return;
    const isWaiting = this.#listener === undefined || this.#isBusy;
    const isAllRead = !isWaiting || (!this.#isBusy && this.#reader.length === 0);
    if (isAllRead && this.#isEnded) this.close();
    else this.#setPaused(isWaiting && this.#reader.length > HIGH);
  }

  #wait(answer: Promise<void>): void {
    this.#isBusy = true;
    answer.then(
      () => {
        this.#isBusy = false;
        this.#deliver();
      },
      (error: unknown) => this.#fault(error),
    );
  }

  #setPaused(isPaused: boolean): void {
    const { readStatus } = this.#stream;
    if (isPaused && readStatus === 'readable') this.#stream.pause();
    if (!isPaused && readStatus === 'paused') this.#stream.resume();
  }

  #fault(error: unknown): void {
    if (this.#isClosed) return;
    this.abort('fault');
    this.#onFault(error);
  }

  #end(): void {
    this.#isEnded = true;
    this.#deliver();
  }

  /** The stream is gone, both ways. What the remote sent before it closed in good order is still delivered. */
  #ended(error: Error | undefined): void {
    if (error !== undefined || this.#listener === undefined) {
      this.#finish();
      return;
    }
    if (this.#stream.readableEnded) this.#isEnded = true;
    this.#deliver();
  }

  #release(): void {
    if (this.#stream.writeBufferLength > HIGH) return;
    for (const { resolve } of this.#waiters.splice(0)) resolve();
  }

  #finish(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#reader.clear();
    for (const { reject } of this.#waiters.splice(0)) reject(new KithError('STREAM_CLOSED'));
    for (const listener of this.#closeListeners.splice(0)) queueMicrotask(listener);
  }
}
