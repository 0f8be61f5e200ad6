/** What the system draws for the window, and what of it stays: menus, the window's place, a keychain that has gone. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerDialogs, Desktop, until } from './desktop.ts';

interface MenuEntry {
  readonly label: string;
  readonly role: string | undefined;
  readonly enabled: boolean;
}

/** Takes the place of the menus that the system would open; tells what stands in the last one. */
async function watchMenus(desktop: Desktop): Promise<() => Promise<MenuEntry[] | undefined>> {
  await desktop.app.evaluate(({ Menu }) => {
    Menu.prototype.popup = function popup(this: Electron.Menu) {
      Object.assign(globalThis, {
        opened: this.items.map(({ label, role, enabled }) => ({ label, role, enabled })),
      });
    };
  });
  return () => desktop.app.evaluate(() => (globalThis as unknown as { opened?: MenuEntry[] }).opened);
}

const bounds = (desktop: Desktop): Promise<Electron.Rectangle> =>
  desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds());

describe('[DESKTOP-8] the window on its desktop', () => {
  test('offers what one does with text by a right click, stands where it stood, and is found again without a tray', async () => {
    const desktop = await Desktop.open();
    await desktop.settle('Ada');
    const { page } = desktop;
    await page.getByRole('link', { name: /Start a community/ }).click();
    const field = page.getByRole('textbox', { name: 'Name of the community' });
    await field.fill('Elm Street');
    await field.selectText();
    const opened = await watchMenus(desktop);
    await field.click({ button: 'right' });
    const entries = await until('the menu', opened);
    expect(entries.map(({ label }) => label)).toEqual(['Cut', 'Copy', 'Paste', 'Select all']);
    expect(entries.find(({ label }) => label === 'Cut')?.role).toBe('cut');

    const menu = await desktop.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()!.items.map(({ submenu }) =>
        submenu!.items.map(({ role, accelerator }) => role ?? accelerator),
      ),
    );
    expect(menu[0]).toContain('CmdOrCtrl+Q');
    expect(menu[1]).toEqual(expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectall']));
    expect(menu[2]).toEqual(expect.arrayContaining(['zoomin', 'zoomout', 'togglefullscreen']));

    const wanted = { x: 120, y: 90, width: 900, height: 700 };
    await desktop.app.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]!.setBounds(to);
    }, wanted);
    await until('the place', async () => {
      const text = await readFile(join(desktop.profile, 'window.json'), 'utf8').catch(() => '{}');
      const { bounds: kept } = JSON.parse(text) as { bounds?: unknown };
      return JSON.stringify(kept) === JSON.stringify(wanted);
    });

    // No tray here: what is closed can be got back by starting Kith again.
    await answerDialogs(desktop, 0);
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());
    expect(await desktop.startAgain()).toBe(0);
    await until('the window', () =>
      desktop.app.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows()[0]!;
        return window.isVisible() && !window.isMinimized();
      }),
    );
    await desktop.quit();
    await desktop.start();
    await until('the window', () =>
      desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible()),
    );
    expect(await bounds(desktop)).toEqual(wanted);
    await desktop.quit();
  });
});

describe('[THREAT-37] the keychain of the system', () => {
  test('[DESKTOP-11] that is another one than before opens nothing: the window says so, and nothing is written', async () => {
    const desktop = await Desktop.open();
    await desktop.settle('Ada');
    await desktop.quit();
    const file = join(desktop.profile, 'settings.json');
    const before = JSON.parse(await readFile(file, 'utf8')) as object;
    const settings = JSON.stringify({ ...before, keys: 'system' });
    await writeFile(file, settings);
    await writeFile(
      join(desktop.profile, 'secrets', 'system'),
      Buffer.from('v11 sealed by another keychain'),
    );
    const names = async (): Promise<string[]> =>
      (await readdir(desktop.profile)).filter((name) => !/^(window|kith\.log|Singleton)/.test(name)).sort();
    const known = await names();

    await desktop.start();
    const { page } = desktop;
    await page.getByRole('heading', { name: 'Kith could not start' }).waitFor();
    await page.getByText("This computer's keychain does not give out what opens this profile").waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Kith could not start' }).waitFor();
    expect(await readFile(file, 'utf8')).toBe(settings);
    expect(await names()).toEqual(known);
    await desktop.quit();
  });
});
