/** Two people, two windows, from the first run to the same community in both: everything by pointing and typing. */
import { expect, test } from 'vitest';
import {
  actOn,
  addCard,
  addThing,
  card,
  cards,
  column,
  drag,
  goTo,
  invite,
  join,
  makeBoard,
  makeChannel,
  message,
  say,
  setNetwork,
} from './by-mouse.ts';
import { Desktop } from './desktop.ts';

test('[WINDOW-1] two people by mouse: board, loan and chat are the same in both windows, also after a time apart and a new start', async () => {
  const ana = await Desktop.open();
  await ana.picture('mouse-01-keys');
  await ana.settle('Ana');
  await ana.picture('mouse-02-start');
  await ana.found('Elm Street');
  await ana.picture('mouse-03-home');
  const link = await invite(ana.page);

  const ben = await Desktop.open();
  await ben.settle('Ben');
  await join(ben.page, link, 'Elm Street', 'Ana');
  await ben.picture('mouse-04-joined');
  const [hers, his] = [ana.page, ben.page];

  // A board: Ana makes it, Ben carries a card.
  await makeBoard(hers, 'Summer party');
  await addCard(hers, 'To do', 'Poster');
  await addCard(hers, 'To do', 'Fairy lights');
  await goTo(his, 'Summer party');
  await card(his, 'Fairy lights').waitFor();
  await drag(his, card(his, 'Poster'), column(his, 'Doing'));
  const onBoard = { 'To do': ['Fairy lights'], Doing: ['Poster'], Done: [] };
  await expect.poll(() => cards(his)).toEqual(onBoard);
  await expect.poll(() => cards(hers)).toEqual(onBoard);
  await card(hers, 'Poster').getByTitle('With 1 neighbour').waitFor();
  await ben.picture('mouse-05-board');

  // A loan: asked, promised, handed over, given back, each by whose part it is.
  await addThing(hers, 'Tool shed', 'Cordless drill', 'Tools');
  await hers.getByRole('link', { name: 'Cordless drill' }).click();
  await goTo(his, 'Tool shed');
  await his.getByRole('link', { name: 'Cordless drill' }).click();
  await his.getByRole('button', { name: 'Ask for it' }).click();
  await ben.picture('mouse-06-asked');
  await hers.getByRole('button', { name: 'Approve' }).click();
  await his.getByText('Ana promised it to you.').waitFor();
  await his.getByRole('button', { name: 'I have it' }).click();
  await hers.getByRole('button', { name: 'I handed it over' }).click();
  await his.getByText('You have it.', { exact: true }).waitFor();
  await hers.getByText('Ben has it.').waitFor();
  await ana.picture('mouse-07-lent');
  await his.getByRole('button', { name: 'I gave it back' }).click();
  await hers.getByRole('button', { name: 'It is back' }).click();
  for (const page of [hers, his]) await page.getByText('It was returned.').waitFor();

  // A channel: said, answered, changed, taken back.
  await makeChannel(his, 'General');
  await say(his, 'Who has a ladder?');
  await goTo(hers, 'General');
  await message(hers, 'Who has a ladder?').hover();
  await hers.getByRole('button', { name: 'Reply to Ben' }).click();
  await say(hers, 'I have one, it is short.');
  await message(his, 'I have one')
    .getByRole('button', { name: /^Go to what this answers: Ben/ })
    .waitFor();
  await actOn(hers, 'I have one', 'Edit');
  await hers.getByRole('textbox', { name: 'Text of the message' }).fill('I have one, it is long.');
  await hers.keyboard.press('Enter');
  await message(his, 'it is long.').getByText('edited').waitFor();
  await say(his, 'Never mind');
  await message(hers, 'Never mind').waitFor();
  await actOn(his, 'Never mind', 'Delete');
  await his.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  for (const page of [hers, his]) await page.getByText('This message was deleted.').waitFor();
  await message(his, 'Who has a ladder?').getByTitle('With 1 neighbour').waitFor();
  await ana.picture('mouse-08-chat');

  // A time apart: each goes on, and what is nowhere else says so.
  await setNetwork(hers, 'Nobody');
  await hers.getByText('Offline, as you chose. Changes wait on this device.').first().waitFor();
  await ana.picture('mouse-09-offline');
  await his.getByText('No neighbour is connected. Changes wait on this device.').first().waitFor();
  await goTo(hers, 'General');
  await say(hers, 'Written while apart');
  await message(hers, 'Written while apart').getByTitle('Only on this device').waitFor();
  await goTo(hers, 'Summer party');
  await addCard(hers, 'To do', 'Lemonade');
  await card(hers, 'Lemonade').getByTitle('Only on this device').waitFor();
  await ana.picture('mouse-10-apart');
  await say(his, 'Is anybody there?');
  await message(his, 'Is anybody there?').getByTitle('Only on this device').waitFor();
  expect(await message(his, 'Written while apart').count()).toBe(0);

  await setNetwork(hers, 'This computer alone');
  await hers.getByText('You and 1 neighbour have everything.').first().waitFor();
  await message(his, 'Written while apart').waitFor();
  await message(his, 'Is anybody there?').getByTitle('With 1 neighbour').waitFor();
  await goTo(hers, 'Summer party');
  await card(hers, 'Lemonade').getByTitle('With 1 neighbour').waitFor();
  await goTo(his, 'Summer party');
  const afterwards = { 'To do': ['Fairy lights', 'Lemonade'], Doing: ['Poster'], Done: [] };
  await expect.poll(() => cards(his)).toEqual(afterwards);

  // A new start shows the same.
  await ben.quit();
  await ben.start();
  await ben.page.getByRole('heading', { level: 1 }).waitFor();
  await ben.picture('mouse-11-again');
  await goTo(ben.page, 'Summer party');
  await expect.poll(() => cards(ben.page)).toEqual(afterwards);
  await goTo(ben.page, 'General');
  for (const text of ['Who has a ladder?', 'it is long.', 'This message was deleted.', 'Written while apart'])
    await message(ben.page, text).waitFor();
  await ben.page.getByText('You and 1 neighbour have everything.').first().waitFor();
  await ben.quit();
  await ana.quit();
});
