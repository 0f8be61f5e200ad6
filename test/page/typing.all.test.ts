/** Two people in one channel, each on a real peer in memory with nothing but the page. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { MemoryPeers } from './memory-peers.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
});

test('[PAGE-9] [SYNC-26] who types is shown to the other, and is gone with the message', async () => {
  const peers = new MemoryPeers();
  const [ana, ben] = [await peers.person('Ana'), await peers.person('Ben')];
  const { community } = await ana.api.create({ title: 'Elm Street' });
  const { link } = await ana.api.invite({ community });
  await ben.api.join({ link });
  const { channel } = await ana.api.channelAdd({ community, title: 'Street talk' });
  await ana.api.say({ channel, text: 'Is the ladder back?' });
  await expect
    .poll(async () => (await ben.api.channels({ community })).channels.length, { timeout: 30_000 })
    .toBe(1);

  const [left, right] = [await openPage(browser, ana.url), await openPage(browser, ben.url)];
  for (const { page } of [left, right]) {
    page.setDefaultTimeout(60_000);
    await page.getByRole('navigation').getByRole('link', { name: 'Chat', exact: true }).click();
    await page
      .getByRole('main')
      .getByRole('link', { name: /Street talk/ })
      .click();
    await page.getByText('Is the ladder back?').first().waitFor();
  }
  const field = right.page.getByRole('textbox', { name: 'Write to Street talk' });
  await field.pressSequentially('Yes, behind the shed');
  await left.page.getByText('Ben is typing …').waitFor();
  await field.press('Enter');
  await left.page.getByText('Yes, behind the shed').first().waitFor();
  await left.page.getByText('Ben is typing …').waitFor({ state: 'detached' });
  await left.close();
  await right.close();
  await ben.stop();
  await ana.stop();
}, 180_000);
