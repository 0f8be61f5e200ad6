/** A loan from the request to the return between two people, each on a real peer with nothing but the page. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundled, cliEnvironment } from '../process/kith.ts';
import { launchBrowser, openPage } from './browser.ts';
import { buildPage, serve } from './serving.ts';

let browser: Browser;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  await buildPage();
  browser = await launchBrowser();
});

afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await browser.close();
});

/** What the command line answers, with `--json`. */
async function kith(data: string, ...args: string[]): Promise<Record<string, string>> {
  const command = [await bundled(), ...args, '--data', data, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    env: { ...process.env, ...cliEnvironment },
  });
  return JSON.parse(stdout) as Record<string, string>;
}

async function profile(name: string): Promise<string> {
  const data = await mkdtemp(path.join(tmpdir(), 'kith-lenders-'));
  closing.push(() => rm(data, { recursive: true, force: true }));
  await kith(data, 'init', '--name', name, '--network', 'loopback', '--insecure-keys');
  return data;
}

async function openShed(page: string): Promise<Page> {
  const opened = await openPage(browser, page);
  closing.push(opened.close);
  opened.page.setDefaultTimeout(60_000);
  await opened.page.getByRole('navigation').getByRole('link', { name: 'Tool shed' }).click();
  return opened.page;
}

test('[PAGE-15] [PAGE-1] asked, promised, handed over and returned: each sees what the other does, and their own next step', async () => {
  const ada = await profile('Ada');
  const { community } = await kith(ada, 'create', 'Elm Street');
  const { inventory } = await kith(ada, 'inventory', 'add', community!, 'Tool shed');
  await kith(ada, 'item', 'add', inventory!, 'Cordless drill', '--category', 'Tools');
  const adaServed = await serve(ada);
  closing.push(() => adaServed.stop());
  const { link } = await kith(ada, 'invite', community!);
  const ben = await profile('Ben');
  await kith(ben, 'join', link!, '--wait', '60s');
  const benServed = await serve(ben);
  closing.push(() => benServed.stop());

  const lender = await openShed(adaServed.page);
  const borrower = await openShed(benServed.page);
  await borrower.getByRole('link', { name: 'Cordless drill' }).click();
  await borrower.getByRole('button', { name: 'Ask for it' }).click();

  await lender.getByRole('tab', { name: 'My loans (1)' }).click();
  const lent = lender.getByRole('listitem').filter({ hasText: 'Cordless drill for Ben' });
  await lent.getByText('Ben asks for it.').waitFor();
  await lent.getByRole('button', { name: 'Approve' }).click();
  await lent.getByText('You promised it to Ben.').waitFor();

  const borrowed = borrower.getByRole('listitem').filter({ hasText: 'Cordless drill from Ada' });
  await borrowed.getByText('Ada promised it to you.').waitFor();
  await borrowed.getByRole('button', { name: 'I have it' }).click();
  await lent.getByText('Ben says they have it. Is that so?').waitFor();
  await lent.getByRole('button', { name: 'I handed it over' }).click();
  await borrowed.getByText('You have it.', { exact: true }).waitFor();
  await borrower.getByText('With you', { exact: true }).waitFor();

  await borrowed.getByRole('button', { name: 'I gave it back' }).click();
  await lent.getByText('Ben says that it is back with you. Is that so?').waitFor();
  await lent.getByRole('button', { name: 'It is back' }).click();
  await borrowed.getByText('It was returned.').waitFor();
  await borrowed.getByText('What happened').click();
  expect(await borrowed.locator('ol').getByRole('listitem').count()).toBe(6);
}, 240_000);
