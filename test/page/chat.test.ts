/** A channel in Chromium: reading where one was, answering, going back, drafts, and five thousand messages. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { elmStreet, type ElmStreet } from './elm-street.ts';
import { fillChannel } from './fill-street.ts';
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

async function openChannel(name: string): Promise<void> {
  ({ page, close } = await openPage(browser, host.url));
  page.setDefaultTimeout(30_000);
  await page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(name) })
    .click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('article').first().waitFor();
}

function line(text: string) {
  return page
    .getByRole('log')
    .getByRole('article')
    .filter({ hasText: new RegExp(`${text}$`) });
}

describe('a channel', () => {
  test('[PAGE-13] five thousand messages: a few stand in the document, older ones come by scrolling up', async () => {
    fillChannel(street, 'Long', 5_000, 5_000);
    await openChannel('Long');
    await line('line 5000').waitFor();
    const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
    expect(await page.getByRole('article').count()).toBeLessThan(80);
    for (let i = 0; i < 4; i++) {
      const before = await page.getByRole('article').first().getAttribute('data-message');
      await page.getByRole('log').hover();
      await page.mouse.wheel(0, -20_000);
      await expect
        .poll(() => page.getByRole('article').first().getAttribute('data-message'), { timeout: 20_000 })
        .not.toBe(before);
    }
    expect(await page.getByRole('article').count()).toBeLessThan(80);
    expect(await elements()).toBeLessThan(2_500);
    await page.getByRole('button', { name: 'Go to the newest message' }).click();
    await line('line 5000').waitFor();
    await street.bela.handlers.say({
      channel: street.world.communities[0]!.channels.at(-1)!.id,
      text: 'fresh',
    });
    await line('fresh').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  test('[PAGE-14] it opens at the first new message, and what was in view counts as read, no more', async () => {
    const ids = fillChannel(street, 'Busy', 160, 100);
    await openChannel('Busy');
    await line('line 101').waitFor();
    await page.getByText('New', { exact: true }).waitFor();
    const { read } = street.world.communities[0]!.channels.at(-1)!;
    await expect.poll(() => read.get(street.ada.self), { timeout: 20_000 }).toBeGreaterThan(100);
    expect(read.get(street.ada.self)).toBeLessThan(160);
    await page.getByRole('button', { name: /newest|below/ }).click();
    await line('line 160').waitFor();
    await expect.poll(() => read.get(street.ada.self), { timeout: 20_000 }).toBe(160);
    expect(ids.length).toBe(160);
  });

  test('[PAGE-14] further back the first new message is one press away, and so is what a message answers', async () => {
    const ids = fillChannel(street, 'Busy', 900, 300);
    const channel = street.world.communities[0]!.channels.at(-1)!;
    channel.messages.at(-1)!.replyTo = ids[4]!;
    await openChannel('Busy');
    await line('line 900').waitFor();
    await page.getByRole('button', { name: 'Go to the first new message' }).click();
    await line('line 301').waitFor();
    await page.getByRole('button', { name: /newest|below/ }).click();
    await line('line 900')
      .getByRole('button', { name: /Go to what this answers/ })
      .click();
    await line('line 5').waitFor();
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/c/${street.community}/chat/${channel.id}/${ids[449]}`);
    await line('line 450').waitFor();
  });

  test('[PAGE-14] what is sent shows at once; what could not be saved says why, and is tried again or taken back', async () => {
    await openChannel('General');
    const field = page.getByRole('textbox', { name: 'Write to General' });
    street.ada.failure = 'DISK_FULL';
    await field.fill('I can bring a table');
    await field.press('Enter');
    await page.getByText('Not sent. The disk is full.').waitFor();
    expect(await field.inputValue()).toBe('');
    street.ada.failure = undefined;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect
      .poll(() => street.world.communities[0]!.channels[0]!.messages.at(-1)!.text)
      .toBe('I can bring a table');
    await page.getByText('Not sent.').waitFor({ state: 'hidden' });
    expect(await page.getByRole('log').getByText('I can bring a table').count()).toBe(1);
    street.ada.failure = 'DISK_FULL';
    await field.fill('Two, even');
    await field.press('Enter');
    await page.getByRole('button', { name: 'Put it back in the field' }).click();
    expect(await field.inputValue()).toBe('Two, even');
    street.ada.failure = undefined;
  });

  test('[PAGE-14] what is sent stands once at every moment, whether the message or the answer comes first', async () => {
    await openChannel('General');
    // How many rows say each thing, at every change of the document, from its first row on.
    await page.evaluate(() => {
      const seen: Record<string, number[]> = {};
      const look = (): void => {
        const rows = [...document.querySelectorAll('[role="log"] article')].map((row) => row.textContent);
        for (const what of ['seven apples', 'six pears', 'five plums']) {
          const count = rows.filter((row) => row.includes(what)).length;
          if (count > 0 || seen[what]) (seen[what] ??= []).push(count);
        }
      };
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
      Object.assign(window, { seen });
    });
    const field = page.getByRole('textbox', { name: 'Write to General' });
    const send = async (text: string): Promise<void> => {
      await field.fill(text);
      await field.press('Enter');
    };
    const { messages } = street.world.communities[0]!.channels[0]!;
    const { handlers } = street.ada;
    const { say } = handlers;

    let answer = (): void => {};
    const isShown = new Promise<void>((resolve) => (answer = resolve));
    const messageFirst: typeof say = async (input) => {
      const said = await say(input);
      await isShown;
      return said;
    };
    Object.assign(handlers, { say: messageFirst });
    await send('seven apples');
    await expect.poll(() => messages.at(-1)!.text).toBe('seven apples');
    await street.bela.handlers.say({ channel: street.channel, text: 'what came meanwhile' });
    await line('what came meanwhile').waitFor();
    answer();
    await page.locator('[data-message]').filter({ hasText: 'seven apples' }).waitFor();

    const answerFirst: typeof say = async (input) => {
      street.world.changed = () => {};
      try {
        return await say(input);
      } finally {
        Reflect.deleteProperty(street.world, 'changed');
      }
    };
    Object.assign(handlers, { say: answerFirst });
    await send('six pears');
    await send('five plums');
    await expect.poll(() => messages.at(-1)!.text).toBe('five plums');
    street.world.changed();
    await page.locator('[data-message]').filter({ hasText: 'five plums' }).waitFor();
    await page.locator('[data-message]').filter({ hasText: 'six pears' }).waitFor();

    const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, number[]> }).seen);
    expect(Object.keys(seen)).toEqual(['seven apples', 'six pears', 'five plums']);
    expect(Object.values(seen).flatMap((counts) => counts.filter((count) => count !== 1))).toEqual([]);
  });

  test('[PAGE-7] [PAGE-14] by keyboard: Arrow up changes the last own message, messages are gone through, answered, deleted', async () => {
    await openChannel('General');
    const { messages } = street.world.communities[0]!.channels[0]!;
    const field = page.getByRole('textbox', { name: 'Write to General' });
    await field.focus();
    await page.keyboard.press('ArrowUp');
    const edit = page.getByRole('textbox', { name: 'Text of the message' });
    expect(await edit.inputValue()).toBe('Wonderful, I will come by.');
    await edit.fill('Wonderful, I will come by at seven.');
    await edit.press('Enter');
    await page.getByText('I will come by at seven.').waitFor();
    const newest = page.getByRole('article').last();
    await newest.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('r');
    await page.keyboard.type('Thanks');
    await page.keyboard.press('Enter');
    await expect.poll(() => messages.at(-1)!.replyTo).toBe(messages.at(-3)!.id);
    await page.getByRole('article').filter({ hasText: 'Thanks' }).focus();
    await page.keyboard.press('Delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('This message was deleted.').waitFor();
  });

  test('[PAGE-14] names are offered after an @ and stand out; only web addresses become links', async () => {
    await street.bela.handlers.say({
      channel: street.channel,
      text: '@Ada Lindqvist see (https://example.org/a_(b)). Not javascript:alert(1) or file:///etc/passwd, http://me@example.org',
    });
    await openChannel('General');
    const named = page.getByRole('article').filter({ hasText: 'see (https' });
    expect(
      await named
        .getByRole('link')
        .evaluateAll((links) => links.map((a) => [a.getAttribute('href'), a.getAttribute('rel')])),
    ).toEqual([['https://example.org/a_(b)', 'noopener noreferrer nofollow']]);
    const field = page.getByRole('textbox', { name: 'Write to General' });
    await field.pressSequentially('Hello @ok');
    await page.getByRole('option', { name: /Chidi Okafor/ }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await field.press('Tab');
    expect(await field.inputValue()).toBe('Hello @Chidi Okafor ');
    await field.pressSequentially('and @b');
    await field.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    await field.press('Enter');
    await expect
      .poll(() => street.world.communities[0]!.channels[0]!.messages.at(-1)!.text)
      .toBe('Hello @Chidi Okafor and @b');
  });

  test('[PAGE-14] a draft survives a restart, with what it answers; early messages are soft, long ones folded', async () => {
    const channel = street.world.communities[0]!.channels[0]!;
    Object.assign(channel, { catchingUp: true });
    await street.bela.handlers.say({ channel: street.channel, text: `${'A long story. '.repeat(500)}End.` });
    channel.messages.at(-1)!.provisional = true;
    await openChannel('General');
    await page.getByText('Older messages are still arriving').waitFor();
    const long = page.getByRole('article').filter({ hasText: 'A long story.' });
    const height = async () => (await long.boundingBox())!.height;
    const folded = await height();
    await long.getByRole('button', { name: 'Show all of it' }).click();
    await expect.poll(height).toBeGreaterThan(folded * 1.5);
    await long.getByRole('button', { name: 'Show less' }).click();
    const answered = page.getByRole('article').filter({ hasText: 'I am home after six' });
    await answered.hover();
    await answered.getByRole('button', { name: 'Reply to Chidi Okafor' }).click();
    await page.keyboard.type('half a thou');
    await expect.poll(() => [...street.world.drafts.values()][0]?.text).toBe('half a thou');
    await close();
    await openChannel('General');
    const field = page.getByRole('textbox', { name: 'Write to General' });
    await expect.poll(() => field.inputValue()).toBe('half a thou');
    await page.getByRole('button', { name: 'Do not reply' }).waitFor();
  });
});
