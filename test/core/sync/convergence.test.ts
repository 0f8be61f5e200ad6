/** Random worlds: writing, cutting, breaking and healing; at the end all hold the same, and nobody says anything. */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { FakeReplica } from './fake-replica.ts';
import { times } from './tier.ts';
import { start, World, type Peer } from './world.ts';

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('write' as const),
      who: fc.nat(5),
      count: fc.integer({ min: 1, max: 400 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 20_000 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('cut' as const), at: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('heal' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('break' as const),
      chance: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const), who: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('admit' as const), who: fc.nat(5) }) },
);

const options = fc.record({
  size: fc.integer({ min: 2, max: 5 }),
  delay: fc.integer({ min: 1, max: 400 }),
  gossipLoss: fc.constantFrom(0, 0.3, 1),
  seed: fc.nat(1_000_000),
});

async function run(
  { size, delay, gossipLoss, seed }: { size: number; delay: number; gossipLoss: number; seed: number },
  steps: readonly unknown[],
): Promise<void> {
  const world = new World(seed, { delayMs: [1, delay], gossipLoss, gossipDuplicates: 0.1 });
  const peers = await world.community(size);
  await world.converge();
  for (const one of steps as readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]) {
    const peer = peers['who' in one ? one.who % peers.length : 0]!;
    switch (one.type) {
      case 'write':
        if (isMember(peer)) peer.replica.write(one.count);
        break;
      case 'wait':
        await world.clock.advance(one.ms);
        break;
      case 'cut': {
        const names = peers.map(({ name }) => name);
        world.mesh.partition(names.slice(0, one.at % size), names.slice(one.at % size));
        break;
      }
      case 'heal':
        world.mesh.heal();
        break;
      case 'break':
        world.mesh.breakSome(one.chance);
        break;
      case 'restart':
        await peer.engine.stop();
        peer.network.crash();
        await world.clock.advance(100);
        await start(peer);
        peer.engine.wake();
        break;
      case 'admit': {
        if (peers.length >= 6 || !isMember(peer)) break;
        const replica = new FakeReplica(`d${peers.length}`);
        peer.replica.admitDevice(replica.device);
        await world.join(`p${peers.length}`, replica);
        break;
      }
      default:
        one satisfies never;
    }
  }
  world.mesh.heal();
  for (const { engine } of peers) engine.wake();
  await world.converge(1_200_000);
  await world.expectQuiet();
  world.expectPeace();
}

/** Who has not heard of its own admission has nothing that it could build on. */
function isMember({ replica }: Peer): boolean {
  return replica.authority().names(replica.device);
}

describe('a community', () => {
  it('[SYNC-12] [SYNC-16] converges after anything, and falls silent', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(options, fc.array(step, { minLength: 3, maxLength: 25 }), run), {
      numRuns: times(12),
    });
  });
});
