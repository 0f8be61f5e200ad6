/**
 * `npm run make`: builds the application and packs it for this system, into out/forge/make/.
 *
 *   --release        only with the Electron that ships; without its download this fails
 *   other arguments  go to Electron Forge
 */
import fs from 'node:fs';
import path from 'node:path';
import { buildElectron } from './build-electron.mjs';
import { buildPage } from './build-page.mjs';
import { findElectron } from './electron-runtime.mjs';
import { commandOf, ensureInstall, isOnPath, main, root, run, runNode, ScriptError } from './toolchain.mjs';

await main(async (args) => {
  const given = args.filter((arg) => arg !== '--release');
  await ensureInstall();
  needPrograms();
  await buildPage();
  await buildElectron();
  const electron = await findElectron();
  if (electron.isFallback && given.length < args.length) {
    throw new ScriptError(
      'a release is packed with the Electron of the lock file, which cannot be downloaded',
    );
  }
  console.error(`Packing with Electron ${electron.version}${electron.isFallback ? ', as -dev' : ''} ...`);
  const env = { ...process.env };
  if (electron.isFallback) env.KITH_ELECTRON_ZIPS = await zipRuntime(electron.file);
  return runNode(commandOf('electron-forge', '@electron-forge/cli'), ['make', ...given], { env });
});

function needPrograms() {
  if (process.platform !== 'linux') return;
  const missing = { fakeroot: 'fakeroot', 'dpkg-deb': 'dpkg', zip: 'zip' };
  const names = Object.keys(missing).filter((name) => !isOnPath(name));
  if (names.length === 0) return;
  throw new ScriptError(
    `packing needs ${names.join(', ')}; on Debian:\n  sudo apt-get install ${names.map((name) => missing[name]).join(' ')}`,
  );
}

/**
 * Forge takes its Electron out of an archive with the name of the version that the lock file asks for. Gives the folder
 * in which it lies.
 */
async function zipRuntime(program) {
  const runtime = path.dirname(program);
  const folder = path.join(root, 'out', 'electron-runtime', 'zips');
  const wanted = JSON.parse(
    fs.readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  ).version;
  const file = path.join(folder, `electron-v${wanted}-${process.platform}-${process.arch}.zip`);
  if (fs.existsSync(file) && fs.statSync(file).mtimeMs > fs.statSync(program).mtimeMs) return folder;
  fs.mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}.zip`;
  // Stored, not packed: it is read once, here. The loader of unpackaged applications stays out.
  const args = ['-q', '-0', '-r', '-y', unfinished, '.', '-x', 'resources/app/*'];
  const code = await run('zip', args, { cwd: runtime });
  if (code !== 0) throw new ScriptError('the runtime could not be put into an archive');
  fs.renameSync(unfinished, file);
  return folder;
}
