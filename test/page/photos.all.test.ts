/** Photos of things on the page, between two people with real peers. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromBase64 } from '../../core/base/base64.ts';
import { pictureIn } from '../../core/api/picture.ts';
import { pngOf } from '../core/peer/pictures.ts';
import { launchBrowser, openPage } from './browser.ts';
import { drawnPhoto, withExif } from './drawn-photo.ts';
import { MemoryPeers, type Person } from './memory-peers.ts';
import { shot } from './shot.ts';

let browser: Browser;
let ana: Person;
let ben: Person;
let pageOfAna: Page;
let pageOfBen: Page;
let community: string;
let inventory: string;
let item: string;
const closing: (() => Promise<void>)[] = [];

async function open(person: Person): Promise<Page> {
  const opened = await openPage(browser, person.url);
  closing.push(opened.close);
  opened.page.setDefaultTimeout(60_000);
  return opened.page;
}

beforeAll(async () => {
  browser = await launchBrowser();
  const peers = new MemoryPeers();
  ana = await peers.person('Ana');
  ben = await peers.person('Ben');
  closing.push(() => ben.stop());
  ({ community } = await ana.api.create({ title: 'Elm Street' }));
  const { link } = await ana.api.invite({ community, role: 'member' });
  await ben.api.join({ link });
  ({ inventory } = await ana.api.inventoryAdd({ community, title: 'Tool shed' }));
  const titles = ['Cordless drill', 'Ladder, 4 m', 'Sewing machine', 'Cargo bike', 'Hedge trimmer'];
  for (const title of titles) {
    const added = await ana.api.itemAdd({ inventory, title, category: 'Tools' });
    if (title === 'Cordless drill') ({ item } = added);
  }
  pageOfAna = await open(ana);
  await pageOfAna.getByRole('link', { name: 'Tool shed' }).first().click();
  await pageOfAna.getByRole('link', { name: 'Cordless drill' }).click();
});

afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await browser.close();
});

const photosOf = (page: Page) => page.getByRole('region', { name: 'Photos' });

describe('photos of a thing', () => {
  test('[PHOTO-1] [ATT-8] are added by picking, made small, and lose where they were taken', async () => {
    const large = withExif(await drawnPhoto(pageOfAna, 3_000, 2_000, 200), 'GPS 52.5 N 13.4 E');
    const files = [
      { name: 'IMG_2034.jpg', mimeType: 'image/jpeg', buffer: large },
      { name: 'tall.jpg', mimeType: 'image/jpeg', buffer: await drawnPhoto(pageOfAna, 600, 900, 30) },
    ];
    await photosOf(pageOfAna).locator('input[type=file]').setInputFiles(files);
    await photosOf(pageOfAna).getByRole('button', { name: 'Cordless drill, photo 2 of 2' }).waitFor();
    await photosOf(pageOfAna).locator('img').nth(1).waitFor();
    const { photos } = await ana.api.itemPhotos({ item });
    expect(photos.map(({ picture }) => picture.name)).toEqual(['IMG_2034.jpg', 'tall.jpg']);
    const [first] = photos;
    expect(first!.picture.picture).toEqual({ width: 1_600, height: 1_067 });
    const { data } = await ana.api.attachmentRead({ community, attachment: first!.picture.id });
    const bytes = Buffer.from(fromBase64(data)!);
    expect(bytes.includes('GPS')).toBe(false);
    expect(bytes.includes('Exif')).toBe(false);
    const small = await ana.api.attachmentRead({ community, attachment: first!.picture.preview! });
    expect(pictureIn(fromBase64(small.data)!)).toEqual({ type: 'image/jpeg', width: 256, height: 171 });
    await shot(pageOfAna, 'photos-item');
  });

  test('[PHOTO-1] are seen by a neighbour, in the catalogue and on the page of the thing', async () => {
    pageOfBen = await open(ben);
    await pageOfBen.getByRole('link', { name: 'Tool shed' }).first().click();
    await pageOfBen.getByRole('listitem').filter({ hasText: 'Cordless drill' }).locator('img').waitFor();
    await shot(pageOfBen, 'photos-catalogue');
    await pageOfBen.getByRole('link', { name: 'Cordless drill' }).click();
    await photosOf(pageOfBen).getByRole('button', { name: 'Cordless drill, photo 1 of 2' }).click();
    const dialog = pageOfBen.getByRole('dialog');
    await dialog.getByRole('img', { name: 'Cordless drill, photo 1 of 2' }).waitFor();
    await dialog.getByText('Photo 1 of 2, added by Ana').waitFor();
    await shot(pageOfBen, 'photos-large');
    await pageOfBen.keyboard.press('ArrowRight');
    await dialog.getByRole('img', { name: 'Cordless drill, photo 2 of 2' }).waitFor();
    await pageOfBen.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('[PHOTO-2] [PAGE-9] are put in another order, taken away and brought back', async () => {
    await photosOf(pageOfBen).getByRole('button', { name: 'More for photo 2' }).click();
    await pageOfBen.getByRole('menuitem', { name: 'Show first' }).click();
    await expect
      .poll(async () => (await ana.api.itemPhotos({ item })).photos[0]!.picture.name, { timeout: 60_000 })
      .toBe('tall.jpg');
    await photosOf(pageOfBen).getByRole('button', { name: 'More for photo 1' }).click();
    await pageOfBen.getByRole('menuitem', { name: 'Take away' }).click();
    await photosOf(pageOfAna).getByRole('button', { name: 'Cordless drill, photo 1 of 1' }).waitFor();
    await pageOfBen.getByRole('button', { name: 'Undo' }).click();
    await photosOf(pageOfAna).getByRole('button', { name: 'Cordless drill, photo 2 of 2' }).waitFor();
  });

  test('[ATT-7] are saved under their own name, and never opened', async () => {
    await photosOf(pageOfBen).getByRole('button', { name: 'More for photo 2' }).click();
    const download = pageOfBen.waitForEvent('download');
    await pageOfBen.getByRole('menuitem', { name: 'Save as' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('IMG_2034.jpg');
    const { photos } = await ben.api.itemPhotos({ item });
    expect((await readFile(await saved.path())).length).toBe(photos[1]!.picture.size);
  });

  test('[THREAT-35] [ATT-7] what only calls itself a picture is refused with a sentence, and nothing of it runs', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran = true"><script>window.ran = true</script></svg>';
    const files = [
      { name: 'drill.png', mimeType: 'image/png', buffer: Buffer.from(svg) },
      { name: 'drill.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) },
      {
        name: 'huge.png',
        mimeType: 'image/png',
        buffer: Buffer.from(pngOf(60_000, 60_000, new Uint8Array(9))),
      },
      { name: 'drill.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ this program') },
    ];
    await photosOf(pageOfAna).locator('input[type=file]').setInputFiles(files);
    await pageOfAna.getByText('That is no picture that Kith can show.').first().waitFor();
    await photosOf(pageOfAna).getByText('Adding').waitFor({ state: 'detached' });
    expect((await ana.api.itemPhotos({ item })).photos).toHaveLength(2);
    expect(await pageOfAna.evaluate(() => 'ran' in window)).toBe(false);
  });

  test('[SYNC-24] [PAGE-4] one that nobody here has any more is shown small, and says why', async () => {
    // More than what comes by itself.
    const late = await drawnPhoto(pageOfAna, 1_600, 1_200, 120, true);
    const file = { name: 'late.jpg', mimeType: 'image/jpeg', buffer: late };
    await photosOf(pageOfAna).locator('input[type=file]').setInputFiles([file]);
    const third = photosOf(pageOfBen).getByRole('button', { name: 'Cordless drill, photo 3 of 3' });
    await third.locator('img').waitFor();
    await ana.stop();
    await third.click();
    const dialog = pageOfBen.getByRole('dialog');
    await dialog.getByText('The large one comes when somebody who has it is here').waitFor();
    await shot(pageOfBen, 'photos-away');
  });
});
