/** What a person is told while the window is not in front, and where a click leads. */
import type * as Electron from 'electron';
import { describe, expect, test } from 'vitest';
import { Profile } from '../../process/kith.ts';
import { Desktop, until } from './desktop.ts';

interface Shown {
  readonly title: string;
  readonly body: string;
}

/** Takes the place of the system's notifications, of which there are none here. */
async function watchNotifications(desktop: Desktop): Promise<() => Promise<Shown[]>> {
  await desktop.app.evaluate(({ Notification }) => {
    const shown: { title: string; body: string; click: () => void }[] = [];
    Object.assign(globalThis, { shown });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push({ title: this.title, body: this.body, click: () => this.emit('click') });
    };
  });
  return () =>
    desktop.app.evaluate(() =>
      (globalThis as unknown as { shown: Shown[] }).shown.map(({ title, body }) => ({ title, body })),
    );
}

describe('[DESKTOP-9] a notification', () => {
  test('tells of an answer while the window is away, and a click leads to it', async () => {
    const ben = await Profile.of('Ben');
    const { community } = await ben.ask<{ community: string }>('create', 'Elm Street');
    const { channel } = await ben.ask<{ channel: string }>('channel', 'add', community, 'Garden');
    const served = await ben.serve();
    const { link } = await ben.ask<{ link: string }>('invite', community);

    const ada = await Desktop.open();
    await ada.settle('Ada');
    await ada.kith('join', link);
    const { message } = await ada.kith<{ message: string }>('say', channel, 'Who has a rake?');
    const shown = await watchNotifications(ada);
    await ada.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
    await ben.ask('sync', '--wait', '30s');
    await ben.ask('say', channel, 'I have one.', '--reply', message);
    await until('the notification', async () => (await shown()).length > 0);
    expect(await shown()).toEqual([{ title: 'Ben answered you in Elm Street', body: 'I have one.' }]);

    await ada.app.evaluate(() => (globalThis as unknown as { shown: { click(): void }[] }).shown[0]!.click());
    await until('the place', async () => ada.page.url().includes(`/c/${community}/chat/${channel}`));
    await ada.page.getByText('I have one.').first().waitFor();
    await ada.quit();
    await served.stop();
  });
});
