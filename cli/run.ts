/**
 * One run of the command line: what was typed, to what is printed and the exit status. 0: done; 1: refused or failed;
 * 2: wrong usage. On 1 and 2 exactly one line goes to the error output, `kith: SENTENCE (CODE)`.
 */
import { codeOf, sentenceOf } from '../core/api/codes.ts';
import type { Command, Context, ProfilePlace, Session } from './command.ts';
import type { Given } from './given.ts';
import { readCommand } from './program.ts';
import type { Terminal } from './terminal.ts';
import { harmless, oneLine } from './text.ts';
import { usage } from './values.ts';

export interface Surroundings {
  readonly terminal: Terminal;
  readonly version: string;
  readonly commands: readonly Command[];
  /** Where a profile lies when nobody says. */
  readonly standardFolder: () => string;
  /** And where that of another person on the same account. Throws KithError PROFILE_NAME. */
  readonly namedFolder: (name: string) => string;
  readonly open: (
    place: ProfilePlace,
    need: { readonly isNetworked: boolean },
    terminal: Terminal,
  ) => Promise<Session>;
}

export type ExitStatus = 0 | 1 | 2;

/** What was typed does not read; the peer was not even asked, or refused the form of it. */
const USAGE_CODES: ReadonlySet<string> = new Set([
  'USAGE',
  'INPUT_INVALID',
  'ID_UNREADABLE',
  'DATE_UNREADABLE',
  'QUANTITY_INVALID',
  'NETWORK_UNKNOWN',
  'ROLE_UNKNOWN',
  'ADDRESS_INVALID',
  'PROFILE_NAME',
]);

export async function runKith(args: readonly string[], surroundings: Surroundings): Promise<ExitStatus> {
  const { terminal } = surroundings;
  try {
    const read = readCommand(args, surroundings.commands, {
      version: surroundings.version,
      folder: terminal.folder,
    });
    if ('help' in read) {
      terminal.out(read.help);
      return 0;
    }
    const { command, given } = read;
    const passphraseFile = given.option('passphraseFile') ?? terminal.env.KITH_PASSPHRASE_FILE;
    const place: ProfilePlace = {
      folder: folderOf(given, surroundings),
      passphraseFile: passphraseFile === undefined ? undefined : given.file(passphraseFile),
    };
    const isJson = given.flag('json');
    const context: Context = {
      given,
      terminal,
      place,
      isJson,
      open: (need) => surroundings.open(place, need, terminal),
      answer: (json, text) => {
        terminal.out(isJson ? JSON.stringify(json) : harmless(text));
      },
    };
    await command.run(context);
    return 0;
  } catch (error) {
    const code = codeOf(error);
    terminal.err(`kith: ${oneLine(harmless(sentenceOf(error)))} (${code})`);
    return USAGE_CODES.has(code) ? 2 : 1;
  }
}

function folderOf(given: Given, { standardFolder, namedFolder }: Surroundings): string {
  const data = given.option('data');
  const profile = given.option('profile');
  if (data !== undefined && profile !== undefined) throw usage('--data and --profile exclude each other');
  if (data !== undefined) return given.file(data);
  return profile === undefined ? standardFolder() : namedFolder(profile);
}
