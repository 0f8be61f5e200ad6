/**
 * What every script of this project starts with: the install that the lock file describes, and the Node that it
 * contains. Runs before an install, on the Node that happens to be there (20.19 or newer), so it uses
 * nothing but Node's own modules.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The oldest major version of Node that runs the sources (type stripping, Promise.withResolvers). */
const NODE_MAJOR = 24;

/** Whoever started this script, when it started. */
const parent = process.ppid;

/** A fault that the person at the keyboard can act on: printed as one line, without a stack. */
export class ScriptError extends Error {}

/** Runs a script's main function; its number is the exit code. */
export async function main(body) {
  try {
    process.exitCode = (await body(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(error instanceof ScriptError ? `kith: ${error.message}` : error);
    process.exitCode = 1;
  }
}

/**
 * Runs a program to its end and gives its exit code. SIGTERM and SIGHUP are handed on; so is SIGINT, unless a
 * terminal has already sent it to the whole group. `stdio` is as for child_process.spawn.
 */
export function run(
  command,
  args,
  { cwd = root, env = process.env, stdio = 'inherit', shell = false, signal } = {},
) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio, shell, signal });
    const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
      const handler = () => {
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
      };
      process.on(signal, handler);
      return [signal, handler];
    });
    // npm runs a script below a shell, and hands a signal to that shell alone: its end is our order to stop.
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event && process.ppid !== parent) {
        clearInterval(watch);
        child.kill('SIGTERM');
      }
    }, 500);
    const release = () => {
      clearInterval(watch);
      for (const [signal, handler] of handlers) process.off(signal, handler);
    };
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      release();
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}

/** Is the program on PATH? */
export function isOnPath(name) {
  const places = (process.env.PATH ?? '').split(path.delimiter);
  // Debian keeps some programs for the system's administrator where an ordinary user's PATH does not look.
  return [...places, '/usr/sbin', '/sbin'].some((place) => fs.existsSync(path.join(place, name)));
}

// --- the install ---------------------------------------------------------------------------------

const stampOf = (folder) => path.join(folder, 'node_modules', '.kith-install');

/** What an install depends on: the lock file and the kind of machine (native packages differ). */
function installKey(folder) {
  const hash = createHash('sha256').update(fs.readFileSync(path.join(folder, 'package-lock.json')));
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

function isInstalled(folder) {
  const stamp = stampOf(folder);
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === installKey(folder);
}

/** Records that node_modules is what the lock file says (npm calls it too, as the postinstall step). */
export function stampInstall(folder = root) {
  if (fs.existsSync(path.join(folder, 'node_modules'))) fs.writeFileSync(stampOf(folder), installKey(folder));
}

/**
 * Brings node_modules to what package-lock.json says, with `npm ci`, when it is not so already. Progress goes to
 * stderr, so that a command's own output stays clean.
 */
export async function ensureInstall(folder = root) {
  if (isInstalled(folder)) return;
  await withLock('install', async () => {
    if (isInstalled(folder)) return;
    const where = path.relative(root, folder);
    console.error(
      `Installing packages${where ? ` of ${where}/` : ''} (once, and after a change of the lock file) ...`,
    );
    // The packages run on the Node 24 that comes with them: npm's warnings about the Node below npm are noise.
    const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
    const code = await runNpm(['ci', ...flags], { cwd: folder, stdio: ['ignore', 2, 2] });
    if (code !== 0) throw new ScriptError(`npm ci failed (exit code ${code})`);
    stampInstall(folder);
  });
}

/** Under `npm run` npm says where it is; it must run on the Node it came with, not on the one below node_modules. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

// --- Node 24 -------------------------------------------------------------------------------------

let found;

/** The path of a Node that runs the sources: the one in node_modules, else the one that runs this. */
export function findNode() {
  found ??= lookForNode();
  return found;
}

function lookForNode() {
  const kind = { win32: 'win' }[process.platform] ?? process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of [`node-${kind}-${process.arch}`, `node-bin-${kind}-${process.arch}`]) {
    const candidate = path.join(root, 'node_modules', name, 'bin', program);
    if (fs.existsSync(candidate)) return candidate;
  }
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  throw new ScriptError(
    `there is no packaged Node for ${process.platform}-${process.arch}: install Node ${NODE_MAJOR} and run this with it`,
  );
}

/** Runs a file with Node 24. `options` as for `run`, and `nodeArgs` for Node itself. */
export function runNode(file, args, { nodeArgs = [], ...options } = {}) {
  return run(findNode(), [...nodeArgs, file, ...args], options);
}

/** The JavaScript file behind a command of an installed package (`vitest`, `tsc`), to run without a shell. */
export function commandOf(name, packageName = name) {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[name]);
}

// --- one at a time -------------------------------------------------------------------------------

/** Runs `body` while no other process of this checkout runs one of the same name. */
export async function withLock(name, body) {
  const file = path.join(root, 'out', `.${name}.lock`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  for (let told = false; !takeLock(file);) {
    if (!told) console.error('Waiting for another run to finish its install ...');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return await body();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function takeLock(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  // A holder that is gone has left the file behind.
  try {
    const holder = Number(fs.readFileSync(file, 'utf8'));
    if (holder > 0) process.kill(holder, 0);
  } catch (error) {
    if (error.code === 'ESRCH') fs.rmSync(file, { force: true });
  }
  return false;
}
