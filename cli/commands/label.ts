/** Labels: printing them, and finding a thing by what stands on one. */
import type { LoanHistoryView } from '../../core/api/loan-methods.ts';
import { labelSheetNames, type LabelSheetName } from '../../core/api/label-sheets.ts';
import { decodeInput } from '../../core/api/decode-input.ts';
import { utf8 } from '../../core/base/bytes.ts';
import { writeFileAtomic } from '../../core/node/atomic-file.ts';
import { inSession, untilOpen, type Command, type Context } from '../command.ts';
import { lines, listOr } from '../text.ts';

export const labelCommands: readonly Command[] = [
  {
    path: 'labels',
    args: '<inventory> <file>',
    summary: 'write labels for the things of a list, as a page (.html) to print',
    options: [
      ['--sheet <name>', `${labelSheetNames.join(', ')}; a4-24 when not given`],
      ['--item <item>', 'one of the things; all when not given'],
      ['--skip <number>', 'labels of the first sheet that are used already'],
    ],
    run: writeLabels,
  },
  {
    path: 'thing',
    args: '<code>',
    summary: 'find a thing by its label: link, number or short code',
    options: [['--community <id>', 'look in this one alone']],
    run: showThing,
  },
];

async function writeLabels(context: Context): Promise<void> {
  const { given } = context;
  const file = given.file(given.argument('file'));
  const item = given.option('item');
  const skip = given.number('skip');
  const wish = {
    inventory: given.argument('inventory'),
    sheet: (given.option('sheet') ?? 'a4-24') as LabelSheetName,
    ...(item !== undefined && { items: [item] }),
    ...(skip !== undefined && { skip }),
  };
  decodeInput('labels', wish);
  const { text, count } = await untilOpen(() => inSession(context, false, (api) => api.labels(wish)));
  await writeFileAtomic(file, utf8(text), 0o644);
  context.answer({ file, count }, `Written, ${String(count)} labels: ${file}`);
}

async function showThing(context: Context): Promise<void> {
  const { given } = context;
  const wish = { code: given.argument('code'), ...given.changes('community') };
  decodeInput('thingFind', wish);
  const { found, page } = await untilOpen(() =>
    inSession(context, false, async (api) => {
      const found = await api.thingFind(wish);
      return { found, page: await api.item({ item: found.item }) };
    }),
  );
  const { item, inventoryTitle, loans } = page;
  context.answer(
    { ...found, title: item.title, loans: loans.map(({ id, state, mine }) => ({ id, state, mine })) },
    lines(
      `${item.title}, in ${inventoryTitle}: ${item.id}`,
      listOr('', loans.filter(({ mine }) => mine.length > 0).map(loanRow)),
    ),
  );
}

function loanRow({ borrowerName, mine, id }: LoanHistoryView): string[] {
  return [borrowerName, `you may: ${mine.join(', ')}`, id];
}
