/**
 * Bundles the command line's own sources, so that a command starts in a fraction of a second. Packages stay
 * outside the bundle. A bundle lives in out/cli/KEY/ and is never changed, so that a running peer can still load
 * its later chunks while the next bundle is built beside it.
 */
import fs from 'node:fs';
import path from 'node:path';
import { keyOf } from './sources.mjs';
import { root, ScriptError } from './toolchain.mjs';

const folder = path.join(root, 'out', 'cli');
const entries = ['main', 'demo'];
/** Older bundles are kept for the processes that may still run them: the newest few, and all for a day. */
const KEPT = 4;
const KEPT_MS = 24 * 60 * 60 * 1000;

/** The path of the bundled cli/NAME.ts; builds it when a source has changed. */
export async function buildCli(name) {
  if (!fs.existsSync(sourceOf(name))) throw new ScriptError(`there is no cli/${name}.ts`);
  const place = path.join(folder, keyOf(['cli', 'core', 'package-lock.json', 'scripts/build-cli.mjs']));
  const file = path.join(place, `${name}.js`);
  if (!fs.existsSync(file)) await bundleInto(place);
  return file;
}

const sourceOf = (name) => path.join(root, 'cli', `${name}.ts`);

async function bundleInto(place) {
  const { build } = await import('esbuild');
  const unfinished = `${place}.${process.pid}`;
  try {
    await build({
      absWorkingDir: root,
      entryPoints: entries.map(sourceOf).filter((file) => fs.existsSync(file)),
      outdir: unfinished,
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      splitting: true,
      packages: 'external',
      sourcemap: 'linked',
      logLevel: 'error',
    });
    // A second process may have built the same bundle in the meantime: it is as good.
    if (!fs.existsSync(place)) fs.renameSync(unfinished, place);
  } catch {
    throw new ScriptError('the command line could not be built');
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  removeOld();
}

function removeOld() {
  const places = fs.readdirSync(folder).map((name) => {
    const place = path.join(folder, name);
    return { place, time: fs.statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
  });
  places.sort((a, b) => b.time - a.time);
  for (const { place, time } of places.slice(KEPT)) {
    if (Date.now() - time > KEPT_MS) fs.rmSync(place, { recursive: true, force: true });
  }
}
