/** The recovery words. They are read from a file, as what is typed as an argument stays in the shell's memory. */
import { KithError } from '../../core/base/kith-error.ts';
import { fromUtf8 } from '../../core/base/bytes.ts';
import { readSmallFile } from '../../core/node/atomic-file.ts';
import { call, type Command } from '../command.ts';
import { lines } from '../text.ts';

const MAX_FILE = 4_096;

export const recoveryCommands: readonly Command[] = [
  call({
    path: 'recovery words',
    summary: 'show the words that bring you back when every device is lost',
    method: 'recoveryWords',
    input: () => ({}),
    print: ({ words }) =>
      lines(
        'Write these words on paper, in their order, and show them to nobody:',
        '',
        ...words.map((word, at) => `  ${String(at + 1).padStart(2)}. ${word}`),
        '',
        'Then type them from your paper into a file: kith recovery confirm FILE. This device forgets them.',
      ),
  }),
  call({
    path: 'recovery confirm',
    args: '<file>',
    summary: 'show that you have the words on paper; this device then forgets them',
    method: 'recoveryConfirm',
    input: async (given) => ({ words: await textOf(given.argument('file')) }),
    print: () => 'These are your words. This device does not have them any more; delete the file.',
  }),
  call({
    path: 'recovery status',
    summary: 'say whether the words are confirmed',
    method: 'recovery',
    input: () => ({}),
    print: ({ state }) =>
      state === 'confirmed'
        ? 'You have confirmed your words; they are on your paper alone.'
        : 'The words are not confirmed yet: kith recovery words',
  }),
];

async function textOf(file: string): Promise<string> {
  const bytes = await readSmallFile(file, MAX_FILE).catch(() => undefined);
  const text = bytes instanceof Uint8Array ? fromUtf8(bytes) : undefined;
  if (text === undefined) throw new KithError('FILE_UNREADABLE');
  return text;
}
