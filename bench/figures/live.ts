/** From a command on one machine's peer to a subscription on another's, in a channel that has a history. */
import { setTimeout as pause } from 'node:timers/promises';
import { Child } from '../child.ts';
import type { Figure } from '../figure.ts';
import { quantile } from '../statistics.ts';
import { copyOf, count, withFolder, type Measuring } from './measuring.ts';

/** Milliseconds between two messages. */
const PAUSE = 10;

export async function measureLive(measuring: Measuring): Promise<Figure[]> {
  const messages = measuring.isQuick ? 10_000 : 100_000;
  const turns = measuring.isQuick ? 300 : 1_000;
  measuring.say(`${turns} messages, live, in a channel of ${count(messages)}`);
  const { times, traffic } = await kith(measuring, messages, turns);
  measuring.say('the same through y-websocket and its server');
  const yjs = await yWebsocket(measuring, messages, turns);
  measuring.say('a bare libp2p stream');
  const bare = await echo(measuring, turns);
  return [
    { name: 'y-websocket, p50', unit: 'ms', values: [quantile(yjs, 0.5)] },
    { name: 'y-websocket, p99', unit: 'ms', values: [quantile(yjs, 0.99)] },
    { name: 'libp2p stream, there and back, p50', unit: 'ms', values: [quantile(bare, 0.5)] },
    { name: 'libp2p stream, there and back, p99', unit: 'ms', values: [quantile(bare, 0.99)] },
    {
      name: `live, ${count(messages)} messages there, p50`,
      unit: 'ms',
      values: [quantile(times, 0.5)],
      reference: 'y-websocket, p50',
      aim: 'at most 4 x',
    },
    {
      name: `live, ${count(messages)} messages there, p99`,
      unit: 'ms',
      values: [quantile(times, 0.99)],
      reference: 'y-websocket, p99',
      aim: 'under 10 ms',
    },
    { name: '  on the wire for each message', unit: 'B', values: [traffic] },
  ];
}

function kith(measuring: Measuring, messages: number, turns: number): Promise<Live> {
  return withFolder(async (folder) => {
    const { programs } = measuring;
    const { channel, ...profiles } = await measuring.data(messages);
    const [ana, ben] = [new Child(programs.peer), new Child(programs.peer)];
    await ana.ask('start', { folder: await copyOf(profiles.ana, folder, 'ana'), isNew: false });
    await ben.ask('start', { folder: await copyOf(profiles.ben, folder, 'ben'), isNew: false });
    await ben.ask('dial', { address: await ana.ask<string>('address') });
    if (!(await ben.ask<boolean>('inStep'))) throw new Error('the two do not meet');
    await ben.ask('watch', { channel });
    await sayAll(20, 'to begin with', (text) => ana.ask<number>('say', { channel, text }), ben);
    const before = await ben.ask<number>('traffic');
    const times = await sayAll(turns, 'live', (text) => ana.ask<number>('say', { channel, text }), ben);
    const traffic = ((await ben.ask<number>('traffic')) - before) / turns;
    await Promise.all([ana.stop(), ben.stop()]);
    return { times, traffic };
  });
}

interface Live {
  readonly times: number[];
  /** Bytes for each message, both ways. */
  readonly traffic: number;
}

async function yWebsocket({ programs }: Measuring, count: number, turns: number): Promise<number[]> {
  const [server, ana, ben] = [
    new Child(programs.yWebsocket),
    new Child(programs.yWebsocket),
    new Child(programs.yWebsocket),
  ];
  const port = await server.ask<number>('serve', { count });
  for (const client of [ana, ben])
    if ((await client.ask<number>('open', { port })) !== count) throw new Error('the document did not come');
  await sayAll(20, 'to begin with', (text) => ana.ask<number>('say', { text }), ben);
  const times = await sayAll(turns, 'live', (text) => ana.ask<number>('say', { text }), ben);
  await Promise.all([ana.stop(), ben.stop()]);
  await server.stop();
  return times;
}

async function echo({ programs }: Measuring, turns: number): Promise<number[]> {
  const [server, client] = [new Child(programs.echo), new Child(programs.echo)];
  await client.ask('open', { address: await server.ask<string>('serve') });
  const times: number[] = [];
  for (let turn = -20; turn < turns; turn++) {
    const time = await client.ask<number>('echo');
    if (turn >= 0) times.push(time);
    await pause(PAUSE);
  }
  await client.stop();
  await server.stop();
  return times;
}

/** One after the other; milliseconds from right before each was said until `reader` has seen it. */
async function sayAll(
  turns: number,
  what: string,
  say: (text: string) => Promise<number>,
  reader: Child,
): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const text = `${what}: message ${turn} of this run`;
    const [said, seen] = await Promise.all([say(text), reader.ask<number>('seen', { text })]);
    times.push(seen - said);
    await pause(PAUSE);
  }
  return times;
}
