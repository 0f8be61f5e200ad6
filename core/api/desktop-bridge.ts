/**
 * What the desktop window can do for its page and a browser cannot: the contract between electron/ and renderer/. Types
 * only. Everything about communities goes over the API (methods.ts), never through here. `renderer/peer/desktop.ts` has
 * the bridge, undefined in a browser.
 *
 * The states in which there is no API yet (keys to choose, a passphrase to ask, a start that failed) are shown by
 * `renderer/desktop/desktop-gate.tsx` before the App; the App itself needs only the rest.
 */

import type { Details } from './frames.ts';

/** How Kith's own process on this computer is doing. */
export type DesktopStatus =
  /** It starts, or starts again after a fall: nothing is to be done, calls wait. */
  | { readonly state: 'starting'; readonly isAgain: boolean }
  | { readonly state: 'running' }
  /** First run, and the system has no safe place for secrets: `chooseKeys` goes on. */
  | { readonly state: 'choose-keys' }
  /** `givePassphrase` goes on. */
  | { readonly state: 'ask-passphrase'; readonly wasWrong: boolean }
  /** It cannot start; the code is one of codes.ts. `retry` tries again; after STORE_CORRUPT `rescue` goes on. */
  | { readonly state: 'failed'; readonly code: string; readonly details: Details }
  /** What can be read of a damaged profile is being saved. */
  | { readonly state: 'rescuing' }
  /** It is saved. `retry` starts with it. */
  | ({ readonly state: 'rescued' } & RescuedCounts);

export interface RescuedCounts {
  readonly entries: number;
  /** Known to be there, and not readable: neighbours have them, or nobody. */
  readonly missing: number;
}

export type KeysChoice =
  { readonly kind: 'passphrase'; readonly passphrase: string } | { readonly kind: 'insecure' };

/** What a file is for: decides the dialog's title and which files it shows. */
export type FileKind = 'community' | 'invitation' | 'any';

/**
 * A file that the person has picked. The page never learns or chooses a path: `file` is a pass for this one file, taken
 * by every method of the API that takes a file name (bundleExport, bundleImport), until Kith quits.
 */
export interface PickedFile {
  readonly file: string;
  /** The last part of its path, to be shown. */
  readonly name: string;
}

export interface DesktopSettings {
  /** Closing the window leaves Kith in the tray; null: the person is asked at the first closing. */
  readonly closeToTray: boolean | null;
  /** False where the desktop shows no tray: closing then minimises. */
  readonly hasTray: boolean;
  /** Null where the system offers no way. */
  readonly startAtLogin: boolean | null;
  readonly notifications: NotificationSettings;
  /** Null where the system has no dictionaries that could be used without fetching them. */
  readonly spellCheck: boolean | null;
}

export interface NotificationSettings {
  readonly enabled: boolean;
  /** What was written is shown, not only that something was. */
  readonly showContents: boolean;
  readonly mentions: boolean;
  readonly replies: boolean;
  readonly loans: boolean;
}

export interface DesktopChange {
  readonly closeToTray?: boolean;
  readonly startAtLogin?: boolean;
  readonly notifications?: NotificationSettings;
  readonly spellCheck?: boolean;
}

/** A `kith://` address that was opened outside, in its checked form. It only fills in a form: nothing is done by it. */
export interface DeepLink {
  readonly kind: 'join' | 'device' | 'vouch' | 'thing';
  /** The whole link, for `invitePreview`, `deviceLinkPreview`, `vouchPreview` or `thingFind`. */
  readonly link: string;
}

export interface DesktopBridge {
  readonly appVersion: string;
  readonly system: 'linux' | 'mac' | 'windows';

  /** Now, and after every change. The function returned ends it. */
  onStatus(listener: (status: DesktopStatus) => void): () => void;
  chooseKeys(choice: KeysChoice): Promise<void>;
  givePassphrase(passphrase: string): Promise<void>;
  retry(): Promise<void>;
  /** Saves what can be read of a profile that has failed with STORE_CORRUPT; the damaged files are kept beside it. */
  rescue(): Promise<void>;
  /** Shows the file that says what Kith did, where it lies. */
  showLog(): Promise<void>;
  /** Asks for the one port to Kith's process; it comes as a message of the window (renderer/peer/port-channel.ts). */
  connect(): void;

  /** The system's dialog. Null: the person changed their mind. */
  pickFile(kind: FileKind): Promise<PickedFile | null>;
  /** `name`: what the file is called unless the person says otherwise. */
  saveFile(kind: FileKind, name: string): Promise<PickedFile | null>;

  /** A link that came before anybody listened is told at once, and once. */
  onDeepLink(listener: (link: DeepLink) => void): () => void;
  /** Somebody clicked a notification or chose an item of the menu: `route` is what stands after `#` in the address. */
  onRoute(listener: (route: string) => void): () => void;

  settings(): Promise<DesktopSettings>;
  /** Gives the settings as they are then; what the system refused is as it was. */
  changeSettings(change: DesktopChange): Promise<DesktopSettings>;
  /** The language of what the system draws: texts by their names (desktop-words.ts), kept for the next start. */
  speak(words: Readonly<Record<string, string>>): Promise<void>;
  /** Ends Kith, with everything that was shown as saved. */
  quit(): Promise<void>;
}
