/** What the window remembers between starts (stored-window.ts). Owns the file; writes it whole, and a moment after a change. */
import { join } from 'node:path';
import type { Clock } from '../../core/base/clock.ts';
import type { Log } from '../../core/base/log.ts';
import { readSmallFile, writeFileAtomic } from '../../core/node/atomic-file.ts';
import { decodeWindow, encodeWindow, type StoredWindow } from './stored-window.ts';

/** Bytes. */
const LARGEST = 64 * 1024;
/** Milliseconds: a window that is dragged changes all the time. */
const MOMENT = 500;

export class WindowMemory {
  readonly #file: string;
  readonly #clock: Clock;
  readonly #log: Log;
  #value: StoredWindow;
  #cancel: (() => void) | undefined;
  #written: Promise<void> = Promise.resolve();

  private constructor(file: string, value: StoredWindow, clock: Clock, log: Log) {
    this.#file = file;
    this.#value = value;
    this.#clock = clock;
    this.#log = log;
  }

  static async open(folder: string, clock: Clock, log: Log): Promise<WindowMemory> {
    const file = join(folder, 'window.json');
    const bytes = await readSmallFile(file, LARGEST).catch(() => undefined);
    return new WindowMemory(file, decodeWindow(bytes === 'too-large' ? undefined : bytes), clock, log);
  }

  get value(): StoredWindow {
    return this.#value;
  }

  change(change: Partial<StoredWindow>): void {
    this.#value = { ...this.#value, ...change };
    this.#cancel ??= this.#clock.after(MOMENT, () => {
      void this.flush();
    });
  }

  /** Resolves when all is on the disk, or cannot be. */
  flush(): Promise<void> {
    if (this.#cancel) {
      this.#cancel();
      this.#cancel = undefined;
      this.#written = this.#written.then(() => this.#write());
    }
    return this.#written;
  }

  async #write(): Promise<void> {
    try {
      await writeFileAtomic(this.#file, encodeWindow(this.#value));
    } catch {
      this.#log.warn('window.unremembered');
    }
  }
}
