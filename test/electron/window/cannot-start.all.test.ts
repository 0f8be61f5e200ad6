/** The window on a profile that its peer cannot run on just now: it says why, and goes on when that has passed. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { bundled, cliEnvironment } from '../../process/kith.ts';
import { Desktop } from './desktop.ts';

async function settled(): Promise<Desktop> {
  const desktop = await Desktop.open();
  await desktop.settle('Ada');
  await desktop.found('Elm Street');
  await desktop.quit();
  return desktop;
}

/** Another program that has the port of the profile. */
async function takePort(desktop: Desktop): Promise<() => Promise<void>> {
  const { port } = JSON.parse(await readFile(join(desktop.profile, 'settings.json'), 'utf8')) as {
    port: number;
  };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
    });
}

/** A peer without a window on the same profile. */
async function serveElsewhere(desktop: Desktop): Promise<() => Promise<void>> {
  const args = [await bundled(), 'serve', '--json', '--network', 'loopback', '--data', desktop.profile];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...cliEnvironment },
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise((resolve) => createInterface({ input: child.stdout! }).once('line', resolve));
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}

describe('[DESKTOP-13] [THREAT-36] a peer that cannot run', () => {
  test('says why in the window, which goes on as soon as it can be', async () => {
    const desktop = await settled();
    const hindrances = [
      [takePort, 'Another program uses port'],
      [serveElsewhere, 'Kith is already running on this profile.'],
    ] as const;
    for (const [hinder, words] of hindrances) {
      const release = await hinder(desktop);
      try {
        await desktop.start();
        const { page } = desktop;
        await page.getByRole('heading', { name: 'Kith could not start' }).waitFor();
        expect(await page.getByText(words).count()).toBe(1);
      } finally {
        await release();
      }
      await desktop.page.getByRole('button', { name: 'Try again' }).click();
      await desktop.page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
      await desktop.quit();
    }
  });
});
