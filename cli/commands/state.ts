/** In what state things are: remarks about them, and what is said when they come back. Photos come from files. */
import type { ApiClient } from '../../core/api/client.ts';
import type { Condition } from '../../core/api/loan-methods.ts';
import { decodeInput } from '../../core/api/decode-input.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { inSession, untilOpen, type Command, type Context } from '../command.ts';
import type { Given } from '../given.ts';
import { stateWords } from './loan.ts';

const stateOptions: NonNullable<Command['options']> = [
  ['--condition <state>', 'usable, needs-repair, in-repair or written-off'],
  ['--photo <file>', 'a picture that shows it, without what says where it was taken'],
];

export const stateCommands: readonly Command[] = [
  {
    path: 'item remark',
    args: '<item> <text>',
    summary: 'write something beside a thing, and say what state it is in',
    options: stateOptions,
    run: remark,
  },
  {
    path: 'loan return',
    args: '<loan>',
    summary: 'say that a thing is back, and in what state; both sides do',
    options: [
      ['--note <text>', 'a word to the other side'],
      ['--text <text>', 'how it came back, as a remark about the thing'],
      ...stateOptions,
    ],
    run: bringBack,
  },
];

async function remark(context: Context): Promise<void> {
  const { given } = context;
  const item = given.argument('item');
  const wish = { item, text: given.argument('text'), ...conditionIn(given) };
  decodeInput('itemRemark', wish);
  const result = await untilOpen(() =>
    inSession(context, false, async (api) => {
      const { community } = await api.thingFind({ code: item });
      return api.itemRemark({ ...wish, ...(await photosIn(given, api, community)) });
    }),
  );
  context.answer(result, 'Saved.');
}

async function bringBack(context: Context): Promise<void> {
  const { given } = context;
  const loan = given.argument('loan');
  const wish = { loan, ...given.changes('note', 'text'), ...conditionIn(given) };
  decodeInput('loanReturn', wish);
  const result = await untilOpen(() =>
    inSession(context, false, async (api) => {
      if (given.option('photo') === undefined) return api.loanReturn(wish);
      const { community } = await api.thingFind({ code: loan });
      return api.loanReturn({ ...wish, ...(await photosIn(given, api, community)) });
    }),
  );
  context.answer(result, `Saved. The loan is ${stateWords(result.state)}.`);
}

function conditionIn(given: Given): { condition?: Condition } {
  const condition = given.option('condition');
  return condition === undefined ? {} : { condition: condition as Condition };
}

async function photosIn(
  given: Given,
  api: ApiClient,
  community: string,
): Promise<{ photos?: { upload: string }[] }> {
  const name = given.option('photo');
  if (name === undefined) return {};
  const { upload, isPicture } = await api.attachmentTake({ community, file: given.file(name) });
  if (!isPicture) throw new KithError('PICTURE_UNREADABLE');
  return { photos: [{ upload }] };
}
