/** Changes in a file, on the page, between two real peers in memory who never meet. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { MemoryPeers, type Person } from './memory-peers.ts';

const FILE = '/media/stick/elm.kith';
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
});

async function connections({ url }: Person): Promise<{ page: Page; close: () => Promise<void> }> {
  const opened = await openPage(browser, url);
  opened.page.setDefaultTimeout(30_000);
  await opened.page.getByRole('navigation').getByRole('link', { name: 'Connections', exact: true }).click();
  await opened.page.getByRole('textbox', { name: 'File on this computer' }).fill(FILE);
  return opened;
}

describe('a file', () => {
  test('[BUNDLE] [PAGE-9] takes changes to somebody who is on no network; what it brings is shown first', async () => {
    const peers = new MemoryPeers();
    const [ana, ben] = [await peers.person('Ana'), await peers.person('Ben')];
    const { community } = await ana.api.create({ title: 'Elm Street' });
    const { channel } = await ana.api.channelAdd({ community, title: 'General' });
    const { link } = await ana.api.invite({ community });
    await ben.api.join({ link });
    await ben.api.setNetwork({ network: 'offline' });
    await ana.api.say({ channel, text: 'one' });
    await ana.api.say({ channel, text: 'two' });

    const writer = await connections(ana);
    await writer.page.getByRole('button', { name: 'Write a file' }).click();
    await writer.page.getByText(/The file holds \d+ changes\./).waitFor();

    const reader = await connections(ben);
    await reader.page.getByRole('button', { name: 'Read a file' }).click();
    const dialog = reader.page.getByRole('dialog', { name: 'A file of Elm Street' });
    await dialog.getByText('It brings 2 changes that are not here yet.').waitFor();
    expect(await axeViolations(reader.page)).toEqual([]);
    expect((await ben.api.messages({ channel })).messages).toEqual([]);
    await dialog.getByRole('button', { name: 'Take them in' }).click();
    await reader.page.getByText('2 changes have come in.').waitFor();
    expect((await ben.api.messages({ channel })).messages.map(({ text }) => text)).toEqual(['one', 'two']);

    await reader.page.getByRole('button', { name: 'Read a file' }).click();
    await dialog.getByText(/are here already\./).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await reader.page.getByRole('textbox', { name: 'File on this computer' }).fill('/media/stick/none');
    await reader.page.getByRole('button', { name: 'Read a file' }).click();
    await reader.page
      .getByRole('alert')
      .getByText(/That file cannot be read/)
      .waitFor();
    await reader.close();
    await writer.close();
    await ben.stop();
    await ana.stop();
  }, 90_000);
});
