/**
 * One running Kith of the desktop: composes window, tray, peer process and what the system asks of an application. Owns
 * their life: nothing ends but by Quit, and Quit ends everything, the peer last.
 */
import { app, session, shell, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { codeOf } from '../../core/api/codes.ts';
import type { DesktopChange, DesktopSettings, DesktopStatus } from '../../core/api/desktop-bridge.ts';
import type { Details } from '../../core/api/frames.ts';
import { KithError } from '../../core/base/kith-error.ts';
import type { Log } from '../../core/base/log.ts';
import { systemRandom } from '../../core/crypto/random.ts';
import { ProfileDirectory } from '../../core/node/profile-directory.ts';
import { systemClock } from '../../core/node/system-clock.ts';
import { PORT } from '../shared/channels.ts';
import { Alerts } from './alerts.ts';
import { answerBridge, type BridgeHandlers } from './bridge-calls.ts';
import { deepLinkIn } from './deep-link.ts';
import { pickFile, saveFile } from './files.ts';
import { isTrusted, lockContents, lockSession } from './locks.ts';
import { LoginStart } from './login-start.ts';
import { openContextMenu, setApplicationMenu } from './menus.ts';
import { servePage } from './page-scheme.ts';
import { PeerProcess } from './peer-process.ts';
import { chosenKeys, lookForKeys, type ProfileKeys } from './profile-keys.ts';
import { askForCamera, askWhetherToKeep, openOutside } from './questions.ts';
import { shownAlert } from './shown-alert.ts';
import { hasSpellCheck, setSpellCheck } from './spell-check.ts';
import { LOG_FILE, type StartArguments } from './start-arguments.ts';
import { systemVault } from './system-vault.ts';
import { speak } from './text.ts';
import { hasTrayArea } from './tray-area.ts';
import { KithTray } from './tray.ts';
import { KithWindow } from './window.ts';
import { WindowMemory } from './window-memory.ts';

/** Milliseconds after the window is there. */
const AFTER_SHOWN = 1_000;

export class KithApp {
  readonly #start: StartArguments;
  readonly #log: Log;
  readonly #login: LoginStart;
  readonly #peer: PeerProcess;
  readonly #alerts: Alerts;
  #memory!: WindowMemory;
  #window!: KithWindow;
  #status: DesktopStatus = { state: 'starting', isAgain: false };
  #tray: KithTray | undefined;
  #isQuitting = false;
  #isAsking = false;
  /** For a profile that was there: when the secrets stay closed it was the wrong one. */
  #isPassphraseGiven = false;

  constructor(start: StartArguments, log: Log) {
    this.#start = start;
    this.#log = log;
    this.#login = new LoginStart(start.profile);
    this.#peer = new PeerProcess({
      program: join(__dirname, 'peer.mjs'),
      clock: systemClock,
      log,
      onStatus: (status) => this.#setStatus(status),
      onRefused: (code, details) => this.#refused(code, details),
      onRescued: (counts) => this.#setStatus({ state: 'rescued', ...counts }),
      onAlert: (alert) => {
        const shown = shownAlert(alert, this.#memory.value.notifications);
        if (shown && !this.#window.isInFront) this.#alerts.show(shown);
      },
    });
    this.#alerts = new Alerts((route) => {
      this.#window.show();
      this.#window.tell('route', route);
    });
  }

  /** When Electron is ready. The window comes first: what it shows then waits for the peer. */
  async start(): Promise<void> {
    // What the window shows waits for this process: it goes first.
    this.#peer.prepare();
    const pages = session.defaultSession;
    servePage(pages, join(__dirname, '..', 'page'));
    lockSession(pages, () => askForCamera(this.#window.current));
    this.#memory = await WindowMemory.open(this.#start.folder, systemClock, this.#log);
    speak(this.#memory.value.words);
    setSpellCheck(pages, this.#memory.value.spellCheck);
    this.#window = new KithWindow({
      memory: this.#memory,
      session: pages,
      preload: join(__dirname, 'preload.cjs'),
      profile: this.#start.profile ?? '',
      onClose: () => this.#mayClose(),
      onMade: (window) => this.#lock(window),
    });
    answerBridge(
      this.#bridge(),
      ({ senderFrame }) => isTrusted(senderFrame, this.#window.current?.webContents),
      this.#log,
    );
    this.#listenToSystem();
    setApplicationMenu(() => app.quit());
    const isShown = !this.#start.isHidden || !(await this.#showTray());
    if (isShown) this.#window.show();
    this.#window.tell('status', this.#status);
    if (this.#start.link) this.#window.tell('deepLink', this.#start.link);
    await this.#openProfile();
  }

  #listenToSystem(): void {
    app.on('second-instance', (_event, args) => {
      const link = deepLinkIn(args);
      this.#window.show();
      if (link) this.#window.tell('deepLink', link);
    });
    app.on('open-url', (event, url) => {
      event.preventDefault();
      const link = deepLinkIn([url]);
      this.#window.show();
      if (link) this.#window.tell('deepLink', link);
    });
    app.on('activate', () => this.#window.show());
    // It goes on in the tray.
    app.on('window-all-closed', () => {});
    app.on('before-quit', (event) => {
      if (this.#isQuitting) return;
      event.preventDefault();
      void this.#quit();
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
    if (app.isPackaged && process.defaultApp !== true) app.setAsDefaultProtocolClient('kith');
  }

  #lock(window: BrowserWindow): void {
    const { webContents } = window;
    window.once('show', () => {
      this.#log.info('window.shown', { ms: sinceStart() });
      // Asking for it starts a program, which can wait until there is something to see.
      systemClock.after(AFTER_SHOWN, () => void this.#showTray());
    });
    lockContents(webContents, (url) => {
      void openOutside(this.#window.current, url);
    });
    webContents.on('context-menu', (_event, params) => openContextMenu(webContents, params));
  }

  // --- the profile and its peer ---

  async #openProfile(): Promise<void> {
    try {
      const directory = await ProfileDirectory.open(this.#start.folder);
      const needed = await lookForKeys(directory, systemVault, systemRandom);
      switch (needed.state) {
        case 'ready':
          this.#startPeer(needed.keys);
          break;
        case 'choose-keys':
          this.#setStatus({ state: 'choose-keys' });
          break;
        case 'ask-passphrase':
          this.#setStatus({ state: 'ask-passphrase', wasWrong: false });
          break;
        default:
          needed satisfies never;
      }
    } catch (error) {
      const details = error instanceof KithError ? error.details : {};
      this.#fail(codeOf(error), details);
    }
  }

  #startPeer({ newKeys, systemKey, passphrase }: ProfileKeys): void {
    const { folder, network } = this.#start;
    this.#peer.start({ folder, network, newKeys, systemKey, passphrase });
  }

  #refused(code: string, details: Details): void {
    if (code === 'STORE_CORRUPT' && this.#status.state === 'rescuing') this.#fail('RESCUE_NOTHING', {});
    else if (code === 'KEYCHAIN_REFUSED' && this.#isPassphraseGiven) {
      this.#setStatus({ state: 'ask-passphrase', wasWrong: true });
    } else this.#fail(code, details);
  }

  #fail(code: string, details: Details): void {
    this.#log.error('profile.failed', { code });
    this.#setStatus({ state: 'failed', code, details });
  }

  #setStatus(status: DesktopStatus): void {
    this.#status = status;
    this.#log.info('profile.status', { state: status.state, ms: sinceStart() });
    this.#window.tell('status', status);
  }

  // --- what the page asks for ---

  #bridge(): BridgeHandlers {
    return {
      chooseKeys: async (choice) => {
        if (this.#status.state === 'choose-keys') this.#startPeer(chosenKeys(choice));
      },
      givePassphrase: async (passphrase) => {
        if (this.#status.state !== 'ask-passphrase') return;
        this.#isPassphraseGiven = true;
        this.#startPeer({ newKeys: undefined, passphrase });
      },
      retry: async () => {
        if (this.#status.state !== 'failed' && this.#status.state !== 'rescued') return;
        this.#setStatus({ state: 'starting', isAgain: true });
        await this.#openProfile();
      },
      rescue: async () => {
        if (this.#status.state === 'failed' && this.#status.code === 'STORE_CORRUPT') this.#peer.rescue();
      },
      showLog: async () => shell.showItemInFolder(join(this.#start.folder, LOG_FILE)),
      connect: async () => {
        this.#peer.connect((port) => this.#window.current?.webContents.postMessage(PORT, null, [port]));
      },
      listen: async () => {
        this.#window.listen();
        this.#window.tell('status', this.#status);
      },
      pickFile: (kind) => this.#picked((window) => pickFile(window, kind, systemRandom)),
      saveFile: (kind, name) => this.#picked((window) => saveFile(window, kind, name, systemRandom)),
      settings: () => this.#settings(),
      changeSettings: (change) => this.#changeSettings(change),
      speak: async (words) => this.#speak(words),
      quit: async () => app.quit(),
    };
  }

  async #picked(
    pick: (window: BrowserWindow) => Promise<{ file: string; name: string; path: string } | undefined>,
  ): Promise<{ file: string; name: string } | null> {
    const window = this.#window.current;
    const picked = window && (await pick(window));
    if (!picked) return null;
    const { file, name, path } = picked;
    this.#peer.addFile(file, path);
    return { file, name };
  }

  async #settings(): Promise<DesktopSettings> {
    const { closeToTray, notifications } = this.#memory.value;
    const spellCheck = hasSpellCheck ? this.#memory.value.spellCheck : null;
    const startAtLogin = await this.#login.get();
    return { closeToTray, hasTray: this.#tray !== undefined, startAtLogin, notifications, spellCheck };
  }

  async #changeSettings({ startAtLogin, ...change }: DesktopChange): Promise<DesktopSettings> {
    if (startAtLogin !== undefined) {
      await this.#login.set(startAtLogin).catch(() => this.#log.warn('login.unset'));
    }
    this.#memory.change(change);
    if (change.spellCheck !== undefined) setSpellCheck(session.defaultSession, change.spellCheck);
    return this.#settings();
  }

  #speak(words: Readonly<Record<string, string>>): void {
    speak(words);
    this.#memory.change({ words });
    setApplicationMenu(() => app.quit());
    this.#tray?.relabel();
  }

  // --- closing, the tray, the end ---

  /** True: there is a tray, with Kith in it. */
  async #showTray(): Promise<boolean> {
    if (!this.#tray && (await hasTrayArea())) {
      this.#tray = new KithTray({
        open: () => this.#window.show(),
        quit: () => app.quit(),
        profile: this.#start.profile ?? '',
      });
    }
    return this.#tray !== undefined;
  }

  /** The window is closed by the person: Kith goes on without it, or ends, as they have said. */
  #mayClose(): boolean {
    if (this.#isQuitting) return true;
    void this.#close();
    return false;
  }

  async #close(): Promise<void> {
    const window = this.#window.current;
    if (!window || this.#isAsking) return;
    this.#isAsking = true;
    try {
      const hasTray = await this.#showTray();
      const keep = this.#memory.value.closeToTray ?? (await askWhetherToKeep(window, hasTray));
      if (keep === undefined) return;
      this.#memory.change({ closeToTray: keep });
      if (!keep) app.quit();
      else if (hasTray) this.#window.hide();
      else this.#window.minimize();
    } finally {
      this.#isAsking = false;
    }
  }

  /** What was shown as saved is on the disk already; what is under way gets a moment. */
  async #quit(): Promise<void> {
    this.#isQuitting = true;
    this.#window.hide();
    this.#tray?.destroy();
    await this.#peer.stop();
    await this.#memory.flush();
    this.#log.info('window.end');
    app.quit();
  }
}

/** Milliseconds. */
function sinceStart(): number {
  return Math.round(performance.now());
}
