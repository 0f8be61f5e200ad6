/**
 * A real window in a process of its own, on a profile that stays on this machine: started, looked into by Chromium's own
 * debugger, and ended by its pid. Run by an unprivileged user, so that its sandbox costs what it costs.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { asUnprivileged } from '../../test/electron/window/unprivileged.ts';

export interface Program {
  readonly electron: string;
  /** The file for it to run. */
  readonly main: string;
  /** For DISPLAY. */
  readonly display: string;
}

/** Far more than anything takes. Milliseconds. */
const PATIENCE = 60_000;

export class WindowProcess {
  /** Milliseconds since 1970, as the page counts them. */
  readonly startedAt: number;
  readonly #child: ChildProcess;
  readonly #profile: string;
  #browser: Browser | undefined;

  private constructor(child: ChildProcess, profile: string) {
    this.startedAt = performance.timeOrigin + performance.now();
    this.#child = child;
    this.#profile = profile;
  }

  static async start({ electron, main, display }: Program, profile: string): Promise<WindowProcess> {
    await rm(join(profile, 'window', 'DevToolsActivePort'), { force: true });
    const switches = ['--log-level=3', '--disable-gpu', '--remote-debugging-port=0'];
    const [command, ...args] = [
      ...asUnprivileged,
      electron,
      ...switches,
      main,
      `--data=${profile}`,
      '--network=loopback',
    ];
    const child = spawn(command, args, {
      cwd: profile,
      env: {
        PATH: '/usr/bin:/bin',
        HOME: profile,
        DISPLAY: display,
        LANG: 'en_GB.UTF-8',
        XDG_RUNTIME_DIR: profile,
      },
      stdio: 'ignore',
    });
    return new WindowProcess(child, profile);
  }

  /** The page, looked into only now: a debugger that listens takes time of its own. */
  async page(): Promise<Page> {
    const port = await until('the window', async () => {
      const file = join(this.#profile, 'window', 'DevToolsActivePort');
      return /^\d+/.exec(await readFile(file, 'utf8').catch(() => ''))?.[0];
    });
    // The port is open before main has done its first work, and the first answer waits for every target to attach: on a
    // busy machine that has taken longer than Playwright's 30 s. What is measured is over by then.
    this.#browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 3 * PATIENCE });
    return until('the page', async () => this.#browser!.contexts()[0]?.pages()[0]);
  }

  /** Megabytes of all its processes; what they share is counted once. */
  async memory(): Promise<number> {
    let kilobytes = 0;
    for (const pid of await withChildren(this.#child.pid!)) {
      const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
    }
    return kilobytes / 1024;
  }

  async end(): Promise<void> {
    await this.#browser?.close();
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    await ended;
  }
}

export async function until<T>(what: string, test: () => Promise<T | undefined>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(20)) {
    const found = await test();
    if (found !== undefined) return found;
  }
  throw new Error(`waited in vain: ${what}`);
}

async function withChildren(pid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const text = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(text)?.[1] ?? 0));
  }
  const found = [pid];
  for (const each of found) for (const [child, parent] of parents) if (parent === each) found.push(child);
  return found;
}
