/**
 * Addresses and when to try them again. Owns the waiting, not the dialling (dialer.ts). Bounded; addresses that have
 * answered stay, those that never did are the first to go. [SYNC-19]
 */
import type { Random } from '../base/clock.ts';
import type { TransportId } from '../network/network.ts';
import type { KnownAddress } from './sync.ts';

const MAX_BOOK = 256;
const FIRST_WAIT = 1_000;
const LAST_WAIT = 300_000;
/** Failures after which an address that has never answered is forgotten. */
const MAX_FAILURES = 24;

interface Entry {
  readonly address: string;
  reached: number | null;
  failures: number;
  nextAt: number;
  /** Connections in a row that led to nothing, and until when nobody is to be troubled for it. */
  vain: number;
  restUntil: number;
  isDialling: boolean;
}

export class DialBook {
  readonly #random: Random;
  readonly #entries = new Map<string, Entry>();

  constructor(known: readonly KnownAddress[], now: number, random: Random) {
    this.#random = random;
    for (const { address, reached } of known.slice(0, MAX_BOOK)) {
      this.#entries.set(address, fresh(address, reached, now));
    }
  }

  /** An address that is known already is tried at once, unless it rests. False when there is no room for it. */
  add(address: string, now: number): boolean {
    const known = this.#entries.get(address);
    if (known) {
      known.nextAt = Math.min(known.nextAt, now);
      return true;
    }
    if (this.#entries.size >= MAX_BOOK && !this.#makeRoom()) return false;
    this.#entries.set(address, fresh(address, null, now));
    return true;
  }

  /** Due addresses, those that have answered most lately first; `isConnected` ones are left alone. */
  due(now: number, isConnected: (address: string) => boolean): string[] {
    return [...this.#entries.values()]
      .filter((entry) => !entry.isDialling && dueAt(entry) <= now && !isConnected(entry.address))
      .sort((a, b) => (b.reached ?? 0) - (a.reached ?? 0))
      .map(({ address }) => address);
  }

  /** When something will be due; undefined: nothing. */
  nextAt(isConnected: (address: string) => boolean): number | undefined {
    let next: number | undefined;
    for (const entry of this.#entries.values()) {
      if (entry.isDialling || isConnected(entry.address)) continue;
      if (next === undefined || dueAt(entry) < next) next = dueAt(entry);
    }
    return next;
  }

  dialling(address: string): void {
    const entry = this.#entries.get(address);
    if (entry) entry.isDialling = true;
  }

  reached(address: string, now: number): void {
    const entry = this.#entries.get(address);
    if (!entry) return;
    Object.assign(entry, { isDialling: false, reached: now, failures: 0, nextAt: now });
  }

  failed(address: string, now: number): void {
    const entry = this.#entries.get(address);
    if (!entry) return;
    entry.isDialling = false;
    entry.failures += 1;
    if (entry.reached === null && entry.failures >= MAX_FAILURES) this.#entries.delete(address);
    entry.nextAt = now + this.#wait(entry.failures);
  }

  forget(address: string): void {
    this.#entries.delete(address);
  }

  /** A connection that was of use is gone: its addresses are tried soon, each peer after a moment of its own. */
  lost(peer: TransportId, now: number): void {
    for (const entry of this.#of(peer)) {
      Object.assign(entry, { failures: 0, vain: 0, nextAt: now + this.#jittered(FIRST_WAIT / 2) });
    }
  }

  /** It was of no use: whoever hangs up on us each time is left alone for longer each time. */
  turnedAway(peer: TransportId, now: number): void {
    for (const entry of this.#of(peer)) {
      entry.vain += 1;
      entry.restUntil = Math.max(entry.restUntil, now + this.#wait(entry.vain));
    }
  }

  /** Nothing is to be had from that peer: not before `until`, also when it is heard of meanwhile. */
  rest(peer: TransportId, until: number): void {
    for (const entry of this.#of(peer)) entry.restUntil = Math.max(entry.restUntil, until);
  }

  wake(now: number): void {
    for (const entry of this.#entries.values())
      Object.assign(entry, { failures: 0, nextAt: now, restUntil: now });
  }

  get busy(): number {
    let busy = 0;
    for (const { isDialling } of this.#entries.values()) if (isDialling) busy += 1;
    return busy;
  }

  saved(): KnownAddress[] {
    return [...this.#entries.values()].map(({ address, reached }) => ({ address, reached }));
  }

  *#of(peer: TransportId): Iterable<Entry> {
    for (const entry of this.#entries.values()) if (isAddressOf(entry.address, peer)) yield entry;
  }

  #makeRoom(): boolean {
    let worst: Entry | undefined;
    for (const entry of this.#entries.values()) {
      if (entry.reached === null && !entry.isDialling && entry.failures > (worst?.failures ?? 0))
        worst = entry;
    }
    return worst !== undefined && this.#entries.delete(worst.address);
  }

  /** After so many failures in a row. */
  #wait(failures: number): number {
    return this.#jittered(Math.min(LAST_WAIT, FIRST_WAIT * 2 ** (failures - 1)));
  }

  /** Half to one and a half times as long, so that not everybody dials at the same moment. */
  #jittered(ms: number): number {
    const [high = 0, low = 0] = this.#random.bytes(2);
    return ms * (0.5 + (256 * high + low) / 65_536);
  }
}

function fresh(address: string, reached: number | null, now: number): Entry {
  return { address, reached, failures: 0, nextAt: now, vain: 0, restUntil: now, isDialling: false };
}

function dueAt({ nextAt, restUntil }: Entry): number {
  return Math.max(nextAt, restUntil);
}

/** Every address ends with the transport that it leads to. */
export function isAddressOf(address: string, peer: TransportId): boolean {
  return address.endsWith(`/${peer}`);
}
