/** Things and loans in Chromium: finding one, asking for days, warnings, and every list of loans by who must act. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { elmStreet, type ElmStreet } from './elm-street.ts';
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
  ({ page, close } = await openPage(browser, host.url));
  await page.getByRole('navigation').getByRole('link', { name: 'Tool shed' }).click();
  await page.getByRole('link', { name: 'Cargo bike' }).waitFor();
});

afterEach(async () => {
  await close();
  await host.stop();
});

function things(): Promise<string[]> {
  return page.getByRole('tabpanel').getByRole('link').allInnerTexts();
}

async function openThing(name: string): Promise<void> {
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

describe('things', () => {
  test('[PAGE-15] a list is looked through by word, category and state, as tiles and as a sorted table', async () => {
    expect(await things()).toHaveLength(7);
    await page.getByRole('combobox', { name: 'Category' }).selectOption('Tools');
    await page.getByRole('combobox', { name: 'State' }).selectOption('Available');
    expect(await things()).toEqual(['Ladder, 4 m']);
    await page.getByText('1 of 7 things').waitFor();
    await page.getByRole('button', { name: 'Show all things' }).click();
    await page.getByRole('searchbox', { name: 'Search things' }).fill('béla');
    expect(await things()).toEqual(['Cordless drill', 'Ladder, 4 m', 'Tent for six']);
    await page.getByRole('searchbox', { name: 'Search things' }).fill('');
    await page.getByRole('button', { name: 'As a table' }).click();
    await page.getByRole('button', { name: 'Quantity' }).click();
    expect((await things()).at(-1)).toBe('Folding chairs');
    await page.getByRole('button', { name: 'Quantity' }).click();
    expect((await things())[0]).toBe('Folding chairs');
    expect(await axeViolations(page)).toEqual([]);
    await page.reload();
    await page.getByRole('columnheader', { name: 'Category' }).waitFor();
  });

  test('[PAGE-15] days are chosen in the calendar or typed; taken ones are named and warned of before asking', async () => {
    await openThing('Cargo bike');
    const taken = page.getByRole('button', { name: /^Saturday,? 28 November 2026, taken/ });
    await taken.waitFor();
    await page.getByRole('button', { name: /^Friday,? 27 November 2026, free/ }).click();
    await taken.click();
    expect(await page.getByRole('textbox', { name: 'From' }).inputValue()).toBe('2026-11-27');
    expect(await page.getByRole('textbox', { name: 'Until' }).inputValue()).toBe('2026-11-28');
    await page.getByText('On 28 Nov it is promised to somebody else. Chidi Okafor will probably').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'From' }).fill('2026-11-30');
    await page.getByRole('textbox', { name: 'Until' }).fill('2026-12-02');
    await page.getByText('promised to somebody else').waitFor({ state: 'hidden' });
    await page.getByText('3 days').waitFor();
    await page.getByRole('button', { name: 'Ask for it' }).click();
    const loan = page.getByRole('listitem').filter({ hasText: 'Cargo bike from Chidi Okafor' });
    await loan.getByText('You asked. Chidi Okafor decides.').first().waitFor();
    await page
      .getByRole('button', { name: /^Monday,? 30 November 2026, free, your request or loan/ })
      .waitFor();
    await page.getByRole('textbox', { name: 'From' }).fill('2026-12-02');
    await page.getByText('You have asked for it on 2 Dec already.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('You have asked for it on').waitFor({ state: 'hidden' });
    await expect.poll(() => street.world.communities[0]!.loans.at(-1)!.state).toBe('cancelled');
  });

  test('[PAGE-7] [PAGE-15] the calendar is worked by keyboard', async () => {
    await openThing('Tent for six');
    await page.getByRole('button', { name: /^Tuesday,? 24 November 2026, free/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('textbox', { name: 'From' }).inputValue()).toBe('2026-12-01');
    expect(await page.getByRole('textbox', { name: 'Until' }).inputValue()).toBe('2026-12-02');
  });

  test('[PAGE-15] loans stand by who must act, and what is final is asked first', async () => {
    await page.getByRole('tab', { name: /My loans/ }).click();
    const waiting = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Waiting for you' }) });
    const request = waiting.getByRole('listitem').filter({ hasText: 'Sewing machine for Béla Kovács' });
    await request.getByText('Béla Kovács asks for it.').waitFor();
    await request.getByRole('button', { name: 'More for the loan of Sewing machine' }).click();
    await page.getByRole('menuitem', { name: 'Decline' }).click();
    await page.getByRole('alertdialog', { name: 'Decline Béla Kovács?' }).waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await request.getByRole('button', { name: 'Approve' }).click();
    const lending = page.locator('section').filter({ has: page.getByRole('heading', { name: 'You lend' }) });
    await lending.getByText('You promised it to Béla Kovács. Hand it over, and say so.').waitFor();
    const borrowing = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'You borrow' }) });
    await borrowing.getByText('You have it. It goes back to Béla Kovács by 27 Nov.').waitFor();
    await page.getByText('1 loan that is over').click();
    await page.getByText('was promised first, so this one is not possible').waitFor();
    await borrowing.getByRole('link', { name: /Cordless drill/ }).click();
    await page.getByText('What happened').click();
    await page.getByText('Béla Kovács handed it over').waitFor();
  });

  test('[PAGE-9] a thing is changed by anybody, put away with an undo, and brought back', async () => {
    await openThing('Hedge trimmer');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    // How many there are is its custodian's to say.
    expect(await page.getByRole('spinbutton', { name: 'Quantity' }).count()).toBe(0);
    await page.getByRole('textbox', { name: 'Note' }).fill('Wear the goggles: https://example.org/goggles');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'https://example.org/goggles' }).waitFor();
    await page.getByRole('button', { name: 'More for Hedge trimmer' }).click();
    await page.getByRole('menuitem', { name: 'Put away' }).click();
    await page.getByText('This thing is put away. Its loans go on.').waitFor();
    await page.getByRole('link', { name: 'Tool shed' }).last().click();
    await expect.poll(things).not.toContain('Hedge trimmer');
    await page.getByRole('button', { name: 'More for the list Tool shed' }).click();
    await page.getByRole('menuitem', { name: 'What is put away' }).click();
    await page.getByRole('button', { name: 'Bring back Hedge trimmer' }).click();
    await page.keyboard.press('Escape');
    await expect.poll(things).toContain('Hedge trimmer');
  });

  test('[PAGE-1] a guest sees everything, may ask, and is offered nothing that is refused', async () => {
    const gus = street.world.communities[0]!.members.find(({ person }) => person === street.ada.self)!;
    gus.role = 'guest';
    street.world.changed();
    await expect.poll(() => page.getByRole('button', { name: 'Add a thing' }).count()).toBe(0);
    await openThing('Tent for six');
    expect(await page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Ask for it' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Summer party' }).click();
    await page.getByText('You can read this board. Members can change it.').waitFor();
    await page.getByRole('button', { name: 'Fairy lights', exact: true }).click();
    // A word about a card is for guests as well; its text is not.
    await page.getByRole('dialog').getByRole('textbox', { name: 'Write a comment' }).waitFor();
    expect(await page.getByRole('dialog').getByRole('textbox').count()).toBe(1);
    expect(await page.getByRole('button', { name: /^More for the c|Add a/ }).count()).toBe(0);
  });
});
