/** The screens of trust, each person on a real peer in memory with nothing but the page. */
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

describe('a member page', () => {
  test('[PAGE-9] [THREAT-20] gives a role, and removes after it has said what that does', async () => {
    const peers = new MemoryPeers();
    const [ana, ben] = [await peers.person('Ana'), await peers.person('Ben')];
    const { community } = await ana.api.create({ title: 'Elm Street' });
    const { link } = await ana.api.invite({ community, uses: 5 });
    await ben.api.join({ link });
    const { page, close } = await openPage(browser, ana.url);
    await page.getByRole('navigation').getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('main').getByRole('link', { name: 'Ben', exact: true }).click();
    await page.getByText(/In since .* let in by Ana/).waitFor();
    await page.getByRole('heading', { name: 'Safety number' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Change the role' }).click();
    await page.getByRole('radio', { name: /^guest/ }).click();
    await page.getByRole('button', { name: 'Give this role' }).click();
    await page.getByText(/guest since .* by Ana/).waitFor();
    expect((await ana.api.members({ community })).members.find(({ name }) => name === 'Ben')?.role).toBe(
      'guest',
    );

    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('dialog').getByText('This cannot be undone.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('Ben is removed, and the locks are changed.').waitFor();
    expect((await ana.api.members({ community })).members.find(({ name }) => name === 'Ben')?.state).toBe(
      'removed',
    );
    await close();
    await ben.stop();
    await ana.stop();
  }, 120_000);
});

describe('a further device', () => {
  test('[PAGE-9] [IDENTITY-23] comes in by a link from the own page, before its first run', async () => {
    const peers = new MemoryPeers();
    const [ana, laptop] = [await peers.person('Ana'), await peers.person('laptop', true)];
    await ana.api.create({ title: 'Elm Street' });
    const { link } = await ana.api.deviceLink({ label: 'Laptop' });
    const { page, close } = await openPage(browser, laptop.url);
    await page.getByRole('link', { name: 'I have Kith on another device' }).click();
    await page.getByRole('textbox', { name: 'The link from your other device' }).fill(link);
    await page.getByRole('button', { name: 'Read the link' }).click();
    await page.getByText('You are Ana, and this device is called Laptop.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'This is me' }).click();
    await page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    await close();
    await laptop.stop();
    await ana.stop();
  }, 120_000);
});
