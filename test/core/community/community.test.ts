import { describe, expect, it } from 'vitest';
import { WHOLE_COMMUNITY } from '../../../core/base/ids.ts';
import { placeParts } from '../../../core/community/place-parts.ts';
import { openCommunity } from '../../../core/community/found-community.ts';
import { compareStamps } from '../../../core/documents/stamp.ts';
import { SimulatedClock } from '../../world/clock.ts';
import {
  exchange,
  founder,
  frontierText,
  home,
  joiner,
  pull,
  restart,
  write,
  type Neighbour,
} from './neighbours.ts';

async function stateOf(neighbour: Neighbour) {
  const parts = await placeParts(neighbour.community, WHOLE_COMMUNITY, home(neighbour));
  const logs = parts.flatMap((part) => part.log.map(({ value, stamp }) => ({ value, stamp })));
  return {
    frontier: frontierText(neighbour.community.frontier()),
    registers: parts
      .flatMap((part) => [...part.registers].map(([key, { value, stamp }]) => ({ key, value, stamp })))
      .sort((a, b) => compareStamps(a.stamp, b.stamp)),
    logs: logs.sort((a, b) => compareStamps(a.stamp, b.stamp)),
  };
}

async function expectSame(...neighbours: Neighbour[]): Promise<void> {
  const [first, ...others] = neighbours;
  const state = await stateOf(first!);
  for (const other of others) expect(await stateOf(other)).toEqual(state);
}

describe('a community', () => {
  it('[GATE-6] keeps what it wrote over a restart', async () => {
    const ana = await founder();
    await write(ana, { set: [['a', 1]], push: [{ t: 'x' }] });
    const before = await stateOf(ana);
    await restart(ana);
    expect(await stateOf(ana)).toEqual(before);
    await write(ana, { set: [['a', 2]] });
    expect((await stateOf(ana)).registers[0]?.value).toBe(2);
  });

  it('[GATE-1] two devices that wrote apart agree when they meet', async () => {
    const ana = await founder();
    const ben = await joiner('ben', ana);
    expect(ben.community.authority().members.size).toBe(2);
    for (let i = 0; i < 20; i++) {
      await write(ana, { set: [['title', `ana ${String(i)}`]], push: [{ n: i }] });
      await write(ben, { set: [['title', `ben ${String(i)}`]], push: [{ n: i }] });
      if (i % 7 === 0) await exchange(ana, ben);
    }
    await exchange(ana, ben);
    await expectSame(ana, ben);
    await restart(ben);
    await expectSame(ana, ben);
  });

  it('[GATE-9] says how many others hold an entry', async () => {
    const ana = await founder();
    const ben = await joiner('ben', ana);
    const cleo = await joiner('cleo', ana);
    const { device, seq } = await write(ana, { push: [{ n: 1 }] });
    expect(ana.community.holders(device, seq)).toBe(0);
    await pull(ana, ben);
    await write(ben, { push: [{ n: 2 }] });
    await pull(ben, ana);
    expect(ana.community.holders(device, seq)).toBe(1);
    await pull(ben, cleo);
    await write(cleo, { push: [{ n: 3 }] });
    await pull(cleo, ana);
    expect(ana.community.holders(device, seq)).toBe(2);
  });

  it('[GATE-9] still knows it after a kill, once a moment has passed', async () => {
    const clock = new SimulatedClock();
    const ana = await founder('ana', clock);
    const ben = await joiner('ben', ana);
    const { device, seq } = await write(ana, { push: [{ n: 1 }] });
    await pull(ana, ben);
    ana.community.noteHeldBy(ben.community.device, ana.community.frontier());
    const holders = async (): Promise<number> => {
      const opened = await openCommunity({ ...ana.options, id: ana.community.id });
      return opened!.holders(device, seq);
    };
    expect([ana.community.holders(device, seq), await holders()]).toEqual([1, 0]);
    await clock.advance(5_000);
    expect(await holders()).toBe(1);
  });

  it('[GATE-10] [THREAT-45] erased payloads are gone, and who never held them agrees', async () => {
    const ana = await founder();
    const ben = await joiner('ben', ana);
    for (let i = 0; i < 5; i++) await write(ana, { push: [{ secret: i }], set: [['k', i]] });
    await pull(ana, ben);
    await write(ben, { push: [{ kept: true }] });
    await pull(ben, ana);
    await ana.community.retire({ space: WHOLE_COMMUNITY, place: home(ana), part: 0 });
    await write(ana, { push: [{ again: 1 }] }, 1);
    const cleo = await joiner('cleo', ana);
    await exchange(ana, ben);
    await exchange(cleo, ben);
    await exchange(ana, cleo);
    await expectSame(ana, ben, cleo);
    expect(JSON.stringify(await stateOf(cleo))).not.toContain('secret');
    for (const one of [ana, ben, cleo]) await restart(one);
    await expectSame(ana, ben, cleo);
  });

  it('[GATE-12] verifies from the disk', async () => {
    const ana = await founder();
    const ben = await joiner('ben', ana);
    for (let i = 0; i < 300; i++) await write(ana, { push: [{ n: i }] });
    await exchange(ana, ben);
    const verified = await ben.community.verify();
    expect(verified.faults).toEqual([]);
    expect(verified.entries).toBe(303);
  });
});
