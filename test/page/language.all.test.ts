/** The language of the page: chosen while Kith runs, from a file that somebody made, kept, and taken from the system. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { goTo, settled } from './crawl.ts';
import { MemoryPeers, type Person } from './memory-peers.ts';

let browser: Browser;
let ada: Person;
let community: string;

beforeAll(async () => {
  browser = await launchBrowser();
  ada = await new MemoryPeers().person('Ada');
  ({ community } = await ada.api.create({ title: 'Elm Street' }));
});

afterAll(async () => {
  await ada.stop();
  await browser.close();
});

function file(language: string, name: string, texts: Record<string, string>) {
  const buffer = Buffer.from(JSON.stringify({ language, name, texts }));
  return { name: `${language}.json`, mimeType: 'application/json', buffer };
}

async function openFile(page: Page, chosen: ReturnType<typeof file>): Promise<void> {
  await page.locator('input[type=file][accept*=json]').setInputFiles(chosen);
}

const german = file('de', 'Deutsch', {
  'nav.settings': 'Einstellungen',
  'nav.people': 'Leute',
  'people.count_one': '{{count}} Mitglied',
  'people.count_other': '{{count}} Mitglieder',
  'people.you': '{{name}} (du)',
  'language.label': 'Kith spricht',
  'language.opened': 'Kith spricht jetzt {{name}}.',
  'code.TITLE_EMPTY': 'Es braucht einen Titel.',
});
const hebrew = file('he', 'עברית', {
  'nav.settings': 'הגדרות',
  'nav.people': 'אנשים',
  'people.you': '{{name}} (את)',
});

test('[PAGE-10] a translation opened from a file speaks at once, also after a reload, and English comes back', async () => {
  const { page, close } = await openPage(browser, ada.url);
  await settled(page);
  await goTo(page, `/c/${community}/settings`);
  await openFile(page, german);
  await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
  await page.getByText('Kith spricht jetzt Deutsch.').waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, document.dir])).toEqual(['de', 'ltr']);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
  await goTo(page, `/c/${community}/people`);
  await page.getByRole('heading', { level: 1, name: 'Leute' }).waitFor();
  await page.getByText('1 Mitglied', { exact: true }).waitFor();
  await page.getByText('Ada (du)').waitFor();
  // What the file lacks.
  await page.getByRole('button', { name: 'Invite somebody' }).waitFor();
  await goTo(page, `/c/${community}/boards`);
  await page.getByRole('button', { name: 'New board' }).click();
  await page.getByRole('button', { name: 'Make the board' }).click();
  await page.getByText('Es braucht einen Titel.').waitFor();
  await page.keyboard.press('Escape');

  await goTo(page, `/c/${community}/settings`);
  await openFile(page, hebrew);
  await page.getByRole('heading', { level: 1, name: 'הגדרות' }).waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, document.dir])).toEqual(['he', 'rtl']);
  await goTo(page, `/c/${community}/people`);
  // Her name is written from left to right, and the sentence around it is not.
  await page.getByText('\u2068Ada\u2069 (את)').waitFor();

  await goTo(page, `/c/${community}/settings`);
  await openFile(page, { ...german, buffer: Buffer.from('{"language":"de"}') });
  await page.getByText('That file is no translation of Kith. Nothing was changed.').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('he');
  await page.evaluate(() => {
    localStorage.setItem('kith.language', 'en');
  });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await close();
});

test("[PAGE-10] nothing chosen: the system's language, where Kith has it", async () => {
  const { page, close } = await openPage(browser, ada.url, { locale: 'de-AT' });
  await settled(page);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await goTo(page, `/c/${community}/settings`);
  await openFile(page, german);
  await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
  await page.evaluate(() => {
    localStorage.removeItem('kith.language');
  });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
  await close();
});

test('[PAGE-7] the palette leads anywhere by keyboard, a notice takes none of the keys, and the sheet lists them', async () => {
  const { page, close } = await openPage(browser, ada.url);
  await settled(page);
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sett');
  await page.keyboard.press('Enter');
  await heading('Settings');
  await openFile(page, { ...german, buffer: Buffer.from('none') });
  await page.getByText('That file is no translation of Kith.').first().waitFor();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await heading('People');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  await sheet.waitFor();
  // Every line of the sheet is true: its keys lead where it says.
  for (const [name, keys] of [['Boards', 'gb'], ['Chat', 'gc'], ['Home', 'gh']] as const) {
    await sheet.getByText(name, { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    for (const key of keys) await page.keyboard.press(key);
    await heading(name === 'Home' ? 'Elm Street' : name);
    await page.keyboard.press('?');
    await sheet.waitFor();
  }
  await close();
}); // prettier-ignore

test('[PAGE-8] an invitation is read from a picture of its square code, and joined by it', async () => {
  const peers = new MemoryPeers();
  const [host, guest] = [await peers.person('Ana'), await peers.person('Ben', true)];
  const { community: street } = await host.api.create({ title: 'Oak Lane' });
  const shown = await openPage(browser, host.url);
  await settled(shown.page);
  await goTo(shown.page, `/c/${street}/people/invite`);
  await shown.page.getByRole('button', { name: 'Make the invitation' }).click();
  const code = shown.page.getByRole('img', { name: /square code/ });
  await code.waitFor();
  const picture = await code.screenshot();
  await shown.close();

  await guest.api.init({ name: 'Ben', network: 'lan' });
  const { page, close } = await openPage(browser, guest.url);
  await settled(page);
  await goTo(page, '/start/join');
  const files = page.locator('input[type=file]').first();
  const blank = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } });
  await files.setInputFiles({ name: 'blank.png', mimeType: 'image/png', buffer: blank });
  await page.getByText('There is no invitation in that picture').first().waitFor();
  await files.setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: picture });
  await page.getByText('Ana invites you to').waitFor();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Oak Lane' }).waitFor();
  await close();
  await guest.stop();
  await host.stop();
});
