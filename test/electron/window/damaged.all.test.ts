/** The window on a profile whose database is damaged, and one whose peer does not stay up. */
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connectApi } from '../../../core/api/client.ts';
import { connectToPeer } from '../../../core/node/socket-client.ts';
import { Desktop, until } from './desktop.ts';

/** Somebody who has said so much that it fills the log of the database. */
async function talkative(desktop: Desktop): Promise<void> {
  await desktop.settle('Ada');
  await desktop.found('Elm Street');
  const { communities } = await desktop.kith<{ communities: { id: string }[] }>('communities');
  const channel = await until('the peer', async () => {
    const socket = await connectToPeer(desktop.profile);
    if (!socket) return false;
    const api = connectApi(socket);
    const { channel: made } = await api.channelAdd({ community: communities[0]!.id, title: 'Garden' });
    for (let at = 0; at < 40; at++) await api.say({ channel: made, text: `${at} ${'x'.repeat(2_000)}` });
    socket.close();
    return made;
  });
  expect(channel).not.toBe('');
}

/** Bytes in the middle of the log are others; gives the whole file. */
async function damage(desktop: Desktop): Promise<Buffer> {
  const store = join(desktop.profile, 'store');
  const [name] = (await readdir(store)).filter((each) => each.endsWith('.log'));
  const file = await open(join(store, name!), 'r+');
  const { size } = await file.stat();
  await file.write(Buffer.alloc(64, 0x55), 0, 64, size >> 1);
  await file.close();
  return readFile(join(store, name!));
}

describe('[THREAT-27] a damaged database', () => {
  test('[DESKTOP-14] is said plainly; what reads is saved by a click, and the damaged files are kept', async () => {
    const desktop = await Desktop.open();
    await talkative(desktop);
    await desktop.kill();
    const damaged = await damage(desktop);

    await desktop.start();
    const { page } = desktop;
    await page.getByRole('heading', { name: 'Something on this disk is damaged' }).waitFor();
    // Nothing was changed so far, also when somebody tries again.
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Something on this disk is damaged' }).waitFor();
    expect((await readdir(desktop.profile)).filter((name) => name.includes('damaged'))).toEqual([]);

    await page.getByRole('button', { name: 'Save what can be read' }).click();
    await page.getByRole('heading', { name: 'Saved' }).waitFor();
    await page.getByText('read, checked and saved').waitFor();
    await page.getByRole('button', { name: 'Open Kith' }).click();
    await page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    const aside = join(desktop.profile, 'store.damaged-1');
    const [log] = (await readdir(aside)).filter((name) => name.endsWith('.log'));
    expect(await readFile(join(aside, log!))).toEqual(damaged);
    await desktop.quit();
  });
});

describe('[THREAT-36] a peer that does not stay up', () => {
  test('[DESKTOP-3] is given up after a while; the window answers, shows the log, and starts it when asked', async () => {
    const desktop = await Desktop.open();
    await desktop.settle('Ada');
    await desktop.found('Elm Street');
    const { page } = desktop;
    const shown = (): Promise<string[]> =>
      desktop.app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
    await desktop.app.evaluate(({ shell }) => {
      const files: string[] = [];
      Object.assign(globalThis, { shown: files });
      shell.showItemInFolder = (file) => {
        files.push(file);
      };
    });
    const title = page.getByRole('heading', { name: 'Kith keeps stopping' });
    let last: number | undefined;
    await until('the end of patience', async () => {
      const pid = await desktop.peerPid();
      if (pid !== undefined && pid !== last) {
        last = pid;
        process.kill(pid, 'SIGKILL');
      }
      return title.isVisible();
    });
    await page.getByRole('button', { name: 'Show the log' }).click();
    await until('the log', async () => (await shown()).length > 0);
    expect(await shown()).toEqual([join(desktop.profile, 'kith.log')]);
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    await desktop.quit();
  });
});
