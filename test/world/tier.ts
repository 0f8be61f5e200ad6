/** How much a tier does. A test file that scales says so by importing this module. */
const isQuick = (process.env['KITH_TIER'] ?? 'quick') === 'quick';

/** The count for this run: `quick` in `npm test`, `all` in the higher tiers. */
export function byTier(quick: number, all: number): number {
  return isQuick ? quick : all;
}
