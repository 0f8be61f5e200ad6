/** A whole peer, as the command line runs it, on one profile. Everything stays on loopback. */
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { startPeer, type HostedPeer } from '../../core/node/peer-host.ts';
import { answer, sharedNow } from './answering.ts';

const sockets: Socket[] = [];
for (const name of ['net.client.socket', 'net.server.socket']) {
  subscribe(name, (message) => {
    sockets.push((message as { socket: Socket }).socket);
  });
}

let peer: HostedPeer | undefined;
const seen = new Map<string, number>();
const waiting = new Map<string, (time: number) => void>();

function api(): HostedPeer['api'] {
  if (!peer) throw new Error('no peer runs here');
  return peer.api;
}

answer(
  {
    /** `isNew`: an empty folder becomes a profile. */
    start: async ({ folder, isNew }: { folder: string; isNew: boolean }) => {
      peer = await startPeer({
        folder,
        opens: {},
        isNetworked: true,
        newKeys: isNew ? 'insecure' : undefined,
        network: 'loopback',
        // Not the profile's own port: what else runs here may have taken it.
        listen: ['/ip4/127.0.0.1/tcp/0'],
      });
      if (isNew) await api().init({ name: 'Ben', network: 'loopback' });
    },
    invite: async ({ community }: { community: string }) => (await api().invite({ community, uses: 1 })).link,
    /** Milliseconds from asking to join to holding everything, and to reading the newest messages. */
    join: async ({ link, channel }: { link: string; channel: string }) => {
      const start = sharedNow();
      await api().join({ link, waitMs: 300_000 });
      const joined = sharedNow() - start;
      const { messages } = await api().messages({ channel, last: 50 });
      return { joined, readable: sharedNow() - start, newest: messages.at(-1)?.text };
    },
    address: async () => (await api().status()).addresses[0],
    dial: ({ address }: { address: string }) => api().dial({ address }),
    entries: async () => (await api().status()).entries,
    inStep: async () => (await api().sync({ waitMs: 60_000 })).inStep,
    /** Notes when each message comes up in a subscription. */
    watch: ({ channel }: { channel: string }) =>
      new Promise<void>((resolve, reject) => {
        api().subscribe(
          'messages',
          { channel, last: 50 },
          ({ messages }) => {
            const now = sharedNow();
            for (const { text } of messages) note(text, now);
            resolve();
          },
          reject,
        );
      }),
    seen: ({ text }: { text: string }) =>
      new Promise<number>((resolve) => {
        const time = seen.get(text);
        if (time === undefined) waiting.set(text, resolve);
        else resolve(time);
      }),
    /** The time right before the command. */
    say: async ({ channel, text }: { channel: string; text: string }) => {
      const start = sharedNow();
      await api().say({ channel, text });
      return start;
    },
    /** Messages a second, `width` of them under way at once. */
    append: async ({ channel, count, width }: { channel: string; count: number; width: number }) => {
      const start = sharedNow();
      let next = 0;
      const writer = async (): Promise<void> => {
        while (next < count)
          await api().say({ channel, text: `An entry of the benchmark, number ${next++}` });
      };
      await Promise.all(Array.from({ length: width }, writer));
      return (count / (sharedNow() - start)) * 1000;
    },
    /** Bytes of all connections, both ways. */
    traffic: () => sockets.reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, 0),
  },
  () => peer?.close(),
);

function note(text: string, time: number): void {
  if (seen.has(text)) return;
  seen.set(text, time);
  waiting.get(text)?.(time);
  waiting.delete(text);
}
