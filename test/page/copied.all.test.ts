/** A copied device on the page: it says so on every screen, and goes on as a new one. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { MemoryPeers } from './memory-peers.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
});

describe('a copied device', () => {
  test('[PAGE-9] [THREAT-28] [IDENTITY-24] says why nothing is written, and goes on as a new device with all that it has', async () => {
    const peers = new MemoryPeers();
    const [ana, ben] = [await peers.person('Ana'), await peers.person('Ben')];
    const { community } = await ana.api.create({ title: 'Elm Street' });
    const { channel } = await ana.api.channelAdd({ community, title: 'General' });
    const { link } = await ana.api.invite({ community, uses: 5 });
    await ben.api.join({ link });
    await ana.api.say({ channel, text: 'before the copy' });
    const copy = await peers.copyOf(ana, 'Ana', 'copy');
    peers.partition(['Ana', 'Ben'], ['copy']);
    await ana.api.say({ channel, text: 'from the first' });
    await copy.api.say({ channel, text: 'from the second' });
    peers.heal();

    const { page, close } = await openPage(browser, copy.url);
    await page
      .getByText('This device exists twice, so nothing is written here for now.')
      .waitFor({ timeout: 60_000 });
    await page.getByRole('navigation').getByRole('link', { name: 'General' }).click();
    await page.getByText('This device exists twice').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'See what to do' }).click();
    await page.getByRole('dialog', { name: 'This device exists twice' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel('What you call this device').fill('Desk');
    await page.getByRole('button', { name: 'Go on as a new device' }).click();
    await page.getByText('This is a new device of yours now.').waitFor();
    await page.getByText('This device exists twice').waitFor({ state: 'hidden' });
    await copy.api.say({ channel, text: 'as a new device' });

    // A neighbour sees what happened, and all that was written.
    const neighbour = await openPage(browser, ben.url);
    const main = neighbour.page.getByRole('main');
    await neighbour.page.getByRole('navigation').getByRole('link', { name: 'General' }).click();
    for (const text of ['before the copy', 'from the first', 'from the second', 'as a new device'])
      await main.getByText(text, { exact: true }).waitFor({ timeout: 60_000 });
    await neighbour.page.getByRole('navigation').getByRole('link', { name: 'People', exact: true }).click();
    await main.getByRole('link', { name: 'Ana', exact: true }).click();
    await main.getByText('Was copied: two machines wrote as this one').waitFor();
    await main
      .getByText('A device of Ana was copied or brought back; it goes on as a new one (Desk).')
      .waitFor();
    expect(await axeViolations(neighbour.page)).toEqual([]);
    await neighbour.close();
    await close();
    for (const one of [copy, ana, ben]) await one.stop();
  }, 180_000);
});
