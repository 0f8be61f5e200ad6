/**
 * `npm start`: installs and builds what is missing, then opens the window; where there is no display, or with
 * `--headless`, it runs the headless peer with its page.
 *
 *   --profile NAME   another person on this account
 *   --data DIR       a profile in that folder
 */
import path from 'node:path';
import { buildElectron } from './build-electron.mjs';
import { buildPage } from './build-page.mjs';
import { findElectron, runElectron } from './electron-runtime.mjs';
import { launch } from './launch.mjs';
import { ensureInstall, main } from './toolchain.mjs';

await main(async (args) => {
  await ensureInstall();
  await buildPage();
  const given = args.filter((arg) => arg !== '--headless');
  if (given.length < args.length || !hasDisplay()) return launch('main', ['serve', ...given]);
  const program = await buildElectron();
  const electron = await findElectron();
  console.error(
    `Kith opens its window with Electron ${electron.version}${electron.isFallback ? ' (for development)' : ''}.`,
  );
  // Chromium complains of every service of a desktop that is not there.
  const quiet = process.env.KITH_DEBUG ? [] : ['--log-level=3'];
  return runElectron(electron, [...quiet, program, ...absolute(given)]);
});

/** macOS and Windows have one; on Linux somebody says where it is. */
function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The folder of a profile is relative to where the person called npm. */
function absolute(args) {
  const from = process.env.INIT_CWD ?? process.cwd();
  return args.map((arg, at) => {
    if (args[at - 1] === '--data') return path.resolve(from, arg);
    return arg.startsWith('--data=') ? `--data=${path.resolve(from, arg.slice('--data='.length))}` : arg;
  });
}
