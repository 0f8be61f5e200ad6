/** Pictures and files in a channel on the page, between two people with real peers. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toBase64 } from '../../core/base/base64.ts';
import { launchBrowser, openPage } from './browser.ts';
import { drawnPhoto } from './drawn-photo.ts';
import { MemoryPeers, type Person } from './memory-peers.ts';
import { shot } from './shot.ts';

let browser: Browser;
let ana: Person;
let ben: Person;
let pageOfAna: Page;
let pageOfBen: Page;
let community: string;
let channel: string;
const closing: (() => Promise<void>)[] = [];

async function open(person: Person): Promise<Page> {
  const opened = await openPage(browser, person.url);
  closing.push(opened.close);
  opened.page.setDefaultTimeout(60_000);
  await opened.page.getByRole('link', { name: 'Street talk' }).first().click();
  return opened.page;
}

beforeAll(async () => {
  browser = await launchBrowser();
  const peers = new MemoryPeers();
  ana = await peers.person('Ana');
  ben = await peers.person('Ben');
  closing.push(
    () => ana.stop(),
    () => ben.stop(),
  );
  ({ community } = await ana.api.create({ title: 'Elm Street' }));
  const { link } = await ana.api.invite({ community, role: 'member' });
  await ben.api.join({ link });
  ({ channel } = await ana.api.channelAdd({ community, title: 'Street talk' }));
  await ana.api.say({ channel, text: 'The repair café was a success.' });
  await ben.api.sync({ waitMs: 30_000 });
  pageOfAna = await open(ana);
  pageOfBen = await open(ben);
});

afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await browser.close();
});

describe('files in a channel', () => {
  test('[CHAT-1] a picture and a paper are chosen, sent with a word, and seen by the other', async () => {
    const files = [
      { name: 'street.jpg', mimeType: 'image/jpeg', buffer: await drawnPhoto(pageOfAna, 2_000, 1_400, 90) },
      { name: 'Minutes.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(140_000, '%PDF-1.7 ') },
    ];
    await pageOfAna.locator('input[type=file]').setInputFiles(files);
    const going = pageOfAna.getByRole('list', { name: 'Goes out with the message' });
    await going.getByText('140 kB').waitFor();
    await expect.poll(() => going.getByText('getting ready').count(), { timeout: 60_000 }).toBe(0);
    await shot(pageOfAna, 'chat-going');
    await pageOfAna
      .getByRole('textbox', { name: 'Write to Street talk' })
      .fill('How it looked, and what we said');
    await pageOfAna.keyboard.press('Enter');
    await going.waitFor({ state: 'detached' });
    const row = pageOfBen.getByRole('article').filter({ hasText: 'How it looked' });
    await row.getByRole('button', { name: 'Show street.jpg large' }).locator('img').waitFor();
    await row.getByText('Minutes.pdf').waitFor();
    await shot(pageOfBen, 'chat-files');
    await row.getByRole('button', { name: 'Show street.jpg large' }).click();
    await pageOfBen.getByRole('dialog').getByRole('img').waitFor();
    await pageOfBen.keyboard.press('Escape');
    const download = pageOfBen.waitForEvent('download');
    await row.getByRole('button', { name: 'Save Minutes.pdf' }).click();
    expect((await download).suggestedFilename()).toBe('Minutes.pdf');
  });

  test('[CHAT-1] a picture can be pasted and dropped, and goes out without a word', async () => {
    const photo = (await drawnPhoto(pageOfBen, 500, 500, 300)).toString('base64');
    const hand = async (how: 'paste' | 'drop'): Promise<void> => {
      await pageOfBen.evaluate(
        ({ data, kind }) => {
          const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], `${kind}.jpg`, { type: 'image/jpeg' }));
          const field = document.querySelector('textarea')!;
          const event =
            kind === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
              : new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
          field.dispatchEvent(event);
        },
        { data: photo, kind: how },
      );
      await pageOfBen.getByRole('list', { name: 'Goes out' }).getByText(`${how}.jpg`).waitFor();
    };
    await hand('paste');
    await hand('drop');
    const send = pageOfBen.getByRole('button', { name: 'Send' });
    await expect.poll(() => send.isEnabled(), { timeout: 60_000 }).toBe(true);
    await send.click();
    await pageOfAna.getByRole('button', { name: 'Show drop.jpg large' }).locator('img').waitFor();
    await pageOfAna.getByRole('button', { name: 'Show paste.jpg large' }).locator('img').waitFor();
    await shot(pageOfAna, 'chat-two-pictures');
  });

  test('[THREAT-35] [ATT-7] programs, drawings with scripts and huge pictures from a liar are files, never opened, and saved after a question', async () => {
    const script =
      '<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran=true"><script>window.ran=true</script></svg>';
    const bring = async (name: string, bytes: Uint8Array): Promise<{ upload: string }> => {
      const { upload } = await ana.api.attachmentBegin({ community, name, size: bytes.length });
      await ana.api.attachmentPart({ upload, offset: 0, data: toBase64(bytes) });
      return { upload };
    };
    const bytes = new TextEncoder().encode(script);
    const files = [
      await bring('holiday.jpg.exe', bytes),
      await bring('logo.svg', bytes),
      await bring('photo.png', bytes),
    ];
    await ana.api.say({ channel, text: 'Have a look at these', files });
    const row = pageOfBen.getByRole('article').filter({ hasText: 'Have a look at these' });
    await row.getByText('holiday.jpg.exe').waitFor();
    expect(await row.locator('img, iframe, object, embed, svg script').count()).toBe(0);
    expect(await row.getByText('a computer may run this').count()).toBe(2);
    await row.getByRole('button', { name: 'Save holiday.jpg.exe' }).click();
    const question = pageOfBen.getByRole('alertdialog');
    await question.getByText('Whoever sends such a thing mostly means harm.').waitFor();
    await shot(pageOfBen, 'chat-program');
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await pageOfBen.evaluate(() => 'ran' in window)).toBe(false);
  });
});
