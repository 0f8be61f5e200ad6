/**
 * Keeps trying to be connected: dials what the book says is due, a few at a time. [SYNC-19]
 */
import type { Clock, Random } from '../base/clock.ts';
import { codeOf } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import type { Network, TransportId } from '../network/network.ts';
import { DialBook, isAddressOf } from './dial-book.ts';
import { MAX_ADDRESS_LENGTH } from './limits.ts';
import type { KnownAddress } from './sync.ts';

const MAX_DIALS = 8;
const SAVE_DELAY = 3_000;

export interface DialerParts {
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly book: readonly KnownAddress[];
  readonly saveBook: ((book: readonly KnownAddress[]) => void) | undefined;
  /** Is there any reason to be connected to somebody? */
  readonly isNeeded: () => boolean;
  readonly mayDial: (address: string) => boolean;
  readonly onChange: () => void;
}

export class Dialer {
  readonly #parts: DialerParts;
  readonly #book: DialBook;
  #isRunning = false;
  #cancelTimer: (() => void) | undefined;
  #cancelSave: (() => void) | undefined;

  constructor(parts: DialerParts) {
    this.#parts = parts;
    this.#book = new DialBook(parts.book, parts.clock.now(), parts.random);
  }

  get dialling(): number {
    return this.#book.busy;
  }

  start(): void {
    this.#isRunning = true;
    this.dialDue();
  }

  stop(): void {
    this.#isRunning = false;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (!this.#cancelSave) return;
    this.#cancelSave();
    this.#save();
  }

  add(addresses: readonly string[]): void {
    for (const address of addresses) {
      if (address.length > MAX_ADDRESS_LENGTH || isAddressOf(address, this.#parts.network.self)) continue;
      this.#book.add(address, this.#parts.clock.now());
    }
    this.#saveSoon();
    this.dialDue();
  }

  /** `wasUsed`: somebody was met on that connection. */
  lost(peer: TransportId, wasUsed: boolean): void {
    const now = this.#parts.clock.now();
    if (wasUsed) this.#book.lost(peer, now);
    else this.#book.turnedAway(peer, now);
    this.dialDue();
  }

  rest(peer: TransportId, ms: number): void {
    this.#book.rest(peer, this.#parts.clock.now() + ms);
  }

  wake(): void {
    this.#book.wake(this.#parts.clock.now());
    this.dialDue();
  }

  dialDue(): void {
    const { network, clock, isNeeded, mayDial } = this.#parts;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (!this.#isRunning || network.mode === 'offline' || !isNeeded()) return;
    const connected = network.connections();
    const isConnected = (address: string): boolean =>
      connected.some(({ remote }) => isAddressOf(address, remote));
    const now = clock.now();
    for (const address of this.#book.due(now, isConnected)) {
      if (this.#book.busy >= MAX_DIALS) break;
      if (mayDial(address)) void this.#dial(address);
      else this.#book.failed(address, now);
    }
    // Whoever is being dialled calls again when that is over.
    const next = this.#book.busy >= MAX_DIALS ? undefined : this.#book.nextAt(isConnected);
    if (next !== undefined) this.#cancelTimer = clock.after(Math.max(1, next - now), () => this.dialDue());
  }

  async #dial(address: string): Promise<void> {
    const { network, clock, log, onChange } = this.#parts;
    this.#book.dialling(address);
    onChange();
    try {
      await network.dial(address);
      this.#book.reached(address, clock.now());
      this.#saveSoon();
    } catch (error) {
      const code = codeOf(error);
      log.debug('dial failed', { code });
      if (code === 'ADDRESS_INVALID') this.#book.forget(address);
      else this.#book.failed(address, clock.now());
    }
    onChange();
    this.dialDue();
  }

  #saveSoon(): void {
    if (!this.#parts.saveBook) return;
    this.#cancelSave ??= this.#parts.clock.after(SAVE_DELAY, () => this.#save());
  }

  #save(): void {
    this.#cancelSave = undefined;
    this.#parts.saveBook?.(this.#book.saved());
  }
}
