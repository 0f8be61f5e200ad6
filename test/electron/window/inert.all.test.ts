/** What others write is shown as what it is: text. In every place of the window where some of it stands. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { Profile } from '../../process/kith.ts';
import { Desktop } from './desktop.ts';
import { watchNotifications } from './notifications.ts';

/** Would change the title of the window, if anything of it ran. */
const RUNS = `document.title='taken'`;
const SCRIPT = `<img src=x onerror="${RUNS}">`;
const LINKS = `javascript:${RUNS} [here](javascript:${RUNS}) <a href="javascript:${RUNS}">there</a> data:text/html,<script>${RUNS}</script>`;

interface Found {
  readonly title: string;
  readonly active: string[];
  readonly text: string;
}

/** What of it came to be more than text, and all the text there is. */
async function found(page: Page): Promise<Found> {
  return page.evaluate(() => {
    const active: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      const handlers = element.getAttributeNames().filter((name) => name.startsWith('on'));
      const isForeign = element.matches('script:not([src]), iframe, object, embed, base, img[src="x"]');
      const address = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
      if (handlers.length > 0 || isForeign || /^\s*(javascript|data:text)/i.test(address))
        active.push(element.outerHTML.slice(0, 200));
    }
    return { title: document.title, active, text: document.body.innerText };
  });
}

test('[THREAT-31] [WINDOW-8] script in every name, title, text and label is shown as text wherever it stands, and no link of it leads anywhere', async () => {
  const ben = await Profile.empty('ben');
  await ben.ask('init', '--name', SCRIPT, '--network', 'loopback', '--insecure-keys');
  const { community } = await ben.ask<{ community: string }>('create', SCRIPT);
  const { board } = await ben.ask<{ board: string }>('board', 'add', community, SCRIPT);
  const { column } = await ben.ask<{ column: string }>('column', 'add', board, SCRIPT);
  const { card } = await ben.ask<{ card: string }>(
    'card',
    'add',
    column,
    SCRIPT,
    '--body',
    `${SCRIPT} ${LINKS}`,
  );
  const { inventory } = await ben.ask<{ inventory: string }>('inventory', 'add', community, SCRIPT);
  const { item } = await ben.ask<{ item: string }>(
    'item',
    'add',
    inventory,
    SCRIPT,
    '--category',
    SCRIPT,
    '--note',
    `${SCRIPT} ${LINKS}`,
  );
  const { channel } = await ben.ask<{ channel: string }>('channel', 'add', community, SCRIPT);
  const { message } = await ben.ask<{ message: string }>('say', channel, `${SCRIPT} ${LINKS}`);
  const file = join(ben.desk, `${SCRIPT}.html`);
  await writeFile(file, `<script>${RUNS}</script>`);
  await ben.ask('file', 'send', channel, file);
  const served = await ben.serve();
  const { link } = await ben.ask<{ link: string }>('invite', community);

  const ana = await Desktop.open();
  const { page } = ana;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await ana.settle('Ana');
  const check = async (where: string, wanted = SCRIPT): Promise<void> => {
    const { title, active, text } = await found(page);
    expect.soft({ where, active, isTaken: title === 'taken' }).toEqual({ where, active: [], isTaken: false });
    expect.soft(text, where).toContain(wanted);
  };

  await page.getByRole('link', { name: /Join with an invitation/ }).click();
  await page.getByRole('textbox', { name: 'Invitation' }).fill(link);
  await page.getByRole('button', { name: 'Read the invitation' }).click();
  await page.getByRole('button', { name: 'Join', exact: true }).waitFor();
  await check('the invitation', `${SCRIPT} invites you to`);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: SCRIPT }).waitFor();
  const shown = await watchNotifications(ana);
  await ana.kith('say', channel, 'Hello');
  await ben.ask('sync', '--wait', '60s');
  await ben.ask('say', channel, `@Ana ${LINKS}`, '--reply', message);
  await check('home');

  const people = await ana.kith<{ members: { id: string; name: string }[] }>('members', community);
  const other = people.members.find(({ name }) => name === SCRIPT)!.id;
  await ana.kith('space', 'add', community, SCRIPT, '--member', other);
  await ana.kith('member', 'role', other, 'steward').catch(() => undefined);
  for (const [where, route] of Object.entries({
    boards: '/boards',
    board: `/boards/${board}`,
    card: `/boards/${board}/${card}`,
    things: '/things',
    list: `/things/${inventory}`,
    thing: `/things/${inventory}/${item}`,
    chat: '/chat',
    channel: `/chat/${channel}`,
    people: '/people',
    person: `/people/${other}`,
    rules: '/rules',
    history: '/history',
    spaces: '/spaces',
    connections: '/connections',
    settings: '/settings',
  })) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/c/${community}${route}`);
    // The settings show some of it in the navigation alone.
    const place = where === 'settings' ? page.getByRole('navigation') : page.locator('main, [role="dialog"]');
    await place.getByText('onerror=').filter({ visible: true }).first().waitFor();
    await check(where);
    await page.keyboard.press('Escape');
  }

  // What looks like a link is one only where it is of the web; and the palette, a quotation, a change of place are no other.
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/c/${community}/chat/${channel}`);
  const log = page.getByRole('log');
  await log.getByText('javascript:').first().waitFor();
  expect(await log.getByRole('link').count()).toBe(0);
  await log.getByText('[here]').first().click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('img');
  await page.getByRole('option').first().waitFor();
  await check('palette');
  await page.keyboard.press('Escape');
  await check('the channel, afterwards');
  expect(page.url()).toMatch(/^app:\/\/kith\//);
  expect(ana.app.windows()).toHaveLength(1);
  expect(dialogs).toEqual([]);
  for (const { title } of await shown()) expect(title).toContain(SCRIPT);
  await ana.picture('inert-01-channel');
  await ana.quit();
  await served.stop();
});
