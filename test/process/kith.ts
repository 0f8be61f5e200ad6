/**
 * Real processes of the command line, as it ships: bundled. Every profile is a temporary folder; everything stays on
 * loopback; what was started is ended, by its pid, when the test file is over.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What every wait ends after, and every command: far more than it takes, on any machine. Milliseconds. */
const PATIENCE = 45_000;

/** As it is run by people: compiled code is kept between runs. */
export const cliEnvironment = { KITH_ROOT: root, NODE_COMPILE_CACHE: join(root, 'out', 'compiled') };

let program: Promise<string> | undefined;

/** The file of the bundled command line; it and the page that it serves are built when a source has changed. */
export async function bundled(name: 'main' | 'demo' = 'main'): Promise<string> {
  // Once for a test file, whose tests are of one moment.
  return join(dirname(await (program ??= build())), `${name}.js`);
}

async function build(): Promise<string> {
  const code = `
    const { buildPage } = await import('./scripts/build-page.mjs');
    const { buildCli } = await import('./scripts/build-cli.mjs');
    await buildPage();
    console.log(await buildCli('main'));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
  });
  return stdout.trim();
}

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Served {
  readonly child: ChildProcess;
  readonly page: string | null;
  readonly addresses: readonly string[];
  /** Ends it as a person does; gives its exit status. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

const folders: string[] = [];
const running = new Set<ChildProcess>();

afterAll(async () => {
  const ended = [...running].map(async (child) => {
    child.kill('SIGKILL');
    await over(child);
  });
  await Promise.all(ended);
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

/** A folder of its own, gone after the test file. */
export async function temporary(name = 'kith-test-'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), name));
  folders.push(folder);
  return folder;
}

/** Resolves when `test` gives something; fails when it takes too long, with what came last. */
export async function until<T>(what: string, test: () => Promise<T | undefined | false>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(25)) {
    const found = await test();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`waited in vain: ${what}`);
}

export class Profile {
  readonly folder: string;
  /** Where its commands are called. */
  readonly desk: string;
  readonly program: string;

  private constructor(folder: string, desk: string, program: string) {
    this.folder = folder;
    this.desk = desk;
    this.program = program;
  }

  /** Nothing is there yet. */
  static async empty(name = 'profile'): Promise<Profile> {
    const desk = await temporary();
    return new Profile(join(desk, name), desk, await bundled());
  }

  /** Elsewhere; its commands are called where those of the other one are. */
  static at(folder: string, { desk, program }: Profile): Profile {
    return new Profile(folder, desk, program);
  }

  /** Set up, on loopback. */
  static async of(name: string): Promise<Profile> {
    const profile = await Profile.empty(name.toLowerCase());
    await profile.ask('init', '--name', name, '--network', 'loopback', '--insecure-keys');
    return profile;
  }

  /** Starts a command and leaves it. */
  start(
    args: readonly string[],
    options: { readonly before?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
  ): ChildProcess {
    const [command, ...rest] = [
      ...(options.before ?? []),
      process.execPath,
      this.program,
      ...args,
      '--data',
      this.folder,
    ];
    const child = spawn(command, rest, {
      cwd: this.desk,
      env: {
        ...process.env,
        ...cliEnvironment,
        ...options.env,
      },
      // The channel carries nothing: a peer ends when it closes, also when the tests are killed.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    running.add(child);
    child.once('close', () => running.delete(child));
    return child;
  }

  /** Runs a command to its end. */
  async run(...args: readonly string[]): Promise<Ran> {
    return result(this.start(args));
  }

  /** The one JSON object of a command that has to succeed. */
  async ask<T = Record<string, unknown>>(...args: readonly string[]): Promise<T> {
    const { status, out, err } = await this.run(...args, '--json');
    expect(status, `kith ${args.join(' ')}\n${err}`).toBe(0);
    return JSON.parse(out) as T;
  }

  /** A command that has to be refused: with that status and code, one line of error, and nothing else. */
  async refused(status: 1 | 2, code: string, ...args: readonly string[]): Promise<string> {
    return expectRefused(await this.run(...args, '--json'), status, code);
  }

  async serve(...args: readonly string[]): Promise<Served> {
    return this.serveBehind([], '--network', 'loopback', ...args);
  }

  /** `before`: what stands before the command, to run it on another machine, say. */
  async serveBehind(before: readonly string[], ...args: readonly string[]): Promise<Served> {
    const child = this.start(['serve', '--json', '--insecure-keys', ...args], { before });
    const { page, addresses } = JSON.parse(await firstLine(child)) as Pick<Served, 'page' | 'addresses'>;
    return {
      child,
      page,
      addresses,
      stop: async () => {
        child.kill('SIGTERM');
        return over(child);
      },
      kill: async () => {
        child.kill('SIGKILL');
        await over(child);
      },
    };
  }
}

export async function result(child: ChildProcess): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout!.on('data', (piece: Buffer) => out.push(piece.toString()));
  child.stderr!.on('data', (piece: Buffer) => err.push(piece.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  const status = await over(child);
  clearTimeout(timer);
  return { status, out: out.join(''), err: err.join('') };
}

export function expectRefused({ status, out, err }: Ran, wanted: 1 | 2, code: string): string {
  expect({ status, out, code: /\(([A-Z_]+)\)\n$/.exec(err)?.[1] }, err).toEqual({
    status: wanted,
    out: '',
    code,
  });
  expect(err).toMatch(/^kith: [^\n]+[.!] \([A-Z_]+\)\n$/);
  return err;
}

function over(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('close', (code) => resolve(code)));
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const err: string[] = [];
    child.stderr!.on('data', (piece: Buffer) => err.push(piece.toString()));
    createInterface({ input: child.stdout! }).once('line', resolve);
    child.once('close', (code) => reject(new Error(`it ended with ${code}: ${err.join('')}`)));
  });
}
