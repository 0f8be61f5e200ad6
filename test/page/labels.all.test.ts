/** Labels: printed by one, scanned by two who lend and return, and by the wrong person; over real peers. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { squarePath } from '../../core/api/square-path.ts';
import { thingCode } from '../../core/api/thing-link.ts';
import { launchBrowser, openPage } from './browser.ts';
import { axeViolations } from './axe.ts';
import { drawnPhoto } from './drawn-photo.ts';
import { MemoryPeers, type Person } from './memory-peers.ts';
import { buildPage } from './serving.ts';
import { shot } from './shot.ts';

let browser: Browser;
let ada: Person;
let ben: Person;
let inventory: string;
let drill: string;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  await buildPage();
  browser = await launchBrowser();
  const peers = new MemoryPeers();
  ada = await peers.person('Ada');
  ben = await peers.person('Ben');
  closing.push(
    () => ada.stop(),
    () => ben.stop(),
  );
  const { community } = await ada.api.create({ title: 'Elm Street' });
  ({ inventory } = await ada.api.inventoryAdd({ community, title: 'Tool shed' }));
  const add = async (title: string, label: string): Promise<string> =>
    (await ada.api.itemAdd({ inventory, title, label })).item;
  drill = await add('Cordless drill', 'T-042');
  await add('سلّم من الألمنيوم', 'T-043');
  await add('A very long hedge trimmer with an extra battery, a charger and a case', '');
  for (let i = 0; i < 30; i++) await add(`Folding chair ${i + 1}`, `C-${i + 1}`);
  const { link } = await ada.api.invite({ community, role: 'member' });
  await ben.api.join({ link });
});

afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await browser.close();
});

async function opened({ url }: Person): Promise<Page> {
  const { page, close } = await openPage(browser, url);
  closing.push(close);
  await page.getByRole('navigation').getByRole('link', { name: 'Tool shed' }).click();
  return page;
}

/** As a phone would take it: the label of a thing as a picture. */
async function pictureOf(page: Page, text: string): Promise<Buffer> {
  const data = await page.evaluate(
    ({ size, path }) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 480;
      const context = canvas.getContext('2d')!;
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 480, 480);
      context.scale(480 / size, 480 / size);
      context.fillStyle = '#000';
      context.fill(new Path2D(path));
      return canvas.toDataURL('image/png').split(',')[1]!;
    },
    squarePath(text, 4),
  );
  return Buffer.from(data, 'base64');
}

async function scan(page: Page, picture: Buffer): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Check in and out' });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'From a picture' }).click(),
  ]);
  await chooser.setFiles({ name: 'label.png', mimeType: 'image/png', buffer: picture });
}

test('[LABEL-3] [PAGE-6] labels are chosen, looked at, and printed alone on paper of their size', async () => {
  const page = await opened(ada);
  await page.getByRole('button', { name: /Tool shed/ }).click();
  await page.getByRole('menuitem', { name: 'Labels to print' }).click();
  const dialog = page.getByRole('dialog', { name: 'Labels to print' });
  await dialog.getByText('33 labels. 2 pages.').waitFor();
  await dialog.getByLabel('Begin at label').fill('24');
  await dialog.getByText('33 labels. 3 pages.').waitFor();
  await dialog.getByText('For 33 things').click();
  await dialog.getByLabel('Cordless drill').uncheck();
  await dialog.getByText('32 labels. 3 pages.').waitFor();
  await dialog.getByLabel('Cordless drill').check();
  await dialog.getByLabel('Begin at label').fill('1');
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'labels');
  for (const sheet of ['a4-40', 'letter-30', 'roll-62', 'a4-1']) {
    await dialog.getByLabel('Sheet of labels').selectOption(sheet);
    await shot(page, `labels-${sheet}`);
  }
  await dialog.getByLabel('Sheet of labels').selectOption('letter-10');
  // Instead of the system's dialog: what would be on the paper.
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => {
    window.print = () => {
      const shown = [...document.body.children].filter((each) => getComputedStyle(each).display !== 'none');
      const pages = [...(shown[0]?.children ?? [])].map((each) =>
        Math.round(each.getBoundingClientRect().width),
      );
      const paper = document.adoptedStyleSheets.map(({ cssRules }) => cssRules[0]?.cssText ?? '');
      document.body.dataset['printed'] = JSON.stringify({ shown: shown.length, pages, paper });
    };
  });
  await dialog.getByRole('button', { name: 'Print', exact: true }).dispatchEvent('click');
  await page.locator('[data-printed]').waitFor({ state: 'attached' });
  const printed = JSON.parse((await page.locator('body').getAttribute('data-printed')) ?? '') as {
    shown: number;
    pages: number[];
    paper: string[];
  };
  expect(printed).toMatchObject({ shown: 1, pages: [816, 816, 816, 816] });
  expect(printed.paper.join()).toContain('size: 215.9mm 279.4mm');
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(printed.paper.length - 1);
});

