/** The screens, empty and full, from the first run on: axe finds nothing. In the higher tiers in dark and high contrast too. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { elmStreet, type ElmStreet } from './elm-street.ts';
import { FakePeer } from './fake-peer.ts';
import { FakeWorld } from './fake-world.ts';
import { PageHost } from './page-host.ts';

let browser: Browser;
let street: ElmStreet;
let host: PageHost;

beforeAll(async () => {
  browser = await launchBrowser();
  street = await elmStreet();
  host = new PageHost(street.ada);
  await host.start();
});

afterAll(async () => {
  await host.stop();
  await browser.close();
});

async function go(page: Page, route: string, heading: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/c/${street.community}${route}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

interface Screen {
  name: string;
  route: (street: ElmStreet) => string;
  heading: string;
  isMenu?: boolean;
  /** Opens what lies over the screen. */
  open?: (page: Page) => Promise<void>;
}

const screens: Screen[] = [
  { name: 'home', route: () => '', heading: 'Elm Street' },
  { name: 'boards', route: () => '/boards', heading: 'Boards' },
  { name: 'board', route: ({ board }) => `/boards/${board}`, heading: 'Summer party' },
  {
    name: 'card',
    route: ({ board }) => `/boards/${board}`,
    heading: 'Summer party',
    open: (page) => page.getByRole('button', { name: 'Fairy lights', exact: true }).click(),
  },
  {
    name: 'menu of a card',
    route: ({ board }) => `/boards/${board}`,
    heading: 'Summer party',
    isMenu: true,
    open: (page) => page.getByRole('button', { name: 'More for the card Poster' }).click(),
  },
  { name: 'things', route: ({ inventory }) => `/things/${inventory}`, heading: 'Tool shed' },
  {
    name: 'thing',
    route: ({ inventory }) => `/things/${inventory}`,
    heading: 'Tool shed',
    open: async (page) => {
      await page.getByRole('link', { name: 'Cordless drill' }).click();
      await page.getByRole('heading', { level: 1, name: 'Cordless drill' }).waitFor();
    },
  },
  {
    name: 'loans',
    route: ({ inventory }) => `/things/${inventory}`,
    heading: 'Tool shed',
    open: (page) => page.getByRole('tab', { name: /loans/ }).click(),
  },
  { name: 'channel', route: ({ channel }) => `/chat/${channel}`, heading: 'General' },
  { name: 'people', route: () => '/people', heading: 'People' },
  {
    name: 'invitation',
    route: () => '/people',
    heading: 'People',
    open: async (page) => {
      await page.getByRole('button', { name: 'Invite somebody' }).click();
      await page.getByRole('button', { name: 'Make the invitation' }).click();
      await page.getByRole('img', { name: /square code/ }).waitFor();
    },
  },
  { name: 'connections', route: () => '/connections', heading: 'Connections' },
  { name: 'settings', route: () => '/settings', heading: 'Settings' },
  {
    name: 'recovery words',
    route: () => '/settings',
    heading: 'Settings',
    open: async (page) => {
      await page.getByRole('button', { name: 'Write them down' }).click();
      await page.getByRole('button', { name: 'Show the words' }).click();
      await page.getByRole('button', { name: 'They are on paper' }).waitFor();
    },
  },
  {
    name: 'palette',
    route: () => '',
    heading: 'Elm Street',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('option', { name: 'Settings' }).waitFor();
    },
  },
  {
    name: 'sheet of keys',
    route: () => '',
    heading: 'Elm Street',
    open: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    },
  },
];

const looks = [
  { name: 'light', look: { colorScheme: 'light' } },
  { name: 'dark', look: { colorScheme: 'dark' } },
  { name: 'high contrast', look: { colorScheme: 'light', contrast: 'more' } },
] as const;
/** The quick tier looks in the light; accessibility.all.test.ts goes everywhere in every look. */
const wanted = process.env['KITH_TIER'] === 'quick' ? looks.slice(0, 1) : looks;

describe.each(wanted)('axe, $name', ({ look }) => {
  test('[PAGE-6] finds nothing on any screen with contents', async () => {
    const { page, close } = await openPage(browser, host.url, look);
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const screen of screens) {
      await go(page, screen.route(street), screen.heading);
      await screen.open?.(page);
      expect(await axeViolations(page, { isMenuOpen: screen.isMenu === true }), screen.name).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await close();
  });

  test('[PAGE-6] finds nothing from the first run to empty places', async () => {
    const newcomer = new FakePeer(new FakeWorld());
    const alone = new PageHost(newcomer);
    await alone.start();
    const { page, close } = await openPage(browser, alone.url, look);
    await page.getByRole('button', { name: 'Who can find this device?' }).click();
    expect(await axeViolations(page), 'name').toEqual([]);
    await page.getByRole('textbox', { name: 'Your name' }).fill(' ');
    await page.keyboard.press('Enter');
    await page.getByText('A name is needed').waitFor();
    expect(await axeViolations(page), 'name refused').toEqual([]);
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /Join with an invitation/ }).click();
    await page.getByRole('textbox', { name: 'Invitation' }).fill('nonsense');
    await page.getByRole('button', { name: 'Read the invitation' }).click();
    await page.getByText('That is no invitation').waitFor();
    expect(await axeViolations(page), 'join').toEqual([]);
    await page.getByRole('link', { name: 'Back' }).click();
    expect(await axeViolations(page), 'start').toEqual([]);
    await page.getByRole('link', { name: /Start a community/ }).click();
    await page.getByRole('textbox').fill('Elm Street');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'First steps' }).waitFor();
    expect(await axeViolations(page), 'home').toEqual([]);
    for (const name of ['Chat', 'Boards', 'Things', 'People', 'Connections']) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      expect(await axeViolations(page), name).toEqual([]);
    }
    await close();
    await alone.stop();
  });
});

test('[PAGE-6] text at twice its size loses no control, and the narrow page still leads everywhere', async () => {
  // Twice the text on 1024 points of width leaves what 512 points have.
  const { page, close } = await openPage(browser, host.url, { viewport: { width: 512, height: 640 } });
  await page.getByRole('button', { name: 'Navigation' }).click();
  await page.getByRole('link', { name: 'Summer party' }).click();
  await page.getByRole('heading', { level: 1, name: 'Summer party' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  for (const screen of screens.filter((each) => !each.open)) {
    await go(page, screen.route(street), screen.heading);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, screen.name).toBeLessThanOrEqual(0);
  }
  await close();
});
