/** A community as a file: for those who meet, and for those whom no network reaches. */
import { call, type Command } from '../command.ts';
import { count, lines } from '../text.ts';

export const bundleCommands: readonly Command[] = [
  call({
    path: 'bundle export',
    args: '<community> <file>',
    summary: 'write everything of a community to a file',
    method: 'bundleExport',
    // The peer that writes it may run in another folder.
    input: (given) => ({ community: given.argument('community'), file: given.file(given.argument('file')) }),
    print: ({ entries, bytes }, given) =>
      lines(
        `${count(entries, 'entry', 'entries')}, ${count(bytes, 'byte')}: ${given.argument('file')}`,
        'Only members can read it. They take it in with: kith bundle import FILE',
      ),
  }),
  call({
    path: 'bundle import',
    args: '<file>',
    summary: 'take in a file of a community',
    options: [['--preview', 'only say what is in it']],
    method: 'bundleImport',
    input: (given) => ({ file: given.file(given.argument('file')), preview: given.flag('preview') }),
    print: ({ title, entries, new: fresh, held }, given) =>
      lines(
        `${title}: ${count(entries, 'entry', 'entries')}, of which ${fresh} ${given.flag('preview') ? 'are' : 'were'} new here.`,
        held > 0 && `${held} wait until what they follow has come.`,
      ),
  }),
];
