/** Everywhere, in languages that show what a translation would break: nothing untranslated, nothing out of reach. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ACCENTED, MIRRORED, pseudoCatalogue } from '../../renderer/text/pseudo.ts';
import { addCatalogue, i18n } from '../../renderer/text/text.ts';
import { allTexts } from '../../renderer/text/translations.ts';
import { launchBrowser, openPage } from './browser.ts';
import { crawl, settled } from './crawl.ts';
import { lostControls, untranslated } from './look-for.ts';
import { inGreek, wholeStreet, type WholeStreet } from './whole-street.ts';

let browser: Browser;
let street: WholeStreet;

beforeAll(async () => {
  browser = await launchBrowser();
  street = await wholeStreet(inGreek);
});

afterAll(async () => {
  await street.stop();
  await browser.close();
});

afterEach(async () => {
  await i18n.changeLanguage('en');
});

/** The page and this test speak that language. */
async function open(language: string, viewport = { width: 1280, height: 800 }) {
  if (language !== 'en') addCatalogue(language, pseudoCatalogue(language, allTexts));
  await i18n.changeLanguage(language);
  const opened = await openPage(browser, street.ada.url.replace('#', `?lang=${language}#`), { viewport });
  await settled(opened.page);
  return opened;
}

test('[PAGE-10] these looks find what they look for', async () => {
  const { page, close } = await openPage(browser, 'about:blank');
  const body = (html: string): Promise<void> =>
    page.setContent(`<title>⟦x⟧ · Kith</title><body>${html}</body>`);
  await body(
    '<p title="Plain">⟦ßed ⟦12 Nov⟧ two⟧ Ελμ</p><button>Go there</button><b aria-label="⟦y⟧">⟦z⟧</b>',
  );
  expect(await untranslated(page)).toEqual([
    expect.stringMatching(/Go there/),
    expect.stringMatching(/title: Plain/),
  ]);
  await body(`<button style="inline-size: 40px; overflow: hidden">Somewhere</button>
    <button style="position: fixed; inset-inline-start: -300px; inset-block-start: 50px">Beyond</button>
    <button style="position: absolute; inset-block-start: 200px">Under</button>
    <div style="position: absolute; inset-block-start: 190px; block-size: 90px; inline-size: 500px; background: red">Over</div>
    <div style="block-size: 8px; overflow: hidden"><p style="block-size: 90px"></p></div><a href="#x">Fine</a>`);
  const found = await lostControls(page);
  expect(found).toEqual([
    expect.stringMatching(/Somewhere" cut/),
    expect.stringMatching(/Beyond" beyond the edge/),
    expect.stringMatching(/Under" under div "Over"/),
  ]);
  await close();
});

test('[PAGE-10] every word on every screen comes from the catalogue, and has room when it is longer', async () => {
  const { page, close } = await open(ACCENTED);
  const found: Record<string, string[]> = {};
  const visited: string[] = [];
  await crawl(page, street, async (name) => {
    visited.push(name);
    const faults = [...(await untranslated(page)), ...(await lostControls(page))];
    if (faults.length > 0) found[name] = faults;
  });
  expect(found).toEqual({});
  expect(visited.length).toBeGreaterThan(60);
  await close();
});

test('[PAGE-10] a page that runs from right to left keeps everything in reach', async () => {
  const { page, close } = await open(MIRRORED);
  expect(await page.evaluate(() => [document.dir, getComputedStyle(document.body).direction])).toEqual([
    'rtl',
    'rtl',
  ]);
  const found: Record<string, string[]> = {};
  await crawl(page, street, async (name) => {
    const faults = await lostControls(page);
    if (faults.length > 0) found[name] = faults;
  });
  expect(found).toEqual({});
  await close();
});
