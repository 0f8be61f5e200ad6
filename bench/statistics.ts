/** What a row of the table says of several measurements. */

/** `share`: 0 the least, 1 the greatest; between two values it takes the nearer one. Throws for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.round(share * (sorted.length - 1))];
  if (value === undefined) throw new Error('a figure has no measurements');
  return value;
}

/** Throws for no values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = quantile(sorted, 0.5);
  return sorted.length % 2 === 1 ? upper : (upper + sorted[sorted.length / 2 - 1]!) / 2;
}
