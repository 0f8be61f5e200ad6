/** Closing is not quitting, and quitting is. */
import { describe, expect, test } from 'vitest';
import type { DesktopBridge } from '../../../core/api/desktop-bridge.ts';
import { answerDialogs, Desktop, until } from './desktop.ts';

type WithBridge = typeof globalThis & { kithDesktop: DesktopBridge };

const [KEEP, QUIT] = [0, 1];

const close = (desktop: Desktop): Promise<void> =>
  desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());

const isVisible = (desktop: Desktop): Promise<boolean> =>
  desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('[DESKTOP-7] closing the window', () => {
  test('asks once, leaves Kith running in the tray, and another start brings the window back', async () => {
    const desktop = await Desktop.open({ hasTray: true });
    await desktop.settle('Ada');
    const asked = await answerDialogs(desktop, KEEP);
    await until('the window', () => isVisible(desktop));
    await close(desktop);
    await until('the hiding', async () => !(await isVisible(desktop)));
    expect(await asked()).toEqual([expect.stringContaining('Keep Kith running when you close the window?')]);
    expect(await desktop.kith('status')).toMatchObject({ network: 'loopback' });

    expect(await desktop.startAgain()).toBe(0);
    await until('the window', () => isVisible(desktop));
    await close(desktop);
    await until('the hiding', async () => !(await isVisible(desktop)));
    // It is remembered, also beyond this start, and shown in the settings.
    expect(await asked()).toHaveLength(1);
    await desktop.quit();
    expect(JSON.parse(await desktop.read('window.json'))).toMatchObject({ closeToTray: true });
  });

  test('ends Kith where the person wants that, with its peer', async () => {
    const desktop = await Desktop.open({ hasTray: true });
    await desktop.settle('Ada');
    const [pid, peer] = [desktop.pid, (await desktop.peerPid())!];
    await answerDialogs(desktop, QUIT);
    const ended = desktop.untilEnded();
    await close(desktop);
    await ended;
    expect(isAlive(pid)).toBe(false);
    // It has ended before; whoever inherits it has to notice.
    await until('the end of the peer', async () => !isAlive(peer));
  });

  test('says so where the desktop has no tray', async () => {
    const desktop = await Desktop.open();
    await desktop.settle('Ada');
    const asked = await answerDialogs(desktop, KEEP);
    await close(desktop);
    await until('the question', async () => (await asked()).length > 0);
    expect((await asked())[0]).toContain('This desktop has no tray');
    const settings = await desktop.page.evaluate(() =>
      (window as unknown as WithBridge).kithDesktop.settings(),
    );
    expect(settings).toMatchObject({ hasTray: false, closeToTray: true, startAtLogin: null });
    const peer = (await desktop.peerPid())!;
    const ended = desktop.untilEnded();
    await desktop.page.evaluate(() => void (window as unknown as WithBridge).kithDesktop.quit());
    await ended;
    await until('the end of the peer', async () => !isAlive(peer));
  });
});
