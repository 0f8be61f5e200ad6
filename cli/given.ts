/** What was given to one command: its arguments and options by name, those of all commands too. */
import { resolve } from 'node:path';
import { readNumber } from './values.ts';

export type OptionValue = string | boolean | readonly string[] | undefined;

export class Given {
  readonly #arguments: Readonly<Record<string, string>>;
  readonly #options: Readonly<Record<string, OptionValue>>;
  readonly #folder: string;

  /** `folder`: where the command was called; file names are relative to it. */
  constructor(
    given: Readonly<Record<string, string>>,
    options: Readonly<Record<string, OptionValue>>,
    folder: string,
  ) {
    this.#arguments = given;
    this.#options = options;
    this.#folder = folder;
  }

  argument(name: string): string {
    const value = this.#arguments[name];
    if (value === undefined) throw new Error(`no argument is called ${name}`);
    return value;
  }

  optional(name: string): string | undefined {
    return this.#arguments[name];
  }

  /** Undefined when the option was not given. Names as commander has them: `passphraseFile`. */
  option(name: string): string | undefined {
    const value = this.#options[name];
    return typeof value === 'string' ? value : undefined;
  }

  number(name: string): number | undefined {
    const value = this.option(name);
    return value === undefined ? undefined : readNumber(value, `--${name}`);
  }

  /** Those of the options that were given. */
  changes<Name extends string>(...names: readonly Name[]): Partial<Record<Name, string>> {
    const given = names.flatMap((name) => {
      const value = this.option(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(given) as Partial<Record<Name, string>>;
  }

  flag(name: string): boolean {
    return this.#options[name] === true;
  }

  /** Of an option that can be given several times. */
  list(name: string): readonly string[] {
    const value = this.#options[name];
    return Array.isArray(value) ? (value as readonly string[]) : [];
  }

  file(name: string): string {
    return resolve(this.#folder, name);
  }
}
