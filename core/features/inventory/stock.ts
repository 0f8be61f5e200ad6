/**
 * How much of something is there: movements, and counts that start anew. Movements add up whatever order they come in; a
 * count says which of them it has seen, so that what somebody took elsewhere meanwhile is neither lost nor counted twice.
 * Amounts are whole thousandths of the unit. [STOCK-1] .. [STOCK-4]
 */
import type { DeviceId, ObjectId } from '../../base/ids.ts';
import { authorshipOf, isObjectId, type Authorship, type PlaceEvent } from '../../documents/place-events.ts';
import { isTitle } from '../../documents/place-text.ts';
import { isCivilDate } from './civil-date.ts';
import { readSeen, type Seen } from './events.ts';

/** A million of the unit. */
const MAX_AMOUNT = 1_000_000_000;
/** Devices that one count names. */
const MAX_SEEN = 512;

export const STOCK_REASONS = ['in', 'out', 'waste'] as const;
export type StockReason = (typeof STOCK_REASONS)[number];

interface AboutStock extends Authorship {
  readonly item: ObjectId;
  /** Thousandths of the unit. */
  readonly amount: number;
  /** In words; may be empty. */
  readonly note: string;
}

/** Of `in`, the day until which it is good; empty: not known. */
export type Movement = AboutStock & { readonly why: StockReason; readonly expires: string };
/** What was found on the shelf, and the last movement of each device that was known to whoever counted. */
export type Count = AboutStock & { readonly why: 'count'; readonly seen: readonly Seen[] };
export type StockEvent = Movement | Count;

export interface Stock {
  /** Thousandths of the unit. Below 0 when more went out than was known to be there. */
  readonly level: number;
  /** The day on which the next of what is left goes bad, when the oldest is used first; null: not known. */
  readonly expires: string | null;
  /** In the order. */
  readonly events: readonly StockEvent[];
  /** Movements that the last count had not seen. */
  readonly sinceCount: number;
}

const NO_STOCK: Stock = { level: 0, expires: null, events: [], sinceCount: 0 };

export function readStock(event: PlaceEvent): StockEvent | undefined {
  const { item, amount, why, note, expires = '', seen = [] } = event.value;
  if (!isObjectId(item)) return undefined;
  const base = { ...authorshipOf(event), item, note: isTitle(note) ? note : '' };
  if (event.type === 'count') {
    const list = readSeen(seen, MAX_SEEN);
    if (!list || (amount !== 0 && !isAmount(amount))) return undefined;
    return { ...base, why: 'count', amount, seen: list };
  }
  if (event.type !== 'stock' || !isAmount(amount) || !isReason(why)) return undefined;
  return { ...base, why, amount, expires: why === 'in' && isCivilDate(expires) ? expires : '' };
}

/** `events` of one thing, in the order. */
export function stockOf(events: readonly StockEvent[]): Stock {
  if (events.length === 0) return NO_STOCK;
  const count = events.findLast((event) => event.why === 'count');
  const counted = count?.why === 'count' ? seenBy(count) : () => false;
  const movements = events.filter((event) => event.why !== 'count');
  const since = movements.filter((movement) => !counted(movement));
  const level = since.reduce(
    (sum, { why, amount }) => sum + (why === 'in' ? amount : -amount),
    count?.amount ?? 0,
  );
  return { level, expires: nextExpiry(movements, level), events, sinceCount: since.length };
}

/** For a count that is made now. Undefined when too many devices have moved something for one entry. */
export function seenNow(stock: Stock): Seen[] | undefined {
  const last = new Map<DeviceId, number>();
  for (const { device, stamp } of stock.events) {
    last.set(device, Math.max(stamp.seq, last.get(device) ?? -1));
  }
  if (last.size > MAX_SEEN) return undefined;
  return [...last].map(([device, seq]) => ({ device, seq }));
}

export function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= MAX_AMOUNT;
}

function isReason(why: unknown): why is StockReason {
  return STOCK_REASONS.some((known) => known === why);
}

/** Whoever counts has seen what their own device wrote before. */
function seenBy({ device, stamp, seen }: Count): (movement: StockEvent) => boolean {
  const last = new Map<DeviceId, number>();
  for (const one of [...seen, { device, seq: stamp.seq - 1 }]) {
    last.set(one.device, Math.max(one.seq, last.get(one.device) ?? -1));
  }
  return (movement) => movement.stamp.seq <= (last.get(movement.device) ?? -1);
}

/** What is left is what goes bad last: of the dated, then of the undated. */
function nextExpiry(movements: readonly Movement[], level: number): string | null {
  const dated = movements.filter(({ expires }) => expires !== '');
  dated.sort((a, b) => (a.expires < b.expires ? 1 : a.expires > b.expires ? -1 : 0));
  let left = level;
  let next: string | null = null;
  for (const { expires, amount } of dated) {
    if (left <= 0) break;
    next = expires;
    left -= amount;
  }
  return next;
}
