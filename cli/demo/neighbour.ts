/** One peer of the demo: a process of its own, reached like by any command, through the socket of its profile. */
import { spawn, type ChildProcess } from 'node:child_process';
import { extname, join, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { connectApi, type ApiClient } from '../../core/api/client.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { connectToPeer } from '../../core/node/socket-client.ts';

export interface Neighbour {
  readonly name: string;
  readonly api: ApiClient;
  /** The page's address, token included. */
  readonly page: string | null;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** The command line lies beside the demo, as a source and as a bundle. */
const program = join(dirname(process.argv[1]!), `main${extname(process.argv[1]!)}`);

/** Throws KithError CONNECTION_LOST when the process ends before it is ready. */
export async function startNeighbour(name: string, folder: string): Promise<Neighbour> {
  const args = ['serve', '--json', '--data', folder, '--network', 'loopback', '--insecure-keys'];
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], {
    // The channel carries nothing: the peer ends when it closes, also when the demo is killed.
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    const { page } = JSON.parse(await firstLine(child, ended)) as { page: string | null };
    const channel = await connectToPeer(folder);
    if (!channel) throw new KithError('CONNECTION_LOST');
    const api = connectApi(channel);
    await api.init({ name, network: 'loopback' });
    return { name, api, page, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function firstLine({ stdout }: ChildProcess, ended: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = createInterface({ input: stdout! });
    reader.once('line', resolve);
    void ended.then(() => reject(new KithError('CONNECTION_LOST')));
  });
}
