/** What a person is told while the window is not in front, and where a click leads. */
import { describe, expect, test } from 'vitest';
import { Profile } from '../../process/kith.ts';
import { Desktop, until } from './desktop.ts';
import { clickNotification, watchNotifications } from './notifications.ts';

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

    await clickNotification(ada, 0);
    await until('the place', async () => ada.page.url().includes(`/c/${community}/chat/${channel}`));
    await ada.page.getByText('I have one.').first().waitFor();
    await ada.quit();
    await served.stop();
  });
});
