/** The window while its peer is busy, falls, or cannot start. */
import { describe, expect, test } from 'vitest';
import { Desktop, until } from './desktop.ts';

describe('[THREAT-36] the process of the peer', () => {
  test('[DESKTOP-3] falls: the window says so, it comes back by itself, nothing is lost', async () => {
    const desktop = await Desktop.open();
    const { page } = desktop;
    await desktop.settle('Ada');
    await desktop.found('Elm Street');
    for (let fall = 1; fall <= 3; fall++) {
      const channel = `Fall ${fall}`;
      const { communities } = await desktop.kith<{ communities: { id: string }[] }>('communities');
      await desktop.kith('channel', 'add', communities[0]!.id, channel);
      const pid = (await desktop.peerPid())!;
      process.kill(pid, 'SIGKILL');
      await page.getByText('Kith does not answer just now.').waitFor();
      const next = await until('another process', async () => {
        const found = await desktop.peerPid();
        return found !== pid && found;
      });
      expect(next).not.toBe(pid);
      await page.getByText('Kith does not answer just now.').waitFor({ state: 'hidden' });
      const { channels } = await desktop.kith<{ channels: { title: string }[] }>(
        'channels',
        communities[0]!.id,
      );
      expect(channels.map(({ title }) => title)).toContain(channel);
    }
    await page.getByRole('navigation').getByRole('link', { name: 'Chat' }).click();
    await page.getByText('Fall 3').first().waitFor();
    await desktop.quit();
  });

  test('[DESKTOP-3] does not answer for a while: the window does, and goes on when it answers; a page that falls comes back', async () => {
    const desktop = await Desktop.open();
    const { page } = desktop;
    await desktop.settle('Ada');
    await desktop.found('Elm Street');
    const pid = (await desktop.peerPid())!;
    process.kill(pid, 'SIGSTOP');
    await page.getByRole('navigation').getByRole('link', { name: 'Boards' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'People' }).click();
    expect(page.url()).toContain('/people');
    process.kill(pid, 'SIGCONT');
    await page.getByText('Ada').first().waitFor();
    await page.getByRole('main').getByText('Ada').first().waitFor();
    expect(await desktop.peerPid()).toBe(pid);

    // The other way round: the page falls, the peer goes on, and the page comes back to where it was.
    await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
    );
    const seen = (): Promise<string> =>
      desktop.app.evaluate(async ({ BrowserWindow }) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        if (webContents.isCrashed() || webContents.isLoading()) return '';
        // A page that falls meanwhile never answers.
        const never = new Promise((resolve) => setTimeout(resolve, 500));
        const text = webContents.executeJavaScript("document.querySelector('main')?.innerText");
        return String(await Promise.race([text, never]));
      });
    await until('the page', async () => (await seen()).includes('Ada'));
    expect(await desktop.peerPid()).toBe(pid);
    await desktop.quit();
  });

  test('[DESKTOP-3] is killed together with the window: the next start has everything', async () => {
    const desktop = await Desktop.open();
    await desktop.settle('Ada');
    await desktop.found('Elm Street');
    await desktop.kill();
    await desktop.start();
    await desktop.page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    await desktop.quit();
  });
});
