/** Home and Connections over real peers in memory: what is new, where it leads, what counts as seen; who is here, who is away. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { MemoryPeers, type Person } from './memory-peers.ts';

let browser: Browser;
let ana: Person;
let ben: Person;
let community: string;
let todo: string;
let channel: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const peers = new MemoryPeers();
  [ana, ben] = [await peers.person('Ana'), await peers.person('Ben')];
  ({ community } = await ana.api.create({ title: 'Elm Street' }));
  const { board } = await ana.api.boardAdd({ community, title: 'Party' });
  ({ column: todo } = await ana.api.columnAdd({ board, title: 'To do' }));
  ({ channel } = await ana.api.channelAdd({ community, title: 'General' }));
  const { link } = await ana.api.invite({ community });
  await ben.api.join({ link });
  await ben.api.sync({ waitMs: 60_000 });
  await ana.api.sync({ waitMs: 60_000 });
  for (const { api } of [ana, ben]) await api.news({ community });
  await ana.api.newsSeen({ community });
}, 180_000);

afterAll(async () => {
  await ana.stop();
  await browser.close();
});

describe('home', () => {
  test('[PAGE-21] [NEWS-1] says what others did, leads there, and what was looked at is no news any more', async () => {
    await ben.api.cardAdd({ column: todo, title: 'Lanterns' });
    await ben.api.cardAdd({ column: todo, title: 'Chalk' });
    await ben.api.say({ channel, text: 'Who has a ladder?' });
    await ben.api.sync({ waitMs: 60_000 });
    const { page, close } = await openPage(browser, ana.url);
    page.setDefaultTimeout(60_000);
    const main = page.getByRole('main');
    await main.getByText('1 new message').waitFor();
    await main.getByRole('link', { name: /Ben added Chalk/ }).waitFor();
    await main.getByText(/You and 1 neighbour have everything up to/).waitFor();
    await main.getByRole('listitem').filter({ hasText: 'Ben' }).first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const side = page.getByRole('navigation').getByRole('link', { name: /Party something new/ });
    await side.waitFor();

    await main.getByRole('link', { name: /Ben added Lanterns/ }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).waitFor();
    await side.waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    await page.getByRole('navigation').getByRole('link', { name: 'Home', exact: true }).click();
    await main.getByText('1 new message').waitFor();
    expect(await main.getByRole('link', { name: /Ben added/ }).count()).toBe(0);

    await ben.api.cardAdd({ column: todo, title: 'Music' });
    await main.getByRole('link', { name: /Ben added Music/ }).waitFor();
    await main.getByRole('button', { name: 'Mark all as seen' }).click();
    await main.getByText('You have seen everything').waitFor();
    await page.reload();
    await main.getByText('You have seen everything').waitFor();
    await close();
  }, 240_000);

  test('[PAGE-21] the search finds a card by a word of its title', async () => {
    const { page, close } = await openPage(browser, ana.url);
    page.setDefaultTimeout(60_000);
    await page.getByRole('main').getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('lantern');
    await page.getByRole('option', { name: /Lanterns/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).waitFor();
    await close();
  }, 120_000);
});

describe('connections', () => {
  test('[PAGE-20] [THREAT-41] say whose device wrote more than is taken in a day, and let the person choose how much that is', async () => {
    const { page, close } = await openPage(browser, ana.url);
    page.setDefaultTimeout(60_000);
    await page.getByRole('navigation').getByRole('link', { name: 'Connections', exact: true }).click();
    const main = page.getByRole('main');
    await main.getByText('How much is taken of one device in a day').click();
    const limit = main.getByRole('textbox', { name: 'Megabytes a day' });
    await limit.fill('none');
    await main.getByText('A whole number from 1 to').waitFor();
    await limit.fill('1');
    await main.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It counts from now on.').first().waitFor();
    expect(await main.getByText(/Wrote more today/).count()).toBe(0);
    for (let i = 0; i < 400; i++) await ben.api.say({ channel, text: `${'flood '.repeat(650)}${i}` });
    await main.getByText(/Wrote more today than is taken of one device in a day\. Nothing is lost/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await close();
  }, 240_000);

  test('[PAGE-20] draw who is connected, and say who is away and since when', async () => {
    const { page, close } = await openPage(browser, ana.url);
    page.setDefaultTimeout(60_000);
    await page.getByRole('navigation').getByRole('link', { name: 'Connections', exact: true }).click();
    const main = page.getByRole('main');
    await main.getByRole('img', { name: 'You and 1 around you; 1 connected.' }).waitFor();
    await main.getByText('In step', { exact: true }).waitFor();
    await main.getByText(/[kM]B in, [\d.]+ [kM]B out/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await ben.stop();
    await main.getByRole('img', { name: 'You and 1 around you; 0 connected.' }).waitFor();
    await main.getByText(/Last here on/).waitFor();
    await main.getByText(/In step up to/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await close();
  }, 240_000);
});
