/**
 * Reads what was typed, by the tables in commands/. Gives the command and what was given to it; wrong usage is KithError
 * USAGE; a wish for help or the version is a text.
 */
import { Command as Parser, CommanderError } from 'commander';
import type { Command } from './command.ts';
import { Given, type OptionValue } from './given.ts';
import { usage } from './values.ts';

export interface Chosen {
  readonly command: Command;
  readonly given: Given;
}

/** `folder`: where the command was called. */
export function readCommand(
  args: readonly string[],
  commands: readonly Command[],
  { version, folder }: { readonly version: string; readonly folder: string },
): Chosen | { readonly help: string } {
  let help = '';
  let chosen: Chosen | undefined;
  const program = new Parser('kith')
    .description('Boards, lists of things to lend, and chat for a community, without a server.')
    .version(version)
    .configureOutput({ writeOut: (text) => (help += text), writeErr: () => {} })
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .option('--data <dir>', 'the folder of the profile')
    .option('--profile <name>', 'the profile of another person on this account')
    .option('--json', 'print one JSON object')
    .option('--passphrase-file <file>', 'the file with the passphrase of the profile');
  const groups = new Map<string, Parser>();
  for (const command of commands) {
    const words = command.path.split(' ');
    const leaf = parentOf(program, groups, words).command(words.at(-1)!).summary(command.summary);
    leaf.description(`${command.summary}.`);
    for (const argument of command.args?.split(' ') ?? []) leaf.argument(argument);
    for (const [flags, meaning] of command.options ?? []) leaf.option(flags, meaning);
    leaf.action(() => {
      const names = leaf.registeredArguments.map((argument) => argument.name());
      const given = Object.fromEntries(leaf.args.map((value, at) => [names[at]!, value]));
      chosen = {
        command,
        given: new Given(given, leaf.optsWithGlobals<Record<string, OptionValue>>(), folder),
      };
    });
  }
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { help: help.trimEnd() };
    throw usage(problemOf(error, args));
  }
  if (!chosen) throw usage('there is no command');
  return chosen;
}

const GROUPS: Readonly<Record<string, string>> = {
  recovery: 'The words that bring you back',
  member: 'Members and their roles',
  device: 'Devices of members',
  space: 'Private spaces',
  vouch: 'Members without their devices and words',
  policy: 'The rules of a community',
  board: 'Boards of cards',
  column: 'The columns of a board',
  label: 'The labels of a board',
  card: 'The cards of a board',
  checklist: 'The checklists of a card',
  check: 'The lines of a checklist',
  comment: 'What is said about a card',
  inventory: 'Lists of things to lend',
  item: 'The things of such a list',
  loan: 'Borrowing and lending',
  channel: 'Channels of messages',
  message: 'Own messages',
  bundle: 'The community as a file',
};

function parentOf(program: Parser, groups: Map<string, Parser>, words: readonly string[]): Parser {
  const [first] = words;
  if (words.length === 1 || first === undefined) return program;
  let group = groups.get(first);
  if (!group) {
    group = program.command(first).description(GROUPS[first] ?? '');
    groups.set(first, group);
  }
  return group;
}

function problemOf(error: CommanderError, args: readonly string[]): string {
  const words = args.filter((arg) => !arg.startsWith('-'));
  if (error.code === 'commander.help')
    return words.length > 0 ? `${words[0]} needs another word` : 'there is no command';
  // A hint of what was meant stands on a line of its own.
  return error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}
