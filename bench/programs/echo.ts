/** A bare libp2p stream with the layers that Kith uses, kept open: how long 200 bytes take, with nothing around them. */
import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import type { Stream } from '@libp2p/interface';
import { tcp } from '@libp2p/tcp';
import { multiaddr } from '@multiformats/multiaddr';
import { createLibp2p, type Libp2p } from 'libp2p';
import { answer, sharedNow } from './answering.ts';

const PROTOCOL = '/kith/bench-echo/1';
let node: Libp2p | undefined;
let stream: Stream | undefined;
let arrived: ((time: number) => void) | undefined;

async function start(listen: readonly string[]): Promise<Libp2p> {
  node = await createLibp2p({
    addresses: { listen: [...listen] },
    transports: [tcp({ dialOpts: { noDelay: true }, listenOpts: { noDelay: true } })],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
  });
  return node;
}

answer(
  {
    serve: async () => {
      const served = await start(['/ip4/127.0.0.1/tcp/0']);
      await served.handle(PROTOCOL, (incoming) => {
        incoming.addEventListener('message', ({ data }) => incoming.send(data));
      });
      return served.getMultiaddrs()[0]!.toString();
    },
    open: async ({ address }: { address: string }) => {
      const dialling = await start([]);
      stream = await dialling.dialProtocol(multiaddr(address), PROTOCOL);
      stream.addEventListener('message', () => arrived?.(sharedNow()));
    },
    /** Milliseconds there and back. */
    echo: async () => {
      const start = sharedNow();
      const back = new Promise<number>((resolve) => (arrived = resolve));
      stream!.send(new Uint8Array(200));
      return (await back) - start;
    },
  },
  () => node?.stop(),
);
