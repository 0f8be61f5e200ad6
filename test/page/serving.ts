/** Headless peers as processes of their own, on fresh profiles, that stay on this machine. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundled, cliEnvironment } from '../process/kith.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The page into its folder, when a source is newer. */
export async function buildPage(): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(root, 'scripts', 'build.mjs')], { cwd: root });
}

export interface Served {
  /** Address of the page, token included. */
  readonly page: string;
  stop(): Promise<void>;
}

/** Resolves when the peer says that it is ready. Without a profile it gets a fresh one, which goes with it. */
export async function serve(profile?: string): Promise<Served> {
  const data = profile ?? (await mkdtemp(path.join(tmpdir(), 'kith-page-')));
  const args = [await bundled(), 'serve', '--data', data, '--network', 'loopback', '--json'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...cliEnvironment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    if (profile === undefined) await rm(data, { recursive: true, force: true });
  };
  for await (const line of createInterface(child.stdout)) {
    const { page } = JSON.parse(line) as { page: string };
    return { page, stop };
  }
  await stop();
  throw new Error('the peer ended before it was ready');
}
