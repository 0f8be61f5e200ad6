/**
 * Builds the window's own part (electron/) into out/electron/, when one of its sources has changed: three bundles that
 * need nothing of node_modules but the store's native code, and the icons.
 */
import fs from 'node:fs';
import path from 'node:path';
import { keyOf } from './sources.mjs';
import { root, ScriptError, withLock } from './toolchain.mjs';

const place = path.join(root, 'out', 'electron');
const stamp = path.join(root, 'out', 'electron.key');

/** With native code beside it, which a bundle cannot hold. */
export const NATIVE = 'classic-level';

/** The oldest Electron that runs them has Node 20 and Chromium 130. */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  external: ['electron', NATIVE],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'error',
};

const bundles = [
  { entryPoints: { main: 'electron/main/main.ts' }, outExtension: { '.js': '.cjs' }, format: 'cjs' },
  {
    entryPoints: { preload: 'electron/preload/main.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    target: 'chrome130',
  },
  {
    entryPoints: { peer: 'electron/peer/main.ts' },
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    // What opens the disk comes first; the libraries of the network are parts of their own, read when they are needed.
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    // Some packages inside are CommonJS and ask for Node's own modules in its way.
    banner: {
      js: "import { createRequire as kithRequire } from 'node:module'; const require = kithRequire(import.meta.url);",
    },
  },
];

const isBuilt = (key) =>
  fs.existsSync(place) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === key;

/** The file for Electron to run. */
export async function buildElectron() {
  const key = keyOf(['electron', 'core', 'package.json', 'package-lock.json', 'scripts/build-electron.mjs']);
  if (!isBuilt(key)) {
    await withLock('electron-build', async () => {
      if (!isBuilt(key)) await bundleInto(key);
    });
  }
  return path.join(place, 'main.cjs');
}

async function bundleInto(key) {
  console.error('Building the window ...');
  const { build } = await import('esbuild');
  const unfinished = `${place}.${process.pid}`;
  try {
    await Promise.all(bundles.map((options) => build({ ...common, ...options, outdir: unfinished })));
    fs.cpSync(path.join(root, 'electron', 'icons'), path.join(unfinished, 'icons'), { recursive: true });
    fs.rmSync(stamp, { force: true });
    fs.rmSync(place, { recursive: true, force: true });
    fs.renameSync(unfinished, place);
    fs.writeFileSync(stamp, key);
  } catch {
    throw new ScriptError('the window could not be built');
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}
