import { describe, expect, it } from 'vitest';
import { openCommunity } from '../../../core/community/found-community.ts';
import type { Run } from '../../../core/feed/run.ts';
import { MemoryDisk } from '../../../core/store/memory-store.ts';
import { copyOf, exchange, founder, joiner, optionsFor, pull, write, type Neighbour } from './neighbours.ts';

interface Street {
  readonly ana: Neighbour;
  readonly ben: Neighbour;
  /** A copy of ana's device, and its disk. */
  readonly copy: Neighbour;
  readonly disk: MemoryDisk;
}

async function street(): Promise<Street> {
  const ana = await founder();
  const ben = await joiner('ben', ana);
  await write(ana, { push: [{ text: 'from the start' }] });
  await exchange(ana, ben);
  const disk = new MemoryDisk();
  return { ana, ben, copy: await copyOf(ana, 'copy', disk), disk };
}

/** The power fails, and the device starts again. */
async function afterPowerLoss({ copy, disk }: Street): Promise<Neighbour> {
  disk.crash();
  const store = disk.open();
  const options = optionsFor('again', store);
  const community = await openCommunity({
    ...options,
    keychain: copy.options.keychain,
    id: copy.community.id,
  });
  return { name: 'again', store, options, community: community! };
}

/** The last entry that the device has written. */
async function lastRun({ community }: Neighbour): Promise<Run> {
  const { seq } = community.tip('content', community.device)!;
  const run = await community.read('content', community.device, seq, seq, 1 << 20);
  return run!;
}

async function expectStopped(neighbour: Neighbour): Promise<void> {
  expect(neighbour.community.isCopied).toBe(true);
  await expect(write(neighbour, { push: [{ text: 'once more' }] })).rejects.toMatchObject({
    code: 'DEVICE_FORKED',
  });
}

describe('a device that has stopped as there is a copy of it', () => {
  it('[GATE-20] [THREAT-28] stays so through a power loss, though what it received is lost', async () => {
    const all = await street();
    const { ana, ben, copy, disk } = all;
    await write(ana, { push: [{ text: 'later than the backup' }] });
    await exchange(ana, ben);
    await pull(ben, copy);
    expect(copy.community.isCopied).toBe(true);
    expect(disk.unsynced).toBe(0);
    await expectStopped(await afterPowerLoss(all));
  });

  it.each(['met as an entry', 'told as a proof'])(
    '[GATE-11] [THREAT-28] stays so through a power loss: the fork was %s',
    async (how) => {
      const all = await street();
      const { ana, ben, copy } = all;
      await write(ana, { push: [{ text: 'on the first' }] });
      await write(copy, { push: [{ text: 'on the second' }] });
      if (how === 'told as a proof') {
        await pull(ana, ben);
        await ben.community.receive([await lastRun(copy)]);
        await copy.community.receiveProofs(ben.community.proofs());
      } else {
        await copy.community.receive([await lastRun(ana)]);
      }
      expect(copy.community.proofs()).toHaveLength(1);
      await expectStopped(await afterPowerLoss(all));
    },
  );
});
