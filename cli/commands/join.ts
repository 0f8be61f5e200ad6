/** Joining a community by a link, by a file that holds one, or by words that were read aloud. */
import { decodeInput } from '../../core/api/decode-input.ts';
import { fromUtf8 } from '../../core/base/bytes.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { looksLikeInviteWords } from '../../core/identity/invite-words.ts';
import { readSmallFile } from '../../core/node/atomic-file.ts';
import { inSession, untilOpen, type Command } from '../command.ts';
import type { Given } from '../given.ts';
import { lines } from '../text.ts';
import { readDuration } from '../values.ts';

/** Bytes: more than any link. */
const MAX_FILE = 64 * 1024;

export const joinCommand: Command = {
  path: 'join',
  args: '<link-or-file-or-words>',
  summary: 'join a community that you are invited to',
  options: [
    ['--wait <time>', 'how long to try, like 30s or 5m; 30s when not given'],
    ['--yes', 'with words: join what they lead to; without it, Kith only says what that is'],
  ],
  run: async (context) => {
    const { given } = context;
    const wait = given.option('wait');
    const waitMs = wait === undefined ? 30_000 : readDuration(wait, '--wait');
    const link = await readInvite(given);
    const input = decodeInput('join', { link, waitMs });
    const joined = await untilOpen(() =>
      inSession(context, true, async (api) => {
        if (!given.flag('yes') || !looksLikeInviteWords(link)) return api.join(input);
        const { community } = await api.joinLook({ link, waitMs });
        return api.join({ ...input, community });
      }),
    );
    context.answer(
      joined,
      lines(
        `You are in: ${joined.title}  ${joined.community}`,
        `See what there is: kith boards ${joined.community}`,
      ),
    );
  },
};

/** Words in quotes, a link, or what stands in a file. */
async function readInvite(given: Given): Promise<string> {
  const text = given.argument('link-or-file-or-words');
  if (text.trim().startsWith('kith://') || looksLikeInviteWords(text)) return text;
  const bytes = await readSmallFile(given.file(text), MAX_FILE);
  // What does not look like the name of a file was meant as a link.
  if (bytes === undefined && !/[./\\]/.test(text)) throw new KithError('INVITE_UNREADABLE');
  if (bytes === undefined) throw new KithError('FILE_UNREADABLE');
  const link = bytes === 'too-large' ? undefined : fromUtf8(bytes);
  if (link === undefined) throw new KithError('INVITE_UNREADABLE');
  return link;
}
