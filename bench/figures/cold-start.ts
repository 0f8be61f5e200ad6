/** From starting the process of a command to its answer, and what a peer that stays takes of memory. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { connectApi } from '../../core/api/client.ts';
import { connectToPeer } from '../../core/node/socket-client.ts';
import type { Figure } from '../figure.ts';
import { root } from '../root.ts';
import { sharedNow } from '../programs/answering.ts';
import { copyOf, count, repeat, withFolder, type Measuring } from './measuring.ts';

const SIZES = [10_000, 100_000];

/** Milliseconds after which a peer has settled. */
const SETTLED = 3_000;

export async function measureColdStart(measuring: Measuring): Promise<Figure[]> {
  const turns = measuring.isQuick ? 7 : 15;
  const figures: Figure[] = [];
  measuring.say('starts of Node itself, and of a command that opens nothing');
  figures.push(
    {
      name: 'start of an empty Node process',
      unit: 'ms',
      values: await repeat(turns, () => firstAnswer(['-e', 'console.log(1)'])),
    },
    {
      name: 'start of the command line alone',
      unit: 'ms',
      values: await repeat(turns, () => firstAnswer([measuring.programs.kith, '--version'])),
    },
  );
  const sizes = measuring.isQuick ? SIZES.slice(0, 1) : SIZES;
  await withFolder(async (folder) => {
    const profiles = [];
    for (const messages of sizes) {
      const { ben, channel } = await measuring.data(messages);
      const profile = await copyOf(ben, folder, String(messages));
      profiles.push({ messages, profile, channel, starts: [] as number[] });
    }
    measuring.say(`cold starts with ${sizes.map(count).join(' and ')} entries`);
    for (let turn = -1; turn < turns; turn++) {
      for (const { profile, channel, starts } of profiles) {
        const args = ['messages', channel, '--last', '50', '--json', '--data', profile];
        const time = await firstAnswer([measuring.programs.kith, ...args]);
        // The first one compiles, which is kept.
        if (turn >= 0) starts.push(time);
      }
    }
    measuring.say('memory of a peer that stays');
    for (const { messages, profile, channel, starts } of profiles) {
      const isLarge = messages === SIZES[1];
      figures.push(
        {
          name: `cold start, ${count(messages)} entries`,
          unit: 'ms',
          values: starts,
          ...(isLarge && { reference: `cold start, ${count(SIZES[0]!)} entries` }),
          aim: isLarge ? 'under 700 ms, at most 1.1 x' : 'under 700 ms',
        },
        {
          name: `memory with a channel open, ${count(messages)}`,
          unit: 'MB',
          values: await repeat(measuring.isQuick ? 1 : 3, () =>
            memory(measuring.programs.kith, profile, channel),
          ),
          aim: 'under 200 MB',
        },
      );
    }
  });
  return figures;
}

/** Milliseconds until the first line on standard output. */
async function firstAnswer(args: readonly string[]): Promise<number> {
  const start = sharedNow();
  const child = run(args);
  const line = await firstLine(child);
  const time = sharedNow() - start;
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (status !== 0 || line === '') throw new Error(`a command failed: ${args.join(' ')}`);
  return time;
}

/** Resident megabytes of a serving peer whose page shows the channel. */
async function memory(kith: string, profile: string, channel: string): Promise<number> {
  const child = run([
    kith,
    'serve',
    '--json',
    '--data',
    profile,
    '--network',
    'loopback',
    '--listen',
    '/ip4/127.0.0.1/tcp/0',
  ]);
  await firstLine(child);
  const socket = await connectToPeer(profile);
  if (!socket) throw new Error('the peer does not answer');
  const api = connectApi(socket);
  await new Promise<void>((resolve, reject) => {
    api.subscribe('messages', { channel, last: 50 }, () => resolve(), reject);
  });
  await pause(SETTLED);
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(child.pid)]);
  socket.close();
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('close', resolve));
  return Number(stdout) / 1024;
}

/** As `npm run kith` runs it, without npm. */
function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--enable-source-maps', ...args], {
    // What it warns of is known: the profile is ours.
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, KITH_ROOT: root, NODE_COMPILE_CACHE: join(root, 'out', 'compiled') },
  });
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    const reader = createInterface({ input: child.stdout! });
    reader.once('line', resolve);
    reader.once('close', () => resolve(''));
  });
}
