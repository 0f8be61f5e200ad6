/** The package as people get it: made, unpacked, started, and a community joined in it. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DesktopBridge } from '../../../core/api/desktop-bridge.ts';
import { Profile, until } from '../../process/kith.ts';
import { openDisplay, type Display } from './display.ts';
import { asUnprivileged, removeFolder, sharedFolder } from './unprivileged.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

let folder: string;
let display: Display;
let started: ChildProcess | undefined;

beforeAll(async () => {
  folder = await sharedFolder('kith-package-');
  display = await openDisplay();
});

afterAll(async () => {
  if (started && started.exitCode === null && started.signalCode === null) {
    const ended = new Promise((resolve) => started!.once('exit', resolve));
    started.kill('SIGKILL');
    await ended;
  }
  await display?.stop();
  await removeFolder(folder);
});

let made: Promise<string> | undefined;

/** Packed once. */
function packed(): Promise<string> {
  return (made ??= (async () => {
    const make = join(root, 'scripts', 'make.mjs');
    await run(process.execPath, [make, '--targets=deb'], { maxBuffer: 1 << 26 });
    const place = join(root, 'out', 'forge', 'make', 'deb', process.arch);
    const [deb] = (await readdir(place)).filter((name) => name.endsWith('.deb'));
    return join(place, deb!);
  })());
}

async function unpackedProgram(): Promise<string> {
  const place = join(folder, 'unpacked');
  await run('dpkg-deb', ['-x', await packed(), place]);
  const [name] = (await readdir(join(place, 'usr', 'lib'))) as [string];
  const entry = await readFile(join(place, 'usr', 'share', 'applications', `${name}.desktop`), 'utf8');
  expect(entry).toContain('MimeType=x-scheme-handler/kith;');
  expect(entry).toMatch(/^Exec=kith(-dev)? %U$/m);
  return join(place, 'usr', 'lib', name, name);
}

/** The debugger of a package is shut; Chromium's own is asked for on the command line. */
async function open(program: string, profile: string, where = [`--data=${profile}`]): Promise<Page> {
  const [command, ...args] = [
    ...asUnprivileged,
    program,
    '--disable-gpu',
    '--remote-debugging-port=0',
    ...where,
    '--network=loopback',
  ];
  const env = { PATH: '/usr/bin:/bin', HOME: folder, DISPLAY: display.name, XDG_RUNTIME_DIR: folder };
  started = spawn(command, args, { env, cwd: folder, stdio: 'ignore' });
  const port = await until('the window', async () => {
    const text = await readFile(join(profile, 'window', 'DevToolsActivePort'), 'utf8').catch(() => '');
    return /^\d+/.exec(text)?.[0];
  });
  const address = `http://127.0.0.1:${port}`;
  await until('the page', async () => {
    const targets = await fetch(`${address}/json/list`).then(
      (answer) => answer.text(),
      () => '',
    );
    return targets.includes('app://kith/');
  });
  const browser = await chromium.connectOverCDP(address);
  return until('the page', async () => browser.contexts()[0]?.pages()[0]);
}

test('[DESKTOP-12] the deb unpacks, starts with its fuses blown, and joins a community', async () => {
  const program = await unpackedProgram();
  const fuses = await getCurrentFuseWire(program);
  for (const shut of [
    'RunAsNode',
    'EnableNodeOptionsEnvironmentVariable',
    'EnableNodeCliInspectArguments',
    'GrantFileProtocolExtraPrivileges',
  ] as const) {
    expect(fuses[FuseV1Options[shut]], shut).toBe(FuseState.DISABLE);
  }
  for (const on of ['OnlyLoadAppFromAsar', 'EnableEmbeddedAsarIntegrityValidation'] as const) {
    expect(fuses[FuseV1Options[on]], on).toBe(FuseState.ENABLE);
  }

  const ada = await Profile.of('Ada');
  const { community } = await ada.ask<{ community: string }>('create', 'Elm Street');
  const served = await ada.serve();
  const { link } = await ada.ask<{ link: string }>('invite', community);

  const profile = join(folder, 'profile');
  const page = await open(program, profile);
  page.setDefaultTimeout(60_000);
  await page.getByText('Without protection').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ben');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: /Start a community/ }).waitFor();

  // As the system hands over a link that somebody clicked.
  const [command, ...args] = [...asUnprivileged, program, `--data=${profile}`, link];
  const env = { PATH: '/usr/bin:/bin', HOME: folder, DISPLAY: display.name, XDG_RUNTIME_DIR: folder };
  await run(command, args, { env, cwd: folder });
  await page.getByText('Ada invites you to').waitFor();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
  const { members } = await ada.ask<{ members: { name: string }[] }>('members', community);
  expect(members.map(({ name }) => name).sort()).toEqual(['Ada', 'Ben']);

  await quit(page);
  await served.stop();
});

function setLoginStart(page: Page, startAtLogin: boolean): Promise<unknown> {
  return page.evaluate((wanted) => {
    const { kithDesktop } = window as unknown as { kithDesktop: DesktopBridge };
    return kithDesktop.changeSettings({ startAtLogin: wanted });
  }, startAtLogin);
}

async function quit(page: Page): Promise<void> {
  const ended = new Promise((resolve) => started!.once('exit', resolve));
  await page.evaluate(() => {
    const { kithDesktop } = window as unknown as { kithDesktop: { quit(): Promise<void> } };
    // The answer first: the window may be gone before it has left.
    setTimeout(() => void kithDesktop.quit());
  });
  await ended;
}

// It changes the machine: only where somebody has said so (.ci/run).
if (process.env['KITH_INSTALL'] === '1') {
  test('[DESKTOP-12] the deb installs, runs with its sandbox for a user without rights, and leaves nothing when removed', async () => {
    const deb = await packed();
    const { stdout } = await run('dpkg-deb', ['--field', deb, 'Package']);
    const name = stdout.trim();
    await run('dpkg', ['-i', deb]);
    try {
      // The program that helps Chromium into its sandbox where the system gives a user no namespaces.
      expect((await stat(join('/usr/lib', name, 'chrome-sandbox'))).mode & 0o7777).toBe(0o4755);
      // On the standard profile, as somebody who clicks on its icon.
      const page = await open(join('/usr/bin', name), join(folder, '.local', 'share', 'kith'), []);
      page.setDefaultTimeout(60_000);
      await page.getByRole('heading', { name: 'How shall Kith keep your secrets?' }).waitFor();
      const { stdout: processes } = await run('ps', ['-eo', 'args']);
      const own = processes.split('\n').filter((line) => line.includes(`/usr/lib/${name}/`));
      expect(own.length).toBeGreaterThan(1);
      expect(own.filter((line) => / --no-sandbox( |$)/.test(line))).toEqual([]);

      const atLogin = join(folder, '.config', 'autostart', 'kith.desktop');
      await setLoginStart(page, true);
      expect(await readFile(atLogin, 'utf8')).toContain(`Exec="/usr/lib/${name}/${name}" "--hidden"\n`);
      await setLoginStart(page, false);
      await expect(readFile(atLogin)).rejects.toThrow('ENOENT');
      const { stdout: opener } = await run('xdg-mime', ['query', 'default', 'x-scheme-handler/kith'], {
        env: { PATH: '/usr/bin:/bin', HOME: folder },
      });
      expect(opener.trim()).toBe(`${name}.desktop`);
      await quit(page);
    } finally {
      await run('dpkg', ['--purge', name]);
    }
    expect(await readdir('/usr/bin')).not.toContain(name);
    expect(await readdir('/usr/share/applications')).not.toContain(`${name}.desktop`);
  });
}
