/** What lists of things can do beyond lending: stocks, who looks after a thing, rules, questions, files. */
import { sentenceFor } from '../../core/api/codes.ts';
import type { FieldKind, ImportReport } from '../../core/api/inventory-methods.ts';
import { fromUtf8, utf8 } from '../../core/base/bytes.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { readSmallFile, writeFileAtomic } from '../../core/node/atomic-file.ts';
import { call, inSession, untilOpen, type Command, type Context } from '../command.ts';
import { lines, listOr } from '../text.ts';

/** Bytes of a table: what the API takes as text, in any script. */
const MAX_TABLE = 4_500_000;

const stockOptions: NonNullable<Command['options']> = [['--note <text>', 'what it was about']];

export const listCommands: readonly Command[] = [
  call({
    path: 'item hand',
    args: '<item> <person>',
    summary: 'let another member look after a thing from now on',
    method: 'itemHand',
    input: (given) => ({ item: given.argument('item'), person: given.argument('person') }),
    print: () => 'They look after it from now on. Its loans go on.',
  }),
  call({
    path: 'item take-over',
    args: '<item>',
    summary: 'look after a thing whose keeper is not in the community any more; stewards',
    method: 'itemTakeOver',
    input: (given) => ({ item: given.argument('item') }),
    print: () => 'You look after it from now on. Its loans go on.',
  }),
  ...(['in', 'out', 'waste'] as const).map((why) =>
    call({
      path: `stock ${why}`,
      args: '<item> <amount>',
      summary: { in: 'say what came in', out: 'say what was taken', waste: 'say what went bad' }[why],
      options:
        why === 'in'
          ? [['--expires <date>', 'good until that day, YYYY-MM-DD'] as const, ...stockOptions]
          : stockOptions,
      method: 'stockMove',
      input: (given) => ({
        item: given.argument('item'),
        why,
        amount: amountIn(given.argument('amount')),
        expires: why === 'in' ? given.option('expires') : undefined,
        note: given.option('note'),
      }),
      print: () => 'Saved.',
    }),
  ),
  call({
    path: 'stock count',
    args: '<item> <amount>',
    summary: 'say how much is on the shelf now',
    options: stockOptions,
    method: 'stockCount',
    input: (given) => ({
      item: given.argument('item'),
      amount: amountIn(given.argument('amount')),
      note: given.option('note'),
    }),
    print: () => 'Saved.',
  }),
  call({
    path: 'inventory ask',
    args: '<inventory> <question>',
    summary: 'let a list ask something about each of its things',
    options: [
      ['--kind <kind>', 'text, number, date, choice or yes-no; text when not given'],
      ['--choices <words>', 'of a choice: what there is, with commas between'],
    ],
    method: 'questionAdd',
    input: (given) => ({
      inventory: given.argument('inventory'),
      title: given.argument('question'),
      kind: (given.option('kind') ?? 'text') as FieldKind,
      choices: given
        .option('choices')
        ?.split(',')
        .map((choice) => choice.trim()),
    }),
    print: ({ question }) => `The list asks it from now on: ${question}`,
  }),
  call({
    path: 'inventory rules',
    args: '<inventory>',
    summary: 'set what holds for borrowing from a list; stewards',
    options: [
      ['--guests <yes|no>', 'guests may borrow'],
      ['--self-service <yes|no>', 'requests within the rules are promised by themselves'],
      ['--longest <days>', 'longest loan; 0: no limit'],
      ['--at-once <number>', 'things that one person has at once; 0: no limit'],
      ['--ahead <days>', 'how far ahead things can be asked for; 0: no limit'],
      ['--quiet <days>', 'days between two loans of a thing'],
      ['--hours <week>', 'Monday to Sunday with / between, as 10:00-12:00, empty: closed'],
      ['--words <text>', 'shown with the rules'],
    ],
    method: 'rulesSet',
    input: (given) => ({
      inventory: given.argument('inventory'),
      guests: yesOrNo(given.option('guests')),
      selfService: yesOrNo(given.option('selfService')),
      longest: given.number('longest'),
      atOnce: given.number('atOnce'),
      ahead: given.number('ahead'),
      quiet: given.number('quiet'),
      hours: given
        .option('hours')
        ?.split('/')
        .map((day) => day.trim()),
      words: given.option('words'),
    }),
    print: () => 'The rules hold from now on.',
  }),
  {
    path: 'inventory import',
    args: '<inventory> <file>',
    summary: 'read a table (CSV) into a list; rows with a known label change that thing',
    options: [['--preview', 'only say what would happen']],
    run: importTable,
  },
  {
    path: 'inventory export',
    args: '<inventory> <file>',
    summary: 'write a list as a table (.csv), or its loans as a calendar (.ics)',
    run: exportTable,
  },
];

async function importTable(context: Context): Promise<void> {
  const { given } = context;
  const bytes = await readSmallFile(given.file(given.argument('file')), MAX_TABLE).catch(() => undefined);
  const text = bytes instanceof Uint8Array ? fromUtf8(bytes) : undefined;
  if (text === undefined) throw new KithError('FILE_UNREADABLE');
  const preview = given.flag('preview');
  const report = await untilOpen(() =>
    inSession(context, false, (api) =>
      api.inventoryImport({ inventory: given.argument('inventory'), text, preview }),
    ),
  );
  context.answer(report, reportWords(report, preview));
}

async function exportTable(context: Context): Promise<void> {
  const { given } = context;
  const file = given.file(given.argument('file'));
  const format = file.endsWith('.ics') ? 'ics' : 'csv';
  const { text } = await untilOpen(() =>
    inSession(context, false, (api) =>
      api.inventoryExport({ inventory: given.argument('inventory'), format }),
    ),
  );
  await writeFileAtomic(file, utf8(text), 0o644);
  context.answer({ file, format }, `Written: ${file}`);
}

function reportWords(report: ImportReport, isPreview: boolean): string {
  const used = report.columns.filter(({ use }) => use !== '').map(({ name, use }) => `${name} (${use})`);
  return lines(
    `${isPreview ? 'Would add' : 'Added'} ${report.added}, ${isPreview ? 'change' : 'changed'} ${report.updated}, as before ${report.unchanged}, left out ${report.rejected.length}.`,
    `Columns: ${used.join(', ')}`,
    listOr(
      '',
      report.rejected.map(({ line, title, code, details }) => [
        `row ${line}`,
        title,
        sentenceFor(code, details) ?? code,
      ]),
    ),
  );
}

function amountIn(text: string): number {
  const amount = Number(text.replace(',', '.'));
  if (!/^\d+([.,]\d{1,3})?$/.test(text)) throw new KithError('AMOUNT_INVALID');
  return amount;
}

function yesOrNo(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : ['yes', 'on', 'true'].includes(text.toLowerCase());
}
