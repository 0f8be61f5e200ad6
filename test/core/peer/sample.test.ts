import { describe, expect, it } from 'vitest';
import { buildSample } from '../../../core/peer/sample/build-sample.ts';
import { Household } from './household.ts';

describe('the sample street', () => {
  it('[SAMPLE-1] is a community with neighbours who answer, and nothing of it goes out', async () => {
    const house = new Household();
    const ana = await house.resident('ana', { buildSample });
    const { community } = await house.drive(ana.api.sample());
    expect((await ana.api.communities()).communities).toMatchObject([
      { id: community, title: 'Maple Street', role: 'member', members: 4, sample: true },
    ]);
    const { members } = await ana.api.members({ community });
    // Two of them joined at once, in whatever order.
    expect(members.map(({ name, here }) => [name, here]).toSorted()).toEqual([
      ['Ada', true],
      ['Ben', true],
      ['Cem', true],
      ['ana', true],
    ]);
    const [tools] = (await ana.api.inventories({ community })).inventories;
    const { items } = await ana.api.inventory({ inventory: tools!.id });
    const saw = items.find(({ title }) => title === 'Circular saw')!;
    const { loan } = await house.drive(ana.api.loanRequest({ item: saw.id }));
    const state = async () => (await ana.api.loans({ community })).loans.find(({ id }) => id === loan)!.state;
    await house.clock.advance(10_000);
    expect(await state()).toBe('approved');
    await house.drive(ana.api.loanHandOver({ loan }));
    await house.clock.advance(10_000);
    expect(await state()).toBe('handed-over');

    // Somebody else on the same network meets nobody of that community.
    const ben = await house.resident('ben');
    await house.clock.advance(10_000);
    expect((await ben.api.status()).peers).toEqual([]);
    expect((await ana.api.sample()).community).toBe(community);
  });

  it('[SAMPLE-2] leaves nothing behind when it is forgotten, and can be built again', async () => {
    const house = new Household();
    const ana = await house.resident('ana', { buildSample });
    const { community } = await house.drive(ana.api.sample());
    await house.drive(ana.api.forget({ community }));
    expect((await ana.api.communities()).communities).toEqual([]);
    await house.clock.advance(1_000);
    const left: string[] = [];
    for await (const rows of ana.store.read({ from: Uint8Array.of(0x63), to: Uint8Array.of(0x64) }))
      left.push(...rows.map(({ key }) => Buffer.from(key).toString('hex')));
    expect(left).toEqual([]);
    const again = await house.drive(ana.api.sample());
    expect(again.community).not.toBe(community);
  });

  it('[SAMPLE-3] a community of real people is not forgotten by that', async () => {
    const house = new Household();
    const ana = await house.resident('ana');
    const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
    await expect(house.drive(ana.api.forget({ community }))).rejects.toMatchObject({ code: 'FORGET_MEMBER' });
    expect((await ana.api.communities()).communities).toHaveLength(1);
  });
});
