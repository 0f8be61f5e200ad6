/** Where a command reads its surroundings and writes its answer. Tests hand over their own. */
export interface Terminal {
  /** A text of whole lines, without the last line's end. */
  out(text: string): void;
  /** One line. */
  err(line: string): void;
  readonly env: Environment;
  /** Where the person called the command. */
  readonly folder: string;
  /**
   * Resolves when the person, the system or the program that started it wants the command to end. Only from the first call on does a signal wait for
   * the command; before, it ends the process at once, which loses nothing.
   */
  untilStopped(): Promise<void>;
}

export interface Environment {
  /** The checkout, or where the app is installed: the page lies below it. */
  readonly KITH_ROOT?: string | undefined;
  readonly KITH_PASSPHRASE_FILE?: string | undefined;
  /** Any text: faults of ours are printed with their stack. */
  readonly KITH_DEBUG?: string | undefined;
}
