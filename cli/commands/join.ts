/** Joining a community by a link, or by a file that holds one. */
import { decodeInput } from '../../core/api/decode-input.ts';
import { fromUtf8 } from '../../core/base/bytes.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { readSmallFile } from '../../core/node/atomic-file.ts';
import { call, type Command } from '../command.ts';
import type { Given } from '../given.ts';
import { lines } from '../text.ts';
import { readDuration } from '../values.ts';

/** Bytes: more than any link. */
const MAX_FILE = 64 * 1024;

export const joinCommand: Command = call({
  path: 'join',
  args: '<link-or-file>',
  summary: 'join a community that you are invited to',
  options: [['--wait <time>', 'how long to try, like 30s or 5m; 30s when not given']],
  method: 'join',
  isNetworked: true,
  input: async (given) => {
    const wait = given.option('wait');
    const waitMs = wait === undefined ? 30_000 : readDuration(wait, '--wait');
    const link = await readLink(given);
    decodeInput('invitePreview', { link });
    return { link, waitMs };
  },
  print: ({ community, title }) =>
    lines(`You are in: ${title}  ${community}`, `See what there is: kith boards ${community}`),
});

async function readLink(given: Given): Promise<string> {
  const text = given.argument('link-or-file');
  if (text.trim().startsWith('kith://')) return text;
  const bytes = await readSmallFile(given.file(text), MAX_FILE);
  // What does not look like the name of a file was meant as a link.
  if (bytes === undefined && !/[./\\]/.test(text)) throw new KithError('INVITE_UNREADABLE');
  if (bytes === undefined) throw new KithError('FILE_UNREADABLE');
  const link = bytes === 'too-large' ? undefined : fromUtf8(bytes);
  if (link === undefined) throw new KithError('INVITE_UNREADABLE');
  return link;
}
