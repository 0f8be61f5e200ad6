import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests that kill mutants (npm run soak): those of core/ alone, which need neither a network nor a browser. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/core/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.all.test.ts', '**/*.soak.test.ts'],
    // Instrumented code beside another runner: as patient as the suite itself.
    testTimeout: 600_000,
    env: { KITH_TIER: 'quick' },
  },
});
