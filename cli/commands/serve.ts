/** A peer that goes on running, with its page and its local socket. */
import { join } from 'node:path';
import type { TextChannel } from '../../core/api/channel.ts';
import { codeOf } from '../../core/api/codes.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { INSECURE_WARNING, chosenKeys, keyOptions, storedKeys } from '../key-choice.ts';
import type { Command, Context } from '../command.ts';
import type { HostedPeer } from '../../core/node/peer-host.ts';
import { takeTurns } from '../open-session.ts';
import { readPassphrase } from '../passphrase.ts';
import type { Terminal } from '../terminal.ts';
import { lines } from '../text.ts';
import { readPort } from '../values.ts';
import { readNetwork } from './profile.ts';

export const serveCommand: Command = {
  path: 'serve',
  summary: 'run a peer with its page, until stopped',
  options: [
    ['--page-port <port>', 'the port of the page; the one that is kept for it when not given'],
    ['--listen <multiaddr...>', 'where others reach this peer, like /ip4/127.0.0.1/tcp/4001'],
    ['--dial <multiaddr...>', 'addresses to connect to'],
    ['--network <mode>', 'offline, loopback or lan, for this run'],
    ...keyOptions,
  ],
  run: async (context) => {
    const { given, terminal } = context;
    const wish = given.option('pagePort');
    const port = wish === undefined ? undefined : readPort(wish, '--page-port');
    const stopped = terminal.untilStopped();
    const peer = await start(context);
    try {
      const page = await servePage(peer, terminal, port);
      const { keys, addresses } = await peer.api.status();
      if (keys === 'insecure') terminal.err(INSECURE_WARNING);
      context.answer(
        { ready: true, page, addresses },
        lines(
          page === null ? 'Kith runs. Its page is not built: npm run build' : `Kith runs. Open ${page}`,
          ...addresses.map((address) => `Others reach it at ${address}`),
          'Stop it with Ctrl-C.',
        ),
      );
      // The engine goes on trying: nobody has to be there now.
      for (const address of given.list('dial')) peer.api.dial({ address }).catch(() => {});
      await stopped;
    } finally {
      await peer.close();
    }
  },
};

async function start({ given, place }: Context): Promise<HostedPeer> {
  const keys = chosenKeys(given, place);
  const mode = given.option('network');
  const network = mode === undefined ? undefined : readNetwork(mode);
  const { parseAddress } = await import('../../core/node/address.ts');
  for (const address of given.list('dial')) {
    if (parseAddress(address) === undefined) throw new KithError('ADDRESS_INVALID');
  }
  const passphrase = await readPassphrase(place.passphraseFile);
  const [{ startPeer }, { pinoLog }] = await Promise.all([
    import('../../core/node/peer-host.ts'),
    import('../../core/node/pino-log.ts'),
  ]);
  return takeTurns(place, refuse, () =>
    startPeer({
      folder: place.folder,
      opens: { passphrase },
      isNetworked: true,
      newKeys: storedKeys(keys),
      network,
      listen: given.list('listen'),
      log: (directory) => pinoLog('info', { file: directory.log }),
    }),
  );
}

function refuse(running: TextChannel): never {
  running.close();
  throw new KithError('PROFILE_IN_USE');
}

async function servePage(peer: HostedPeer, terminal: Terminal, port?: number): Promise<string | null> {
  const root = terminal.env.KITH_ROOT;
  if (root === undefined) return null;
  try {
    return await peer.servePage(join(root, 'out', 'page'), port);
  } catch (error) {
    if (codeOf(error) === 'PAGE_MISSING') return null;
    throw error;
  }
}
