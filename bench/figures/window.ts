/**
 * The desktop window, with real Electron on a display of its own: from its start to the first screen, from a neighbour's
 * command to the screen, between screens, and what all its processes take of memory.
 */
import { execFile } from 'node:child_process';
import { chown, cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { connectApi } from '../../core/api/client.ts';
import { connectToPeer } from '../../core/node/socket-client.ts';
import { openDisplay } from '../../test/electron/window/display.ts';
import { removeFolder, sharedFolder } from '../../test/electron/window/unprivileged.ts';
import type { Prepared } from '../data/prepare.ts';
import type { Figure } from '../figure.ts';
import { root } from '../root.ts';
import { quantile } from '../statistics.ts';
import { headingPainted, seenAt, switchTo, watchTexts } from '../window/in-page.ts';
import { until, WindowProcess, type Program } from '../window/window-process.ts';
import { count, repeat, type Measuring } from './measuring.ts';

/** Milliseconds after which a window has settled. */
const SETTLED = 3_000;
const SCREENS = ['Boards', 'Things', 'People', 'Connections', 'Home'];

export async function measureWindow(measuring: Measuring): Promise<Figure[]> {
  const messages = measuring.isQuick ? 10_000 : 100_000;
  const data = await measuring.data(messages);
  measuring.say('the window is built');
  const folder = await sharedFolder('kith-bench-');
  const display = await openDisplay();
  try {
    const kith = await built(folder, display.name);
    const empty = await emptyWindow(folder, kith);
    const [ana, ben, nobody] = await Promise.all(
      [data.ana, data.ben, undefined].map((profile, at) => profileFor(folder, String(at), profile)),
    );
    const turns = measuring.isQuick ? 3 : 5;
    measuring.say(`starts of the window with ${count(messages)} entries, and of an empty one`);
    const starts: number[] = [];
    const emptyStarts: number[] = [];
    for (let turn = -1; turn < turns; turn++) {
      const times = [await startOf(empty, nobody!), await startOf(kith, ben!)] as const;
      // The first one compiles, which is kept.
      if (turn < 0) continue;
      emptyStarts.push(times[0]);
      starts.push(times[1]);
    }
    measuring.say('two windows that talk to each other');
    const two = await together(kith, { ...data, ana: ana!, ben: ben! }, turns * 20);
    return [
      { name: 'start of an empty window', unit: 'ms', values: emptyStarts },
      {
        name: `start of the window, ${count(messages)} entries`,
        unit: 'ms',
        values: starts,
        reference: 'start of an empty window',
        aim: 'under 1,500 ms',
      },
      {
        name: 'from a command to the other window, p50',
        unit: 'ms',
        values: [quantile(two.times, 0.5)],
        aim: 'under 40 ms',
      },
      { name: '  p95', unit: 'ms', values: [quantile(two.times, 0.95)] },
      { name: 'another screen', unit: 'ms', values: two.switches, aim: 'under 100 ms' },
      { name: 'memory of all processes', unit: 'MB', values: [two.memory], aim: 'under 450 MB' },
    ];
  } finally {
    await display.stop();
    await removeFolder(folder);
  }
}

async function built(folder: string, display: string): Promise<Program> {
  const script = join(root, 'scripts', 'prepare-window.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, join(folder, 'app')], {
    maxBuffer: 1 << 24,
  });
  const { electron, program } = JSON.parse(stdout) as { electron: string; program: string };
  return { electron, main: program, display };
}

/** What Electron itself takes: a window with one heading. */
async function emptyWindow(folder: string, { electron, display }: Program): Promise<Program> {
  const app = join(folder, 'empty');
  await mkdir(app);
  await writeFile(join(app, 'index.html'), '<!doctype html><title>Empty</title><h1>Empty</h1>');
  const main = join(app, 'main.cjs');
  await writeFile(
    main,
    `const { app, BrowserWindow } = require('electron');
     const data = process.argv.find((each) => each.startsWith('--data=')).slice(7);
     app.setPath('userData', data + '/window');
     if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
     app.whenReady().then(() => {
       const window = new BrowserWindow({ show: false, width: 1280, height: 800 });
       window.once('ready-to-show', () => window.show());
       window.loadFile(__dirname + '/index.html');
     });`,
  );
  return { electron, main, display };
}

/** A copy, or an empty one, that the user of the windows may write. */
async function profileFor(folder: string, name: string, from: string | undefined): Promise<string> {
  const profile = join(folder, name);
  await (from === undefined ? mkdir(profile) : cp(from, profile, { recursive: true }));
  const { uid, gid } = await stat(folder);
  const all = await readdir(profile, { recursive: true });
  for (const each of ['', ...all]) await chown(join(profile, each), uid, gid);
  return profile;
}

/** Milliseconds until the first heading is painted. */
async function startOf(program: Program, profile: string): Promise<number> {
  const started = await WindowProcess.start(program, profile);
  try {
    // Nobody looks into it before it stands.
    await pause(SETTLED);
    const page = await started.page();
    const at = await until(
      'the heading',
      async () => (await page.evaluate<number>(headingPainted)) || undefined,
    );
    return at - started.startedAt;
  } finally {
    await started.end();
  }
}

interface Together {
  readonly times: number[];
  readonly switches: number[];
  readonly memory: number;
}

async function together(
  program: Program,
  { ana, ben, community, channel }: Prepared,
  turns: number,
): Promise<Together> {
  const windows = [await WindowProcess.start(program, ana), await WindowProcess.start(program, ben)] as const;
  try {
    const [, page] = [await windows[0].page(), await windows[1].page()];
    page.setDefaultTimeout(60_000);
    const [anasPeer, bensPeer] = [await peerOf(ana), await peerOf(ben)];
    const { addresses } = await anasPeer.status();
    await bensPeer.dial({ address: addresses.find((each) => each.includes('127.0.0.1'))! });
    if (!(await bensPeer.sync({ waitMs: 60_000 })).inStep) throw new Error('the two do not meet');
    const switches = await switching(page);
    await page.evaluate(`location.hash = '#/c/${community}/chat/${channel}'`);
    await page.locator('main textarea').first().waitFor();
    await page.evaluate(watchTexts('bench-'));
    const times: number[] = [];
    for (let turn = -5; turn < turns; turn++) {
      const text = `bench-${turn + 1_000}`;
      const said = performance.timeOrigin + performance.now();
      await anasPeer.say({ channel, text });
      const at = await until(text, async () => (await page.evaluate<number>(seenAt(text))) || undefined);
      if (turn >= 0) times.push(at - said);
    }
    return { times, switches, memory: await windows[1].memory() };
  } finally {
    for (const each of windows) await each.end();
  }
}

/** Each screen twice: the first time it is made. */
async function switching(page: Page): Promise<number[]> {
  await page.locator('main h1').first().waitFor();
  await pause(SETTLED);
  const all = await repeat(3, async () => {
    const times: number[] = [];
    for (const screen of SCREENS) times.push(await page.evaluate<number>(switchTo(screen)));
    return times;
  });
  return all.flat();
}

async function peerOf(profile: string) {
  const socket = await until('the peer', async () => (await connectToPeer(profile)) ?? undefined);
  return connectApi(socket);
}
