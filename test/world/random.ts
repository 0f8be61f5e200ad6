/** Chance from a seed: the same seed gives the same bytes on every machine. */
import type { Random } from '../../core/base/clock.ts';

export interface SeededRandom extends Random {
  /** At least 0, below 1. */
  fraction(): number;
  /** A whole number of at least 0, below `limit`. */
  below(limit: number): number;
  happens(chance: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** A source of its own that does not disturb this one. */
  fork(): SeededRandom;
}

/** sfc32, which passes PractRand. */
export function seededRandom(seed: number): SeededRandom {
  let a = seed >>> 0;
  let b = Math.floor(seed / 0x100000000) >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  function next(): number {
    const sum = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  }
  for (let i = 0; i < 15; i++) next();
  const random: SeededRandom = {
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 4) {
        const word = next();
        for (let i = at; i < Math.min(at + 4, length); i++) bytes[i] = word >>> (8 * (i - at));
      }
      return bytes;
    },
    fraction: () => next() / 0x100000000,
    below: (limit) => Math.floor((next() / 0x100000000) * limit),
    happens: (chance) => next() / 0x100000000 < chance,
    pick: (values) => values[random.below(values.length)]!,
    fork: () => seededRandom(next()),
  };
  return random;
}
