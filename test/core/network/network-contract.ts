/** What every network must do, whatever it is made of. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  MAX_FRAME,
  MAX_GOSSIP,
  MAX_STREAMS,
  type FrameStream,
  type Network,
  type NetworkMode,
} from '../../../core/network/network.ts';

/** A place in which networks can reach each other. */
export interface NetworkWorld {
  /** A new peer, not started yet. */
  network(mode?: NetworkMode): Promise<Network>;
  remove(): Promise<void>;
}

const ECHO = '/kith/test-echo/1';
const MANY = '/kith/test-many/1';

/** Polls; fails when it takes too long. For what another peer sees when it sees it. */
export async function eventually(isTrue: () => boolean, what = 'it'): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${what} did not come about`);
}

export function filled(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed + 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 16;
  }
  return bytes;
}

function closed(stream: FrameStream): Promise<void> {
  return new Promise((resolve) => stream.onClose(resolve));
}

/** The next `count` frames. */
export function frames(stream: FrameStream, count: number): Promise<Uint8Array[]> {
  return new Promise((resolve) => {
    const got: Uint8Array[] = [];
    stream.onFrame((frame) => {
      got.push(frame);
      if (got.length === count) resolve(got);
    });
  });
}

export function describeNetwork(name: string, makeWorld: () => Promise<NetworkWorld>): void {
  describe(`the network: ${name}`, () => {
    let world: NetworkWorld;
    let running: Network[] = [];
    let a: Network;
    let b: Network;

    async function peer(mode?: NetworkMode): Promise<Network> {
      const network = await world.network(mode);
      await network.start();
      running.push(network);
      return network;
    }

    function meet(from: Network, to: Network) {
      return from.dial(to.addresses().at(-1)!);
    }

    /** A stream from `a` to `b`, both ends. */
    async function pair(protocol = MANY): Promise<[FrameStream, FrameStream]> {
      const accepted = new Promise<FrameStream>((resolve) => b.handle(protocol, resolve));
      await meet(a, b);
      const ours = await a.open(b.self, protocol);
      return [ours, await accepted];
    }

    beforeEach(async () => {
      world = await makeWorld();
      a = await peer();
      b = await peer();
    });

    afterEach(async () => {
      await Promise.all(running.map((network) => network.stop()));
      running = [];
      await world.remove();
    });

    it('[NETWORK-6] dials once, and both ends know of it', async () => {
      const heard: string[] = [];
      b.onConnect((connection) => heard.push(connection.remote));
      a.onConnect((connection) => heard.push(connection.remote));
      const [first, second] = await Promise.all([meet(a, b), meet(a, b)]);
      expect(first.remote).toBe(b.self);
      expect(second.remote).toBe(b.self);
      expect((await meet(a, b)).remote).toBe(b.self);
      await eventually(() => heard.length === 2);
      expect(heard.sort()).toEqual([a.self, b.self].sort());
      expect(a.connections()).toHaveLength(1);
      expect(b.connections()).toHaveLength(1);
      expect(a.connections()[0]).toMatchObject({ remote: b.self, address: b.addresses()[0] });
    });

    it('[NETWORK-6] says why it does not dial', async () => {
      await expect(a.dial('nonsense')).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
      await expect(a.dial('')).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
      await expect(a.dial(a.addresses()[0]!)).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
      const gone = await peer();
      await gone.stop();
      await expect(meet(a, gone)).rejects.toMatchObject({ code: 'DIAL_FAILED' });
      await gone.start();
      await meet(a, gone);
      await a.stop();
      await expect(meet(a, b)).rejects.toMatchObject({ code: 'NETWORK_STOPPED' });
    });

    it('[NETWORK-2] offline: has addresses, neither dials nor answers', async () => {
      const off = await peer('offline');
      expect(off.addresses().length).toBeGreaterThan(0);
      await expect(meet(off, a)).rejects.toMatchObject({ code: 'DIAL_REFUSED' });
      await expect(meet(a, off)).rejects.toMatchObject({ code: 'DIAL_FAILED' });
      expect(off.connections()).toEqual([]);
    });

    it('[NETWORK-1] refuses the mode that does not exist yet', async () => {
      const network = await world.network('internet');
      await expect(network.start()).rejects.toMatchObject({ code: 'NETWORK_MODE_UNSUPPORTED' });
    });

    it('[NETWORK-6] hangs up: both ends notice, and their streams close', async () => {
      const [ours, theirs] = await pair();
      const gone: string[] = [];
      a.onDisconnect((remote) => gone.push(remote));
      b.onDisconnect((remote) => gone.push(remote));
      await b.hangUp(a.self);
      await Promise.all([closed(ours), closed(theirs)]);
      await eventually(() => gone.length === 2);
      expect(a.connections()).toEqual([]);
      await expect(ours.send(Uint8Array.of(1))).rejects.toMatchObject({ code: 'STREAM_CLOSED' });
      await expect(a.open(b.self, MANY)).rejects.toMatchObject({ code: 'PEER_NOT_CONNECTED' });
      await a.hangUp('nobody');
    });

    it('[NETWORK-7] carries frames of every size, whole and unchanged', async () => {
      const [ours, theirs] = await pair();
      const sizes = [0, 1, 3, 4, 5, 200, 65_535, 65_536, 300_000, MAX_FRAME];
      const sent = sizes.map((size) => filled(size, size));
      const got = frames(theirs, sizes.length);
      for (const frame of sent) await ours.send(frame);
      (await got).forEach((frame, n) => {
        expect(frame.length).toBe(sizes[n]);
        expect(Buffer.compare(frame, sent[n]!)).toBe(0);
        expect(Buffer.isBuffer(frame)).toBe(false);
      });
    });

    it('[NETWORK-7] keeps the order, also of frames sent without waiting, in both directions', async () => {
      const [ours, theirs] = await pair();
      const numbers = Array.from({ length: 500 }, (_, n) => n);
      const there = frames(theirs, 500);
      const back = frames(ours, 500);
      const sent = numbers.flatMap((n) => [ours.send(filled(n * 7, n)), theirs.send(filled(n * 5, n))]);
      expect((await there).map((frame) => frame.length)).toEqual(numbers.map((n) => n * 7));
      expect((await back).map((frame) => frame.length)).toEqual(numbers.map((n) => n * 5));
      await Promise.all(sent);
    });

    it('[NETWORK-7] echoes on many streams at once', async () => {
      b.handle(ECHO, (stream) => stream.onFrame((frame) => stream.send(frame)));
      await meet(a, b);
      const streams = await Promise.all(Array.from({ length: MAX_STREAMS }, () => a.open(b.self, ECHO)));
      const answers = await Promise.all(
        streams.map(async (stream, n) => {
          const got = frames(stream, 3);
          for (let i = 0; i < 3; i++) await stream.send(Uint8Array.of(n, i));
          return got;
        }),
      );
      expect(answers.map((got) => got.map((frame) => [...frame]))).toEqual(
        streams.map((_, n) => [0, 1, 2].map((i) => [n, i])),
      );
    });

    it('[NETWORK-7] keeps frames for a listener that comes later', async () => {
      const [ours, theirs] = await pair();
      for (let n = 0; n < 10; n++) await ours.send(Uint8Array.of(n));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect((await frames(theirs, 10)).map((frame) => frame[0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    it('[NETWORK-8] waits for a slow listener: one frame at a time, and the sender is held back', async () => {
      const [ours, theirs] = await pair();
      const total = 60;
      let taken = 0;
      let open = false;
      let release: () => void = () => {};
      const gate = new Promise<void>((resolve) => {
        release = () => {
          open = true;
          resolve();
        };
      });
      const all = new Promise<void>((resolve) => {
        theirs.onFrame(async () => {
          taken += 1;
          if (!open) await gate;
          if (taken === total) resolve();
        });
      });
      let sent = 0;
      const sending = (async () => {
        for (let n = 0; n < total; n++) {
          await ours.send(filled(256 * 1024, n));
          sent += 1;
        }
      })();
      await eventually(() => taken === 1);
      let before = -1;
      while (before !== sent) {
        before = sent;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(taken).toBe(1);
      expect(sent).toBeLessThan(total / 2);
      release();
      await Promise.all([sending, all]);
      expect(taken).toBe(total);
    });

    it('[NETWORK-8] gives up a stream that piles up unsent bytes without end', async () => {
      const [ours, theirs] = await pair();
      theirs.onFrame(() => new Promise<void>(() => {}));
      const frame = new Uint8Array(MAX_FRAME);
      const results = await Promise.allSettled(Array.from({ length: 64 }, () => ours.send(frame)));
      expect(results.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'STREAM_CLOSED' } });
      await Promise.all([closed(ours), closed(theirs)]);
      expect(a.connections()).toHaveLength(1);
    });

    it('[THREAT-18] [NETWORK-9] does not send a huge frame', async () => {
      const [ours, theirs] = await pair();
      theirs.onFrame(() => {});
      await expect(ours.send(new Uint8Array(MAX_FRAME + 1))).rejects.toMatchObject({
        code: 'FRAME_TOO_LARGE',
      });
      await ours.send(new Uint8Array(MAX_FRAME));
    });

    it('[NETWORK-9] closes: what was sent before arrives, then both ends know', async () => {
      const [ours, theirs] = await pair();
      const got: number[] = [];
      theirs.onFrame(async (frame) => {
        await Promise.resolve();
        got.push(frame[0]!);
      });
      const end = closed(theirs).then(() => [...got]);
      for (let n = 0; n < 20; n++) void ours.send(Uint8Array.of(n));
      ours.close();
      await expect(ours.send(Uint8Array.of(1))).rejects.toMatchObject({ code: 'STREAM_CLOSED' });
      await closed(ours);
      expect(await end).toEqual(Array.from({ length: 20 }, (_, n) => n));
      await expect(theirs.send(Uint8Array.of(1))).rejects.toMatchObject({ code: 'STREAM_CLOSED' });
      await closed(theirs);
      expect(a.connections()).toHaveLength(1);
    });

    it('[NETWORK-9] refuses a protocol that nobody handles, and more streams than the limit', async () => {
      await meet(a, b);
      await expect(a.open(b.self, '/kith/test-unknown/1')).rejects.toMatchObject({
        code: 'PROTOCOL_UNSUPPORTED',
      });
      await expect(a.open('nobody', MANY)).rejects.toMatchObject({ code: 'PEER_NOT_CONNECTED' });
      const accepted: FrameStream[] = [];
      b.handle(MANY, (stream) => accepted.push(stream));
      for (let n = 0; n < MAX_STREAMS; n++) await (await a.open(b.self, MANY)).send(Uint8Array.of(n));
      await eventually(() => accepted.length === MAX_STREAMS);
      const refusal = a.open(b.self, MANY).then(
        (stream) => closed(stream),
        (error: unknown) => expect(error).toMatchObject({ code: 'STREAM_REFUSED' }),
      );
      await refusal;
      expect(accepted).toHaveLength(MAX_STREAMS);
      accepted[0]!.close();
      let again: FrameStream | undefined;
      while (accepted.length === MAX_STREAMS) {
        again = await a.open(b.self, MANY).catch(() => undefined);
        if (again === undefined) continue;
        await again.send(Uint8Array.of(1)).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(again).toBeDefined();
    });

    it('[NETWORK-10] broadcasts to those who joined, also through a neighbour', async () => {
      const c = await peer();
      const heard = new Map<string, string[]>();
      const listen = (network: Network, verdict: 'pass' | 'ignore') =>
        network.join('kith-test', (message) => {
          heard.set(network.self, [...(heard.get(network.self) ?? []), new TextDecoder().decode(message)]);
          return verdict;
        });
      listen(a, 'pass');
      listen(b, 'pass');
      const leave = listen(c, 'pass');
      await meet(a, b);
      await meet(b, c);
      const text = new TextEncoder();
      let round = 0;
      await eventually(() => {
        a.publish('kith-test', text.encode(`round ${round++}`));
        return (heard.get(c.self)?.length ?? 0) > 0;
      }, 'a broadcast over two hops');
      expect(heard.get(b.self)!.length).toBeGreaterThan(0);
      expect(heard.get(a.self)).toBeUndefined();
      const last = heard.get(c.self)!.at(-1)!;
      expect(last).toMatch(/^round /);
      leave();
    });

    it('[NETWORK-10] does not hand on what its listener ignores', async () => {
      const c = await peer();
      let atB = 0;
      let atC = 0;
      a.join('kith-test', () => 'pass');
      b.join('kith-test', () => {
        atB += 1;
        return 'ignore';
      });
      c.join('kith-test', () => {
        atC += 1;
        return 'pass';
      });
      await meet(a, b);
      await meet(b, c);
      let round = 0;
      await eventually(() => {
        a.publish('kith-test', filled(40, round++));
        return atB >= 5;
      });
      expect(atC).toBe(0);
      expect(b.connections()).toHaveLength(2);
    });

    it('[THREAT-18] [NETWORK-10] does not broadcast a huge message, and a large one arrives whole', async () => {
      expect(() => a.publish('kith-test', new Uint8Array(MAX_GOSSIP + 1))).toThrow(
        expect.objectContaining({ code: 'MESSAGE_TOO_LARGE' }) as Error,
      );
      let got: Uint8Array | undefined;
      b.join('kith-test', (message) => {
        got = message;
        return 'pass';
      });
      a.join('kith-test', () => 'pass');
      await meet(a, b);
      let round = 0;
      await eventually(() => {
        a.publish('kith-test', filled(MAX_GOSSIP, round++));
        return got !== undefined;
      });
      expect(got!.length).toBe(MAX_GOSSIP);
      expect(Buffer.isBuffer(got)).toBe(false);
    });
  });
}
