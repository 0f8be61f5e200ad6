import { readFileSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Tiers. A test file belongs to one by its name: `*.test.ts` runs always, `*.all.test.ts` also in the tier `all`,
 * `*.soak.test.ts` only in `soak`. A test that scales its counts reads KITH_TIER. KITH_REST=1 picks, of the tier `all`,
 * what the tier `quick` has not run: the `*.all.test.ts` files and the files that scale.
 */
const tier = process.env['KITH_TIER'] ?? 'quick';
const root = fileURLToPath(new URL('.', import.meta.url));

const names = {
  quick: { include: '*.test.{ts,tsx}', exclude: ['**/*.all.test.*', '**/*.soak.test.*'] },
  all: { include: '*.test.{ts,tsx}', exclude: ['**/*.soak.test.*'] },
  soak: { include: '*.soak.test.{ts,tsx}', exclude: [] },
}[tier];
if (!names) throw new Error(`KITH_TIER is quick, all or soak, not ${tier}`);

/** Does this test do more in a higher tier? It says so by reading KITH_TIER, itself or through a tier.ts. */
function isScaled(file: string): boolean {
  return /KITH_TIER|\/tier\.ts'/.test(readFileSync(`${root}${file}`, 'utf8'));
}

const left =
  process.env['KITH_REST'] === '1'
    ? globSync('test/**/*.test.{ts,tsx}', { cwd: root }).filter(
        (file) => !file.includes('.all.test.') && !isScaled(file),
      )
    : [];

const nodeModules = '**/node_modules/**';

function inFolders(folders: string[]) {
  return folders.map((folder) => `${folder}/**/${names!.include}`);
}

const processFolders = ['test/process', 'test/node'];
const pageFolders = ['test/page'];
const windowFolders = ['test/electron/window'];

export default defineConfig({
  // Node runs the sources as they are; the page's own build has a configuration of its own (vite.config.ts).
  root,
  test: {
    // How long something may take decides no test.
    expect: { poll: { timeout: 20_000 } },
    // Each project states what it owns; nothing is retried, a test that fails now and then is a bug.
    retry: 0,
    passWithNoTests: true,
    env: { KITH_TIER: tier },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: inFolders(['test']),
          exclude: [
            nodeModules,
            ...names.exclude,
            ...left,
            ...processFolders.map((folder) => `${folder}/**`),
            ...pageFolders.map((folder) => `${folder}/**`),
            ...windowFolders.map((folder) => `${folder}/**`),
          ],
          testTimeout: tier === 'quick' ? 600_000 : 3_000_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Real processes and real sockets: one file at a time, and patient on a loaded machine.
        extends: true,
        test: {
          name: 'process',
          include: inFolders(processFolders),
          exclude: [nodeModules, ...names.exclude, ...left],
          fileParallelism: false,
          testTimeout: tier === 'soak' ? 3_600_000 : 600_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: inFolders(pageFolders),
          exclude: [nodeModules, ...names.exclude, ...left],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        // Real windows, on a display of their own.
        extends: true,
        test: {
          name: 'electron',
          include: inFolders(windowFolders),
          exclude: [nodeModules, ...names.exclude, ...left],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 900_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
