/**
 * `npm run demo`: a sample community of three peers, each a process of its own, on this machine alone. Ends, and leaves
 * nothing behind, with Ctrl-C; with `--once` as soon as everything is there.
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf, sentenceOf } from '../core/api/codes.ts';
import { KithError } from '../core/base/kith-error.ts';
import { systemClock } from '../core/node/system-clock.ts';
import { fillStreet } from '../core/peer/sample/fill-street.ts';
import { demoFolder } from './demo/demo-folder.ts';
import { startNeighbour, type Neighbour } from './demo/neighbour.ts';
import { chatter } from './demo/chatter.ts';
import { exit, processTerminal } from './process-terminal.ts';
import { lines } from './text.ts';

const NAMES = ['Ada', 'Ben', 'Cem'] as const;

const terminal = processTerminal();
exit(await runDemo(process.argv.slice(2)));

async function runDemo(args: readonly string[]): Promise<number> {
  const isOnce = args.includes('--once');
  if (args.some((arg) => arg !== '--once')) {
    terminal.err('kith: the demo takes no arguments but --once. (USAGE)');
    return 2;
  }
  const stopped = terminal.untilStopped();
  const folder = await demoFolder(tmpdir(), process.pid);
  const neighbours: Neighbour[] = [];
  try {
    const ready = build(folder, neighbours);
    // A person who stops the demo while it is being built does not wait for it.
    const isBuilt = await Promise.race([ready.then(() => true), stopped.then(() => false)]);
    ready.catch(() => {});
    if (!isBuilt || isOnce) return 0;
    const quiet = chatter(neighbours, await ready);
    const fallen = neighbours.map(({ ended }) => ended.then(() => 'fallen' as const));
    const reason = await Promise.race([stopped, ...fallen]);
    quiet();
    if (reason === 'fallen') throw new KithError('CONNECTION_LOST');
    return 0;
  } catch (error) {
    terminal.err(`kith: ${sentenceOf(error)} (${codeOf(error)})`);
    if (terminal.env.KITH_DEBUG !== undefined) terminal.err(String((error as Error).stack));
    return 1;
  } finally {
    await Promise.all(neighbours.map((neighbour) => neighbour.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives the channel in which they go on talking. */
async function build(folder: string, neighbours: Neighbour[]): Promise<string> {
  const say = (step: string): void => terminal.out(`  ${step} ...`);
  terminal.out('Building a sample community:');
  say('three peers start');
  const started = await Promise.all(
    NAMES.map((name) => startNeighbour(name, join(folder, name.toLowerCase()))),
  );
  neighbours.push(...started);
  const [ada, ben, cem] = started as [Neighbour, Neighbour, Neighbour];
  const { channel } = await fillStreet({ ada, ben, cem, clock: systemClock }, say);
  terminal.out(
    lines(
      '',
      'Three neighbours share a community, each on a peer of their own. Open their pages side by side:',
      '',
      ...started.map(({ name, page }) => `  ${name}   ${page ?? 'the page is not built: npm run build'}`),
      '',
      'What to look at:',
      '  - Write in a channel of one page, and see it come up in the others. The mark says on how many devices it is.',
      '  - Move a card of the board, here and there at once: all three show the same in the end.',
      '  - In the tool library the cargo bike was promised to Ben first, so Cem had to decline Ada, and she was told.',
      '  - Cem has the ladder; Ben waits for an answer about the drill, which Ada gives on her page.',
      '',
      'Ctrl-C ends it and removes everything.',
    ),
  );
  return channel;
}
