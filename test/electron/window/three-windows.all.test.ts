/** Three windows at once, the only test that needs them: what two never say to each other directly comes by way of the third. */
import { expect, test } from 'vitest';
import {
  addCard,
  card,
  cards,
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

test('[WINDOW-3] three windows, two of which never meet, come to show the same by way of the third', async () => {
  const ana = await Desktop.open();
  await ana.settle('Ana');
  await ana.found('Elm Street');
  await makeBoard(ana.page, 'Summer party');
  await addCard(ana.page, 'To do', 'Poster');
  await makeChannel(ana.page, 'General');
  await say(ana.page, 'From Ana, at first');

  const ben = await Desktop.open();
  await ben.settle('Ben');
  await join(ben.page, await invite(ana.page), 'Elm Street', 'Ana');
  await goTo(ben.page, 'General');
  await message(ben.page, 'From Ana, at first').waitFor();
  await setNetwork(ana.page, 'Nobody');

  // Cleo comes in by Ben, while Ana is away.
  const cleo = await Desktop.open();
  await cleo.settle('Cleo');
  await join(cleo.page, await invite(ben.page), 'Elm Street', 'Ben');
  await goTo(cleo.page, 'General');
  await message(cleo.page, 'From Ana, at first').waitFor();
  await say(cleo.page, 'From Cleo, through Ben');
  await goTo(cleo.page, 'Summer party');
  await addCard(cleo.page, 'Doing', 'Lemonade');
  await card(cleo.page, 'Lemonade').getByTitle('With 1 neighbour').waitFor();
  await setNetwork(cleo.page, 'Nobody');
  await goTo(ana.page, 'General');
  await say(ana.page, 'From Ana, while alone');

  // Ana is back, Cleo is not: what she wrote is with Ben.
  await setNetwork(ana.page, 'This computer alone');
  await goTo(ana.page, 'General');
  await message(ana.page, 'From Cleo, through Ben').waitFor();
  await message(ana.page, 'From Ana, while alone').getByTitle('With 1 neighbour').waitFor();
  await setNetwork(ana.page, 'Nobody');
  await setNetwork(cleo.page, 'This computer alone');
  await goTo(cleo.page, 'General');
  await message(cleo.page, 'From Ana, while alone').waitFor();

  const said: string[][] = [];
  for (const { page } of [ana, ben, cleo]) {
    await goTo(page, 'Summer party');
    await expect.poll(() => cards(page)).toEqual({ 'To do': ['Poster'], Doing: ['Lemonade'], Done: [] });
    await goTo(page, 'General');
    await message(page, 'From Ana, while alone').waitFor();
    said.push(await page.getByRole('log').getByRole('article').locator('p').allInnerTexts());
    await goTo(page, 'People');
    for (const name of ['Ana', 'Ben', 'Cleo']) await page.getByRole('main').getByText(name).first().waitFor();
  }
  expect(said[0]).toHaveLength(3);
  expect(said[1]).toEqual(said[0]);
  expect(said[2]).toEqual(said[0]);
  for (const desktop of [ana, ben, cleo]) await desktop.quit();
});
