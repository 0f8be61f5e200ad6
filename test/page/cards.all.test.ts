/** What cards carry, each person on a real peer in memory with nothing but the page. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { MemoryPeers, type Person } from './memory-peers.ts';
import { shot } from './shot.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
});

interface Party {
  ana: Person;
  ben: Person;
  community: string;
  board: string;
  columns: string[];
}

async function party(): Promise<Party> {
  const peers = new MemoryPeers();
  const [ana, ben] = [await peers.person('Ana Sol'), await peers.person('Ben Ode')];
  const { community } = await ana.api.create({ title: 'Elm Street' });
  const { board } = await ana.api.boardAdd({
    community,
    title: 'Summer party',
    labels: [
      { title: 'Urgent', color: 'red' },
      { title: 'Kitchen', color: 'teal' },
      { title: 'Needs two people', color: 'purple' },
    ],
    columns: [
      { title: 'To do', limit: 3, cards: ['Fairy lights', 'Borrow tables', 'Ask the city'] },
      { title: 'Doing', cards: ['Poster'] },
      { title: 'Done' },
    ],
  });
  const { link } = await ana.api.invite({ community });
  await ben.api.join({ link });
  const { columns } = await ana.api.board({ board });
  return { ana, ben, community, board, columns: columns.map(({ id }) => id) };
}

async function openBoard(person: Person): Promise<{ page: Page; close: () => Promise<void> }> {
  const { page, close } = await openPage(browser, person.url);
  await page.getByRole('navigation').getByRole('link', { name: 'Summer party' }).click();
  await page.getByRole('article').first().waitFor();
  return { page, close };
}

describe('a card', () => {
  test('[BOARD-11] that is mine stands on my Home until it is done, what is late first', async () => {
    const { ana, ben, community, board } = await party();
    const [lights, tables] = (await ana.api.board({ board })).columns[0]!.cards;
    const me = (await ben.api.board({ board })).me;
    await ana.api.cardEdit({ card: lights!.id, addMembers: [me] });
    await ana.api.cardEdit({ card: tables!.id, addMembers: [me], due: '2020-05-01' });
    await expect.poll(async () => (await ben.api.tasks({ community })).tasks.length).toBe(2);
    const { page, close } = await openPage(browser, ben.url);
    const mine = page.getByRole('region', { name: 'Yours to do' });
    await expect
      .poll(() => mine.getByRole('link').allInnerTexts())
      .toEqual([expect.stringMatching(/^Borrow tables\s*Late/), expect.stringMatching(/^Fairy lights/)]);
    await shot(page, 'home-tasks');
    expect(await axeViolations(page)).toEqual([]);
    await mine.getByRole('link', { name: /Borrow tables/ }).click();
    await page.getByRole('dialog', { name: 'Card' }).getByRole('button', { name: 'Mark as done' }).click();
    await expect.poll(async () => (await ana.api.board({ board })).columns[0]!.cards[1]?.done).toBe(true);
    expect((await ben.api.tasks({ community })).tasks.map(({ title }) => title)).toEqual(['Fairy lights']);
    await close();
  });

  test('[PAGE-1] is found by its label, its person and its day at once, and it is said what is left out', async () => {
    const { ana, board } = await party();
    const { columns, labels, me } = await ana.api.board({ board });
    const [lights, tables, city] = columns[0]!.cards;
    const [urgent, kitchen] = labels;
    await ana.api.cardEdit({ card: lights!.id, addLabels: [urgent!.id], addMembers: [me] });
    await ana.api.cardEdit({ card: tables!.id, addLabels: [urgent!.id, kitchen!.id], due: '2020-05-01' });
    await ana.api.cardEdit({ card: city!.id, addMembers: [me], done: true });
    const { page, close } = await openBoard(ana);
    const bar = page.getByRole('search', { name: 'Show some cards alone' });
    const shown = () => page.getByRole('article').evaluateAll((all) => all.length);
    await bar.getByLabel('With the label').selectOption({ label: 'Urgent (2)' });
    await bar.getByText('2 of 4 cards fit', { exact: true }).waitFor();
    // What is left to choose counts under what is chosen already.
    await bar.getByLabel('Given to').selectOption({ label: 'Ana Sol (you) (1)' });
    await bar.getByText('1 of 4 cards fits', { exact: true }).waitFor();
    await expect.poll(shown).toBe(1);
    expect(await page.getByRole('article').innerText()).toContain('Fairy lights');
    await shot(page, 'board-filtered');
    expect(await axeViolations(page)).toEqual([]);
    await bar.getByLabel('To be done').selectOption({ label: 'Late (0)' });
    await bar.getByText('0 of 4 cards fit', { exact: true }).waitFor();
    await bar.getByLabel('Given to').selectOption({ label: 'Anybody' });
    await bar.getByText('1 of 4 cards fits', { exact: true }).waitFor();
    expect(await page.getByRole('article').innerText()).toContain('Borrow tables');
    await bar.getByRole('button', { name: 'Show all cards' }).click();
    await expect.poll(shown).toBe(4);
    await close();
  });

  test('[BOARD-17] is saved with its board, as a table and as a text', async () => {
    const { ana } = await party();
    const { page, close } = await openBoard(ana);
    const saved = async (entry: string): Promise<[name: string, text: string]> => {
      await page.getByRole('button', { name: 'More for the board Summer party' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: entry }).click(),
      ]);
      return [file.suggestedFilename(), await readFile(await file.path(), 'utf8')];
    };
    const [table, rows] = await saved('Save as a table (CSV)');
    expect([table, rows.split('\r\n')[1]]).toEqual([
      'Summer party.csv',
      expect.stringMatching(/^To do,Fairy lights,/),
    ]);
    const [text, lines] = await saved('Save as a text (Markdown)');
    expect([text, lines.split('\n')[0]]).toEqual(['Summer party.md', '# Summer party']);
    await close();
  });

  test('[BOARD-9] [BOARD-11] [BOARD-12] [BOARD-13] [BOARD-15] carries labels, people, a day, lines and comments, and the other sees all of it', async () => {
    const { ana, ben, board } = await party();
    const { page, close } = await openBoard(ana);
    await page.getByRole('button', { name: /^Fairy lights/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Card' });
    await dialog.getByRole('button', { name: 'Choose labels' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Urgent' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Needs two people' }).click();
    await shot(page, 'labels-menu');
    expect(await axeViolations(page, { isMenuOpen: true })).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Choose people' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Ben Ode' }).click();
    await page.keyboard.press('Escape');
    await dialog.getByLabel('To be done by').fill('2020-05-01');
    await dialog.getByText(/^Late, was for/).waitFor();
    await dialog.getByRole('button', { name: 'Add a checklist' }).click();
    await page.getByRole('dialog', { name: 'Add a checklist' }).getByRole('textbox').fill('To buy');
    await page.keyboard.press('Enter');
    const line = dialog.getByRole('textbox', { name: 'Add a line to To buy' });
    for (const text of ['Bulbs', 'Cable', 'Tape']) {
      await line.fill(text);
      await line.press('Enter');
      await dialog.getByRole('checkbox', { name: text }).waitFor();
    }
    await dialog.getByRole('checkbox', { name: 'Cable' }).check();
    await dialog.getByText('1 of 3').waitFor();
    await dialog.getByRole('textbox', { name: 'Write a comment' }).fill('@Ben Ode, have you a ladder?');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('@Ben Ode, have you a ladder?').waitFor();
    await dialog.getByText('Who did what').click();
    await dialog.getByText(/Ana Sol gave it to .*Ben Ode/).waitFor();
    await shot(page, 'card-dialog');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const face = page.getByRole('article').filter({ hasText: 'Fairy lights' });
    for (const text of ['Urgent', 'Late, was for', '1/3']) await face.getByText(text).waitFor();
    await shot(page, 'board-with-marks');
    expect(await axeViolations(page)).toEqual([]);
    await expect
      .poll(async () => (await ben.api.board({ board })).columns[0]?.cards[0])
      .toMatchObject({ checks: { done: 1, all: 3 }, comments: 1, due: '2020-05-01' });
    await page.getByRole('button', { name: 'More for the column To do' }).click();
    await page.getByRole('menuitem', { name: 'Limit the cards' }).click();
    const limit = page.getByRole('dialog', { name: 'Limit the cards' });
    await limit.getByRole('textbox').fill('many');
    await page.keyboard.press('Enter');
    await limit.getByText('A limit is a whole number').waitFor();
    await limit.getByRole('textbox').fill('2');
    await page.keyboard.press('Enter');
    await page.getByText('Too many').waitFor();
    await close();
  });

  test('[PAGE-12] labels are made, coloured and removed; own steps are taken back by Ctrl+Z, latest first', async () => {
    const { ana, board, columns } = await party();
    const { page, close } = await openBoard(ana);
    await page.getByRole('button', { name: 'More for the board Summer party' }).click();
    await page.getByRole('menuitem', { name: 'Edit labels' }).click();
    await page.getByRole('textbox', { name: 'Name of the new label' }).fill('Garden');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Colour of the label Garden' }).selectOption('Green');
    await page.getByRole('button', { name: 'Remove the label Kitchen' }).click();
    await expect
      .poll(async () =>
        (await ana.api.board({ board })).labels.map(({ title, color }) => `${title} ${color}`),
      )
      .toEqual(['Urgent red', 'Needs two people purple', 'Garden green']);
    await shot(page, 'labels');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const menuOf = async (title: string, item: string): Promise<void> => {
      await page.getByRole('article').filter({ hasText: title }).hover();
      await page.getByRole('button', { name: `More for the card ${title}` }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await menuOf('Poster', 'Mark as done');
    await menuOf('Ask the city', 'Throw away');
    const cards = async (): Promise<string[]> => {
      const view = await ana.api.board({ board });
      return view.columns.flatMap((column) =>
        column.cards.map((card) => `${card.title}${card.binned ? ' binned' : ''}${card.done ? ' done' : ''}`),
      );
    };
    await expect.poll(cards).toContain('Ask the city binned');
    await page.locator('h1').click();
    await page.keyboard.press('Control+z');
    await expect.poll(cards).toContain('Ask the city');
    expect(await cards()).toContain('Poster done');
    await page.keyboard.press('Control+z');
    await expect.poll(cards).toContain('Poster');
    expect(columns).toHaveLength(3);
    await close();
  });
});
