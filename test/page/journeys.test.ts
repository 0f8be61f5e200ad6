/** What people do on the page, by mouse and by keyboard, each against a peer in memory. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { elmStreet, type ElmStreet } from './elm-street.ts';
import { FakePeer } from './fake-peer.ts';
import { FakeWorld } from './fake-world.ts';
import { PageHost } from './page-host.ts';

let browser: Browser;
let close: (() => Promise<void>) | undefined;
let host: PageHost;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

afterEach(async () => {
  await close?.();
  close = undefined;
  await host.stop();
});

async function open(peer: FakePeer): Promise<Page> {
  host = new PageHost(peer);
  await host.start();
  const opened = await openPage(browser, host.url);
  close = opened.close;
  return opened.page;
}

function heading(page: Page, name: string) {
  return page.getByRole('heading', { level: 1, name });
}

describe('from nothing', () => {
  test('[PAGE-1] a name, a community, a board with a card, a list with a thing, a word in a channel', async () => {
    const page = await open(new FakePeer(new FakeWorld()));
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('link', { name: /Start a community/ }).click();
    await page.getByRole('textbox', { name: 'Name of the community' }).fill('Elm Street');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await heading(page, 'Elm Street').waitFor();

    await page.getByRole('link', { name: /Put up a board/ }).click();
    await page.getByRole('button', { name: 'New board' }).click();
    await page.getByRole('textbox', { name: 'Name of the board' }).fill('Summer party');
    await page.getByRole('button', { name: 'Make the board' }).click();
    await heading(page, 'Summer party').waitFor();
    await page.getByRole('button', { name: 'Add To do, Doing, Done' }).click();
    const toDo = page.getByRole('region', { name: 'To do' });
    await toDo.getByRole('button', { name: 'Add a card' }).click();
    await page.keyboard.type('Poster');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Fairy lights');
    await page.keyboard.press('Enter');
    await toDo.getByRole('button', { name: 'Fairy lights', exact: true }).waitFor();
    expect(await toDo.getByRole('article').allInnerTexts()).toEqual([
      expect.stringContaining('Poster'),
      expect.stringContaining('Fairy lights'),
    ]);

    await page.getByRole('link', { name: 'Things', exact: true }).click();
    await page.getByRole('button', { name: 'New list' }).click();
    await page.getByRole('textbox').fill('Tool shed');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Add a thing' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Cordless drill');
    await page.getByRole('combobox', { name: 'Category' }).fill('Tools');
    await page.getByRole('dialog').getByRole('button', { name: 'Add a thing' }).click();
    const drill = page.getByRole('listitem').filter({ hasText: 'Cordless drill' });
    await drill.getByRole('link', { name: 'Cordless drill' }).waitFor();
    expect(await drill.innerText()).toMatch(/You look after it[\s\S]*Available[\s\S]*Tools/);

    await page.getByRole('link', { name: 'Chat', exact: true }).click();
    await page.getByRole('button', { name: 'New channel' }).click();
    await page.getByRole('textbox').fill('General');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Write to General' }).fill('Hello?');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Hello?').waitFor();
    await page.getByRole('log').getByText('Only on this device').waitFor();
  });

  test('[PAGE-4] a name that cannot be used is refused by a sentence beside it, and what was typed stays', async () => {
    const page = await open(new FakePeer(new FakeWorld()));
    const name = page.getByRole('textbox', { name: 'Your name' });
    for (const [typed, sentence] of [
      ['', 'A name is needed'],
      ['   ', 'A name is needed'],
      ['x'.repeat(10_000), 'That name is too long'],
    ] as const) {
      await name.fill(typed);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText(sentence).waitFor();
      expect(await name.inputValue()).toBe(typed);
      await name.fill('a');
      await page.getByText(sentence).waitFor({ state: 'hidden' });
    }
  });
});

describe('the network', () => {
  test('[PAGE-9] giving a name does not widen what the peer was started with; a choice changes it', async () => {
    for (const choice of [undefined, 'This computer alone'] as const) {
      const newcomer = new FakePeer(new FakeWorld());
      newcomer.world.network = 'offline';
      const page = await open(newcomer);
      await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
      await page.getByRole('button', { name: 'Who can find this device?' }).click();
      expect(await page.getByRole('radio', { name: /Nobody/ }).getAttribute('aria-checked')).toBe('true');
      if (choice) await page.getByRole('radio', { name: choice }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('link', { name: /Start a community/ }).waitFor();
      expect(newcomer.world.network).toBe(choice ? 'loopback' : 'offline');
      await close?.();
      close = undefined;
      await host.stop();
    }
  });
});

describe('joining', () => {
  test('[PAGE-8] an invitation is read before anything happens, and each wait explains itself', async () => {
    const world = new FakeWorld();
    const bela = new FakePeer(world, world.person('Béla'));
    const { community } = await bela.handlers.create({ title: 'Elm Street' });
    const { link } = await bela.handlers.invite({ community });
    const ada = new FakePeer(world, world.person('Ada'));
    world.part();
    const page = await open(ada);
    await page.getByRole('link', { name: /Join with an invitation/ }).click();
    await page.getByRole('textbox', { name: 'Invitation' }).fill(`  ${link}\n`);
    await page.getByRole('button', { name: 'Read the invitation' }).click();
    await page.getByText('Béla invites you to').waitFor();
    expect(ada.joins).toEqual([]);
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await page.getByText('Looking for a neighbour of Elm Street on this network. Nobody yet').waitFor();
    world.meet();
    await heading(page, 'Elm Street').waitFor();
    await page.getByText('You and 1 neighbour have everything.').first().waitFor();
  });

  test('[PAGE-8] an invitation that was withdrawn says so, and the attempt can be dismissed', async () => {
    const world = new FakeWorld();
    const bela = new FakePeer(world, world.person('Béla'));
    const { community } = await bela.handlers.create({ title: 'Elm Street' });
    const { link, invite } = await bela.handlers.invite({ community });
    await bela.handlers.revokeInvite({ invite });
    const page = await open(new FakePeer(world, world.person('Ada')));
    await page.getByRole('link', { name: /Join with an invitation/ }).click();
    await page.getByRole('textbox', { name: 'Invitation' }).fill(link);
    await page.getByRole('button', { name: 'Read the invitation' }).click();
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    const attempt = page.getByRole('region', { name: 'Joining Elm Street' });
    await attempt.getByText('That invitation was withdrawn').waitFor();
    await attempt.getByRole('button', { name: 'Dismiss' }).click();
    await attempt.waitFor({ state: 'hidden' });
  });
});

describe('on Elm Street', () => {
  let street: ElmStreet;
  let page: Page;

  beforeEach(async () => {
    street = await elmStreet();
    page = await open(street.ada);
    await heading(page, 'Elm Street').waitFor();
  });

  async function goTo(name: string): Promise<void> {
    await page.getByRole('navigation').getByRole('link', { name }).click();
    await heading(page, name).waitFor();
  }

  test('[PAGE-3] what a neighbour adds appears by itself; what is added apart is marked until they meet', async () => {
    await goTo('Summer party');
    const column = street.world.communities[0]!.boards[0]!.columns[0]!.id;
    await street.bela.handlers.cardAdd({ column, title: 'Lemonade' });
    await page.getByRole('article').filter({ hasText: 'Lemonade' }).waitFor();
    street.world.part();
    const toDo = page.getByRole('region', { name: 'To do' });
    await toDo.getByRole('button', { name: 'Add a card' }).click();
    await page.keyboard.type('Benches');
    await page.keyboard.press('Enter');
    const benches = page.getByRole('article').filter({ hasText: 'Benches' });
    await benches.getByTitle('Only on this device').waitFor();
    await page.getByText('No neighbour is connected. Changes wait on this device.').waitFor();
    street.world.meet();
    await benches.getByTitle('With 2 neighbours').waitFor();
    await page.getByText('You and 2 neighbours have everything.').waitFor();
  });

  test('[PAGE-7] a card is opened, changed, moved and archived by keyboard alone, and undone', async () => {
    await goTo('Summer party');
    const doing = page.getByRole('region', { name: 'Doing' });
    const done = page.getByRole('region', { name: 'Done' });
    await doing.getByRole('button', { name: 'Poster', exact: false }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('textbox', { name: 'Title' }).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Posters');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await doing.getByText('Posters').waitFor();

    await page.getByRole('button', { name: 'More for the card Posters' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Done', exact: true }).waitFor();
    await page.keyboard.type('Done');
    await page.keyboard.press('Enter');
    await done.getByText('Posters').waitFor();
    await page.getByText('Posters is now in Done.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await doing.getByText('Posters').waitFor();

    await page.getByRole('button', { name: 'More for the card Posters' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Archive' }).press('Enter');
    await doing.getByText('Posters').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'More for the board Summer party' }).press('Enter');
    await page.getByRole('menuitem', { name: 'What is put away (1)' }).press('Enter');
    await page.getByRole('button', { name: 'Bring back Posters' }).press('Enter');
    await page.keyboard.press('Escape');
    await doing.getByText('Posters').waitFor();
  });

  test('[PAGE-1] a loan from asking to return, each side doing its own part', async () => {
    await goTo('Tool shed');
    await page.getByRole('link', { name: 'Tent for six' }).click();
    await heading(page, 'Tent for six').waitFor();
    await page.getByRole('textbox', { name: 'From' }).fill('2026-12-01');
    await page.getByRole('textbox', { name: 'Until' }).fill('2026-12-03');
    await page.getByRole('button', { name: 'Ask for it' }).click();
    const loan = page.getByRole('listitem').filter({ hasText: 'Tent for six from Béla Kovács' });
    await loan.getByText('You asked. Béla Kovács decides.').waitFor();
    expect(await loan.getByRole('button').allInnerTexts()).toEqual(['Take the request back']);
    const asked = street.world.communities[0]!.loans.at(-1)!.id;
    await street.bela.handlers.loanApprove({ loan: asked });
    await loan.getByText('Promised', { exact: true }).waitFor();
    await loan.getByRole('button', { name: 'I have it' }).click();
    await loan.getByText('You have it. Béla Kovács has yet to confirm the hand-over.').waitFor();
    await street.bela.handlers.loanHandOver({ loan: asked });
    await loan.getByText('Lent out').waitFor();
    await page.getByText('With you', { exact: true }).waitFor();
    await loan.getByRole('button', { name: 'I gave it back' }).click();
    await street.bela.handlers.loanReturn({ loan: asked });
    await loan.getByText('Returned', { exact: true }).waitFor();
  });

  test('[PAGE-1] home shows what waits for me and what I should know, and lets me act on it', async () => {
    await page.getByText('Another loan of Cargo bike on those days was promised first').waitFor();
    await page.getByRole('button', { name: 'Understood' }).click();
    await page.getByText('Another loan of Cargo bike').waitFor({ state: 'hidden' });
    const request = page.getByRole('listitem').filter({ hasText: 'Sewing machine for Béla Kovács' });
    await request.getByRole('button', { name: 'Approve' }).click();
    await request.getByText('Promised', { exact: true }).waitFor();
  });

  test('[PAGE-1] chat: unread marks, a reply, an edit, a deletion, a draft that survives a reload', async () => {
    const link = page.getByRole('navigation').getByRole('link', { name: /General/ });
    expect(await link.innerText()).toContain('2');
    await link.click();
    await heading(page, 'General').waitFor();
    const log = page.getByRole('log');
    await log.getByText('New', { exact: true }).waitFor();
    await expect.poll(() => link.innerText()).not.toContain('2');

    await log.getByText('The permit form').hover();
    await log
      .getByRole('article')
      .filter({ hasText: 'The permit form' })
      .getByRole('button', { name: 'Reply to Béla Kovács' })
      .click();
    await page.keyboard.type('Thank you');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('so much!');
    await page.keyboard.press('Enter');
    const own = log.getByRole('article').filter({ hasText: 'so much!' });
    await own.getByText('Béla Kovács: The permit form').waitFor();
    await own.getByText('With 2 neighbours').waitFor();

    await own.hover();
    await own.getByRole('button', { name: 'More for this message' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Text of the message' }).fill('Thanks!');
    await page.keyboard.press('Enter');
    const edited = log.getByRole('article').filter({ hasText: 'Thanks!' });
    await edited.getByText('edited').waitFor();
    await edited.hover();
    await edited.getByRole('button', { name: 'More for this message' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await log.getByText('This message was deleted.').waitFor();

    await page.getByRole('textbox', { name: 'Write to General' }).fill('half a thou');
    await page.reload();
    await heading(page, 'General').waitFor();
    expect(await page.getByRole('textbox', { name: 'Write to General' }).inputValue()).toBe('half a thou');
  });

  test('[PAGE-4] a change that could not be saved is said in a sentence, and what was typed stays', async () => {
    await goTo('Summer party');
    street.ada.failure = 'DISK_FULL';
    await page.getByRole('region', { name: 'To do' }).getByRole('button', { name: 'Add a card' }).click();
    await page.keyboard.type('Benches');
    await page.keyboard.press('Enter');
    await page
      .getByText('The disk is full. The last change was not saved; all earlier ones are.')
      .first()
      .waitFor();
    const field = page.getByRole('textbox', { name: 'Add a card' });
    expect(await field.inputValue()).toBe('Benches');
    street.ada.failure = undefined;
    await field.press('Enter');
    await page.getByRole('article').filter({ hasText: 'Benches' }).waitFor();
  });

  test('[PAGE-5] [THREAT-31] what people write is text, wherever it stands', async () => {
    const script = '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>';
    const [first] = street.world.communities;
    await street.bela.handlers.say({
      channel: street.channel,
      text: `${script} javascript:document.title='taken'`,
    });
    await street.bela.handlers.cardAdd({
      column: first!.boards[0]!.columns[0]!.id,
      title: script,
      body: script,
    });
    await street.bela.handlers.itemAdd({ inventory: street.inventory, title: script, category: script });
    await goTo('Summer party');
    await page.getByRole('article').filter({ hasText: '<script>' }).waitFor();
    await goTo('Tool shed');
    await page.getByRole('link', { name: /onerror/ }).waitFor();
    await goTo('General');
    await page.getByRole('log').getByText('javascript:').waitFor();
    expect(await page.locator('#root img, #root script').count()).toBe(0);
    expect(await page.getByRole('log').getByRole('link').count()).toBe(0);
    expect(await page.title()).toBe('General · Kith');
  });

  test('[PAGE-2] while Kith is away everything stays readable, and it goes on by itself', async () => {
    await goTo('Summer party');
    // Screens are fetched ahead; what has not come by then could not be shown.
    const ahead = () =>
      page.evaluate(() => {
        const parts = [...document.querySelectorAll<HTMLLinkElement>('link[rel="modulepreload"]')];
        return parts.map(({ href }) => href);
      });
    await expect.poll(async () => (await ahead()).join(' ')).toContain('/settings-screen');
    const parts = await ahead();
    await page.evaluate((all) => Promise.all(all.map((part) => fetch(part))), parts);
    await host.stop();
    await page.getByText('Kith does not answer just now.').waitFor();
    await page.getByText('Waiting for Kith on this computer').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Lost and found' }).click();
    await page.getByText('This screen follows when Kith answers.').waitFor();
    await goTo('Summer party');
    await page.getByRole('button', { name: 'Fairy lights', exact: true }).waitFor();
    await page.getByRole('region', { name: 'To do' }).getByRole('button', { name: 'Add a card' }).click();
    await page.keyboard.type('Benches');
    await page.keyboard.press('Enter');
    await page.getByText('The connection to Kith on this computer broke off.').first().waitFor();
    expect(await page.getByRole('textbox', { name: 'Add a card' }).inputValue()).toBe('Benches');

    const column = street.world.communities[0]!.boards[0]!.columns[0]!.id;
    await street.bela.handlers.cardAdd({ column, title: 'Lemonade' });
    await host.start();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByRole('article').filter({ hasText: 'Lemonade' }).waitFor();
    await page.getByText('Kith does not answer just now.').waitFor({ state: 'hidden' });
    await page.getByRole('textbox', { name: 'Add a card' }).press('Enter');
    await page.getByRole('article').filter({ hasText: 'Benches' }).waitFor();
  });

  test('[PAGE-9] an invitation is made, shown, and withdrawn after asking', async () => {
    await goTo('People');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('combobox', { name: 'For how many people?' }).selectOption('20');
    await page.getByRole('combobox', { name: 'They come as' }).selectOption('guest');
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    expect(await page.getByRole('textbox', { name: 'The invitation' }).inputValue()).toMatch(
      /^kith:\/\/join\//,
    );
    await page.getByRole('img', { name: /square code/ }).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    const invitation = page.getByRole('listitem').filter({ hasText: 'Used 0 of 20 times.' });
    await invitation.getByText('For a new guest').waitFor();
    await invitation.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
    // What leads nowhere any more is looked up.
    await page.getByRole('button', { name: /over$/ }).click();
    await invitation.getByText('Withdrawn').waitFor();
  });

  test('[PAGE-9] whom this device may find is chosen, and said', async () => {
    await goTo('Connections');
    await page.getByRole('radio', { name: /Nobody/ }).click();
    await page.getByText('Offline, as you chose. Changes wait on this device.').first().waitFor();
    await page.getByText('Connect by hand').click();
    await page.getByRole('textbox', { name: 'Address of a neighbour' }).fill('somewhere');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('That address cannot be read.').first().waitFor();
  });

  test('[PAGE-2] [THREAT-39] the token leaves the address at once; a page without it shows nothing', async () => {
    expect(page.url()).not.toContain('token');
    await page.reload();
    await heading(page, 'Elm Street').waitFor();
    const address = new URL(host.url);
    for (const [fragment, sentence] of [
      ['', 'This page was opened without its pass.'],
      ['#token=wrong', 'Kith is not running'],
    ] as const) {
      const stranger = await openPage(browser, `${address.origin}/${fragment}`);
      await stranger.page.getByText(sentence).waitFor();
      expect(await stranger.page.getByText('Elm Street').count()).toBe(0);
      await stranger.page.context().close();
    }
  });
});
