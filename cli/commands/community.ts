/** Communities, invitations and members. */
import { replaceFile, writeAll } from '../../core/node/atomic-file.ts';
import { decodeInput } from '../../core/api/decode-input.ts';
import type { OutputOf } from '../../core/api/methods.ts';
import { call, inSession, type Command } from '../command.ts';
import { count, lines, listOr, timeOf } from '../text.ts';
import { readCount, readLifetime } from '../values.ts';

/** In the place of a role that has ended. */
const STANDING = {
  left: 'left',
  removed: 'removed',
  dropped: 'this device was dropped',
} as const;

export const communityCommands: readonly Command[] = [
  call({
    path: 'create',
    args: '<title>',
    summary: 'found a community',
    method: 'create',
    input: (given) => ({ title: given.argument('title') }),
    print: ({ community }) =>
      lines(`The community is founded: ${community}`, `Invite somebody: kith invite ${community}`),
  }),
  call({
    path: 'communities',
    summary: 'list the communities of this profile',
    method: 'communities',
    input: () => ({}),
    print: ({ communities }) =>
      listOr(
        'You are in no community yet. Found one with kith create TITLE, or join one with kith join LINK.',
        communities.map(({ id, title, role, standing, members, unread }) => [
          title,
          standing === 'in' ? role : STANDING[standing],
          count(members, 'member'),
          unread > 0 ? `${unread} unread` : '',
          id,
        ]),
      ),
  }),
  {
    path: 'invite',
    args: '<community>',
    summary: 'make an invitation',
    options: [
      ['--uses <number>', 'how many people it lets in, or: unlimited; 1 when not given'],
      ['--expires <time>', 'how long it is good, like 7d or 12h, or: never; 7d when not given'],
      ['--role <role>', 'steward, member, guest or mirror; member when not given'],
      ['--approval', 'a steward lets each in who comes by it'],
      ['--file <file>', 'write the link to this file, too'],
    ],
    run: async (context) => {
      const { given } = context;
      const [uses, expires, role, file] = ['uses', 'expires', 'role', 'file'].map((name) =>
        given.option(name),
      );
      const input = decodeInput('invite', {
        community: given.argument('community'),
        ...(uses !== undefined && { uses: readCount(uses, '--uses') }),
        ...(expires !== undefined && { expiresMs: readLifetime(expires, '--expires') }),
        role,
        approval: given.flag('approval'),
      });
      const invite = await inSession(context, false, async (api) => {
        if (file === undefined) return api.invite(input);
        let made: OutputOf<'invite'> | undefined;
        // The file is begun before: an invitation whose link nobody has would be of no use.
        await replaceFile(given.file(file), 0o600, async (handle) => {
          made = await api.invite(input);
          await writeAll(handle, new TextEncoder().encode(`${made.link}\n`));
        });
        return made!;
      });
      const who =
        input.uses === undefined || input.uses === 1
          ? 'one person'
          : `${input.uses ?? 'any number of'} people`;
      const until = invite.expires === null ? 'without end' : `until ${timeOf(invite.expires)}`;
      context.answer(
        invite,
        lines(
          invite.link,
          '',
          `It lets in ${who}, ${until}: whoever has the link or the words can use it, so pass it on with care.`,
          'They join with: kith join LINK',
          '',
          `To read aloud: ${invite.words.join(' ')}`,
          'Whoever is on the same network joins with: kith join --yes "WORDS"',
          '',
          file !== undefined && `The link is also in ${file}.`,
          `Withdraw it: kith revoke ${invite.invite}`,
        ),
      );
    },
  },
  call({
    path: 'invites',
    args: '<community>',
    summary: 'list the invitations of a community',
    method: 'invites',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ invites }) =>
      listOr(
        'Nobody is invited yet.',
        invites.map((invite) => [
          invite.state,
          `${invite.used} of ${invite.uses ?? 'any number'} used`,
          invite.role,
          invite.expires === null ? 'never ends' : `until ${timeOf(invite.expires)}`,
          `by ${invite.byName}`,
          invite.approval ? 'a steward lets in' : '',
          invite.id,
        ]),
      ),
  }),
  call({
    path: 'revoke',
    args: '<invite>',
    summary: 'withdraw an invitation',
    method: 'revokeInvite',
    input: (given) => ({ invite: given.argument('invite') }),
    print: () => 'Withdrawn. Whoever came by it stays.',
  }),
  call({
    path: 'requests',
    args: '<community>',
    summary: 'list who waits for a steward to let them in',
    method: 'joinRequests',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ requests }) =>
      listOr(
        'Nobody waits to be let in.',
        requests.map(({ id, name, role, byName, since }) => [
          name,
          `as ${role}`,
          `invited by ${byName}`,
          `since ${timeOf(since)}`,
          id,
        ]),
      ),
  }),
  call({
    path: 'admit',
    args: '<request>',
    summary: 'let somebody in who waits for it',
    options: [['--refuse', 'turn them away instead']],
    method: 'joinAnswer',
    input: (given) => ({ request: given.argument('request'), admit: !given.flag('refuse') }),
    print: (_, given) =>
      given.flag('refuse') ? 'Turned away.' : 'Let in. They are there as soon as they ask again.',
  }),
  call({
    path: 'members',
    args: '<community>',
    summary: 'list the members of a community',
    method: 'members',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ members }) =>
      listOr(
        'There is nobody in it.',
        members.map((member) => [
          member.self ? `${member.name} (you)` : member.name,
          member.state === 'in' ? member.role : member.state,
          count(member.devices.filter(({ state }) => state === 'current').length, 'device'),
          member.self ? '' : member.here ? 'here now' : '',
          member.safety === 'confirmed' ? 'compared' : member.safety === 'changed' ? 'compare again' : '',
          member.id,
        ]),
      ),
  }),
];
