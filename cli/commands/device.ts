/** Further devices of a person, and the way back for who has lost all of them. */
import { call, type Command } from '../command.ts';
import { lines } from '../text.ts';
import { readDuration } from '../values.ts';
import { wordsIn } from './words-file.ts';

const waitOption = ['--wait <time>', 'how long to wait for a neighbour, like 30s'] as const;
const WAIT = '30s';

export const deviceCommands: readonly Command[] = [
  call({
    path: 'device add',
    args: '<label>',
    summary: 'make a further device of yours; show the link to nobody, it is that device',
    method: 'deviceLink',
    input: (given) => ({ label: given.argument('label') }),
    print: ({ link }) =>
      lines(
        link,
        '',
        'On the new device: kith init --name NAME, then kith device join LINK.',
        'Whoever has the link is you, until you drop that device.',
      ),
  }),
  call({
    path: 'device join',
    args: '<link>',
    summary: 'make this device the one of the link that your other device shows',
    options: [waitOption],
    method: 'deviceJoin',
    isNetworked: true,
    input: (given) => ({
      link: given.argument('link'),
      waitMs: readDuration(given.option('wait') ?? WAIT, '--wait'),
    }),
    print: ({ communities }) => lines('This device is yours now, in:', ...communities),
  }),
  call({
    path: 'device renew',
    summary: 'go on as a new device, after this one was copied or brought back',
    options: [
      ['--label <name>', 'what you call the new device'],
      ['--drop-old', 'drop the old one: whoever uses the other copy is out'],
    ],
    method: 'deviceRenew',
    input: (given) => {
      const label = given.option('label');
      return { ...(label !== undefined && { label }), dropOld: given.flag('dropOld') };
    },
    print: ({ communities }) => lines('This device goes on as a new one, in:', ...communities),
  }),
  call({
    path: 'member return',
    args: '<member>',
    summary: 'make a link by which a member who has lost their devices comes back',
    method: 'returnInvite',
    input: (given) => ({ member: given.argument('member') }),
    print: ({ link }) => lines(link, '', 'It is for that member alone: kith recover LINK --words-file FILE'),
  }),
  call({
    path: 'recover',
    args: '<link>',
    summary: 'come back after all devices were lost, by a link that a member made for you',
    options: [
      ['--words-file <file>', 'the recovery words; without them, members have to have vouched for you'],
      ['--label <name>', 'what you call this device'],
      ['--keep-others', 'do not drop your other devices'],
      waitOption,
    ],
    method: 'recover',
    isNetworked: true,
    input: async (given) => {
      const [file, label] = [given.option('wordsFile'), given.option('label')];
      return {
        link: given.argument('link'),
        ...(file !== undefined && { words: await wordsIn(given.file(file)) }),
        ...(label !== undefined && { label }),
        keepOthers: given.flag('keepOthers'),
        waitMs: readDuration(given.option('wait') ?? WAIT, '--wait'),
      };
    },
    print: ({ title, dropped }) => `You are back in ${title}. Lost devices dropped: ${dropped}.`,
  }),
  call({
    path: 'vouch request',
    args: '<link>',
    summary: 'ask members to vouch for you, when the words are lost too',
    method: 'vouchRequest',
    input: (given) => ({ link: given.argument('link') }),
    print: ({ link }) =>
      lines(
        link,
        '',
        'Send it to members who know you. When enough have vouched, ask for a new link to come back.',
      ),
  }),
  call({
    path: 'vouch for',
    args: '<link>',
    summary: 'vouch for a member who has lost devices and words',
    method: 'vouch',
    input: (given) => ({ link: given.argument('link') }),
    print: ({ state }) =>
      state === 'done'
        ? 'Enough members have vouched. Make them a link to come back: kith member return MEMBER'
        : 'You have vouched. More members have to.',
  }),
];
