/**
 * Pictures of screens, compared with those that were looked at and found good. Kept small and grey (a quarter of the
 * width): what counts is where things stand, not the edge of a letter. The browser itself reads and writes them.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';

const folder = fileURLToPath(new URL('pictures', import.meta.url));
const out = fileURLToPath(new URL('../../out/pictures', import.meta.url));

const WIDTH = 320;
/** Of 255: less is the smoothing of letters. */
const FAINT = 28;
/** Of all pixels. */
const TOLERANCE = 0.005;

/** What is another at each run: codes, addresses, numbers made of keys. Hidden, but it keeps its room. */
const CHANGING =
  'svg[role=img], [translate=no], code, textarea[readonly], input[readonly], [class*=digits], [class*=spoken]';

export class Pictures {
  readonly #page: Page;
  /** Made anew instead of compared. */
  readonly #isRenewing = process.env['KITH_PICTURES'] === 'renew';

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(browser: Browser): Promise<Pictures> {
    return new Pictures(await browser.newPage());
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  /** One line on what differs; undefined where nothing does. */
  async compare(page: Page, name: string): Promise<string | undefined> {
    // By the document's own door: its policy lets no style sheet in.
    await page.evaluate(async (changing) => {
      await document.fonts.ready;
      document.documentElement.style.caretColor = 'transparent';
      for (const each of document.querySelectorAll<HTMLElement>(changing)) each.style.visibility = 'hidden';
    }, CHANGING);
    const taken = await page.screenshot({ caret: 'initial' });
    const file = path.join(folder, `${name}.png`);
    const isKnown = existsSync(file);
    const known = isKnown && !this.#isRenewing ? (await readFile(file)).toString('base64') : null;
    const result = await this.#page.evaluate(compareInBrowser, {
      taken: taken.toString('base64'),
      known,
      width: WIDTH,
      faint: FAINT,
    });
    if (this.#isRenewing) {
      await mkdir(folder, { recursive: true });
      await writeFile(file, Buffer.from(result.small, 'base64'));
      return undefined;
    }
    if (result.share <= TOLERANCE) return undefined;
    await mkdir(out, { recursive: true });
    await writeFile(path.join(out, `${name}.png`), taken);
    await writeFile(path.join(out, `${name}.small.png`), Buffer.from(result.small, 'base64'));
    if (!isKnown) return `${name}: there is no picture to compare it with`;
    await writeFile(path.join(out, `${name}.difference.png`), Buffer.from(result.difference, 'base64'));
    return `${name}: ${(result.share * 100).toFixed(1)} % differ (out/pictures/${name}.difference.png: before, now, both)`;
  }
}

interface Comparison {
  /** The picture as it would be kept. */
  small: string;
  /** Of its pixels. */
  share: number;
  /** Before, now, and what differs, side by side. */
  difference: string;
}

/** Runs in the browser. */
async function compareInBrowser({
  taken,
  known,
  width,
  faint,
}: {
  taken: string;
  known: string | null;
  width: number;
  faint: number;
}): Promise<Comparison> {
  const load = async (base64: string): Promise<HTMLImageElement> => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    return image;
  };
  const png = (canvas: HTMLCanvasElement): string => canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
  const draw = (image: HTMLImageElement): HTMLCanvasElement => {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = Math.round((image.height * width) / image.width);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.imageSmoothingQuality = 'high';
    if (image.width !== width) context.filter = 'grayscale(1)';
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    context.filter = 'none';
    // Sixteen greys: a small file, and no noise.
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < pixels.data.length; at++)
      if (at % 4 !== 3) pixels.data[at] = Math.round(pixels.data[at]! / 17) * 17;
    context.putImageData(pixels, 0, 0);
    return canvas;
  };
  const now = draw(await load(taken));
  if (known === null) return { small: png(now), share: 1, difference: '' };
  const before = draw(await load(known));
  if (before.height !== now.height) return { small: png(now), share: 1, difference: png(before) };
  const [a, b] = [before, now].map(
    (canvas) => canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data,
  );
  const panes = document.createElement('canvas');
  panes.width = width * 3;
  panes.height = now.height;
  const context = panes.getContext('2d')!;
  context.drawImage(before, 0, 0);
  context.drawImage(now, width, 0);
  context.drawImage(now, width * 2, 0);
  context.fillStyle = 'red';
  let differing = 0;
  for (let pixel = 0; pixel < a!.length / 4; pixel++) {
    if (Math.abs(a![pixel * 4]! - b![pixel * 4]!) <= faint) continue;
    differing += 1;
    context.fillRect(width * 2 + (pixel % width), Math.floor(pixel / width), 1, 1);
  }
  return { small: png(now), share: differing / (a!.length / 4), difference: png(panes) };
}
