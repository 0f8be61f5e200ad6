import { describe, expect, it } from 'vitest';
import { encodeRuns, type Run } from '../../../core/feed/run.ts';
import { MemoryMesh } from '../../../core/network/memory-mesh.ts';
import type { GossipVerdict } from '../../../core/network/network.ts';
import { Gossip, sealNews, topicOf } from '../../../core/sync/gossip.ts';
import { SimulatedClock } from '../../world/clock.ts';
import { seededRandom } from '../../world/random.ts';
import { FakeReplica, FIRST_KEY } from './fake-replica.ts';

const topic = topicOf(FIRST_KEY);

/** A device that holds its own three entries, and what it does with a broadcast. */
function listening() {
  const clock = new SimulatedClock();
  const random = seededRandom(5);
  const network = new MemoryMesh({ clock, random: random.fork() }).network('a');
  const published: Uint8Array[] = [];
  let listener: ((message: Uint8Array) => GossipVerdict) | undefined;
  Object.assign(network, {
    join: (_: string, added: (message: Uint8Array) => GossipVerdict) => ((listener = added), () => {}),
    publish: (_: string, message: Uint8Array) => published.push(message),
  });
  const replica = FakeReplica.founder('d0');
  replica.write(3);
  const gossip = new Gossip(replica, network, clock, random, () => true);
  gossip.refresh();
  const read = async (from: number): Promise<Run> =>
    (await replica.read('content', replica.device, from, 2, 1e6))!;
  const hear = (run: Run): GossipVerdict => listener!(sealNews(FIRST_KEY, topic, encodeRuns([run]), random));
  return { clock, replica, gossip, published, read, hear };
}

describe('a broadcast', () => {
  it('[SYNC-17] of own entries waits until those in session have them, and ends with the exchange', async () => {
    const { clock, gossip, published, read } = listening();
    gossip.publish([await read(2)]);
    expect(published).toHaveLength(0);
    await clock.advance(5);
    expect(published).toHaveLength(1);
    gossip.publish([await read(2)]);
    gossip.stop();
    await clock.advance(1_000);
    expect(published).toHaveLength(1);
  });

  it('[SYNC-17] of what is held already is handed on, and not judged again', async () => {
    const { replica, read, hear } = listening();
    const before = replica.received.calls;
    expect(hear(await read(2))).toBe('pass');
    expect(replica.received.calls).toBe(before);
  });

  it('[SYNC-17] [THREAT-29] of an older entry, or with a spoilt signature, is not handed on', async () => {
    const { read, hear } = listening();
    const run = await read(0);
    expect(hear({ ...run, records: run.records.slice(0, 2) })).toBe('ignore');
    const last = await read(2);
    const signature = new Uint8Array(64).fill(1);
    expect(hear({ ...last, records: [{ ...last.records[0]!, signature }] })).toBe('ignore');
  });
});
