/** The recovery words. */
import { call, type Command } from '../command.ts';
import { lines } from '../text.ts';
import { wordsIn } from './words-file.ts';

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
    input: async (given) => ({ words: await wordsIn(given.file(given.argument('file'))) }),
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
