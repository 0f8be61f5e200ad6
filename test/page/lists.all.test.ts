/** Lists beyond lending, each person on a real peer in memory with nothing but the page. */
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

interface Shed {
  ana: Person;
  ben: Person;
  community: string;
  inventory: string;
}

async function shed(): Promise<Shed> {
  const peers = new MemoryPeers();
  const [ana, ben] = [await peers.person('Ana'), await peers.person('Ben')];
  const { community } = await ana.api.create({ title: 'Elm Street' });
  const { inventory } = await ana.api.inventoryAdd({ community, title: 'Food store' });
  const { link } = await ana.api.invite({ community });
  await ben.api.join({ link });
  return { ana, ben, community, inventory };
}

async function openList(url: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const { page, close } = await openPage(browser, url);
  await page.getByRole('navigation').getByRole('link', { name: 'Food store' }).click();
  await page.getByRole('heading', { level: 1, name: 'Food store' }).waitFor();
  return { page, close };
}

async function fromMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More for the list Food store' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

describe('a list of things', () => {
  test('[STOCK-1] [STOCK-2] keeps count of what is used up: brought, taken, counted, and when little is left', async () => {
    const { ana, ben, inventory } = await shed();
    const { page, close } = await openList(ana.url);
    await page.getByRole('button', { name: 'Add a thing' }).click();
    await page.getByRole('combobox', { name: 'What it is' }).selectOption('Something that is used up');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Flour');
    await page.getByRole('textbox', { name: 'Counted in' }).fill('kg');
    await page.getByRole('spinbutton', { name: 'Little is left at' }).fill('2.5');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Add a thing' }).click();
    await page.getByRole('link', { name: 'Flour', exact: true }).click();
    await page.getByRole('radio', { name: 'Came in' }).click();
    await page.getByRole('spinbutton', { name: 'How much (kg)' }).fill('10');
    await page.getByLabel('Good until').fill('2031-03-01');
    await page.getByRole('button', { name: 'Note it down' }).click();
    await page.getByText('10 kg', { exact: true }).waitFor();
    await page.getByText(/The next of it is good until/).waitFor();
    await page.getByRole('radio', { name: 'Taken' }).click();
    await page.getByRole('spinbutton', { name: 'How much (kg)' }).fill('7.5');
    await page.getByRole('button', { name: 'Note it down' }).click();
    await page.getByText('2.5 kg', { exact: true }).waitFor();
    await page.getByText('Little is left', { exact: true }).waitFor();
    await page.getByText('Ana took 7.5 kg').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const { items } = await ana.api.inventory({ inventory });
    await expect
      .poll(async () => (await ben.api.inventory({ inventory })).items[0]?.stock)
      .toEqual(items[0]?.stock);
    await close();
    await ben.stop();
    await ana.stop();
  }, 120_000);

  test('[TABLE-2] takes in a table after showing what would happen, and reports each row that it left out', async () => {
    const { ana, ben, inventory } = await shed();
    const { page, close } = await openList(ana.url);
    await fromMenu(page, 'Read a table in');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await (
      await chooser
    ).setFiles({
      name: 'tools.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Nummer;Bezeichnung;Anzahl;Farbe\n1;Säge;2;rot\n2;مطرقة;1;\n3;Leiter;viele;\n'),
    });
    await page.getByText('New: 2. Changed: 0. As before: 0. Left out: 1.').waitFor();
    expect(await page.getByRole('combobox', { name: 'Farbe' }).inputValue()).toBe('');
    await page.getByText('Row 4 Leiter').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect((await ana.api.inventory({ inventory })).items).toEqual([]);
    await page.getByRole('combobox', { name: 'Farbe' }).selectOption('Keywords');
    await page.getByText('New: 2. Changed: 0. As before: 0. Left out: 1.').waitFor();
    await page.getByRole('button', { name: 'Take 2 rows in' }).click();
    await page.getByText('Done. New: 2.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    const { items } = await ana.api.inventory({ inventory });
    expect(items.map(({ title, quantity, tags }) => [title, quantity, tags])).toEqual([
      ['Säge', 2, ['rot']],
      ['مطرقة', 1, []],
    ]);
    const download = page.waitForEvent('download');
    await fromMenu(page, 'Save as a table');
    expect((await download).suggestedFilename()).toBe('Food store.csv');
    await close();
    await ben.stop();
    await ana.stop();
  }, 120_000);

  test('[RULE-1] [RULE-2] [INV-7] [INV-9] shows its rules before anybody asks, asks its own questions, and keeps remarks', async () => {
    const { ana, ben, inventory } = await shed();
    const { page, close } = await openList(ana.url);
    await fromMenu(page, 'Rules for borrowing');
    await page.getByRole('spinbutton', { name: 'Days at most' }).fill('3');
    await page.getByRole('textbox', { name: 'In your own words' }).fill('Bring it back clean.');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await fromMenu(page, 'What the list asks');
    await page.getByRole('textbox', { name: 'New question' }).fill('Watts');
    await page.getByRole('combobox', { name: 'Answer' }).selectOption('A number');
    await page.getByRole('button', { name: 'Ask it' }).click();
    await page.getByRole('dialog').getByRole('listitem').getByText('Watts').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'Add a thing' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Drill');
    await page.getByRole('spinbutton', { name: 'Watts' }).fill('650');
    await page.getByText('More about it').click();
    await page.getByRole('textbox', { name: 'Where it is kept' }).fill('Shed');
    await page.getByRole('textbox', { name: 'Deposit' }).fill('20 €');
    await page.getByRole('dialog').getByRole('button', { name: 'Add a thing' }).click();
    await page.getByRole('link', { name: 'Drill', exact: true }).click();
    await page.getByText('650').waitFor();
    await expect.poll(async () => (await ben.api.inventory({ inventory })).items.length).toBe(1);
    const { page: bens, close: closeBen } = await openList(ben.url);
    await bens.getByRole('link', { name: 'Drill', exact: true }).click();
    await bens.getByText('For 3 days at most.').waitFor();
    await bens.getByText('Bring it back clean.').waitFor();
    await bens.getByText('Deposit: 20 €.').waitFor();
    await bens.getByRole('button', { name: 'Ask for it' }).click();
    await bens.getByText('Things of this list are lent for 3 days at most.').waitFor();
    await bens.getByRole('textbox', { name: 'Write a remark' }).fill('The cable is loose');
    await bens.getByRole('combobox', { name: 'Its state' }).selectOption('Needs repair');
    await bens.getByRole('button', { name: 'Write it there' }).click();
    await page.getByText('The cable is loose').waitFor();
    await page.getByText('Needs repair').first().waitFor();
    await bens.getByText(/nobody can borrow it now/).waitFor();
    expect(await axeViolations(bens)).toEqual([]);
    await closeBen();
    await close();
    await ben.stop();
    await ana.stop();
  }, 120_000);

  test('[LOAN-14] [LOAN-15] who has a thing asks for more time, and gets it', async () => {
    const { ana, ben, inventory } = await shed();
    const { item } = await ana.api.itemAdd({ inventory, title: 'Tent' });
    await expect.poll(async () => (await ben.api.inventory({ inventory })).items.length).toBe(1);
    const { loan } = await ben.api.loanRequest({ item, from: '2031-01-01', to: '2031-01-05' });
    await expect.poll(async () => (await ana.api.item({ item })).loans.length).toBe(1);
    await ana.api.loanApprove({ loan });
    await ana.api.loanHandOver({ loan });
    await expect.poll(async () => (await ben.api.item({ item })).loans[0]?.handOver.custodian).toBe(true);
    await ben.api.loanHandOver({ loan });
    const { page: bens, close: closeBen } = await openList(ben.url);
    await bens.getByRole('link', { name: 'Tent', exact: true }).click();
    await bens.getByRole('button', { name: 'More for the loan of Tent' }).click();
    await bens.getByRole('menuitem', { name: 'Ask for more time' }).click();
    await bens.getByLabel('New last day').fill('2031-01-08');
    await bens.getByRole('textbox', { name: 'A word to Ana' }).fill('It rained');
    expect(await axeViolations(bens)).toEqual([]);
    await bens.getByRole('button', { name: 'Ask', exact: true }).click();
    await bens.getByText(/You asked to keep it until/).waitFor();
    const { page, close } = await openList(ana.url);
    await page.getByRole('link', { name: 'Tent', exact: true }).click();
    await page.getByText(/Ben would like to keep it until/).waitFor();
    await page.getByRole('button', { name: 'Lend it for longer' }).click();
    await page.getByRole('button', { name: 'Lend it until then' }).click();
    await expect.poll(async () => (await ben.api.item({ item })).loans[0]?.to).toBe('2031-01-08');
    await bens.getByText('What happened').click();
    await bens.getByText(/Ana lent it until/).waitFor();
    await closeBen();
    await close();
    await ben.stop();
    await ana.stop();
  }, 120_000);
});
