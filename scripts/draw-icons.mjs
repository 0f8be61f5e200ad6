/**
 * `node scripts/draw-icons.mjs`: draws electron/icons/ from renderer/icon.svg, with the Chromium of this machine. Run by
 * hand when the picture changes; what it makes is committed.
 */
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { isOnPath, main, root, ScriptError } from './toolchain.mjs';

const folder = path.join(root, 'electron', 'icons');
const browsers = ['chromium', 'chromium-browser', 'google-chrome'];

/** File -> edge in pixels. */
const pictures = { 'kith.png': 512, 'tray.png': 24, 'tray@2x.png': 48 };
/** The sizes inside a .ico, and the types inside a .icns with theirs. */
const icoSizes = [16, 32, 48, 256];
const icnsTypes = { ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };

await main(async () => {
  const name = browsers.find(isOnPath);
  if (!name) throw new ScriptError('drawing the icons needs Chromium');
  const browser = await chromium.launch({
    executablePath: path.join('/usr/bin', name),
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    const draw = drawer(page, fs.readFileSync(path.join(root, 'renderer', 'icon.svg')));
    fs.mkdirSync(folder, { recursive: true });
    for (const [file, size] of Object.entries(pictures)) {
      fs.writeFileSync(path.join(folder, file), await draw(size));
    }
    const ico = [];
    for (const size of icoSizes) ico.push({ size, png: await draw(size) });
    fs.writeFileSync(path.join(folder, 'kith.ico'), icoOf(ico));
    const icns = [];
    for (const [type, size] of Object.entries(icnsTypes)) icns.push({ type, png: await draw(size) });
    fs.writeFileSync(path.join(folder, 'kith.icns'), icnsOf(icns));
  } finally {
    await browser.close();
  }
});

function drawer(page, svg) {
  const source = `data:image/svg+xml;base64,${svg.toString('base64')}`;
  return async (size) => {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>html,body{margin:0;background:transparent}img{display:block;width:${size}px;height:${size}px}</style><img src="${source}">`,
    );
    return page.screenshot({ omitBackground: true });
  };
}

/** A directory of 16 bytes a picture, then the pictures. */
function icoOf(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [at, { size, png }] of pictures.entries()) {
    const row = 6 + 16 * at;
    head.writeUInt8(size % 256, row);
    head.writeUInt8(size % 256, row + 1);
    head.writeUInt16LE(1, row + 4);
    head.writeUInt16LE(32, row + 6);
    head.writeUInt32LE(png.length, row + 8);
    head.writeUInt32LE(offset, row + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** Type and length before each picture, and before all of them. */
function icnsOf(pictures) {
  const part = (type, bytes) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(8 + bytes.length, 4);
    return Buffer.concat([head, bytes]);
  };
  return part('icns', Buffer.concat(pictures.map(({ type, png }) => part(type, png))));
}
