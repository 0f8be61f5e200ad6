/**
 * Starting with the person's login: the system's own list on macOS and Windows, a file of the XDG autostart folder on
 * Linux. Only for an installed Kith; one that runs from its sources has no lasting place to start from.
 */
import { app } from 'electron';
import { mkdir, rm, writeFile, access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { autostartFile } from './autostart-file.ts';

export class LoginStart {
  /** Undefined: a profile whose folder was named on the command line. */
  readonly #profile: string | undefined;

  constructor(profile: string | undefined) {
    this.#profile = profile;
  }

  /** Null: there is no way. */
  async get(): Promise<boolean | null> {
    if (!this.#isPossible) return null;
    if (process.platform !== 'linux') return app.getLoginItemSettings({ args: this.#args }).openAtLogin;
    return access(this.#file).then(
      () => true,
      () => false,
    );
  }

  async set(wanted: boolean): Promise<void> {
    if (!this.#isPossible) return;
    if (process.platform !== 'linux') {
      app.setLoginItemSettings({ openAtLogin: wanted, args: this.#args });
    } else if (wanted) {
      await mkdir(dirname(this.#file), { recursive: true });
      await writeFile(this.#file, autostartFile([process.execPath, ...this.#args]));
    } else {
      await rm(this.#file, { force: true });
    }
  }

  get #isPossible(): boolean {
    return app.isPackaged && process.defaultApp !== true && this.#profile !== undefined;
  }

  get #args(): string[] {
    return ['--hidden', ...(this.#profile ? [`--profile=${this.#profile}`] : [])];
  }

  get #file(): string {
    const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
    return join(config, 'autostart', this.#profile ? `kith-${this.#profile}.desktop` : 'kith.desktop');
  }
}
