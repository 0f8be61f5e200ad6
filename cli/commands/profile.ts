/** The profile: its first run, its state, its network. */
import { KithError } from '../../core/base/kith-error.ts';
import type { NetworkMode } from '../../core/api/fields.ts';
import { checkName } from '../../core/identity/name.ts';
import { call, type Command } from '../command.ts';
import { INSECURE_WARNING, chosenKeys, keyOptions } from '../key-choice.ts';
import { count, lines, listOr } from '../text.ts';
import { usage } from '../values.ts';

const networkOption = ['--network <mode>', 'offline, loopback or lan; lan when not given'] as const;

export const profileCommands: readonly Command[] = [
  {
    path: 'init',
    summary: 'set up a profile: say who you are',
    options: [['--name <name>', 'the name that your neighbours know you by'], networkOption, ...keyOptions],
    run: async (context) => {
      const { given, terminal, place } = context;
      const name = given.option('name');
      if (name === undefined) throw usage('--name NAME is missing');
      const network = readNetwork(given.option('network') ?? 'lan');
      const keys = chosenKeys(given, place);
      // Before anything is made on disk.
      const checked = checkName(name);
      if (!checked.ok) throw new KithError(checked.code);
      const { openNewSession } = await import('../open-session.ts');
      const session = await openNewSession(place, keys);
      try {
        const profile = await session.api.init({ name: checked.value, network });
        if (profile.keys === 'insecure') terminal.err(INSECURE_WARNING);
        context.answer(
          { network: profile.network, keys: profile.keys, name: profile.name },
          lines(
            `Hello, ${profile.name}. Your profile is in ${place.folder}`,
            'Found a community with kith create TITLE, or join one with kith join LINK.',
          ),
        );
      } finally {
        await session.close();
      }
    },
  },
  call({
    path: 'status',
    summary: 'say how things are: connections, and what is not with others yet',
    method: 'status',
    input: () => ({}),
    print: ({ network, keys, page, addresses, entries, inStep, peers, communities }) =>
      lines(
        `network    ${network}`,
        `keys       ${keys === 'insecure' ? 'insecure: they lie unprotected on this disk' : keys}`,
        `page       ${page ?? 'not served (kith serve)'}`,
        `entries    ${entries}`,
        ...communities.map(
          ({ title, onlyHere }) =>
            `           ${title}: ${onlyHere === 0 ? 'others have everything of yours' : `${count(onlyHere, 'change')} only on this device`}`,
        ),
        ...addresses.map((address, at) => `${at === 0 ? 'addresses' : '         '}  ${address}`),
        '',
        listOr(
          'Nobody is connected.',
          peers.map((peer) => [
            peer.name === '' ? '(somebody new)' : peer.name,
            peer.path,
            peer.behind === null ? 'comparing' : peer.behind === 0 ? 'in step' : `${peer.behind} to exchange`,
          ]),
        ),
        inStep && 'You and everybody who is connected have the same.',
      ),
  }),
  call({
    path: 'network',
    args: '<mode>',
    summary: 'choose whom this profile talks to: offline, loopback or lan',
    method: 'setNetwork',
    input: (given) => ({ network: readNetwork(given.argument('mode')) }),
    print: ({ network }) => `The network mode is ${network} now.`,
  }),
];

/** `internet` comes later. */
export function readNetwork(mode: string): NetworkMode {
  if (mode !== 'offline' && mode !== 'loopback' && mode !== 'lan') throw new KithError('NETWORK_UNKNOWN');
  return mode;
}
