import { describe, expect, it } from 'vitest';
import { sealBody, spaceBody, spaceMembersBody } from '../../../core/authority/action-bodies.ts';
import { newChainKey, sealKeys, type ChainKey } from '../../../core/authority/key-ring.ts';
import { newSpaceId } from '../../../core/authority/space-id.ts';
import type { SpaceId } from '../../../core/base/ids.ts';
import { placeParts } from '../../../core/community/place-parts.ts';
import { MemoryDisk } from '../../../core/store/memory-store.ts';
import { founder, home, joiner, pull, restart, seededRandom, write, type Neighbour } from './neighbours.ts';

const random = seededRandom('passed-over');

function sealedFor({ community }: Neighbour, key: ChainKey): ReturnType<typeof sealKeys> {
  const { id, box } = community.authority().devices.get(community.device)!;
  return sealKeys([key], { device: id, box }, community.id, random);
}

/** A private space of ana's with one message in it, which ben holds and passes over. */
async function street(): Promise<{
  ana: Neighbour;
  ben: Neighbour;
  disk: MemoryDisk;
  space: SpaceId;
  letIn: () => Promise<void>;
}> {
  const ana = await founder();
  const disk = new MemoryDisk();
  const ben = await joiner('ben', ana, disk);
  const space = newSpaceId(ana.community.id, ana.community.device, random);
  const key = newChainKey(space, random);
  const seals = sealedFor(ana, key);
  await ana.community.act(spaceBody({ space, title: 'Stewards', members: [], key: key.id, seals }));
  const target = { space, place: home(ana), part: 0, isErasable: true };
  await ana.community.write(target, () => ({ set: [], push: [{ text: 'between us' }] }));
  await write(ana, { push: [{ text: 'to all' }] }, 1);
  await pull(ana, ben);
  const letIn = async (): Promise<void> => {
    await ana.community.act(spaceMembersBody(space, [ben.community.person!], []));
    await ana.community.act(sealBody(space, key.id, sealedFor(ben, key)));
  };
  return { ana, ben, disk, space, letIn };
}

async function textsIn(neighbour: Neighbour, space: SpaceId): Promise<unknown[]> {
  const parts = await placeParts(neighbour.community, space, home(neighbour));
  return parts.flatMap(({ log }) => log.map(({ value }) => (value as { text: string }).text));
}

describe('what was passed over', () => {
  it('[GATE-16] is judged as soon as its key has come', async () => {
    const { ana, ben, space, letIn } = await street();
    expect(await textsIn(ben, space)).toEqual([]);
    await letIn();
    await pull(ana, ben);
    expect(await textsIn(ben, space)).toEqual(['between us']);
  });

  it.each([1, 2, 3])('[GATE-16] also when write %i on the way fails for lack of room', async (which) => {
    const { ana, ben, disk, space, letIn } = await street();
    await letIn();
    const store = ben.store;
    const writeRows = store.write.bind(store);
    let count = 0;
    store.write = (...args) => {
      count += 1;
      if (count === which) disk.failNextWrite('DISK_FULL');
      return writeRows(...args);
    };
    await expect(pull(ana, ben)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(count).toBeGreaterThanOrEqual(which);
    await pull(ana, ben);
    expect(await textsIn(ben, space)).toEqual(['between us']);
    expect((await ben.community.verify()).faults).toEqual([]);
    await restart(ben);
    expect(await textsIn(ben, space)).toEqual(['between us']);
  });
});
