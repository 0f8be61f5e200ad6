/**
 * How much of each device's content is taken in a day when nobody but its author gives it: so that nobody fills everybody's
 * disk with entries that are each within the limits. What is too much is not stored and not void; it is taken on the next
 * day. Owns the count, which survives a restart; what others hold already, and what is carried by hand, costs nothing.
 * [SYNC-28] [THREAT-41]
 */
import { toBase32 } from '../base/base32.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import type { Clock } from '../base/clock.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { DeviceId } from '../base/ids.ts';
import type { Replica } from '../community/replica.ts';
import { recordLength } from '../feed/record.ts';
import type { Run } from '../feed/run.ts';
import { DAY_LIMIT, SPENT_DELAY } from './limits.ts';

/** Rows of this device alone. */
const SPENT = 'day-spent';
const LIMIT = 'day-limit';
const DAY = 24 * 60 * 60 * 1000;

export interface Delayed {
  readonly device: DeviceId;
  /** Milliseconds since 1970, by this device's clock, when more of it is taken. */
  readonly until: number;
}

type Rows = Pick<Replica, 'getLocal' | 'setLocal'>;

/** Bytes of content that are taken of one device in a day. */
export function dayLimitOf(rows: Pick<Replica, 'getLocal'>): number {
  const row = rows.getLocal(LIMIT);
  const limit = row && decodeCbor(row);
  return typeof limit === 'number' && limit > 0 ? limit : DAY_LIMIT;
}

export function setDayLimit(rows: Rows, bytes: number): Promise<void> {
  return rows.setLocal(LIMIT, encodeCbor(bytes));
}

export class DayBudget {
  readonly #rows: Rows;
  readonly #clock: Clock;
  #day: number;
  readonly #spent = new Map<DeviceId, number>();
  /** The last seq that was paid for in this run: whatever comes again costs nothing. */
  readonly #paid = new Map<DeviceId, number>();
  readonly #delayed = new Set<DeviceId>();
  #cancelSave: (() => void) | undefined;

  constructor(rows: Rows, clock: Clock) {
    this.#rows = rows;
    this.#clock = clock;
    this.#day = today(clock);
    const row = rows.getLocal(SPENT);
    const [day, spent] = (row ? decodeCbor(row) : []) as readonly [
      number?,
      (readonly [Uint8Array, number])[]?,
    ];
    if (day !== this.#day) return;
    for (const [device, bytes] of spent ?? []) this.#spent.set(toBase32(device) as DeviceId, bytes);
  }

  /**
   * Is that run of content taken now? As long as something is left of the day: a run is proven by its last signature and
   * cannot be parted, so that the limit may be passed by one frame. `freeTo`: the last seq that is held here or by somebody
   * else than the author.
   */
  take({ device, from, records }: Run, freeTo: number): boolean {
    this.#turn();
    const end = from + records.length - 1;
    const free = Math.max(freeTo, this.#paid.get(device) ?? -1);
    if (end <= free) return true;
    const spent = this.#spent.get(device) ?? 0;
    if (spent >= dayLimitOf(this.#rows)) {
      this.#delayed.add(device);
      return false;
    }
    const cost = records.slice(Math.max(0, free + 1 - from)).reduce((sum, one) => sum + recordLength(one), 0);
    this.#spent.set(device, spent + cost);
    this.#paid.set(device, end);
    this.#saveSoon();
    return true;
  }

  /** Its author gave more than is taken today. */
  isDelayed(device: DeviceId): boolean {
    this.#turn();
    return this.#delayed.has(device);
  }

  delayed(): Delayed[] {
    this.#turn();
    return [...this.#delayed].map((device) => ({ device, until: (this.#day + 1) * DAY }));
  }

  /** The limit has been changed. */
  reconsider(): void {
    this.#delayed.clear();
  }

  stop(): void {
    if (!this.#cancelSave) return;
    this.#cancelSave();
    this.#save();
  }

  /** On another day, also where the clock has been set back, everything begins anew. */
  #turn(): void {
    const day = today(this.#clock);
    if (day === this.#day) return;
    this.#day = day;
    this.#spent.clear();
    this.#delayed.clear();
  }

  #saveSoon(): void {
    this.#cancelSave ??= this.#clock.after(SPENT_DELAY, () => this.#save());
  }

  #save(): void {
    this.#cancelSave = undefined;
    const spent = [...this.#spent].map(([device, bytes]): Cbor => [bytesOfId(device), bytes]);
    // Where it cannot be kept, no more than another day's part is taken after the next start.
    this.#rows.setLocal(SPENT, encodeCbor([this.#day, spent])).catch(() => undefined);
  }
}

function today(clock: Clock): number {
  return Math.floor(clock.now() / DAY);
}
