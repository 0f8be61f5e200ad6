/** A newcomer gets everything: proven, opened, accepted, stored and readable. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Child } from '../child.ts';
import { firstSync, type FirstSync, type Prepared } from '../data/prepare.ts';
import type { Figure } from '../figure.ts';
import type { Programs } from '../programs.ts';
import { copyOf, count, withFolder, type Measuring } from './measuring.ts';

const AUTHORS = 10;

export async function measureFirstSync(measuring: Measuring): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const messages of measuring.isQuick ? [10_000] : [10_000, 100_000]) {
    const data = await measuring.data(messages);
    const turns = messages === 10_000 && !measuring.isQuick ? 5 : 3;
    measuring.say(
      `first sync of ${count(messages)} entries, ${turns} times, and ten Hypercores in turn with it`,
    );
    const { synced, rates } = await withFolder((folder) => inTurn(measuring, data, folder, turns));
    const reference = `Hypercore, ${count(messages)} blocks`;
    figures.push(
      { name: reference, unit: 'blocks/s', values: rates },
      {
        name: `first sync, ${count(messages)} entries`,
        unit: 'entries/s',
        values: synced.map(({ joined }) => (messages / joined) * 1000),
        reference,
        aim: 'at least 2.5 x',
      },
      { name: '  until the newest can be read', unit: 'ms', values: synced.map(({ readable }) => readable) },
      {
        name: '  on the wire above the updates',
        unit: 'B/message',
        values: synced.map(({ traffic }) => (traffic - data.updateBytes) / messages),
      },
    );
  }
  return figures;
}

/** One after the other and again, so that what else this machine does meanwhile concerns both alike. */
async function inTurn(
  { programs }: Measuring,
  data: Prepared,
  folder: string,
  turns: number,
): Promise<{ synced: FirstSync[]; rates: number[] }> {
  const { server, served, blocks } = await serveHypercores(programs, data, join(folder, 'source'));
  const synced: FirstSync[] = [];
  const rates: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const own = join(folder, String(turn));
    await mkdir(own);
    synced.push(await firstSync(programs, await copyOf(data.origin, own, 'ana'), join(own, 'ben'), data));
    const client = new Child(programs.hypercore);
    const time = await client.ask<number>('pull', { folder: join(own, 'cores'), ...served });
    await client.stop();
    rates.push((blocks / time) * 1000);
    await rm(own, { recursive: true });
  }
  await server.stop();
  return { synced, rates };
}

interface ServedCores {
  readonly port: number;
  readonly keys: readonly { readonly key: Uint8Array; readonly length: number }[];
}

async function serveHypercores(
  programs: Programs,
  { entriesFolder }: Prepared,
  folder: string,
): Promise<{ server: Child; served: ServedCores; blocks: number }> {
  await mkdir(folder);
  const filler = new Child(programs.hypercore);
  await filler.ask('fill', { folder, entriesFolder, authors: AUTHORS, step: 1_000, limit: Infinity });
  await filler.stop();
  const server = new Child(programs.hypercore);
  const served = await server.ask<ServedCores>('serve', { folder, authors: AUTHORS });
  return { server, served, blocks: served.keys.reduce((sum, { length }) => sum + length, 0) };
}
