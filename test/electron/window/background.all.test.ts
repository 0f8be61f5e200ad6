/** Kith while its window is closed: it goes on for the person, tells what concerns them, and a click leads there. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Profile } from '../../process/kith.ts';
import { addThing, goTo, makeChannel } from './by-mouse.ts';
import { answerDialogs, Desktop, until } from './desktop.ts';
import { clickNotification, isVisible, watchNotifications } from './notifications.ts';

const KEEP = 0;

describe('[DESKTOP-7] [DESKTOP-9] a closed window', () => {
  test('[WINDOW-6] goes on exchanging in the tray, tells of a mention and of a loan, and each click leads to the thing itself', async () => {
    const ana = await Desktop.open({ hasTray: true });
    await ana.settle('Ana');
    await ana.found('Elm Street');
    await addThing(ana.page, 'Tool shed', 'Cordless drill', 'Tools');
    await makeChannel(ana.page, 'General');
    const { communities } = await ana.kith<{ communities: { id: string }[] }>('communities');
    const community = communities[0]!.id;
    const { link } = await ana.kith<{ link: string }>('invite', community);

    const asked = await answerDialogs(ana, KEEP);
    const shown = await watchNotifications(ana);
    const close = () => ana.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());
    await close();
    await until('the hiding', async () => !(await isVisible(ana)));
    expect(await asked()).toHaveLength(1);

    // Ben comes in, writes and asks, and all of it arrives: nobody but the hidden Kith of Ana is there.
    const ben = await Profile.of('Ben');
    await ben.ask('join', link, '--wait', '60s');
    const served = await ben.serve();
    const { channels } = await ben.ask<{ channels: { id: string }[] }>('channels', community);
    const { message } = await ben.ask<{ message: string }>('say', channels[0]!.id, 'Who has a drill, @Ana?');
    await ben.ask('sync', '--wait', '60s');
    await until('the first', async () => (await shown()).length === 1);
    expect(await shown()).toEqual([
      { title: 'Ben mentioned you in Elm Street', body: 'Who has a drill, @Ana?' },
    ]);
    await clickNotification(ana, 0);
    await until('the window', () => isVisible(ana));
    await until('the message', async () => ana.page.url().endsWith(`/chat/${channels[0]!.id}/${message}`));
    await ana.page.getByRole('log').getByText('Who has a drill, @Ana?').waitFor();

    await goTo(ana.page, 'Home', 'Elm Street');
    await close();
    await until('the hiding', async () => !(await isVisible(ana)));
    expect(await asked()).toHaveLength(1);
    const { inventories } = await ben.ask<{ inventories: { id: string }[] }>('inventories', community);
    const { items } = await ben.ask<{ items: { id: string }[] }>('inventory', 'show', inventories[0]!.id);
    await ben.ask('loan', 'request', items[0]!.id);
    await until('the second', async () => (await shown()).length === 2);
    expect((await shown())[1]!.body).toContain('Cordless drill');
    await clickNotification(ana, 1);
    await until('the window', () => isVisible(ana));
    await ana.page.getByRole('heading', { level: 1, name: 'Cordless drill' }).waitFor();
    await ana.page.getByRole('button', { name: 'Approve' }).waitFor();
    await ana.picture('tray-01-loan');
    await ana.quit();
    await served.stop();
  });

  test('[WINDOW-6] comes with the login where the person wants that, without a window, and no more when they do not', async () => {
    const ana = await Desktop.open({ hasTray: true, isStandard: true });
    await ana.settle('Ana');
    await ana.found('Elm Street');
    // As an installed Kith, which has a lasting place to be started from.
    await ana.app.evaluate(({ app }) => {
      Object.defineProperty(app, 'isPackaged', { value: true });
      Object.assign(process, { defaultApp: false });
    });
    const file = join(ana.home, '.config', 'autostart', 'kith.desktop');
    const isThere = () =>
      access(file).then(
        () => true,
        () => false,
      );
    await ana.page.getByRole('link', { name: /Settings/ }).click();
    const option = ana.page.getByRole('switch', { name: 'Start when I log in' });
    await option.waitFor();
    await ana.picture('tray-02-settings');
    expect(await isThere()).toBe(false);
    await option.click();
    await until('the entry', isThere);
    const entry = await readFile(file, 'utf8');
    expect(entry).toMatch(/^Exec="[^"]+" "--hidden"$/m);
    await option.click();
    await until('no entry', async () => !(await isThere()));
    await ana.quit();

    // As at login: Kith runs, and nothing comes up until somebody wants to see it.
    await ana.startHidden('--hidden');
    await until('the peer', () =>
      ana.kith<{ communities: unknown[] }>('communities').then(
        ({ communities }) => communities.length > 0,
        () => false,
      ),
    );
    expect(
      await ana.app.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((each) => each.isVisible()).length,
      ),
    ).toBe(0);
    expect(await ana.startAgain()).toBe(0);
    await ana.windowCame();
    await until('the window', () => isVisible(ana));
    await ana.page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    await ana.quit();
  });
});
