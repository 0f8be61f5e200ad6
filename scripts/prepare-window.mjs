/**
 * `node scripts/prepare-window.mjs DIR`: builds the window, copies the application into DIR, and prints what runs it:
 * { electron, program, version }. For tests, which a build in the meantime must not disturb.
 */
import path from 'node:path';
import { buildElectron } from './build-electron.mjs';
import { buildPage } from './build-page.mjs';
import { findElectron } from './electron-runtime.mjs';
import { copyApplication } from './native-packages.mjs';
import { main, ScriptError } from './toolchain.mjs';

await main(async ([to]) => {
  if (to === undefined) throw new ScriptError('name the folder to copy to');
  await buildPage();
  await buildElectron();
  const { file, version } = await findElectron();
  copyApplication(to);
  const program = path.join(path.resolve(to), 'out', 'electron', 'main.cjs');
  console.log(JSON.stringify({ electron: file, program, version }));
});
