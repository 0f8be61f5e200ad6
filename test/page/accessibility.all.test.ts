/** Everywhere: axe finds nothing in light, dark and high contrast, and text at twice its size loses nothing. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { launchBrowser, openPage } from './browser.ts';
import { crawl, POPUP, settled } from './crawl.ts';
import { cutTexts, lostControls } from './look-for.ts';
import { wholeStreet, type WholeStreet } from './whole-street.ts';

let browser: Browser;
let street: WholeStreet;

beforeAll(async () => {
  browser = await launchBrowser();
  street = await wholeStreet();
});

afterAll(async () => {
  await street.stop();
  await browser.close();
});

test('[PAGE-6] axe finds nothing on any screen, in any dialog or menu, in any look', async () => {
  const { page, close } = await openPage(browser, street.ada.url);
  await settled(page);
  const found: Record<string, string[]> = {};
  const visited: string[] = [];
  await crawl(page, street, async (name) => {
    visited.push(name);
    const within = (await page.locator(POPUP).count()) > 0 ? { within: POPUP } : {};
    const faults = await axeViolations(page, within);
    for (const look of [{ colorScheme: 'dark' }, { colorScheme: 'light', contrast: 'more' }] as const) {
      await page.emulateMedia({ contrast: null, ...look });
      const colours = await axeViolations(page, { ...within, only: 'color-contrast' });
      faults.push(...colours.map((fault) => `${JSON.stringify(look)} ${fault}`));
    }
    await page.emulateMedia({ colorScheme: 'light', contrast: null });
    if (faults.length > 0) found[name] = faults;
  });
  expect(found).toEqual({});
  expect(visited.length).toBeGreaterThan(60);
  await close();
});

test.each([
  { width: 1280, height: 800 },
  { width: 1024, height: 640 },
])('[PAGE-6] text at twice its size loses no control and no text, $width wide', async (viewport) => {
  const { page, close } = await openPage(browser, street.ada.url, { viewport });
  await settled(page);
  await page.evaluate(() => {
    localStorage.setItem('kith.textSize', '200');
  });
  await page.reload();
  await settled(page);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
  const found: Record<string, string[]> = {};
  await crawl(page, street, async (name) => {
    const faults = [...(await lostControls(page)), ...(await cutTexts(page))];
    if (faults.length > 0) found[name] = faults;
  });
  expect(found).toEqual({});
  await close();
});
