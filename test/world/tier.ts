/** How much a tier does. A test file that scales says so by importing this module. */
const tier = process.env['KITH_TIER'] ?? 'quick';

/** The count for this run: `quick` in `npm test`, `all` in `npm run test:all`, `soak` in `npm run soak`. */
export function byTier(quick: number, all: number, soak = all): number {
  return tier === 'soak' ? soak : tier === 'all' ? all : quick;
}
