/** The way back after a loss, all of it in windows: words on paper, a link from a neighbour, and the old device is out. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { Profile } from '../../process/kith.ts';
import { goTo, makeChannel, message, say } from './by-mouse.ts';
import { Desktop } from './desktop.ts';

interface Members {
  readonly members: { id: string; name: string; devices: { state: string }[] }[];
}

/** All 24, once they are there. */
async function shownWords(page: Page): Promise<string[]> {
  const words = page.getByRole('list', { name: 'Recovery words' }).getByRole('listitem');
  await words.nth(23).waitFor();
  expect(await words.count()).toBe(24);
  return words.allInnerTexts();
}

test('[WINDOW-5] [IDENTITY-21] recovery words are shown, checked, put off without loss, and bring the person back while the lost device is dropped', async () => {
  const ben = await Profile.of('Ben');
  const ana = await Desktop.open();
  const { page } = ana;
  await ana.settle('Ana');
  await ana.found('Elm Street');
  await makeChannel(page, 'General');
  await say(page, 'Before the loss');

  // Asked for once there is something to lose; put off, they stay where the settings have them.
  await goTo(page, 'Home', 'Elm Street');
  const reminder = page.getByRole('region', { name: 'Recovery words' });
  await reminder.waitFor();
  await ana.picture('recovery-01-reminder');
  await reminder.getByRole('button', { name: 'Later' }).click();
  await reminder.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: /Settings/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.getByRole('button', { name: 'Write them down' }).click();
  await page.getByRole('button', { name: 'Show the words' }).click();
  const words = await shownWords(page);
  await ana.picture('recovery-02-words');
  await page.getByRole('button', { name: 'Later' }).click();
  // What was begun and not finished is begun anew, with the same words.
  await page.getByRole('button', { name: 'Write them down' }).click();
  await page.getByRole('button', { name: 'Show the words' }).click();
  expect(await shownWords(page)).toEqual(words);
  await page.getByRole('button', { name: 'They are on paper' }).click();
  const typed = page.getByRole('textbox', { name: 'The words from your paper' });
  await typed.fill([...words.slice(1), words[0]].join(' '));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('dialog').locator('[data-invalid]').first().waitFor();
  await ana.picture('recovery-03-wrong');
  await typed.fill(words.join(' '));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('You are safe: your words can bring you back.').waitFor();
  await page.getByText('On paper', { exact: true }).waitFor();

  const { communities } = await ana.kith<{ communities: { id: string }[] }>('communities');
  const community = communities[0]!.id;
  const { link: invitation } = await ana.kith<{ link: string }>('invite', community);
  await ben.ask('join', invitation, '--wait', '60s');
  const served = await ben.serve();
  await page.getByText('You and 1 neighbour have everything.').first().waitFor();
  await ana.kill();

  // Elsewhere, with an empty profile: the link from Ben and the words from the paper.
  const membersOf = () => ben.ask<Members>('members', community);
  const lost = (await membersOf()).members.find(({ name }) => name === 'Ana')!;
  const { link } = await ben.ask<{ link: string }>('member', 'return', lost.id);
  const again = await Desktop.open();
  await again.page.getByText('Without protection').click();
  await again.page.getByRole('button', { name: 'Continue' }).click();
  await again.page.getByRole('link', { name: 'I lost my device' }).click();
  await again.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await again.page.getByRole('textbox', { name: 'The return link' }).fill(link);
  await again.page
    .getByRole('textbox', { name: 'Your 24 recovery words' })
    .fill(words.join(' ').toUpperCase());
  await again.picture('recovery-04-back');
  await again.page.getByRole('button', { name: 'Come back', exact: true }).click();
  await again.page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
  await again.page.getByText('You are back. Your lost devices read nothing new any more.').waitFor();
  await goTo(again.page, 'General');
  await message(again.page, 'Before the loss').waitFor();
  await say(again.page, 'I am back');

  const found = (await membersOf()).members.filter(({ name }) => name === 'Ana');
  expect(found.map(({ id }) => id)).toEqual([lost.id]);
  expect(found[0]!.devices.map(({ state }) => state).sort()).toEqual(['current', 'dropped']);
  await again.quit();

  // The lost device turns up. A neighbour who has more tells it that it is out, and by then would have told the rest.
  const { channels } = await ben.ask<{ channels: { id: string }[] }>('channels', community);
  await ben.ask('say', channels[0]!.id, 'For those who are in');
  await ana.start();
  await ana.page.getByText('This device was dropped from Elm Street.').waitFor();
  await goTo(ana.page, 'General');
  await message(ana.page, 'Before the loss').waitFor();
  await ana.picture('recovery-05-dropped');
  for (const text of ['I am back', 'For those who are in'])
    expect(await message(ana.page, text).count()).toBe(0);
  // Nothing can be written there, in no way.
  await ana.page.getByText(/^You can read here\./).waitFor();
  await expect(ana.kith('say', channels[0]!.id, 'From the lost device')).rejects.toThrow('(DEVICE_GONE)');
  const { messages } = await ben.ask<{ messages: { text: string }[] }>('messages', channels[0]!.id);
  expect(messages.map(({ text }) => text)).toEqual(['Before the loss', 'I am back', 'For those who are in']);
  await ana.quit();
  await served.stop();
});
