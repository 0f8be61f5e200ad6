/** Who is in and what they may do: roles, removals, devices, rules, proposals, history. */
import { sentenceFor } from '../../core/api/codes.ts';
import type { Decision, HistoryEvent } from '../../core/api/trust-methods.ts';
import { call, type Command } from '../command.ts';
import { lines, listOr, timeOf } from '../text.ts';
import { readNumber, readRole, usage } from '../values.ts';

const proposeOption = ['--propose', 'where one alone may not, ask the members to approve it'] as const;
const RULES = ['history', 'invites', 'quorum', 'rules'] as const;

export const trustCommands: readonly Command[] = [
  call({
    path: 'member role',
    args: '<member> <role>',
    summary: 'give a member a role: steward, member, guest or mirror',
    options: [proposeOption],
    method: 'memberRole',
    input: (given) => ({
      member: given.argument('member'),
      role: readRole(given.argument('role')),
      propose: given.flag('propose'),
    }),
    print: (decision, given) => decided(decision, `The role is ${given.argument('role')} now.`),
  }),
  call({
    path: 'member remove',
    args: '<member>',
    summary: 'remove a member: keeps what they wrote until now, and changes the locks',
    options: [['--note <text>', 'why, for everybody to read'], proposeOption],
    method: 'memberRemove',
    input: (given) => {
      const note = given.option('note');
      return {
        member: given.argument('member'),
        ...(note !== undefined && { note }),
        propose: given.flag('propose'),
      };
    },
    print: (decision) =>
      decided(decision, 'Removed. What they wrote until now stays; the locks are changed.'),
  }),
  call({
    path: 'leave',
    args: '<community>',
    summary: 'leave a community; what you have of it stays on this device',
    method: 'leave',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ community }) =>
      lines(
        'You have left. What you have of it can still be read here.',
        `Put it away: kith forget ${community}`,
      ),
  }),
  call({
    path: 'forget',
    args: '<community>',
    summary: 'take a community that you are not in any more off this device',
    method: 'forget',
    input: (given) => ({ community: given.argument('community') }),
    print: () => 'It is gone from this device.',
  }),
  call({
    path: 'device drop',
    args: '<device>',
    summary: 'drop a device: keeps what was written on it until now, and changes the locks',
    options: [proposeOption],
    method: 'deviceDrop',
    input: (given) => ({ device: given.argument('device'), propose: given.flag('propose') }),
    print: (decision) => decided(decision, 'Dropped. What was written on it until now stays.'),
  }),
  call({
    path: 'proposals',
    args: '<community>',
    summary: 'list what waits for the approval of members',
    method: 'proposals',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ proposals }) =>
      listOr(
        'Nothing waits for approval.',
        proposals.map(({ id, code, details, approvals, needed, open }) => [
          sentenceFor(code, details) ?? code,
          `${approvals.length} of ${needed} approvals`,
          open ? 'waits for you' : '',
          id,
        ]),
      ),
  }),
  call({
    path: 'approve',
    args: '<proposal>',
    summary: 'approve a proposal',
    method: 'proposalApprove',
    input: (given) => ({ proposal: given.argument('proposal') }),
    print: (decision) => decided(decision, 'Approved, and with that it is in force.'),
  }),
  call({
    path: 'policy show',
    args: '<community>',
    summary: 'show the rules of a community',
    method: 'policy',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ history, invites, quorum, rules, known }) =>
      lines(
        `history  ${history}`,
        `invites  ${invites}`,
        `quorum   more than ${quorum} percent`,
        `rules    ${rules}${rules > known ? ' (newer than this Kith: update it to write)' : ''}`,
      ),
  }),
  call({
    path: 'policy set',
    args: '<community> <name> <value>',
    summary: 'set history (all, since-join), invites (any, stewards) or quorum (50-100)',
    method: 'policySet',
    input: (given) => {
      const name = RULES.find((rule) => rule === given.argument('name'));
      if (name === undefined) throw usage(`there is no rule ${given.argument('name')}`);
      const value = given.argument('value');
      return {
        community: given.argument('community'),
        name,
        value: name === 'quorum' || name === 'rules' ? readNumber(value, name) : value,
      };
    },
    print: ({ name }) => `The rule ${name} is changed.`,
  }),
  call({
    path: 'rename',
    args: '<community> <title>',
    summary: 'give a community another name',
    method: 'rename',
    input: (given) => ({ community: given.argument('community'), title: given.argument('title') }),
    print: () => 'The community has its new name.',
  }),
  call({
    path: 'member name',
    args: '<community> <name>',
    summary: 'go by another name in a community',
    method: 'renameSelf',
    input: (given) => ({ community: given.argument('community'), name: given.argument('name') }),
    print: (_, given) => `You go by the name ${given.argument('name')} there.`,
  }),
  call({
    path: 'member safety',
    args: '<member>',
    summary: 'show the number that the two of you compare in person',
    method: 'safety',
    input: (given) => ({ member: given.argument('member') }),
    print: ({ number, state }) =>
      lines(
        ...number.match(/\S+ \S+ \S+ \S+/g)!,
        state === 'confirmed'
          ? 'You have compared it.'
          : state === 'changed'
            ? 'It has changed since you compared it: compare it again.'
            : 'Compare it in person; both have to see the same.',
      ),
  }),
  call({
    path: 'history',
    args: '<community>',
    summary: 'tell who let in, removed and changed what, newest first',
    options: [
      ['--last <count>', 'how many; 50 when not given'],
      ['--member <member>', 'only what is about that one'],
      ['--before <entry>', 'those before that one'],
    ],
    method: 'history',
    input: (given) => {
      const last = given.number('last');
      const before = given.option('before');
      const member = given.option('member');
      return {
        community: given.argument('community'),
        ...(member !== undefined && { member }),
        ...(last !== undefined && { last }),
        ...(before !== undefined && { before }),
      };
    },
    print: ({ events, more }) =>
      lines(
        listOr('Nothing has happened yet.', events.map(told)),
        more && `There is more: --before ${events.at(-1)!.id}`,
      ),
  }),
];

function decided({ state, id }: Decision, done: string): string {
  return state === 'done'
    ? done
    : lines('It is proposed now; enough members have to approve it.', `kith approve ${id}`);
}

function told({ time, code, details, because }: HistoryEvent): string[] {
  const sentence = sentenceFor(code, details) ?? code;
  return [timeOf(time), because === null ? sentence : `${sentence} (without effect: ${because})`];
}
