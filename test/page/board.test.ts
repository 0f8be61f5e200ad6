/** A board in Chromium: by mouse, by keyboard, by menu, with two thousand cards, and with two people on it. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { elmStreet, type ElmStreet } from './elm-street.ts';
import { fillBoard } from './fill-street.ts';
import { PageHost } from './page-host.ts';

let browser: Browser;
let street: ElmStreet;
let host: PageHost;
let page: Page;
let close: () => Promise<void>;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  street = await elmStreet();
  host = new PageHost(street.ada);
  await host.start();
});

afterEach(async () => {
  await close();
  await host.stop();
});

async function openBoard(): Promise<void> {
  ({ page, close } = await openPage(browser, host.url));
  await page.getByRole('navigation').getByRole('link', { name: 'Summer party' }).click();
  await column('To do').getByRole('article').first().waitFor();
}

function column(name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

function card(title: string): Locator {
  return page.getByRole('article').filter({ hasText: title });
}

/** As the peer has it. */
function saved(): Record<string, string[]> {
  const [board] = street.world.communities[0]!.boards;
  return Object.fromEntries(
    board!.columns.map(({ title, cards }) => [
      title,
      cards.filter(({ archived }) => !archived).map((each) => each.title),
    ]),
  );
}

async function shown(name: string): Promise<string[]> {
  const rows = await column(name).getByRole('listitem').all();
  const found = await Promise.all(
    rows.map(async (row) => ({
      place: Number(await row.getAttribute('aria-posinset')),
      title: await row.locator('button[data-card] > span').first().innerText(),
    })),
  );
  return found.sort((a, b) => a.place - b.place).map(({ title }) => title);
}

/** Takes hold of the one and lets go at a point of the other, as a share of its size. */
async function drag(from: Locator, to: Locator, at: { x: number; y: number }): Promise<void> {
  const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
  await page.mouse.move(start.x + start.width / 3, start.y + start.height / 3);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 3 + 8, start.y + start.height / 3 + 8, { steps: 3 });
  await page.mouse.move(end.x + end.width * at.x, end.y + end.height * at.y, { steps: 8 });
  await page.mouse.move(end.x + end.width * at.x, end.y + end.height * at.y);
  await page.mouse.up();
}

