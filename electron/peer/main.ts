/**
 * Kith's own process under the window: one peer on one profile, and its local socket. Main starts it, hands it the keys
 * and the page's port, and starts it again when it has fallen; what was shown as saved is on the disk by then.
 */
import type { MessageEvent, MessagePortMain } from 'electron';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from '../../core/api/codes.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { startPeer, type HostedPeer } from '../../core/node/peer-host.ts';
import { pinoLog } from '../../core/node/pino-log.ts';
import { systemClock } from '../../core/node/system-clock.ts';
import type { FromPeer, StartPeer, ToPeer } from '../shared/peer-messages.ts';
import { FilePasses } from './file-passes.ts';
import { FirstLook } from './first-look.ts';
import { portChannel } from './port-channel.ts';

/** A command line that works on the profile at this moment is soon done. Milliseconds. */
const PATIENCE = 5_000;
const STEP = 40;

const files = new FilePasses();
const firstLook = new FirstLook(systemClock);
let peer: HostedPeer | undefined;

process.parentPort.on('message', ({ data, ports }: MessageEvent) => {
  take(data as ToPeer, ports).catch(fall);
});

async function take(message: ToPeer, ports: readonly MessagePortMain[]): Promise<void> {
  switch (message.t) {
    case 'start':
      await start(message);
      break;
    case 'rescue':
      await rescue(message);
      break;
    case 'serve':
      for (const port of ports) peer?.serve(firstLook.at(portChannel(port)), files.guard);
      break;
    case 'file':
      files.add(message.pass, message.path);
      break;
    case 'stop':
      await peer?.close();
      process.exit(0);
      break;
    default:
      message satisfies never;
  }
}

async function start(order: StartPeer): Promise<void> {
  for (const [pass, path] of order.files) files.add(pass, path);
  try {
    await untilFree(() =>
      startPeer({
        folder: order.folder,
        opens: { passphrase: order.passphrase, systemKey: order.systemKey },
        isNetworked: true,
        newKeys: order.newKeys,
        network: order.network,
        log: (directory) => pinoLog('info', { file: directory.log }),
        onOpen: (host) => {
          peer = host;
          host.api.subscribe('alerts', {}, (alert) => tell({ t: 'alert', alert }));
          tell({ t: 'ready' });
          return firstLook.over();
        },
      }),
    );
  } catch (error) {
    refuse(error);
  }
}

/** No peer runs then. What only this device had and cannot be read is asked of neighbours, as for a `kith rescue`. */
async function rescue({ folder, passphrase, systemKey }: Extract<ToPeer, { t: 'rescue' }>): Promise<void> {
  try {
    const { rescueProfile } = await import('../../core/node/rescue-profile.ts');
    const { entries, missing } = await rescueProfile(folder, { passphrase, systemKey }, { isAlone: false });
    tell({ t: 'rescued', entries, missing });
  } catch (error) {
    refuse(error);
  }
}

function refuse(error: unknown): void {
  if (!(error instanceof KithError)) throw error;
  tell({ t: 'refused', code: error.code, details: error.details });
}

async function untilFree<T>(open: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE; ; await pause(STEP)) {
    try {
      return await open();
    } catch (error) {
      if (codeOf(error) !== 'PROFILE_IN_USE' || Date.now() > deadline) throw error;
    }
  }
}

function tell(message: FromPeer): void {
  process.parentPort.postMessage(message);
}

/** A fault of ours: main sees the end and starts another process. */
function fall(error: unknown): void {
  process.stderr.write(`kith: ${error instanceof Error ? (error.stack ?? error.name) : 'a fault'}\n`);
  process.exit(1);
}
