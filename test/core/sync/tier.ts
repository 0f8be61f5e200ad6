/** How much the random tests do: `quick` in every run, more in the other tiers. */
const TIMES = { quick: 1, all: 5, soak: 50 } as const;

export function times(count: number): number {
  const tier = process.env['KITH_TIER'] as keyof typeof TIMES | undefined;
  return count * (TIMES[tier ?? 'quick'] ?? 1);
}
