/**
 * Places in a list as fractional indexes: texts that compare by code unit. Owns which texts are ranks and how room is
 * made between two, also where they are equal or where no text is left between them. [BOARD-5] [BOARD-6]
 */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { ObjectId } from '../base/ids.ts';

const MAX_RANK = 128;
/** So many at once at the most; one entry holds them with ease. */
const MAX_REKEYED = 500;

export interface Ranked {
  readonly id: ObjectId;
  readonly rank: string;
}

export interface Room {
  readonly rank: string;
  /** Neighbours that need another rank, so that the order becomes the one asked for. */
  readonly rekeyed: readonly Ranked[];
}

export function isRank(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > MAX_RANK || !/^[A-Za-z][0-9A-Za-z]+$/.test(value))
    return false;
  try {
    generateKeyBetween(value, null);
    return true;
  } catch {
    return false;
  }
}

/** Equal ranks stand in the order of the ids. */
export function compareRanked(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Room before position `at` of `order`, which is sorted. */
export function roomAt(order: readonly Ranked[], at: number): Room {
  const before = order[at - 1]?.rank ?? null;
  let end = at;
  while (before !== null && end < order.length && order[end]!.rank === before) end += 1;
  const inTheWay = order.slice(at, end);
  return (
    spread(before, order[end]?.rank ?? null, [], inTheWay) ??
    spread(null, null, order.slice(0, at), order.slice(at)) ?? {
      rank: before ?? order[at]?.rank ?? 'a0',
      rekeyed: [],
    }
  );
}

function spread(
  from: string | null,
  to: string | null,
  left: readonly Ranked[],
  right: readonly Ranked[],
): Room | undefined {
  const count = left.length + right.length;
  if (count > MAX_REKEYED) return undefined;
  const keys = keysBetween(from, to, count + 1);
  if (!keys) return undefined;
  const rekeyed = [
    ...left.map(({ id }, i) => ({ id, rank: keys[i]! })),
    ...right.map(({ id }, i) => ({ id, rank: keys[left.length + 1 + i]! })),
  ];
  return { rank: keys[left.length]!, rekeyed };
}

function keysBetween(from: string | null, to: string | null, count: number): string[] | undefined {
  try {
    const keys = count === 1 ? [generateKeyBetween(from, to)] : generateNKeysBetween(from, to, count);
    return keys.every((key) => key.length <= MAX_RANK) ? keys : undefined;
  } catch {
    // A text that is no rank, or two that leave no room.
    return undefined;
  }
}
