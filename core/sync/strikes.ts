/**
 * What peers have done wrong: a score that fades, and a ban that ends. Bounded in peers and in time. [SYNC-18]
 * [THREAT-18] [THREAT-29]
 */
import type { Clock } from '../base/clock.ts';
import type { TransportId } from '../network/network.ts';

/** From this score on a peer is banned. */
export const BANNED_AT = 100;
/** Points that fade in a minute. */
const FADES = 20;
const FIRST_BAN = 60_000;
const LAST_BAN = 3_600_000;
/** Peers remembered; the one that was quiet longest is forgotten first. */
const MAX_PEERS = 1_024;

interface Record {
  score: number;
  at: number;
  bans: number;
  until: number;
}

export class Strikes {
  readonly #clock: Clock;
  /** In the order of the last strike. */
  readonly #records = new Map<TransportId, Record>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when the peer is banned from now on. */
  strike(peer: TransportId, weight: number): boolean {
    const now = this.#clock.now();
    const before = this.#records.get(peer) ?? { score: 0, at: now, bans: 0, until: 0 };
    const record = { ...before, score: this.#faded(before, now) + weight, at: now };
    if (record.score >= BANNED_AT) {
      record.until = now + Math.min(LAST_BAN, FIRST_BAN * 2 ** record.bans);
      record.bans += 1;
      record.score = 0;
    }
    this.#records.delete(peer);
    this.#records.set(peer, record);
    if (this.#records.size > MAX_PEERS) this.#records.delete(this.#records.keys().next().value!);
    return now < record.until;
  }

  isBanned(peer: TransportId): boolean {
    return this.#clock.now() < (this.#records.get(peer)?.until ?? 0);
  }

  #faded({ score, at }: Record, now: number): number {
    return Math.max(0, score - ((now - at) / 60_000) * FADES);
  }
}
