/** A newcomer gets everything: proven, opened, accepted, stored and readable. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Child } from '../child.ts';
import { firstSync, type Prepared } from '../data/prepare.ts';
import type { Figure } from '../figure.ts';
import { copyOf, count, repeat, withFolder, type Measuring } from './measuring.ts';

const AUTHORS = 10;

export async function measureFirstSync(measuring: Measuring): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const messages of measuring.isQuick ? [10_000] : [10_000, 100_000]) {
    const data = await measuring.data(messages);
    const turns = measuring.isQuick ? 3 : 5;
    measuring.say(`first sync of ${count(messages)} entries, ${turns} times`);
    const synced = await repeat(turns, () =>
      withFolder(async (folder) =>
        firstSync(measuring.programs, await copyOf(data.origin, folder, 'ana'), join(folder, 'ben'), data),
      ),
    );
    measuring.say(`the same entries in ten Hypercores, ${turns} times`);
    const reference = `Hypercore, ${count(messages)} blocks`;
    const rates = await withFolder((folder) => hypercore(measuring, data, folder, turns));
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

async function hypercore(
  { programs }: Measuring,
  { entriesFolder }: Prepared,
  folder: string,
  turns: number,
): Promise<number[]> {
  const source = join(folder, 'source');
  await mkdir(source);
  const filler = new Child(programs.hypercore);
  await filler.ask('fill', { folder: source, entriesFolder, authors: AUTHORS, step: 1_000, limit: Infinity });
  await filler.stop();
  const server = new Child(programs.hypercore);
  const served = await server.ask<{ port: number; keys: { key: Uint8Array; length: number }[] }>('serve', {
    folder: source,
    authors: AUTHORS,
  });
  const blocks = served.keys.reduce((sum, { length }) => sum + length, 0);
  const rates = await repeat(turns, async (turn) => {
    const client = new Child(programs.hypercore);
    const time = await client.ask<number>('pull', { folder: join(folder, String(turn)), ...served });
    await client.stop();
    return (blocks / time) * 1000;
  });
  await server.stop();
  return rates;
}
