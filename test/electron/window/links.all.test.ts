/** Links from outside in every state that the window can be in: each becomes a form that says what it would do, and no more. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Profile, type Served } from '../../process/kith.ts';
import { Desktop, until } from './desktop.ts';

let ada: Profile;
let community: string;
let served: Served;

beforeAll(async () => {
  ada = await Profile.of('Ada');
  ({ community } = await ada.ask<{ community: string }>('create', 'Elm Street'));
  served = await ada.serve();
});

async function inviteLink(): Promise<string> {
  return (await ada.ask<{ link: string }>('invite', community)).link;
}

const communitiesOf = (desktop: Desktop) => desktop.kith<{ communities: { title: string }[] }>('communities');

describe('[THREAT-33] a link from outside', () => {
  test('[WINDOW-4] waits for the end of the first run, says who invites to what, and joins only when asked to', async () => {
    // Kith does not run, and has never been set up: the link is what starts it.
    const link = await inviteLink();
    const ben = await Desktop.open({ args: [link] });
    await ben.page.getByRole('heading', { name: 'How shall Kith keep your secrets?' }).waitFor();
    expect(await ben.page.getByText('Elm Street').count()).toBe(0);
    await ben.page.getByText('Without protection').click();
    await ben.page.getByRole('button', { name: 'Continue' }).click();
    await ben.page.getByRole('textbox', { name: 'Your name' }).fill('Ben');
    await ben.page.getByRole('button', { name: 'Continue' }).click();
    await ben.page.getByText('Ada invites you to').waitFor();
    await ben.page.getByText('Elm Street').waitFor();
    await ben.picture('link-01-invited');
    expect((await communitiesOf(ben)).communities).toEqual([]);
    expect((await ada.ask<{ members: unknown[] }>('members', community)).members).toHaveLength(1);
    await ben.page.getByRole('button', { name: 'Join', exact: true }).click();
    await ben.page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor();
    expect((await communitiesOf(ben)).communities).toHaveLength(1);
    await ben.quit();
  });

  test('[WINDOW-4] opened while the window asks its first questions is not lost, and a later one takes its place', async () => {
    const first = await inviteLink();
    const { community: other } = await ada.ask<{ community: string }>('create', 'Tool library');
    const { link: second } = await ada.ask<{ link: string }>('invite', other);
    const cleo = await Desktop.open();
    await cleo.page.getByRole('heading', { name: 'How shall Kith keep your secrets?' }).waitFor();
    expect(await cleo.startAgain(first)).toBe(0);
    await cleo.page.getByText('Without protection').click();
    await cleo.page.getByRole('button', { name: 'Continue' }).click();
    await cleo.page.getByRole('textbox', { name: 'Your name' }).fill('Cleo');
    await cleo.page.getByRole('button', { name: 'Continue' }).click();
    await cleo.page.getByText('Ada invites you to').waitFor();
    await cleo.page.getByText('Elm Street').waitFor();
    expect(await cleo.startAgain(second)).toBe(0);
    await cleo.page.getByText('Tool library').waitFor();
    expect(await cleo.page.getByText('Elm Street').count()).toBe(0);
    expect((await communitiesOf(cleo)).communities).toEqual([]);
    await cleo.quit();
  });

  test('[WINDOW-4] for a further device shows whose device it would be, and is nobody until told so', async () => {
    const { link } = await ada.ask<{ link: string }>('device', 'add', 'Laptop');
    const laptop = await Desktop.open();
    await laptop.page.getByText('Without protection').click();
    await laptop.page.getByRole('button', { name: 'Continue' }).click();
    await laptop.page.getByRole('textbox', { name: 'Your name' }).waitFor();
    expect(await laptop.startAgain(link)).toBe(0);
    await laptop.page.getByText('You are Ada, and this device is called Laptop.').waitFor();
    await laptop.picture('link-02-device');
    await laptop.page.getByRole('button', { name: 'This is me' }).click();
    await laptop.page.getByRole('heading', { level: 1 }).waitFor();
    await until('the communities', async () => (await communitiesOf(laptop)).communities.length > 0);
    await laptop.quit();
    await served.stop();
  });
});
