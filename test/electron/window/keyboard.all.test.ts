/** The journey of two people once more, with no pointer at all. */
import { expect, test } from 'vitest';
import { Keyboard } from './by-keyboard.ts';
import { card, cards, column, message } from './by-mouse.ts';
import { Desktop } from './desktop.ts';

async function begin(name: string): Promise<[Desktop, Keyboard]> {
  const desktop = await Desktop.open();
  const keys = new Keyboard(desktop.page);
  await keys.choose('Without protection');
  await keys.useButton('Continue');
  await keys.fill('Your name', name);
  await keys.press('Enter');
  await desktop.page.getByRole('link', { name: /Start a community/ }).waitFor();
  return [desktop, keys];
}

test('[WINDOW-2] two people by keyboard alone come from the first run to the same community, and always see where they are', async () => {
  const [ana, hers] = await begin('Ana');
  await hers.use(ana.page.getByRole('link', { name: /Start a community/ }));
  await hers.fill('Name of the community', 'Elm Street');
  await hers.press('Enter');
  await ana.page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
  await hers.command('Invite somebody');
  await hers.useButton('Make the invitation');
  const link = await ana.page.getByRole('textbox', { name: 'The invitation' }).inputValue();
  await hers.useButton('Done');

  const [ben, his] = await begin('Ben');
  await his.use(ben.page.getByRole('link', { name: /Join with an invitation/ }));
  await his.tabTo(ben.page.getByRole('textbox', { name: 'Invitation' }));
  await his.paste(link);
  await his.useButton('Read the invitation');
  await ben.page.getByText('Ana invites you to').waitFor();
  await ben.picture('keys-01-read');
  await his.useButton('Join');
  await ben.page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();

  // A board: quick cards, then moved by Alt and the arrows, and by the menu.
  await hers.go('b', 'Boards');
  await hers.useButton('New board');
  await hers.fill('Name of the board', 'Summer party');
  await hers.press('Enter');
  await hers.useButton('Add To do, Doing, Done');
  await hers.use(column(ana.page, 'To do').getByRole('button', { name: 'Add a card' }));
  for (const title of ['Poster', 'Fairy lights', 'Lemonade']) {
    await hers.type(title);
    await hers.press('Enter');
    await card(ana.page, title).waitFor();
  }
  await hers.press('Escape');
  await his.command('Summer party');
  await his.tabTo(ben.page.locator('button[data-card]').filter({ hasText: 'Poster' }));
  await his.press('Alt+ArrowRight');
  await expect.poll(() => cards(ben.page)).toMatchObject({ Doing: ['Poster'] });
  await his.tabTo(ben.page.locator('button[data-card]').filter({ hasText: 'Fairy lights' }), 'Shift+Tab');
  await his.use(ben.page.getByRole('button', { name: 'More for the card Fairy lights' }));
  await ben.picture('keys-02-menu');
  await his.pick('Done');
  const onBoard = { 'To do': ['Lemonade'], Doing: ['Poster'], Done: ['Fairy lights'] };
  for (const { page } of [ben, ana]) await expect.poll(() => cards(page)).toEqual(onBoard);

  // A loan.
  await hers.go('t', 'Things');
  await hers.useButton('New list');
  await hers.fill('Name of the list', 'Tool shed');
  await hers.press('Enter');
  await hers.useButton('Add a thing');
  await hers.fill('Name', 'Cordless drill');
  await hers.press('Enter');
  await hers.use(ana.page.getByRole('link', { name: 'Cordless drill' }));
  await his.command('Tool shed');
  await his.use(ben.page.getByRole('link', { name: 'Cordless drill' }));
  await his.useButton('Ask for it');
  await hers.useButton('Approve');
  await his.useButton('I have it');
  await hers.useButton('I handed it over');
  await his.useButton('I gave it back');
  await hers.useButton('It is back');
  for (const { page } of [ana, ben]) await page.getByText('It was returned.').waitFor();
  await ana.picture('keys-03-returned');

  // A channel.
  await his.go('c', 'Chat');
  await his.useButton('New channel');
  await his.fill('Name of the channel', 'General');
  await his.press('Enter');
  await his.fill('Write to General', 'Who has a ladder?');
  await his.press('Enter');
  await message(ben.page, 'Who has a ladder?').waitFor();
  await hers.command('General');
  await hers.tabTo(message(ana.page, 'Who has a ladder?'));
  await ana.picture('keys-04-message');
  await hers.press('r');
  await hers.type('I have one, it is short.');
  await hers.press('Enter');
  await message(ben.page, 'it is short.').waitFor();
  await hers.tabTo(message(ana.page, 'it is short.'), 'Shift+Tab');
  await hers.press('e', 'ControlOrMeta+a');
  await hers.type('I have one, it is long.');
  await hers.press('Enter');
  await message(ben.page, 'it is long.').getByText('edited').waitFor();
  await his.fill('Write to General', 'Never mind');
  await his.press('Enter');
  await message(ana.page, 'Never mind').waitFor();
  await his.tabTo(message(ben.page, 'Never mind'), 'Shift+Tab');
  await his.press('Delete');
  await his.use(ben.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }));
  for (const { page } of [ana, ben]) await page.getByText('This message was deleted.').waitFor();

  // A time apart.
  await hers.press('Escape');
  await hers.command('Connections');
  await hers.choose('Nobody');
  await ana.page.getByText('Offline, as you chose. Changes wait on this device.').first().waitFor();
  await ana.picture('keys-05-offline');
  await hers.command('General');
  await hers.fill('Write to General', 'Written while apart');
  await hers.press('Enter');
  await message(ana.page, 'Written while apart').getByTitle('Only on this device').waitFor();
  await hers.command('Connections');
  await hers.choose('This computer alone', 'ArrowUp');
  await message(ben.page, 'Written while apart').waitFor();
  await hers.command('General');
  await message(ana.page, 'Written while apart').getByTitle('With 1 neighbour').waitFor();
  await ben.quit();
  await ana.quit();
});
