/**
 * Real windows of the built application, each on a profile of its own that stays on this machine. Run by an unprivileged
 * user, so that Chromium's sandbox is on and is part of what is tested. What was started is ended when the file is over.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { bundled, cliEnvironment } from '../../process/kith.ts';
import { openDisplay, type Display } from './display.ts';
import { asUnprivileged, removeFolder, sharedFolder } from './unprivileged.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

/** Far more than anything here takes, on any machine. Milliseconds. */
const PATIENCE = 180_000;

interface Built {
  readonly electron: string;
  readonly program: string;
}

let built: Built;
let display: Display;
let folder: string;
const open = new Set<Desktop>();
const homes: string[] = [];

beforeAll(async () => {
  folder = await sharedFolder('kith-window-');
  const app = join(folder, 'app');
  const script = join(root, 'scripts', 'prepare-window.mjs');
  const { stdout } = await run(process.execPath, [script, app], { maxBuffer: 1 << 24 });
  built = JSON.parse(stdout) as Built;
  display = await openDisplay();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  let number = 0;
  for (const desktop of open) await desktop.picture(`failed-${++number}`).catch(() => undefined);
});

afterAll(async () => {
  for (const desktop of [...open]) await desktop.kill();
  await display?.stop();
  await Promise.all([folder, ...homes.splice(0)].map(removeFolder));
});

export interface DesktopOptions {
  /** The desktop has a tray: something answers to the question whether there is one. */
  readonly hasTray?: boolean;
  readonly args?: readonly string[];
  /** On the standard profile of the account, as an installed Kith starts, and not in a folder that was named. */
  readonly isStandard?: boolean;
}

export class Desktop {
  readonly home: string;
  readonly profile: string;
  readonly #options: DesktopOptions;
  #app: ElectronApplication | undefined;
  #page: Page | undefined;

  private constructor(home: string, options: DesktopOptions) {
    this.home = home;
    this.profile =
      options.isStandard === true ? join(home, '.local', 'share', 'kith') : join(home, 'profile');
    this.#options = options;
  }

  /** A first start, on an empty profile. */
  static async open(options: DesktopOptions = {}): Promise<Desktop> {
    const home = await sharedFolder('kith-home-');
    homes.push(home);
    const desktop = new Desktop(home, options);
    if (options.hasTray === true) await desktop.#pretendTray();
    await desktop.start();
    return desktop;
  }

  /** The same profile once more, as a copied disk or a backup has it. The first one has to be ended meanwhile. */
  static async copyOf(first: Desktop): Promise<Desktop> {
    const home = await sharedFolder('kith-home-');
    homes.push(home);
    await run('cp', ['-a', first.profile, home]);
    const desktop = new Desktop(home, {});
    await desktop.start();
    return desktop;
  }

  get app(): ElectronApplication {
    if (!this.#app) throw new Error('the window is not running');
    return this.#app;
  }

  get page(): Page {
    if (!this.#page) throw new Error('there is no page');
    return this.#page;
  }

  async start(...args: readonly string[]): Promise<void> {
    await this.startHidden(...args);
    await this.windowCame();
  }

  /** Without waiting for a window, as there may be none for now. */
  async startHidden(...args: readonly string[]): Promise<void> {
    this.#app = await _electron.launch({
      executablePath: await launcher(),
      args: this.#arguments(args),
      env: this.#environment,
      cwd: this.home,
      timeout: PATIENCE,
    });
    open.add(this);
  }

  async windowCame(): Promise<void> {
    this.#page = await this.app.firstWindow({ timeout: PATIENCE });
    this.#page.setDefaultTimeout(60_000);
  }

