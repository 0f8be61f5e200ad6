/** A profile that runs twice: a copied disk, or a backup brought back while the first one goes on. */
import { expect, test } from 'vitest';
import { Profile } from '../../process/kith.ts';
import { goTo, makeChannel, message, say, setNetwork } from './by-mouse.ts';
import { Desktop, until } from './desktop.ts';

interface Communities {
  readonly communities: { id: string; copied: boolean }[];
}

const isCopied = async (desktop: Desktop): Promise<boolean> =>
  (await desktop.kith<Communities>('communities')).communities[0]!.copied;

test('[THREAT-28] [WINDOW-7] a profile copied to a second place is noticed by itself, writes nothing more, and says in words what to do', async () => {
  const ana = await Desktop.open();
  await ana.settle('Ana');
  await ana.found('Elm Street');
  await makeChannel(ana.page, 'General');
  await say(ana.page, 'Before the copy');
  const { communities } = await ana.kith<Communities>('communities');
  const community = communities[0]!.id;
  const { link } = await ana.kith<{ link: string }>('invite', community);
  const ben = await Profile.of('Ben');
  await ben.ask('join', link, '--wait', '60s');
  const served = await ben.serve();
  await ana.page.getByText('You and 1 neighbour have everything.').first().waitFor();
  await ana.quit();

  // The copy writes while it is alone, the first one with Ben: two pasts of one device.
  const copy = await Desktop.copyOf(ana);
  await copy.page.getByRole('heading', { level: 1 }).waitFor();
  await setNetwork(copy.page, 'Nobody');
  await goTo(copy.page, 'General');
  await say(copy.page, 'Written by the copy');
  await ana.start();
  await goTo(ana.page, 'General');
  await say(ana.page, 'Written by the first');
  await message(ana.page, 'Written by the first').getByTitle('With 1 neighbour').waitFor();
  expect([await isCopied(ana), await isCopied(copy)]).toEqual([false, false]);

  // On one computer only one of the two can listen at the address that both have kept.
  await setNetwork(ana.page, 'Nobody');
  await setNetwork(copy.page, 'This computer alone');
  await copy.page.getByText(/^This device exists twice, so nothing is written here/).waitFor();
  expect(await isCopied(copy)).toBe(true);
  await goTo(copy.page, 'General');
  const field = copy.page.getByRole('textbox', { name: 'Write to General' });
  await field.fill('One more');
  await field.press('Enter');
  await copy.page
    .getByText(/There is a second copy of this device/)
    .first()
    .waitFor();
  await copy.picture('copied-01-stopped');
  const { channels } = await ben.ask<{ channels: { id: string }[] }>('channels', community);
  const heard = async (): Promise<string[]> => {
    const { messages } = await ben.ask<{ messages: { text: string }[] }>('messages', channels[0]!.id);
    return messages.map(({ text }) => text).sort();
  };
  expect(await heard()).not.toContain('One more');

  // It goes on as a new device, and nothing that was written on either side is lost.
  await copy.page.getByRole('button', { name: 'See what to do' }).click();
  await copy.page.getByRole('dialog', { name: 'This device exists twice' }).waitFor();
  await copy.picture('copied-02-explained');
  await copy.page.getByRole('radio', { name: /^I use it too/ }).click();
  await copy.page.getByRole('textbox', { name: 'What you call this device' }).fill('Attic');
  await copy.page.getByRole('button', { name: 'Go on as a new device' }).click();
  await copy.page.getByText('This is a new device of yours now. You can write again.').waitFor();
  await say(copy.page, 'From the attic');
  await until('everything with Ben', async () => (await heard()).includes('From the attic'));
  expect(await heard()).toEqual(
    expect.arrayContaining([
      'Before the copy',
      'From the attic',
      'Written by the copy',
      'Written by the first',
    ]),
  );
  expect(await isCopied(copy)).toBe(false);

  // The first one hears of it in the same way, and stops as well.
  await setNetwork(ana.page, 'This computer alone');
  await ana.page.getByText(/^This device exists twice, so nothing is written here/).waitFor();
  await goTo(ana.page, 'General');
  for (const text of ['Written by the first', 'Written by the copy', 'From the attic'])
    await message(ana.page, text).waitFor();
  await copy.picture('copied-03-new');
  await copy.quit();
  await ana.quit();
  await served.stop();
});