describe('a board', () => {
  test('[PAGE-12] cards and columns are carried by mouse, and show where they are at once', async () => {
    await openBoard();
    await drag(card('Poster'), card('Ask the city'), { x: 0.5, y: 0.85 });
    await expect
      .poll(() => shown('To do'))
      .toEqual([
        'Ask the city for the street permit',
        'Poster',
        'Borrow four trestle tables',
        'Fairy lights',
      ]);
    await drag(card('Fairy lights'), card('Ask the city'), { x: 0.5, y: 0.1 });
    await expect.poll(() => saved()['To do']?.[0]).toBe('Fairy lights');
    await drag(card('Fairy lights'), column('Doing'), { x: 0.5, y: 0.6 });
    await expect.poll(() => saved()['Doing']).toEqual(['Fairy lights']);
    await page.getByText('Fairy lights is now in Doing.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(() => saved()['To do']?.[0]).toBe('Fairy lights');
    await drag(column('Done').getByRole('heading'), column('To do'), { x: 0.1, y: 0.5 });
    await expect.poll(() => Object.keys(saved())).toEqual(['Done', 'To do', 'Doing']);
  });

  test('[PAGE-7] [PAGE-12] cards go by Alt and the arrows, keep the focus, and what happened is read out', async () => {
    await openBoard();
    const first = page.getByRole('button', { name: /^Ask the city/ });
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Fairy lights');
    await page.keyboard.press('Alt+ArrowUp');
    await expect
      .poll(() => saved()['To do'])
      .toEqual(['Ask the city for the street permit', 'Fairy lights', 'Borrow four trestle tables']);
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => saved()['Doing']).toEqual(['Poster', 'Fairy lights']);
    await page.getByText('Fairy lights is now number 2 of 2 in Doing.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Fairy lights');
    expect(page.url()).toContain('/boards/');
    await page.keyboard.press('F2');
    await page.keyboard.type('Lanterns');
    await page.keyboard.press('Enter');
    await expect.poll(() => saved()['Doing']).toEqual(['Poster', 'Lanterns']);
    await page.getByRole('button', { name: 'More for the column To do' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Move to the right' }).press('Enter');
    await expect.poll(() => Object.keys(saved())).toEqual(['Doing', 'To do', 'Done']);
  });

  test('[PAGE-12] the field under a column adds one after the other; several lines become cards when asked', async () => {
    await openBoard();
    await column('Done').getByRole('button', { name: 'Add a card' }).click();
    const field = page.getByRole('textbox', { name: 'Add a card' });
    await field.fill('Book the band');
    await field.press('Enter');
    await field.evaluate((element) => {
      const data = new DataTransfer();
      data.setData('text/plain', '- [ ] Cups\n- Plates\n\n3. Napkins\n');
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await page.getByRole('dialog', { name: 'Make 3 cards?' }).waitFor();
    await page.getByRole('button', { name: 'Make 3 cards' }).click();
    await expect
      .poll(() => saved()['Done'])
      .toEqual(['Find a date', 'Book the band', 'Cups', 'Plates', 'Napkins']);
    await field.press('Escape');
    await column('Done').getByRole('button', { name: 'Add a card' }).waitFor();
  });

  test('[PAGE-12] a card has an address; its text is a draft until it is saved, also after a restart', async () => {
    await openBoard();
    await page.getByRole('button', { name: /^Poster/ }).click();
    await page.getByRole('button', { name: 'Change the text' }).click();
    const text = () => page.getByRole('textbox', { name: 'Text' });
    await text().fill('Three colours after all');
    await page.getByText('This text is not saved yet.').waitFor();
    const address = page.url();
    await expect.poll(() => [...street.world.drafts.values()][0]?.text).toBe('Three colours after all');
    await page.keyboard.press('Escape');
    await close();
    ({ page, close } = await openPage(browser, host.url));
    await page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    await page.evaluate((hash) => {
      location.hash = hash;
    }, new URL(address).hash);
    expect(await text().inputValue()).toBe('Three colours after all');
    const poster = street.world.communities[0]!.boards[0]!.columns[1]!.cards[0]!;
    await street.bela.handlers.cardEdit({ card: poster.id, body: 'One colour' });
    await page.getByText('Somebody has changed the text since you began.').waitFor();
    await text().press('Control+Enter');
    await expect.poll(() => poster.body).toBe('Three colours after all');
    await page.getByText('Last changed by Ada Lindqvist').waitFor();
  });

  test('[PAGE-12] a column that is put away comes back, and a refused move goes back with a sentence', async () => {
    await openBoard();
    await page.getByRole('button', { name: 'More for the column Doing' }).click();
    await page.getByRole('menuitem', { name: 'Archive the column' }).click();
    await column('Doing').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'More for the board Summer party' }).click();
    await page.getByRole('menuitem', { name: 'What is put away (1)' }).click();
    await page.getByRole('button', { name: 'Bring back Doing' }).click();
    await page.keyboard.press('Escape');
    await column('Doing').waitFor();
    street.ada.failure = 'DISK_FULL';
    await page.getByRole('button', { name: 'Fairy lights', exact: true }).focus();
    await page.keyboard.press('Alt+ArrowRight');
    await page.getByText('The disk is full.').first().waitFor();
    await column('To do').getByText('Fairy lights').waitFor();
    street.ada.failure = undefined;
  });

  test('[PAGE-13] two thousand cards: a few stand in the document, and each is reached, found and moved', async () => {
    fillBoard(street, 2_000);
    await openBoard();
    expect(await page.getByRole('article').count()).toBeLessThan(60);
    await page.getByRole('button', { name: /^Ask the city/ }).focus();
    await page.keyboard.press('End');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Job 2000');
    expect(await page.getByRole('article').count()).toBeLessThan(60);
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => saved()['Doing']).toEqual(['Poster', 'Job 2000']);
    await page.getByRole('searchbox', { name: 'Search cards' }).fill('job 1234');
    await page.getByText(/^1 of [\d,]+ cards fits$/).waitFor();
    await column('To do').getByRole('button', { name: 'Job 1234', exact: true }).waitFor();
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1_500);
  });
});
