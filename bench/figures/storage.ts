/** What a message takes on the disk, and how fast a device writes. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Child } from '../child.ts';
import type { Figure } from '../figure.ts';
import { copyOf, count, repeat, withFolder, type Measuring } from './measuring.ts';

export async function measureStorage(measuring: Measuring): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const messages of measuring.isQuick ? [10_000] : [10_000, 100_000]) {
    const { ben, updateBytes } = await measuring.data(messages);
    const bytes = await sizeOf(join(ben, 'store'));
    figures.push(
      {
        name: `on disk, ${count(messages)} messages received`,
        unit: 'B/message',
        values: [bytes / messages],
      },
      {
        name: '  above the bare Yjs update',
        unit: 'B/message',
        values: [(bytes - updateBytes) / messages],
        aim: 'under 200 B',
      },
    );
  }
  return [...figures, ...(await appendRates(measuring))];
}

async function appendRates(measuring: Measuring): Promise<Figure[]> {
  const turns = measuring.isQuick ? 2 : 5;
  measuring.say('writing, one after the other and many at once');
  const { ana, channel, entriesFolder } = await measuring.data(10_000);
  const rates = (counted: number, width: number): Promise<number[]> =>
    withFolder(async (folder) => {
      const peer = new Child(measuring.programs.peer);
      await peer.ask('start', { folder: await copyOf(ana, folder, 'ana'), isNew: false });
      await peer.ask('append', { channel, count: 100, width });
      const values = await repeat(turns, () =>
        peer.ask<number>('append', { channel, count: counted, width }),
      );
      await peer.stop();
      return values;
    });
  const hypercore = await repeat(turns, () =>
    withFolder(async (folder) => {
      const child = new Child(measuring.programs.hypercore);
      const rate = await child.ask<number>('fill', {
        folder,
        entriesFolder,
        authors: 1,
        step: 1,
        limit: 1_000,
      });
      await child.stop();
      return rate;
    }),
  );
  const reference = 'Hypercore, append one by one';
  return [
    { name: reference, unit: 'blocks/s', values: hypercore },
    { name: 'messages written one by one, each synced', unit: '1/s', values: await rates(500, 1), reference },
    {
      name: 'messages written, 100 under way at once',
      unit: '1/s',
      values: await rates(3_000, 100),
      reference,
    },
  ];
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder)) bytes += (await stat(join(folder, name))).size;
  return bytes;
}
