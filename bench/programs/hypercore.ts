/** Ten Hypercores that hold the same entry bytes: filled from files, served over TCP, or replicated from there. */
import { readFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import Hypercore from 'hypercore';
import { answer, sharedNow } from './answering.ts';

const cores: Hypercore[] = [];

answer(
  {
    /** Puts the authors' entries into cores in `folder`, `step` at a time; gives entries a second. */
    fill: async ({ folder, entriesFolder, authors, step, limit }: Fill) => {
      let entries = 0;
      const start = sharedNow();
      for (let i = 0; i < authors; i++) {
        const core = new Hypercore(join(folder, String(i)));
        await core.ready();
        cores.push(core);
        const blocks = blocksOf(await readFile(join(entriesFolder, `${i}.bin`))).slice(0, limit);
        for (let at = 0; at < blocks.length; at += step) await core.append(blocks.slice(at, at + step));
        entries += blocks.length;
      }
      return (entries / (sharedNow() - start)) * 1000;
    },
    serve: async ({ folder, authors }: { folder: string; authors: number }) => {
      for (let i = 0; i < authors; i++) {
        const core = new Hypercore(join(folder, String(i)));
        await core.ready();
        cores.push(core);
      }
      const server = createServer((socket) => {
        const stream = cores[0]!.replicate(false);
        for (const core of cores.slice(1)) core.replicate(stream);
        stream.on('error', () => {});
        socket.on('error', () => {});
        socket.pipe(stream).pipe(socket);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      return { port, keys: cores.map(({ key, length }) => ({ key, length })) };
    },
    /** Milliseconds from connecting to holding every block. */
    pull: async ({ folder, port, keys }: Pull) => {
      for (const [i, { key }] of keys.entries()) {
        const core = new Hypercore(join(folder, String(i)), key);
        await core.ready();
        cores.push(core);
      }
      const start = sharedNow();
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      const stream = cores[0]!.replicate(true);
      for (const core of cores.slice(1)) core.replicate(stream);
      socket.pipe(stream).pipe(socket);
      await Promise.all(
        cores.map(async (core, i) => {
          const { length } = keys[i]!;
          if (length > 0) await core.download({ start: 0, end: length }).done();
          if (core.contiguousLength < length) throw new Error('a core does not hold every block');
        }),
      );
      return sharedNow() - start;
    },
  },
  async () => {
    for (const core of cores) await core.close();
  },
);

interface Fill {
  readonly folder: string;
  readonly entriesFolder: string;
  readonly authors: number;
  readonly step: number;
  /** Entries of each author. */
  readonly limit: number;
}

interface Pull {
  readonly folder: string;
  readonly port: number;
  readonly keys: readonly { readonly key: Uint8Array; readonly length: number }[];
}

function blocksOf(bytes: Buffer): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    blocks.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return blocks;
}
