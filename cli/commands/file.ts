/** Files in a channel. */
import { KithError } from '../../core/base/kith-error.ts';
import { inSession, untilOpen, type Command } from '../command.ts';
import { lines } from '../text.ts';
import { readNumber } from '../values.ts';
import { waitOf, waitOption } from './photo.ts';

export const fileCommands: readonly Command[] = [
  {
    path: 'file send',
    args: '<channel> <file>',
    summary: 'send a file or a picture; photos go without what says where they were taken',
    options: [
      ['--text <text>', 'what to say with it'],
      ['--reply <message>', 'the message that it answers'],
    ],
    run: async (context) => {
      const { given } = context;
      const channel = given.argument('channel');
      const file = given.file(given.argument('file'));
      const sent = await untilOpen(() =>
        inSession(context, false, async (api) => {
          const { community } = await api.messages({ channel, last: 1 });
          const { upload } = await api.attachmentTake({ community, file });
          const reply = given.option('reply');
          return api.say({
            channel,
            text: given.option('text') ?? '',
            files: [{ upload }],
            ...(reply !== undefined && { reply }),
          });
        }),
      );
      context.answer(sent, `Saved: ${sent.message}`);
    },
  },
  {
    path: 'file get',
    args: '<message> <file>',
    summary: 'save a file of a message',
    options: [['--number <number>', 'which one, where there are several; 1 when not given'], waitOption],
    run: async (context) => {
      const { given } = context;
      const id = given.argument('message');
      const number = readNumber(given.option('number') ?? '1', '--number');
      const file = given.file(given.argument('file'));
      const waitMs = waitOf(given);
      const saved = await untilOpen(() =>
        inSession(context, true, async (api) => {
          const { channel, newer } = await api.messagePlace({ message: id });
          const { community, messages } = await api.messages({ channel, last: newer + 1 });
          const attachment = messages.find((message) => message.id === id)?.files?.[number - 1];
          if (!attachment) throw new KithError('ATTACHMENT_UNKNOWN');
          return api.attachmentSave({ community, attachment: attachment.id, file, waitMs });
        }),
      );
      context.answer(saved, lines(`Saved, ${saved.size} bytes: ${given.argument('file')}`));
    },
  },
];
