/** A picture of the page, for whoever wants to look: into the folder that KITH_PICTURES names, otherwise none. */
import path from 'node:path';
import type { Page } from 'playwright-core';

export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['KITH_PICTURES'];
  if (folder === undefined) return;
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
