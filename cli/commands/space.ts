/** Private spaces of a community. */
import { call, type Command } from '../command.ts';
import { count, listOr } from '../text.ts';

export const spaceCommands: readonly Command[] = [
  call({
    path: 'space add',
    args: '<community> <title>',
    summary: 'open a private space, for you and some members',
    options: [['--member <member...>', 'who is in it besides you']],
    method: 'spaceAdd',
    input: (given) => ({
      community: given.argument('community'),
      title: given.argument('title'),
      members: [...given.list('member')],
    }),
    print: ({ space }) => `The private space is there: ${space}`,
  }),
  call({
    path: 'space members',
    args: '<space>',
    summary: 'take members into a private space, or out of it',
    options: [
      ['--add <member...>', 'who comes in'],
      ['--remove <member...>', 'who goes out, and reads nothing new'],
    ],
    method: 'spaceMembers',
    input: (given) => ({
      space: given.argument('space'),
      add: [...given.list('add')],
      remove: [...given.list('remove')],
    }),
    print: () => 'It is changed.',
  }),
  call({
    path: 'direct',
    args: '<member>',
    summary: 'open the private conversation with one member; gives its channel',
    method: 'direct',
    input: (given) => ({ member: given.argument('member') }),
    print: ({ channel }) => `Write there: kith say ${channel} TEXT`,
  }),
  call({
    path: 'spaces',
    args: '<community>',
    summary: 'list the private spaces of a community',
    method: 'spaces',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ spaces }) =>
      listOr(
        'There is no private space.',
        spaces.map(({ id, title, members, mine, direct }) => [
          direct ? `with ${direct.name}` : title,
          mine ? members.map(({ name }) => name).join(', ') : count(members.length, 'member'),
          id,
          ...(mine ? [] : ['you are not in it']),
        ]),
      ),
  }),
];
