/** Channels and messages. */
import { newPlace, spaceOption } from '../new-place.ts';
import { call, type Command } from '../command.ts';
import { count, lines, listOr, timeOf } from '../text.ts';

export const chatCommands: readonly Command[] = [
  call({
    path: 'channel add',
    args: '<community> <title>',
    summary: 'make a channel',
    options: [spaceOption],
    method: 'channelAdd',
    input: newPlace,
    print: ({ channel }) =>
      lines(`The channel is there: ${channel}`, `Say something: kith say ${channel} TEXT`),
  }),
  call({
    path: 'channels',
    args: '<community>',
    summary: 'list the channels of a community',
    method: 'channels',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ channels }) =>
      listOr(
        'There is no channel yet.',
        channels.map(({ id, title, unread }) => [title, unread > 0 ? `${unread} unread` : '', id]),
      ),
  }),
  call({
    path: 'channel read',
    args: '<channel>',
    summary: 'mark everything in a channel as read',
    method: 'markRead',
    input: (given) => ({ channel: given.argument('channel') }),
    print: () => 'Everything in it is marked as read.',
  }),
  call({
    path: 'say',
    args: '<channel> <text>',
    summary: 'send a message',
    options: [['--reply <message>', 'the message that it answers']],
    method: 'say',
    input: (given) => ({
      channel: given.argument('channel'),
      text: given.argument('text'),
      reply: given.option('reply'),
    }),
    print: ({ message }) => `Saved: ${message}`,
  }),
  call({
    path: 'message edit',
    args: '<message> <text>',
    summary: 'change an own message',
    method: 'messageEdit',
    input: (given) => ({ message: given.argument('message'), text: given.argument('text') }),
    print: () => 'Saved.',
  }),
  call({
    path: 'message delete',
    args: '<message>',
    summary: 'delete an own message',
    method: 'messageDelete',
    input: (given) => ({ message: given.argument('message') }),
    print: () => 'Deleted here, and with the others as soon as they are reached.',
  }),
  call({
    path: 'message react',
    args: '<message> <sign>',
    summary: 'put a sign beside a message',
    options: [['--off', 'take it away again']],
    method: 'messageReact',
    input: (given) => ({
      message: given.argument('message'),
      sign: given.argument('sign'),
      on: !given.flag('off'),
    }),
    print: () => 'Saved.',
  }),
  call({
    path: 'message hide',
    args: '<message>',
    summary: 'hide a message from everybody, as a steward',
    options: [['--show', 'show it again']],
    method: 'messageHide',
    input: (given) => ({ message: given.argument('message'), hidden: !given.flag('show') }),
    print: () => 'Saved. Everybody sees that it was hidden and by whom; who wants to can still read it.',
  }),
  call({
    path: 'messages',
    args: '<channel>',
    summary: 'show the newest messages of a channel',
    options: [
      ['--last <number>', 'how many; 50 when not given'],
      ['--before <message>', 'those that stand before this one'],
    ],
    method: 'messages',
    input: (given) => ({
      channel: given.argument('channel'),
      last: given.number('last'),
      before: given.option('before'),
    }),
    print: ({ title, messages, more }) =>
      lines(
        title,
        more && `(There are older ones: kith messages ... --before ${messages[0]?.id ?? ''})`,
        ...messages.map((message) => {
          const answer =
            message.replyName === null ? '' : ` (to ${message.replyName}: ${message.replyText ?? ''})`;
          const files = (message.files ?? []).map(
            ({ name, size }) => ` [file: ${name}, ${count(size, 'byte')}]`,
          );
          const text = message.deleted ? '(deleted)' : message.text + files.join('');
          const hidden = message.hiddenBy === undefined ? '' : `(hidden by ${message.hiddenBy}) `;
          const signs = (message.reactions ?? []).map(
            ({ sign, count: many }) => ` {${sign} ${String(many)}}`,
          );
          const held =
            message.holders === 0 ? 'only on this device' : `on ${count(message.holders, 'other device')}`;
          const marks = [...(message.edited ? ['edited'] : []), held].join(', ');
          return `${timeOf(message.time)}  ${message.name}${answer}: ${hidden}${text}${signs.join('')}  [${marks}]  ${message.id}`;
        }),
        messages.length === 0 && 'There is no message yet.',
      ),
  }),
];