  /** Starts the application once more on the same profile, and waits for the end of that start. */
  async startAgain(...args: readonly string[]): Promise<number | null> {
    const child = spawn(await launcher(), this.#arguments(args), {
      env: this.#environment,
      cwd: this.home,
      stdio: 'ignore',
    });
    return new Promise((resolve) => child.once('exit', resolve));
  }

  /** First run: keys unprotected, as nothing here has a keychain, and a name. */
  async settle(name: string): Promise<void> {
    const { page } = this;
    await page.getByText('Without protection').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('link', { name: /Start a community/ }).waitFor();
  }

  async found(title: string): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: /Start a community/ }).click();
    await page.getByRole('textbox', { name: 'Name of the community' }).fill(title);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  /** The command line, on the profile of this window. */
  async kith<T>(...args: readonly string[]): Promise<T> {
    const command = [await bundled(), ...args, '--data', this.profile, '--json'];
    const { stdout } = await run(process.execPath, command, { env: { ...process.env, ...cliEnvironment } });
    return JSON.parse(stdout) as T;
  }

  /** A picture of the window for whoever looks at a journey: into the folder that KITH_PICTURES names, else nowhere. */
  async picture(name: string): Promise<void> {
    const pictures = process.env['KITH_PICTURES'];
    if (pictures) await this.page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
  }

  /** The process of the peer; undefined while there is none. */
  async peerPid(): Promise<number | undefined> {
    const metrics = await this.app.evaluate(({ app }) =>
      app.getAppMetrics().map(({ type, name, pid }) => ({ type, name, pid })),
    );
    return metrics.find(({ type, name }) => type === 'Utility' && name === 'Kith')?.pid;
  }

  get pid(): number {
    return this.app.process().pid!;
  }

  async read(name: string): Promise<string> {
    return readFile(join(this.profile, name), 'utf8');
  }

  /** As Quit of the menu does. */
  async quit(): Promise<void> {
    const ended = this.#ended();
    await this.app.evaluate(({ app }) => {
      // After the answer to this very call.
      setTimeout(() => app.quit(), 0);
    });
    await ended;
    this.#forget();
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    const ended = this.#ended();
    this.app.process().kill('SIGKILL');
    await ended;
    this.#forget();
  }

  async untilEnded(): Promise<void> {
    await this.#ended();
    this.#forget();
  }

  #ended(): Promise<unknown> {
    const child = this.app.process();
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => child.once('exit', resolve));
  }

  #forget(): void {
    open.delete(this);
    this.#app = undefined;
    this.#page = undefined;
  }

  #arguments(args: readonly string[]): string[] {
    return [
      '--disable-gpu',
      built.program,
      ...(this.#options.isStandard === true ? [] : ['--data', this.profile]),
      '--network',
      'loopback',
      ...(this.#options.args ?? []),
      ...args,
    ];
  }

  get #environment(): Record<string, string> {
    return {
      PATH: `${join(this.home, 'bin')}:/usr/bin:/bin`,
      HOME: this.home,
      DISPLAY: display.name,
      LANG: 'en_GB.UTF-8',
      XDG_RUNTIME_DIR: this.home,
    };
  }

  /** What the application asks says that somebody shows tray icons here. */
  async #pretendTray(): Promise<void> {
    const bin = join(this.home, 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'dbus-send'), '#!/bin/sh\necho "   boolean true"\n', { mode: 0o755 });
  }
}

/** Answers the next questions that the system would show, and tells which those were. */
export async function answerDialogs(desktop: Desktop, response: number): Promise<() => Promise<string[]>> {
  await desktop.app.evaluate(({ dialog }, button) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((_window: unknown, options: { message: string; detail?: string }) => {
      asked.push(`${options.message} ${options.detail ?? ''}`);
      return Promise.resolve({ response: button, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, response);
  return () => desktop.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

/** Resolves when `test` gives something; fails when it takes too long. */
export async function until<T>(what: string, test: () => Promise<T | undefined | false>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(25)) {
    const found = await test();
    if (found !== undefined && found !== false) return found;
  }
  return expect.fail(`waited in vain: ${what}`);
}

/** What starts Electron: itself, or for root a script that first becomes somebody else. */
async function launcher(): Promise<string> {
  if (asUnprivileged.length === 0) return built.electron;
  const file = join(folder, 'as-nobody');
  const line = `exec ${asUnprivileged.join(' ')} '${built.electron}' "$@"`;
  await writeFile(file, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  return file;
}
