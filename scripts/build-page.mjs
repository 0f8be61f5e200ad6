/** Builds the page (renderer/, with Vite) into out/page/, when one of its sources has changed. */
import fs from 'node:fs';
import path from 'node:path';
import { keyOf } from './sources.mjs';
import { commandOf, root, runNode, ScriptError, withLock } from './toolchain.mjs';

const place = path.join(root, 'out', 'page');
const stamp = path.join(root, 'out', 'page.key');

const isBuilt = (key) =>
  fs.existsSync(place) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === key;

/** The folder of the built page. */
export async function buildPage() {
  const sources = ['renderer', 'core/api', 'core/base', 'vite.config.ts', 'package-lock.json'];
  const key = keyOf(sources);
  if (isBuilt(key)) return place;
  if (!fs.existsSync(path.join(root, 'renderer', 'index.html'))) {
    throw new ScriptError('there is no renderer/index.html to build the page from');
  }
  await withLock('page', async () => {
    if (isBuilt(key)) return;
    console.error('Building the page ...');
    const unfinished = `${place}.${process.pid}`;
    try {
      const code = await runNode(
        commandOf('vite'),
        ['build', '--logLevel', 'warn', '--outDir', unfinished, '--emptyOutDir'],
        { stdio: ['ignore', 2, 2] },
      );
      if (code !== 0) throw new ScriptError('the page could not be built');
      fs.rmSync(stamp, { force: true });
      fs.rmSync(place, { recursive: true, force: true });
      fs.renameSync(unfinished, place);
      fs.writeFileSync(stamp, key);
    } finally {
      fs.rmSync(unfinished, { recursive: true, force: true });
    }
  });
  return place;
}
