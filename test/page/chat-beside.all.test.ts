/** What people put beside messages, on the pages of two people with real peers. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { MemoryPeers, type Person } from './memory-peers.ts';
import { shot } from './shot.ts';

let browser: Browser;
let ana: Person;
let ben: Person;
let pageOfAna: Page;
let pageOfBen: Page;
let channel: string;
const closing: (() => Promise<void>)[] = [];

async function open(person: Person): Promise<Page> {
  const opened = await openPage(browser, person.url);
  closing.push(opened.close);
  await opened.page.getByRole('link', { name: 'Street talk' }).first().click();
  return opened.page;
}

function row(page: Page, text: string) {
  return page.getByRole('article').filter({ hasText: text });
}

beforeAll(async () => {
  browser = await launchBrowser();
  const peers = new MemoryPeers();
  ana = await peers.person('Ana');
  ben = await peers.person('Ben');
  closing.push(
    () => ana.stop(),
    () => ben.stop(),
  );
  const { community } = await ana.api.create({ title: 'Elm Street' });
  ({ channel } = await ana.api.channelAdd({ community, title: 'Street talk' }));
  await ana.api.say({ channel, text: 'The repair café is on Saturday.' });
  await ana.api.say({ channel, text: 'Who brings the cake?' });
  const { link } = await ana.api.invite({ community, role: 'member' });
  await ben.api.join({ link });
  await ben.api.say({ channel, text: 'Nobody wants your cake' });
  pageOfAna = await open(ana);
  pageOfBen = await open(ben);
});

afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await browser.close();
});

describe('beside a message', () => {
  test('[CHAT-9] [PAGE-7] reactions: one of the usual, one that is typed, another one by keyboard, and back again', async () => {
    const cake = row(pageOfAna, 'Who brings the cake?');
    await cake.hover();
    await cake.getByRole('button', { name: 'React' }).click();
    await shot(pageOfAna, 'chat-react');
    expect(await axeViolations(pageOfAna)).toEqual([]);
    await pageOfAna.getByRole('dialog').getByRole('button', { name: '🎉' }).click();
    const seen = row(pageOfBen, 'Who brings the cake?');
    const joy = seen.getByRole('button', { name: /🎉 ?1 from Ana/ });
    await joy.waitFor();
    await joy.click();
    await cake.getByRole('button', { name: /🎉 ?2 from Ana, Ben/, pressed: true }).waitFor();
    await seen.focus();
    await pageOfBen.keyboard.press('+');
    await pageOfBen.getByRole('textbox', { name: 'Another sign' }).fill('🍰');
    await pageOfBen.keyboard.press('Enter');
    await cake.getByRole('button', { name: /🍰 ?1 from Ben/ }).waitFor();
    await shot(pageOfAna, 'chat-reactions');
    await pageOfAna.emulateMedia({ colorScheme: 'dark' });
    await shot(pageOfAna, 'chat-reactions-dark');
    await pageOfAna.emulateMedia({ colorScheme: 'light' });
    await seen.getByRole('button', { name: /🍰 ?1 from Ben/, pressed: true }).click();
    await cake.getByRole('button', { name: /🍰 ?1 from Ben/ }).waitFor({ state: 'detached' });
    expect(await axeViolations(pageOfAna)).toEqual([]);
  });

  test('[CHAT-10] a steward hides a message: everybody sees that and by whom, and reads it only when they want to', async () => {
    const rude = row(pageOfAna, 'Nobody wants your cake');
    await rude.hover();
    await rude.getByRole('button', { name: 'More for this message' }).click();
    await pageOfAna.getByRole('menuitem', { name: 'Hide from everybody' }).click();
    const veiled = row(pageOfBen, 'Hidden by Ana.');
    await veiled.waitFor();
    expect(await veiled.innerText()).not.toContain('Nobody wants');
    await shot(pageOfBen, 'chat-hidden');
    await veiled.getByRole('button', { name: 'Show it to me' }).click();
    await veiled.getByText('Nobody wants your cake').waitFor();
    await veiled.getByRole('button', { name: 'More for this message' }).click();
    expect(await pageOfBen.getByRole('menuitem', { name: /everybody/ }).count()).toBe(0);
    await pageOfBen.keyboard.press('Escape');
    await pageOfAna.getByRole('button', { name: 'Undo' }).click();
    await row(pageOfBen, 'Nobody wants your cake').waitFor();
    await veiled.waitFor({ state: 'detached' });
  });
});
