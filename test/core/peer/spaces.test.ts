import { describe, expect, it } from 'vitest';
import { street, texts } from './street.ts';

describe('private spaces', () => {
  it('[AUTH-43] [AUTH-44] are read by who is in them alone; who comes in later reads what was there', async () => {
    const { house, community, ana, ben, cem, idOf } = await street();
    const { space } = await house.drive(
      ana.api.spaceAdd({ community, title: 'Stewards', members: [await idOf('Ben')] }),
    );
    const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'Keys', space }));
    await house.drive(ana.api.say({ channel, text: 'between us' }));
    await house.clock.advance(5_000);
    expect((await ben.api.channels({ community })).channels).toMatchObject([
      { id: channel, title: 'Keys', space, unread: 1 },
    ]);
    await house.drive(ben.api.say({ channel, text: 'yes' }));
    await house.clock.advance(5_000);
    expect(await texts(ana, channel)).toEqual(['between us', 'yes']);
    // Cem has every record, passes them on, and can open none of these.
    expect((await cem.api.channels({ community })).channels).toEqual([]);
    expect((await cem.api.spaces({ community })).spaces).toMatchObject([{ id: space, mine: false }]);
    await expect(house.drive(cem.api.messages({ channel }))).rejects.toMatchObject({
      code: 'CHANNEL_UNKNOWN',
    });
    await expect(house.drive(cem.api.channelAdd({ community, title: 'Mine', space }))).rejects.toMatchObject({
      code: 'ROLE_FORBIDS',
    });
    expect((await cem.api.status()).entries).toBe((await ana.api.status()).entries);
    const states = [];
    for (const { api } of [ana, ben, cem]) {
      const report = await house.drive(api.verify({ community }));
      expect(report.faults).toEqual([]);
      states.push(report.state);
    }
    // What all can read is the same for all.
    expect(new Set(states).size).toBe(1);

    await house.drive(ben.api.spaceMembers({ space, add: [await idOf('Cem')] }));
    await house.clock.advance(15_000);
    expect(await texts(cem, channel)).toEqual(['between us', 'yes']);
  });

  it('[THREAT-20] [AUTH-54] who is taken out keeps what was there and reads nothing new', async () => {
    const { house, community, ana, ben, cem, idOf } = await street();
    const { space } = await house.drive(
      ana.api.spaceAdd({ community, title: 'Party', members: [await idOf('Ben'), await idOf('Cem')] }),
    );
    const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'Surprise', space }));
    const { inventory } = await house.drive(ana.api.inventoryAdd({ community, title: 'Plates', space }));
    const { item } = await house.drive(ana.api.itemAdd({ inventory, title: 'Cake stand' }));
    await house.drive(ana.api.say({ channel, text: 'cake' }));
    await house.clock.advance(5_000);
    expect((await cem.api.inventory({ inventory })).mayWrite).toBe(true);
    await expect(
      house.drive(ben.api.spaceMembers({ space, remove: [await idOf('Cem')] })),
    ).rejects.toMatchObject({
      code: 'ROLE_FORBIDS',
    });
    await house.drive(ana.api.spaceMembers({ space, remove: [await idOf('Cem')] }));
    await house.drive(ana.api.say({ channel, text: 'for Cem' }));
    await house.clock.advance(15_000);
    expect(await texts(ben, channel)).toEqual(['cake', 'for Cem']);
    expect(await texts(cem, channel)).toEqual(['cake']);
    expect((await cem.api.messages({ channel })).mayWrite).toBe(false);
    expect((await ben.api.messages({ channel })).mayWrite).toBe(true);
    for (const { api } of [cem, ben]) {
      expect((await api.inventory({ inventory })).mayWrite).toBe(api === ben.api);
      expect((await api.item({ item })).mayWrite).toBe(api === ben.api);
    }
    await expect(house.drive(ana.api.spaceAdd({ community, title: ' ', members: [] }))).rejects.toMatchObject(
      { code: 'TITLE_EMPTY' },
    );
    await expect(
      house.drive(ana.api.spaceAdd({ community, title: 'x', members: [community] })),
    ).rejects.toMatchObject({ code: 'MEMBER_UNKNOWN' });
  });

  it('go with a further device of whoever is in them', async () => {
    const { house, community, ana, idOf } = await street();
    const { space } = await house.drive(
      ana.api.spaceAdd({ community, title: 'Two', members: [await idOf('Ben')] }),
    );
    const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'Us', space }));
    await house.drive(ana.api.say({ channel, text: 'hello' }));
    const { link } = await house.drive(ana.api.deviceLink({ label: 'Laptop' }));
    const laptop = await house.resident('laptop');
    await house.drive(laptop.api.deviceJoin({ link }));
    await house.clock.advance(5_000);
    expect(await texts(laptop, channel)).toEqual(['hello']);
  });

  it('[API-16] a conversation of two is one on both sides, by the other one’s name, and nobody else reads it', async () => {
    const { house, community, ana, ben, cem, idOf } = await street();
    const [anaId, benId, cemId] = [await idOf('Ana'), await idOf('Ben'), await idOf('Cem')];
    const { space, channel } = await house.drive(ana.api.direct({ member: benId }));
    expect(await house.drive(ana.api.direct({ member: benId }))).toEqual({ space, channel });
    await house.drive(ana.api.say({ channel, text: 'psst' }));
    await house.clock.advance(5_000);
    expect(await house.drive(ben.api.direct({ member: anaId }))).toEqual({ space, channel });
    expect((await ana.api.channels({ community })).channels).toMatchObject([{ id: channel, title: 'Ben' }]);
    expect((await ben.api.channels({ community })).channels).toMatchObject([{ id: channel, title: 'Ana' }]);
    expect((await ben.api.spaces({ community })).spaces).toMatchObject([{ direct: { name: 'Ana' } }]);
    expect((await cem.api.channels({ community })).channels).toEqual([]);
    expect((await cem.api.spaces({ community })).spaces).toMatchObject([{ mine: false, direct: null }]);
    expect((await cem.api.history({ community, last: 1 })).events).toMatchObject([
      { code: 'HISTORY_DIRECT', details: { by: 'Ana', name: 'Ben' } },
    ]);
    await expect(house.drive(ana.api.spaceMembers({ space, add: [cemId] }))).rejects.toMatchObject({
      code: 'SPACE_DIRECT',
    });
    await expect(house.drive(ana.api.direct({ member: anaId }))).rejects.toMatchObject({
      code: 'MEMBER_UNKNOWN',
    });
  });
});
