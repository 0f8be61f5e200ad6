import { describe, expect, it } from 'vitest';
import { Household, type Resident } from './household.ts';

interface Street {
  house: Household;
  community: string;
  channel: string;
  ana: Resident;
  ben: Resident;
}

async function street(): Promise<Street> {
  const house = new Household();
  const [ana, ben] = [await house.resident('Ana'), await house.resident('Ben')];
  const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
  const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'General' }));
  const { link } = await house.drive(ana.api.invite({ community, uses: 5 }));
  await house.drive(ben.api.join({ link }));
  await house.drive(ana.api.say({ channel, text: 'from the start' }));
  await house.clock.advance(5_000);
  return { house, community, channel, ana, ben };
}

async function texts({ api }: Resident, channel: string): Promise<string[]> {
  return (await api.messages({ channel, last: 200 })).messages.map(({ text }) => text).toSorted();
}

async function isCopied({ api }: Resident): Promise<boolean> {
  return (await api.communities()).communities[0]!.copied;
}

describe('a copied profile', () => {
  it('[THREAT-28] [GATE-11] [IDENTITY-24] stops on both machines once they have written apart, and each goes on as a new device', async () => {
    const { house, community, channel, ana, ben } = await street();
    const copy = await house.copy(ana, 'copy');
    house.mesh.partition(['Ana', 'Ben'], ['copy']);
    await house.drive(ana.api.say({ channel, text: 'on the first' }));
    await house.drive(copy.api.say({ channel, text: 'on the second' }));
    house.mesh.heal();
    await house.clock.advance(60_000);
    for (const one of [ana, copy]) {
      expect(await isCopied(one)).toBe(true);
      await expect(house.drive(one.api.say({ channel, text: 'more' }))).rejects.toMatchObject({
        code: 'DEVICE_FORKED',
      });
    }
    expect(await isCopied(ben)).toBe(false);
    const seen = (await ben.api.members({ community })).members.find(({ name }) => name === 'Ana')!;
    expect(seen.devices.map(({ copied }) => copied)).toEqual([true]);

    // Apart again: becoming a new device needs nobody.
    house.mesh.partition(['Ana'], ['copy'], ['Ben']);
    expect(await house.drive(ana.api.deviceRenew({ label: 'Laptop' }))).toEqual({ communities: [community] });
    expect(await house.drive(copy.api.deviceRenew({ label: 'Desk' }))).toEqual({ communities: [community] });
    await house.drive(ana.api.say({ channel, text: 'the laptop' }));
    await house.drive(copy.api.say({ channel, text: 'the desk' }));
    house.mesh.heal();
    await house.clock.advance(120_000);
    const all = ['from the start', 'on the first', 'on the second', 'the desk', 'the laptop'];
    for (const one of [ana, copy, ben]) expect(await texts(one, channel)).toEqual(all);
    for (const one of [ana, copy]) expect(await isCopied(one)).toBe(false);
    const { events } = await ben.api.history({ community });
    const renewed = events.filter(({ code }) => code === 'HISTORY_DEVICE_RENEWED');
    expect(
      renewed.map(({ details, because }) => [details['name'], details['device'], because]).toSorted(),
    ).toEqual([
      ['Ana', 'Desk', null],
      ['Ana', 'Laptop', null],
    ]);
    // All that Ana was and had, both still are and have.
    await house.drive(copy.api.rename({ community, title: 'Oak Street' }));
    await house.clock.advance(10_000);
    const { title } = (await ana.api.communities()).communities[0]!;
    expect(title).toBe('Oak Street');
    const own = (await ana.api.messages({ channel })).messages.filter(({ own }) => own);
    expect(own).toHaveLength(5);
    for (const one of [ana, copy, ben])
      expect(await one.api.verify({ community })).toMatchObject({ faults: [] });
    const states = await Promise.all([ana, copy, ben].map((one) => one.api.verify({ community })));
    expect(new Set(states.map(({ state }) => state)).size).toBe(1);
  });

  it('[THREAT-28] [GATE-20] an older backup stops as soon as it meets what it wrote later, and the first one goes on', async () => {
    const { house, community, channel, ana, ben } = await street();
    const backup = await house.backup(ana);
    await house.drive(ana.api.say({ channel, text: 'after the backup' }));
    await house.clock.advance(5_000);
    const old = await house.from(backup, ana, 'old');
    await house.clock.advance(60_000);
    expect(await isCopied(old)).toBe(true);
    expect(await isCopied(ana)).toBe(false);
    // Also after a restart: the disk knows.
    const again = await house.restart(old);
    expect(await isCopied(again)).toBe(true);
    await expect(house.drive(again.api.say({ channel, text: 'x' }))).rejects.toMatchObject({
      code: 'DEVICE_FORKED',
    });
    await house.drive(again.api.deviceRenew({}));
    await house.drive(again.api.say({ channel, text: 'from the backup' }));
    await house.drive(ana.api.say({ channel, text: 'from the first' }));
    await house.clock.advance(60_000);
    for (const one of [again, ana, ben])
      expect(await texts(one, channel)).toEqual([
        'after the backup',
        'from the backup',
        'from the first',
        'from the start',
      ]);
    const last = await house.restart(again);
    expect(await isCopied(last)).toBe(false);
    await house.drive(last.api.say({ channel, text: 'after a restart' }));
    expect(await last.api.verify({ community })).toMatchObject({ faults: [] });
  });

  it('[THREAT-28] [AUTH-22] who locks the old one out keeps what was written, and the copy is out', async () => {
    const { house, channel, ana, ben } = await street();
    const thief = await house.copy(ana, 'thief');
    house.mesh.partition(['Ana', 'Ben'], ['thief']);
    await house.drive(ana.api.deviceRenew({ dropOld: true }));
    await house.drive(ana.api.say({ channel, text: 'locked' }));
    await house.drive(thief.api.say({ channel, text: 'stolen' }));
    house.mesh.heal();
    await house.clock.advance(60_000);
    for (const one of [ana, ben]) expect(await texts(one, channel)).toEqual(['from the start', 'locked']);
    expect(await texts(thief, channel)).not.toContain('locked');
    await house.clock.advance(60_000);
  });

  it('[THREAT-28] [GATE-21] what the copy wrote is shown at once, also by a view that was open, as it comes later with a neighbour', async () => {
    const { house, channel, ana, ben } = await street();
    const copy = await house.copy(ana, 'copy');
    house.mesh.partition(['Ana', 'Ben'], ['copy']);
    let live: string[] = [];
    ana.api.subscribe('messages', { channel }, ({ messages }) => {
      live = messages.map(({ text }) => text).toSorted();
    });
    await house.drive(copy.api.say({ channel, text: 'on the second' }));
    await house.drive(ana.api.say({ channel, text: 'on the first' }));
    await house.clock.advance(10_000);
    house.mesh.partition(['Ana'], ['Ben', 'copy']);
    await house.clock.advance(20_000);
    await house.drive(copy.api.deviceRenew({ label: 'Attic' }));
    await house.drive(copy.api.say({ channel, text: 'the attic' }));
    await house.clock.advance(20_000);
    house.mesh.heal();
    await house.clock.advance(60_000);
    const all = ['from the start', 'on the first', 'on the second', 'the attic'];
    for (const one of [ana, copy, ben]) expect(await texts(one, channel)).toEqual(all);
    expect(live).toEqual(all);
  });

  it('[IDENTITY-24] nobody is asked who is in no community', async () => {
    const house = new Household();
    const ana = await house.resident('Ana');
    await expect(house.drive(ana.api.deviceRenew({}))).rejects.toMatchObject({ code: 'DEVICE_NOWHERE' });
    await expect(house.drive(ana.api.deviceRenew({ label: ' ' }))).rejects.toMatchObject({
      code: 'NAME_EMPTY',
    });
  });
});