test('[LABEL-2] [PAGE-15] two lend and return by label, with how it came back; a foreign or broken one is a sentence', async () => {
  const { loan } = await ben.api.loanRequest({ item: drill });
  const hers = await opened(ada);
  const his = await opened(ben);
  const label = await pictureOf(hers, thingCode(drill));
  await expect.poll(async () => (await ada.api.item({ item: drill })).loans.length).toBe(1);

  await hers.getByRole('button', { name: 'Scan labels' }).click();
  const herScan = hers.getByRole('dialog', { name: 'Check in and out' });
  for (const [text, sentence] of [
    [thingCode('a'.repeat(32)), 'No thing with that label is in your communities'],
    ['https://example.org/', 'That is no label of a thing in Kith'],
  ] as const) {
    await scan(hers, await pictureOf(hers, text));
    await herScan.getByText(sentence).waitFor();
  }
  await scan(hers, await drawnPhoto(hers, 300, 200, 90));
  await herScan.getByText('That is no label of a thing in Kith').waitFor();
  await shot(hers, 'scan-broken');

  await scan(hers, label);
  await herScan.getByText('Ben asks for it.').waitFor();
  await shot(hers, 'scan-asked');
  await hers.keyboard.press('Enter');
  await herScan.getByRole('button', { name: 'I handed it over' }).click();
  await herScan.getByText('Cordless drill for Ben: I handed it over').waitFor();
  await shot(hers, 'scan-done');

  await his.getByRole('button', { name: 'Scan labels' }).click();
  const hisScan = his.getByRole('dialog', { name: 'Check in and out' });
  // A reader on a cable types what it reads, and Enter.
  await his.keyboard.type(thingCode(drill));
  await his.keyboard.press('Enter');
  await hisScan.getByRole('button', { name: 'I have it' }).waitFor();
  await his.keyboard.press('Enter');
  await hisScan.getByText('Cordless drill from Ada: I have it').waitFor();
  await his.keyboard.type('t-042');
  await his.keyboard.press('Enter');
  await hisScan.getByRole('button', { name: 'I gave it back' }).click();
  await hisScan.getByText('Cordless drill from Ada: I gave it back').waitFor();

  await scan(hers, label);
  await herScan.getByText('Ben says that it is back with you. Is that so?').waitFor();
  await herScan.getByRole('button', { name: 'Say how it comes back' }).click();
  const back = hers.getByRole('dialog', { name: 'How did Cordless drill come back?' });
  await back.getByLabel('What is worth knowing').fill('The chuck is loose');
  await back.getByLabel('Its state').selectOption('in-repair');
  const [chooser] = await Promise.all([
    hers.waitForEvent('filechooser'),
    back.getByRole('button', { name: 'Add photos' }).click(),
  ]);
  const photo = await drawnPhoto(hers, 900, 600, 30);
  await chooser.setFiles({ name: 'chuck.jpg', mimeType: 'image/jpeg', buffer: photo });
  await back.getByText('chuck.jpg').waitFor();
  expect(await axeViolations(hers)).toEqual([]);
  await shot(hers, 'return-state');
  await back.getByRole('button', { name: 'It is back' }).click();
  await herScan.getByText('Cordless drill for Ben: It is back').waitFor();
  await herScan.getByRole('button', { name: 'Close' }).last().click();

  await expect
    .poll(async () => (await ben.api.item({ item: drill })).loans.find(({ id }) => id === loan)?.state)
    .toBe('returned');
  await his.keyboard.press('Escape');
  await his.getByRole('link', { name: 'Cordless drill' }).click();
  await his.getByText('The chuck is loose').waitFor();
  await his.getByText('when it came back').waitFor();
  await his.getByRole('button', { name: 'Photo 1 of 1, added by Ada' }).waitFor();
  await his.getByText('It is not in order, so nobody can borrow it now.').waitFor();
  await his.getByText('The chuck is loose').scrollIntoViewIfNeeded();
  await shot(his, 'remark-with-photo');
});

test('[DESKTOP-4] [PAGE-11] the address of a label leads to its thing, and one of strangers to a sentence', async () => {
  const page = await opened(ben);
  await page.evaluate((thing) => {
    location.hash = `#/thing/${thing}`;
  }, drill);
  await page.getByRole('heading', { name: 'Cordless drill', level: 1 }).waitFor();
  await page.evaluate(() => {
    location.hash = `#/thing/${'a'.repeat(32)}`;
  });
  await page.getByText('No thing with that label is in your communities').waitFor();
  expect(await axeViolations(page)).toEqual([]);
});
