/** Trust on the page from end to end, each person on a real peer in memory. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { MemoryPeers, type Person } from './memory-peers.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
});

const WAIT = { timeout: 60_000 };

async function street(...names: string[]) {
  const peers = new MemoryPeers();
  const everybody: Person[] = [];
  for (const name of names) everybody.push(await peers.person(name));
  const [founder, ...others] = everybody;
  const { community } = await founder!.api.create({ title: 'Elm Street' });
  const { link } = await founder!.api.invite({ community, uses: 20 });
  for (const { api } of others) await api.join({ link });
  const idOf = async (name: string): Promise<string> =>
    (await founder!.api.members({ community })).members.find((member) => member.name === name)!.id;
  const newcomer = async (name: string, isNew = true): Promise<Person> => {
    const person = await peers.person(name, isNew);
    everybody.push(person);
    return person;
  };
  const stop = async (): Promise<void> => {
    for (const person of everybody) await person.stop();
  };
  return { people: everybody, community, idOf, newcomer, stop };
}

async function openPeople(page: Page, name?: string): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Community' });
  await navigation.getByRole('link', { name: /^People/ }).click(WAIT);
  if (name === undefined) return;
  await page.getByRole('main').getByRole('link', { name, exact: true }).click(WAIT);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  await expect.poll(holds, { timeout: 60_000, interval: 100 }).toBe(true);
}

describe('coming in', () => {
  test('[PAGE-9] [SYNC-30] by an invitation that wants a yes: one asks, a steward reads the name and answers', async () => {
    const { people, community, newcomer, stop } = await street('Ana', 'Ben');
    const ana = await openPage(browser, people[0]!.url);
    await openPeople(ana.page);
    await ana.page.getByRole('button', { name: 'Invite somebody' }).click();
    await ana.page.getByRole('switch', { name: 'A steward lets each one in' }).click();
    expect(await axeViolations(ana.page)).toEqual([]);
    await ana.page.getByRole('button', { name: 'Make the invitation' }).click();
    const field = ana.page.getByRole('textbox', { name: 'The invitation' });
    await field.waitFor(WAIT);
    const link = await field.inputValue();
    await ana.page.getByRole('button', { name: 'Done' }).click();

    const cem = await newcomer('Cem', false);
    const other = await openPage(browser, cem.url);
    await other.page.getByRole('link', { name: /Join with an invitation/ }).click(WAIT);
    await other.page.getByRole('textbox', { name: 'Invitation' }).fill(link);
    await other.page.getByRole('button', { name: 'Read the invitation' }).click();
    await other.page.getByRole('button', { name: 'Join', exact: true }).click(WAIT);
    await other.page.getByText('A steward of Elm Street has to let you in.').waitFor(WAIT);
    expect(await axeViolations(other.page)).toEqual([]);

    await ana.page.getByRole('link', { name: /1 waits for your answer/ }).waitFor(WAIT);
    await ana.page.getByText(/As member, by an invitation of Ana/).waitFor();
    expect(await axeViolations(ana.page)).toEqual([]);
    await ana.page.getByRole('button', { name: 'Let in Cem' }).click();
    await ana.page.getByText('Cem is let in.').waitFor();
    await other.page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor(WAIT);
    expect((await people[1]!.api.members({ community })).members).toHaveLength(3);
    await other.close();
    await ana.close();
    await stop();
  }, 240_000);
});

describe('a further device', () => {
  test('[PAGE-9] [IDENTITY-23] with nobody there yet says so, goes on by itself, and opens when a neighbour has come', async () => {
    const { people, newcomer, stop } = await street('Ana', 'Ben');
    const [ana, ben] = people;
    const { link } = await ana!.api.deviceLink({ label: 'Laptop' });
    await until(async () => {
      const [community] = (await ben!.api.communities()).communities;
      const { members } = await ben!.api.members({ community: community!.id });
      return members.some(({ devices }) => devices.some(({ label }) => label === 'Laptop'));
    });
    await ana!.stop();
    people.splice(0, 1);
    await ben!.api.setNetwork({ network: 'offline' });
    const laptop = await newcomer('laptop');
    const { page, close } = await openPage(browser, laptop.url);
    await page.getByRole('link', { name: 'I have Kith on another device' }).click(WAIT);
    await page.getByRole('textbox', { name: 'The link from your other device' }).fill(link);
    await page.getByRole('button', { name: 'Read the link' }).click();
    await page.getByRole('button', { name: 'This is me' }).click(WAIT);
    await page.getByText('Nobody is there yet who has your communities.').waitFor(WAIT);
    expect(await axeViolations(page)).toEqual([]);
    await ben!.api.setNetwork({ network: 'lan' });
    await page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor(WAIT);
    await close();
    await stop();
  }, 240_000);
});

describe('going out', () => {
  test('[PAGE-9] [THREAT-20] who is removed is told so, keeps what they had, and can put it away', async () => {
    const { people, community, idOf, stop } = await street('Ana', 'Ben');
    const [ana, ben] = people;
    const { channel } = await ana!.api.channelAdd({ community, title: 'General' });
    await ana!.api.say({ channel, text: 'for all of us' });
    await until(async () => (await ben!.api.channels({ community })).channels.length === 1);
    const { page, close } = await openPage(browser, ben!.url);
    await page.getByRole('link', { name: 'General' }).first().waitFor(WAIT);
    await ana!.api.memberRemove({ member: await idOf('Ben'), note: 'moved away' });
    await page.getByText('You were removed from Elm Street.').waitFor(WAIT);
    await ana!.api.say({ channel, text: 'not for Ben' });
    await page.getByRole('link', { name: 'General' }).first().click();
    await page.getByRole('article').filter({ hasText: 'for all of us' }).waitFor(WAIT);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.getByRole('textbox', { name: /Write to/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'What you can do' }).click();
    await page.getByRole('button', { name: 'Put it away' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Put it away' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hello, Ben' }).waitFor(WAIT);
    await close();
    await stop();
  }, 240_000);
});

describe('coming back', () => {
  test('[PAGE-9] [IDENTITY-21] with the words: a return link that is pasted as an invitation opens the right form', async () => {
    const { people, community, idOf, newcomer, stop } = await street('Ana', 'Ben');
    const [ana, ben] = people;
    const { words } = await ben!.api.recoveryWords();
    const benId = await idOf('Ben');
    await ben!.stop();
    people.splice(1, 1);
    const asked = await openPage(browser, ana!.url);
    await openPeople(asked.page, 'Ben');
    await asked.page.getByRole('button', { name: 'Make a return link' }).click();
    await asked.page.getByRole('dialog').getByRole('button', { name: 'Make a return link' }).click();
    const field = asked.page.getByRole('textbox', { name: 'The return link' });
    await field.waitFor(WAIT);
    const link = await field.inputValue();
    await asked.close();

    const again = await newcomer('Ben’s new laptop', false);
    const { page, close } = await openPage(browser, again.url);
    await page.getByRole('link', { name: /Join with an invitation/ }).click(WAIT);
    await page.getByRole('textbox', { name: 'Invitation' }).fill(link);
    await page.getByRole('button', { name: 'Read the invitation' }).click();
    await page.getByText('Back to Elm Street. Ana made this link for you.').waitFor(WAIT);
    await page.getByRole('textbox', { name: 'Your 24 recovery words' }).fill(words.join(' '));
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Come back' }).click();
    await page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor(WAIT);
    await page.getByText('Your lost devices read nothing new any more.').waitFor();
    const { members } = await ana!.api.members({ community });
    expect(members).toHaveLength(2);
    const back = members.find(({ id }) => id === benId)!;
    expect(back.devices.map(({ state }) => state).toSorted()).toEqual(['current', 'dropped']);
    await close();
    await stop();
  }, 240_000);

  test('[PAGE-9] [AUTH-38] without the words: members vouch, each on their own page, and a new link brings one back', async () => {
    const { people, community, idOf, newcomer, stop } = await street('Ana', 'Ben', 'Cem');
    const [ana, ben, cem] = people;
    const cemId = await idOf('Cem');
    await cem!.stop();
    people.splice(2, 1);
    const again = await newcomer('Cem again', false);
    const { page, close } = await openPage(browser, again.url);
    await page.getByRole('link', { name: 'I lost my device' }).click(WAIT);
    const first = await ana!.api.returnInvite({ member: cemId });
    await page.getByRole('textbox', { name: 'The return link' }).fill(first.link);
    await page.getByRole('button', { name: 'I have no words either' }).click();
    await page.getByRole('button', { name: 'Make the request' }).click();
    const field = page.getByRole('textbox', { name: 'Your request' });
    await field.waitFor(WAIT);
    const request = await field.inputValue();
    expect(await axeViolations(page)).toEqual([]);

    for (const [person, done] of [
      [ana!, 'You have vouched. More members have to.'],
      [ben!, 'You have vouched, and that was enough.'],
    ] as const) {
      const other = await openPage(browser, person.url);
      await openPeople(other.page);
      await other.page.getByRole('button', { name: 'Vouch for somebody' }).click();
      await other.page.getByRole('textbox', { name: 'Their request' }).fill(request);
      await other.page.getByRole('button', { name: 'Read the request' }).click();
      await other.page.getByText('Cem in Elm Street').waitFor(WAIT);
      expect(await axeViolations(other.page)).toEqual([]);
      await other.page.getByRole('button', { name: 'It is really Cem' }).click();
      await other.page.getByText(done).waitFor(WAIT);
      await other.close();
    }

    const { link } = await ben!.api.returnInvite({ member: cemId });
    await page.getByRole('textbox', { name: 'The return link' }).fill(link);
    await page.getByRole('button', { name: 'Try to come back' }).click();
    await page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor(WAIT);
    await until(async () => {
      const { members } = await ana!.api.members({ community });
      return members.find(({ id }) => id === cemId)!.devices.some(({ state }) => state === 'current');
    });
    await close();
    await stop();
  }, 240_000);
});

describe('without stewards', () => {
  test('[PAGE-9] [AUTH-35] enough members make one of them a steward, and the history tells it with its proof', async () => {
    const { people, community, idOf, stop } = await street('Ana', 'Ben', 'Cem');
    const [ana, ben, cem] = people;
    const cemId = await idOf('Cem');
    await ana!.stop();
    people.splice(0, 1);
    const { page, close } = await openPage(browser, ben!.url);
    await openPeople(page, 'Cem');
    await page.getByRole('button', { name: 'Change the role' }).click();
    await page.getByRole('radio', { name: /^steward/ }).click();
    await page.getByRole('button', { name: 'Give this role' }).click();
    await page.getByText('You cannot decide this alone.').waitFor(WAIT);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Propose this role' }).click();
    await page.getByText('Your proposal stands.').waitFor(WAIT);

    const other = await openPage(browser, cem!.url);
    await openPeople(other.page);
    await other.page.getByText('Give Cem the role: steward').waitFor(WAIT);
    await other.page.getByText('1 of 2 approvals').waitFor(WAIT);
    expect(await axeViolations(other.page)).toEqual([]);
    await other.page.getByRole('button', { name: 'Approve' }).click();
    await other.page.getByText('Approved. It is in force.').waitFor(WAIT);
    await until(async () => {
      const { members } = await ben!.api.members({ community });
      return members.find(({ id }) => id === cemId)!.role === 'steward';
    });

    await other.page.getByRole('link', { name: 'History' }).click();
    await other.page.getByText('Ben made Cem steward.').waitFor(WAIT);
    await other.page.getByRole('button', { name: 'Proof: Ben made Cem steward.' }).click();
    await other.page.getByText('Signed by Ben (First device).').waitFor();
    await other.page.getByRole('button', { name: 'Check everything' }).click();
    await other.page.getByText(/All is well: \d+ records/).waitFor(WAIT);
    expect(await axeViolations(other.page)).toEqual([]);
    await other.close();
    await close();
    await stop();
  }, 240_000);
});
