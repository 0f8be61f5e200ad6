/** Two people on two real peers, each with nothing but the page: from the first run to the same board and chat. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { buildPage, serve, type Served } from './serving.ts';

let browser: Browser;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  await buildPage();
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await browser.close();
});

async function person(name: string): Promise<Page> {
  const served: Served = await serve();
  closing.push(() => served.stop());
  const { page, close } = await openPage(browser, served.page);
  closing.push(close);
  page.setDefaultTimeout(60_000);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  return page;
}

describe('two people', () => {
  test('[PAGE-9] one founds a community, the other joins by its link; both see what both do', async () => {
    const ada = await person('Ada');
    await ada.getByRole('link', { name: /Start a community/ }).click();
    await ada.getByRole('textbox', { name: 'Name of the community' }).fill('Elm Street');
    await ada.getByRole('button', { name: 'Start', exact: true }).click();
    await ada.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    await ada.getByRole('navigation').getByRole('link', { name: 'People', exact: true }).click();
    await ada.getByRole('button', { name: 'Invite somebody' }).click();
    await ada.getByRole('button', { name: 'Make the invitation' }).click();
    const link = await ada.getByRole('textbox', { name: 'The invitation' }).inputValue();
    expect(link).toMatch(/^kith:\/\/join\//);
    await ada.keyboard.press('Escape');

    const ben = await person('Ben');
    await ben.getByRole('link', { name: /Join with an invitation/ }).click();
    await ben.getByRole('textbox', { name: 'Invitation' }).fill(link);
    await ben.getByRole('button', { name: 'Read the invitation' }).click();
    await ben.getByText('Ada invites you to').waitFor();
    await ben.getByRole('button', { name: 'Join', exact: true }).click();
    await ben.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    await ada.getByText('Ben', { exact: true }).first().waitFor();

    await ben.getByRole('navigation').getByRole('link', { name: 'Boards', exact: true }).click();
    await ben.getByRole('button', { name: 'New board' }).click();
    await ben.getByRole('textbox', { name: 'Name of the board' }).fill('Summer party');
    await ben.getByRole('button', { name: 'Make the board' }).click();
    await ben.getByRole('button', { name: 'Add To do, Doing, Done' }).click();
    await ben.getByRole('region', { name: 'To do' }).getByRole('button', { name: 'Add a card' }).click();
    await ben.keyboard.type('Poster');
    await ben.keyboard.press('Enter');

    await ada.getByRole('navigation').getByRole('link', { name: 'Boards', exact: true }).click();
    await ada
      .getByRole('link', { name: /Summer party/ })
      .first()
      .click();
    await ada
      .getByRole('region', { name: 'To do' })
      .getByRole('button', { name: 'Poster', exact: true })
      .waitFor();
    await ben.keyboard.press('Escape');
    await ben
      .getByText(/with 1 neighbour/i)
      .first()
      .waitFor();
  }, 240_000);
});
