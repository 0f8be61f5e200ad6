/** The window's beginning: reads how it was started, closes what Electron leaves open, and runs one Kith a profile. */
import { app, dialog } from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sentenceOf } from '../../core/api/codes.ts';
import { pinoLog } from '../../core/node/pino-log.ts';
import { KithApp } from './kith-app.ts';
import { registerPageScheme } from './page-scheme.ts';
import { LOG_FILE, readStartArguments, type StartArguments } from './start-arguments.ts';
import { NAME, word } from './text.ts';

/** Chromium's own errands: Kith has no page on any network to fetch, prefetch, report or update. */
const SWITCHES = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['no-proxy-server'],
  ['disable-background-networking'],
  // What it would do for a network is next to nothing here: a process of its own costs start and memory.
  ['enable-features', 'NetworkServiceInProcess2'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-breakpad'],
  ['no-pings'],
] as const;

function begin(): void {
  let start: StartArguments;
  try {
    start = readStartArguments(process.argv.slice(1), process.cwd());
  } catch (error) {
    dialog.showErrorBox(word('main.fault'), sentenceOf(error));
    app.exit(2);
    return;
  }
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);
  // Root has no sandbox, and a half of one does not start (scripts/electron-runtime.mjs says so to the person).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.setName(NAME);
  // What Chromium keeps belongs to the profile, and is its owner's alone; so there is one window a profile.
  mkdirSync(start.folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', join(start.folder, 'window'));
  app.setPath('sessionData', join(start.folder, 'window'));
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  registerPageScheme();
  const log = pinoLog('info', { file: join(start.folder, LOG_FILE) });
  log.info('window.start', { electron: process.versions.electron, isPackaged: app.isPackaged });
  const kith = new KithApp(start, log);
  app.whenReady().then(
    () => kith.start(),
    () => app.exit(1),
  );
}

begin();
