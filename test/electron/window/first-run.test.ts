/** From nothing to a community in the window, and what lies on the disk then. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Desktop } from './desktop.ts';

/** Files of the profile that Kith has written, and not Chromium. */
async function files(desktop: Desktop): Promise<string[]> {
  const names = await readdir(desktop.profile, { recursive: true });
  return names.filter((name) => !/^(window\/|window$|window\.json$|kith\.log|store)/.test(name)).sort();
}

describe('the first run in the window', () => {
  test('[DESKTOP-1] [THREAT-37] asks before a secret is kept unprotected, then founds a community', async () => {
    const desktop = await Desktop.open();
    await desktop.page.getByRole('heading', { name: 'How shall Kith keep your secrets?' }).waitFor();
    // Without a keychain and without an answer there is nothing secret on the disk, and no profile.
    expect(await files(desktop)).toEqual(['secrets']);

    await desktop.settle('Ada');
    expect((await stat(join(desktop.profile, 'insecure.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(desktop.profile)).mode & 0o777).toBe(0o700);
    await desktop.found('Elm Street');
    // The command line talks to the peer of this window.
    const status = await desktop.kith<{ keys: string; network: string; communities: { title: string }[] }>(
      'status',
    );
    expect(status).toMatchObject({ keys: 'insecure', network: 'loopback' });
    expect(status.communities.map(({ title }) => title)).toEqual(['Elm Street']);
    await desktop.quit();

    await desktop.start();
    await desktop.page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    const log = await desktop.read('kith.log');
    expect(log).not.toMatch(/Ada|Elm/);
    await desktop.quit();
  });

  test('[DESKTOP-1] [THREAT-37] keeps secrets behind a passphrase, and asks for it at the next start', async () => {
    const desktop = await Desktop.open();
    const { page } = desktop;
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('short');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('That is too short.').waitFor();
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('rhubarb and custard');
    await page.getByRole('textbox', { name: 'The passphrase once more' }).fill('rhubarb and mustard');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('The two are not the same.').waitFor();
    expect(await files(desktop)).toEqual(['secrets']);
    await page.getByRole('textbox', { name: 'The passphrase once more' }).fill('rhubarb and custard');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('link', { name: /Start a community/ }).waitFor();
    expect(await files(desktop)).not.toContain('insecure.key');
    await desktop.quit();

    await desktop.start();
    await desktop.page.getByRole('textbox', { name: 'Passphrase' }).fill('wrong horse');
    await desktop.page.getByRole('button', { name: 'Unlock' }).click();
    await desktop.page.getByText('That is not the passphrase.').waitFor();
    await desktop.page.getByRole('textbox', { name: 'Passphrase' }).fill('rhubarb and custard');
    await desktop.page.getByRole('button', { name: 'Unlock' }).click();
    await desktop.page.getByRole('link', { name: /Start a community/ }).waitFor();
    await desktop.quit();
  });

  test('[DESKTOP-2] one window a profile: a second start shows the first', async () => {
    const desktop = await Desktop.open();
    await desktop.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await desktop.startAgain()).toBe(0);
    expect(desktop.app.windows()).toHaveLength(1);
    await desktop.quit();
  });
});
