/**
 * The screens as they were looked at and found good: full, empty, in error; in two sizes of the window, some in the dark.
 * `KITH_PICTURES=renew` with this file takes them anew; look at each before it is committed.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { t } from '../../renderer/text/text.ts';
import { launchBrowser, openPage } from './browser.ts';
import { addresses, goTo, settled } from './crawl.ts';
import { MemoryPeers } from './memory-peers.ts';
import { Pictures } from './pictures.ts';
import { StreetClock } from './street-clock.ts';
import { wholeStreet, type WholeStreet } from './whole-street.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 640 },
] as const;

let browser: Browser;
let street: WholeStreet;
let pictures: Pictures;

beforeAll(async () => {
  browser = await launchBrowser();
  pictures = await Pictures.open(browser);
  street = await wholeStreet();
});

afterAll(async () => {
  await pictures.close();
  await street.stop();
  await browser.close();
});

const dark: readonly string[] = ['home', 'board', 'things', 'member', 'settings'];
/** Where it stands depends on what was read meanwhile. */
const moving: readonly string[] = ['channel'];

/** What lies over a screen: where, and how it is opened. */
const over: Record<string, { at: string; open: (page: Page) => Promise<void> }> = {
  'menu-of-a-card': {
    at: 'board',
    open: (page) => page.getByRole('button', { name: t('card.menu', { title: 'Poster' }) }).click(),
  },
  'table-of-things': {
    at: 'things',
    open: (page) => page.getByRole('button', { name: t('inventory.asTable') }).click(),
  },
  'add-a-thing': {
    at: 'things',
    open: (page) =>
      page
        .getByRole('main')
        .getByRole('button', { name: t('item.add') })
        .click(),
  },
  'remove-a-member': {
    at: 'member',
    open: (page) => page.getByRole('button', { name: t('end.remove'), exact: true }).click(),
  },
  palette: {
    at: 'home',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('option').first().waitFor();
    },
  },
  keys: {
    at: 'people',
    open: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
};

function fileOf(name: string, { width }: { width: number }, look = ''): string {
  return `${name.replaceAll(' ', '-')}${look}-${width}`;
}

test.each(sizes)('[PAGE-16] the screens of a community look as they did, $width wide', async (viewport) => {
  const differences: (string | undefined)[] = [];
  const { page, close } = await openPage(browser, street.ada.url, { viewport });
  await settled(page);
  for (const [name, address] of Object.entries(addresses(street))) {
    if (moving.includes(name)) continue;
    await goTo(page, address);
    differences.push(await pictures.compare(page, fileOf(name, viewport)));
    if (!dark.includes(name)) continue;
    await page.emulateMedia({ colorScheme: 'dark' });
    differences.push(await pictures.compare(page, fileOf(name, viewport, '-dark')));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  for (const [name, { at, open }] of Object.entries(over)) {
    await goTo(page, addresses(street)[at]!);
    await open(page);
    await settled(page);
    differences.push(await pictures.compare(page, fileOf(name, viewport)));
    await page.reload();
    await settled(page);
  }
  expect(differences.filter(Boolean)).toEqual([]);
  await close();
});

test.each(sizes)(
  '[PAGE-16] the first run, empty places and errors look as they did, $width wide',
  async (viewport) => {
    const differences: (string | undefined)[] = [];
    const peers = new MemoryPeers(new StreetClock());
    const newcomer = await peers.person(`newcomer ${viewport.width}`, true);
    const { page, close } = await openPage(browser, newcomer.url, { viewport });
    const look = async (name: string): Promise<void> => {
      await settled(page);
      differences.push(await pictures.compare(page, fileOf(name, viewport)));
    };
    await page.getByRole('textbox', { name: t('first.name') }).waitFor();
    await look('first-name');
    await page.keyboard.press('Enter');
    await page.getByText('A name is needed').waitFor();
    await look('first-name-refused');
    await newcomer.api.init({ name: 'Ada Lindqvist', network: 'offline' });
    await page
      .getByRole('heading', { level: 1, name: t('start.title', { name: 'Ada Lindqvist' }) })
      .waitFor();
    await look('first-start');
    await page.evaluate(() => {
      location.hash = '/start/join';
    });
    await page.getByRole('textbox').fill('nonsense');
    await page.getByRole('button', { name: t('join.read') }).click();
    await page.getByText('That is no invitation').waitFor();
    await look('join-refused');
    const { community } = await newcomer.api.create({ title: 'Elm Street' });
    for (const [name, route] of Object.entries({
      home: '',
      boards: '/boards',
      things: '/things',
      chat: '/chat',
      people: '/people',
      connections: '/connections',
    })) {
      await goTo(page, `/c/${community}${route}`);
      await look(`empty-${name}`);
    }
    await newcomer.stop();
    await page.getByText(t('shell.lost')).waitFor();
    await look('kith-is-away');
    await page.reload().catch(() => {});
    expect(differences.filter(Boolean)).toEqual([]);
    await close().catch(() => {});
  },
);

test('[PAGE-16] a picture that differs is named, and one that is the same is not', async () => {
  const page = await browser.newPage();
  await page.setContent('<body style="background: white"><p style="margin: 300px; font-size: 80px">Kith</p>');
  if (process.env['KITH_PICTURES'] === 'renew') await pictures.compare(page, 'sample');
  expect(await pictures.compare(page, 'sample')).toBeUndefined();
  await page.evaluate(() => {
    document.querySelector('p')!.style.marginTop = '100px';
  });
  if (process.env['KITH_PICTURES'] !== 'renew')
    expect(await pictures.compare(page, 'sample')).toMatch(/^sample: [\d.]+ % differ/);
  await page.close();
});
