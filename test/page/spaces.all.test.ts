/** Private spaces and conversations of two on the page, each person on a real peer in memory. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { MemoryPeers, type Person } from './memory-peers.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
});

const WAIT = { timeout: 30_000 };

async function street() {
  const peers = new MemoryPeers();
  const [ana, ben, cem] = [await peers.person('Ana'), await peers.person('Ben'), await peers.person('Cem')];
  const { community } = await ana.api.create({ title: 'Elm Street' });
  const { link } = await ana.api.invite({ community, uses: 5 });
  await ben.api.join({ link });
  await cem.api.join({ link });
  const everybody = [ana, ben, cem];
  const stop = async (): Promise<void> => {
    for (const person of everybody) await person.stop();
  };
  return { ana, ben, cem, community, stop };
}

function sidebar(page: Page) {
  return page.getByRole('navigation', { name: 'Community' });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  await expect.poll(holds, { timeout: 30_000, interval: 100 }).toBe(true);
}

async function texts({ api }: Person, channel: string): Promise<string[]> {
  return (await api.messages({ channel })).messages.map(({ text }) => text);
}

describe('a private space', () => {
  test('[PAGE-9] [AUTH-44] is made with some, has places of its own, takes in and takes out, and only they see it', async () => {
    const { ana, ben, cem, community, stop } = await street();
    const { page, close } = await openPage(browser, ana.url);
    await sidebar(page).getByRole('link', { name: 'Private', exact: true }).click(WAIT);
    await page.getByRole('button', { name: 'New private space' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Surprise');
    await dialog.getByRole('checkbox', { name: /Ben/ }).check();
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make the space' }).click();

    await page.getByRole('heading', { level: 1, name: 'Surprise' }).waitFor();
    await page.getByRole('button', { name: 'Add to this space' }).click();
    await page.getByRole('menuitem', { name: 'New channel' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Cake');
    await page.keyboard.press('Enter');
    await page.getByText('Surprise: 2 people read this.').waitFor(WAIT);
    await page.getByRole('textbox', { name: 'Write to Cake' }).fill('For Cem');
    await page.keyboard.press('Enter');
    await page.getByRole('article').filter({ hasText: 'For Cem' }).waitFor();
    await sidebar(page).getByRole('link', { name: 'Cake' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);

    const [channel] = (await ana.api.channels({ community })).channels;
    await until(async () => (await ben.api.channels({ community })).channels.length === 1);
    expect(await texts(ben, channel!.id)).toEqual(['For Cem']);
    expect((await cem.api.channels({ community })).channels).toEqual([]);

    await sidebar(page).getByRole('link', { name: 'Surprise' }).click();
    await page.getByRole('button', { name: 'Take out Ben' }).click();
    await page.getByText('Ben keeps what they have read').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Take out' }).click();
    await page.getByText('Ben is out, and the locks are changed.').waitFor();
    await page.getByRole('button', { name: 'Take somebody in' }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: /Cem/ }).check();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Take in' }).click();
    await page.getByText('One person is in now.').waitFor();
    await ana.api.say({ channel: channel!.id, text: 'No secret any more' });
    await until(async () => (await cem.api.channels({ community })).channels.length === 1);
    await until(async () => (await texts(cem, channel!.id)).includes('No secret any more'));
    expect(await texts(ben, channel!.id)).toEqual(['For Cem']);
    await close();

    // What Ben has stays, and says so.
    const other = await openPage(browser, ben.url);
    await sidebar(other.page).getByRole('link', { name: 'Surprise' }).click(WAIT);
    await other.page.getByText('You are not in this space any more.').waitFor();
    await sidebar(other.page).getByRole('link', { name: 'Cake' }).click();
    await other.page.getByRole('article').filter({ hasText: 'For Cem' }).waitFor();
    expect(await other.page.getByRole('textbox', { name: /Write to/ }).count()).toBe(0);
    await other.close();
    await stop();
  }, 180_000);

  test('[PAGE-9] [API-16] a conversation begins at a person and stands there for both by the other’s name', async () => {
    const { ana, ben, stop } = await street();
    const { page, close } = await openPage(browser, ana.url);
    await sidebar(page).getByRole('link', { name: 'People', exact: true }).click(WAIT);
    await page.getByRole('main').getByRole('link', { name: 'Ben', exact: true }).click();
    await page.getByRole('button', { name: 'Write privately' }).click();
    await page.getByText('Between the two of you').waitFor(WAIT);
    await page.getByRole('textbox', { name: 'Write to Ben' }).fill('psst');
    await page.keyboard.press('Enter');
    await page.getByRole('article').filter({ hasText: 'psst' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const other = await openPage(browser, ben.url);
    await sidebar(other.page).getByRole('link', { name: /^Ana/ }).click(WAIT);
    await other.page.getByRole('article').filter({ hasText: 'psst' }).waitFor(WAIT);
    await other.page.getByRole('textbox', { name: 'Write to Ana' }).fill('what?');
    await other.page.keyboard.press('Enter');
    await page.getByRole('article').filter({ hasText: 'what?' }).waitFor(WAIT);
    await other.close();
    await close();
    await stop();
  }, 180_000);
});
