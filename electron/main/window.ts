/**
 * The window. Owns the BrowserWindow while there is one: made when it is first wanted, hidden to the tray or minimised
 * when the person closes it and Kith goes on, remembered where it stood.
 */
import { app, BrowserWindow, nativeTheme, screen, type Session } from 'electron';
import type { BridgeEvent } from '../shared/channels.ts';
import { EVENT, VERSION_ARGUMENT } from '../shared/channels.ts';
import { fitBounds, SMALLEST } from './fit-bounds.ts';
import { icon } from './icon.ts';
import { isPage, PAGE } from './page-scheme.ts';
import { hasSpellCheck } from './spell-check.ts';
import { NAME } from './text.ts';
import type { WindowMemory } from './window-memory.ts';

interface KithWindowOptions {
  readonly memory: WindowMemory;
  readonly session: Session;
  readonly preload: string;
  /** In its title, for those who run two. */
  readonly profile: string;
  /** The person closes it. True: it may go. */
  readonly onClose: () => boolean;
  readonly onMade: (window: BrowserWindow) => void;
}

/** The page has fallen so often within a short time that something is wrong with it. */
const MOST_RELOADS = 3;

export class KithWindow {
  readonly #o: KithWindowOptions;
  #window: BrowserWindow | undefined;
  #isListening = false;
  #waiting: [BridgeEvent, unknown][] = [];
  #reloads = 0;

  constructor(options: KithWindowOptions) {
    this.#o = options;
  }

  get current(): BrowserWindow | undefined {
    return this.#window;
  }

  get isInFront(): boolean {
    return this.#window?.isFocused() === true;
  }

  show(): void {
    const window = this.#window;
    if (!window) {
      this.#make();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  hide(): void {
    this.#window?.hide();
  }

  minimize(): void {
    this.#window?.minimize();
  }

  /** The page hears it now, or when it is there; of several states before that the last one. */
  tell(event: BridgeEvent, value: unknown): void {
    if (this.#isListening) {
      this.#window?.webContents.send(EVENT, event, value);
      return;
    }
    this.#waiting = [...this.#waiting.filter(([name]) => name !== event), [event, value]];
  }

  /** The page's preload script is there. */
  listen(): void {
    this.#isListening = true;
    for (const [event, value] of this.#waiting.splice(0)) this.tell(event, value);
  }

  #make(): void {
    const { memory, session, preload, profile } = this.#o;
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
    const window = new BrowserWindow({
      ...fitBounds(memory.value.bounds, areas),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: profile === '' ? NAME : `${NAME} · ${profile}`,
      icon: icon('kith'),
      // What stands there until the page has been drawn.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#171a19' : '#faf8f3',
      autoHideMenuBar: true,
      webPreferences: {
        preload,
        session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        safeDialogs: true,
        devTools: !app.isPackaged,
        spellcheck: hasSpellCheck && memory.value.spellCheck,
        additionalArguments: [`${VERSION_ARGUMENT}${app.getVersion()}`],
      },
    });
    this.#window = window;
    if (memory.value.isMaximized) window.maximize();
    window.once('ready-to-show', () => window.show());
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('close', (event) => {
      this.#remember(window);
      if (!this.#o.onClose()) event.preventDefault();
    });
    window.on('closed', () => {
      this.#window = undefined;
      this.#isListening = false;
    });
    for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const) {
      // TypeScript has one overload for each name.
      window.on(event as 'resize', () => this.#remember(window));
    }
    const { webContents } = window;
    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#isListening = false;
    });
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit' || this.#reloads >= MOST_RELOADS) return;
      this.#reloads += 1;
      webContents.reload();
    });
    this.#o.onMade(window);
    void this.#load(window);
  }

  async #load(window: BrowserWindow): Promise<void> {
    try {
      await window.loadURL(PAGE);
    } catch {
      // A page that was replaced or closed while it loaded; a missing one shows an empty window.
      if (!window.isDestroyed() && !isPage(window.webContents.getURL())) window.show();
    }
  }

  #remember(window: BrowserWindow): void {
    if (window.isMinimized()) return;
    const { x, y, width, height } = window.getNormalBounds();
    this.#o.memory.change({ bounds: { x, y, width, height }, isMaximized: window.isMaximized() });
  }
}
