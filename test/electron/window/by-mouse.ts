/** What somebody does in the window by pointing and typing; each step ends when the window shows that it has happened. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** To a screen or a place by the navigation, where the name of a place is followed by what is new in it. */
export async function goTo(page: Page, name: string, heading = name): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${name}( |$)`) })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
}

/** A link that lets one person in. */
export async function invite(page: Page): Promise<string> {
  await goTo(page, 'People');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await page.getByRole('textbox', { name: 'The invitation' }).inputValue();
  expect(link).toMatch(/^kith:\/\/join\//);
  await page.getByRole('button', { name: 'Done' }).click();
  return link;
}

export async function join(page: Page, link: string, community: string, from: string): Promise<void> {
  await page.getByRole('link', { name: /Join with an invitation/ }).click();
  await page.getByRole('textbox', { name: 'Invitation' }).fill(link);
  await page.getByRole('button', { name: 'Read the invitation' }).click();
  await page.getByText(`${from} invites you to`).waitFor();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: community }).waitFor();
}

/** A board with the three usual columns. */
export async function makeBoard(page: Page, title: string): Promise<void> {
  await goTo(page, 'Boards');
  await page.getByRole('button', { name: 'New board' }).click();
  await page.getByRole('textbox', { name: 'Name of the board' }).fill(title);
  await page.getByRole('button', { name: 'Make the board' }).click();
  await page.getByRole('button', { name: 'Add To do, Doing, Done' }).click();
  await column(page, 'Done').waitFor();
}

export async function addCard(page: Page, to: string, title: string): Promise<void> {
  await column(page, to).getByRole('button', { name: 'Add a card' }).click();
  await page.getByRole('textbox', { name: 'Add a card' }).fill(title);
  await page.keyboard.press('Enter');
  await card(page, title).waitFor();
  await page.keyboard.press('Escape');
}

export function column(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

export function card(page: Page, title: string): Locator {
  return page.getByRole('article').filter({ hasText: title });
}

/** The cards of the board as the window shows them. */
export async function cards(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(() => {
    const columns = [...document.querySelectorAll('main section')].filter(
      (section) => section.querySelector('h2') && section.querySelector('[aria-label="Add a card"], button'),
    );
    return Object.fromEntries(
      columns.map((section) => [
        section.querySelector('h2')!.textContent,
        [...section.querySelectorAll('li')]
          .sort((a, b) => Number(a.getAttribute('aria-posinset')) - Number(b.getAttribute('aria-posinset')))
          .map((row) => row.querySelector('button[data-card] > span')?.textContent ?? ''),
      ]),
    );
  });
}

/** Takes hold of the one and lets go over the middle of the other. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
  const [x, y] = [start.x + start.width / 3, start.y + start.height / 3];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 8, y + 8, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2);
  await page.mouse.up();
}

export async function addThing(page: Page, list: string, title: string, category: string): Promise<void> {
  await goTo(page, 'Things');
  await page.getByRole('button', { name: 'New list' }).click();
  await page.getByRole('textbox', { name: 'Name of the list' }).fill(list);
  await page.getByRole('button', { name: 'Make the list' }).click();
  await page.getByRole('button', { name: 'Add a thing' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(title);
  await page.getByRole('combobox', { name: 'Category' }).fill(category);
  await page.getByRole('dialog').getByRole('button', { name: 'Add a thing' }).click();
  await page.getByRole('link', { name: title }).waitFor();
}

export async function makeChannel(page: Page, title: string): Promise<void> {
  await goTo(page, 'Chat');
  await page.getByRole('button', { name: 'New channel' }).click();
  await page.getByRole('textbox', { name: 'Name of the channel' }).fill(title);
  await page.getByRole('button', { name: 'Open the channel' }).click();
  await page.getByRole('textbox', { name: `Write to ${title}` }).waitFor();
}

export async function say(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Write to / });
  await field.click();
  await field.fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
  await message(page, text).waitFor();
}

/** By what it says itself, not by what it answers. */
export function message(page: Page, text: string): Locator {
  const said = page.locator('p').filter({ hasText: text });
  return page.getByRole('log').getByRole('article').filter({ has: said });
}

/** What can be done with a message stands there when the pointer does. */
export async function actOn(page: Page, text: string, act: string): Promise<void> {
  await message(page, text).hover();
  await message(page, text).getByRole('button', { name: 'More for this message' }).click();
  await page.getByRole('menuitem', { name: act }).click();
}

export async function setNetwork(page: Page, choice: 'Nobody' | 'This computer alone'): Promise<void> {
  await goTo(page, 'Connections');
  const option = page.getByRole('radio', { name: choice });
  await option.click();
  await expect.poll(() => option.getAttribute('aria-checked')).toBe('true');
}
