import { describe, expect, it } from 'vitest';
import { dropDeviceBody, removeBody } from '../../../core/authority/action-bodies.ts';
import type { Resident } from './household.ts';
import { talkingStreet, texts } from './street.ts';

async function standing({ api }: Resident): Promise<string> {
  return (await api.communities()).communities[0]!.standing;
}

async function selfOf({ api }: Resident, community: string) {
  return (await api.members({ community })).members.find(({ self }) => self)!;
}

function contentOf({ peer }: Resident) {
  const tips = peer.communities()[0]!.frontier();
  return tips.filter(({ kind }) => kind === 'content');
}

function keysOf({ peer }: Resident): string[] {
  return peer
    .communities()[0]!
    .keys.all()
    .map(({ id }) => id);
}

describe('who was put out while away', () => {
  it('[SYNC-31] [GATE-22] [THREAT-20] [THREAT-23] [THREAT-30] a member who was removed knows it from the first neighbour, gets nothing newer, and keeps what they wrote', async () => {
    const { house, community, channel, ana, ben, cem, idOf } = await talkingStreet();
    await house.drive(cem.api.say({ channel, text: 'Cem was here' }));
    await house.clock.advance(2_000);
    house.mesh.partition(['Ana', 'Ben'], ['Cem']);
    await house.clock.advance(1_000);
    await house.drive(ana.api.memberRemove({ member: await idOf('Cem'), note: 'moved away' }));
    await house.drive(ana.api.say({ channel, text: 'after the removal' }));
    await house.drive(ana.api.channelAdd({ community, title: 'Later' }));
    await house.drive(cem.api.say({ channel, text: 'written while away' }));
    const { board } = await house.drive(cem.api.boardAdd({ community, title: 'Cem’s plans' }));
    await house.clock.advance(5_000);
    const content = contentOf(cem);
    const [keys, authority] = [keysOf(cem), ana.peer.communities()[0]!.authority()];
    expect([await standing(cem), (await selfOf(cem, community)).state]).toEqual(['in', 'in']);

    // Ana, who did it, is off: Ben says it.
    house.mesh.heal();
    house.mesh.partition(['Ben', 'Cem'], ['Ana']);
    await house.clock.advance(20_000);
    expect([await standing(cem), (await selfOf(cem, community)).state]).toEqual(['removed', 'removed']);
    await expect(house.drive(cem.api.say({ channel, text: 'still me' }))).rejects.toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    await expect(house.drive(cem.api.boardAdd({ community, title: 'More' }))).rejects.toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    // What was there stays, and what was written meanwhile too, marked as what nobody else has.
    const { messages } = await cem.api.messages({ channel });
    expect(messages.map(({ text, holders }) => [text, holders])).toEqual([
      ['Cem was here', 2],
      ['written while away', 0],
    ]);
    expect((await cem.api.boards({ community })).boards.map(({ id }) => id)).toEqual([board]);
    const status = await cem.api.status();
    expect(status.communities[0]).toMatchObject({ standing: 'removed', onlyHere: 2 });
    expect(status.peers).toEqual([]);
    expect(keysOf(cem)).toEqual(keys);
    for (const [, chain] of authority.chains) expect(keys).not.toContain(chain.at(-1));
    // Nothing came but what leads to the removal.
    expect(contentOf(cem)).toEqual(content);
    const held = cem.peer.communities()[0]!;
    const removal = ben.peer.communities()[0]!.endingOf(held.device)!;
    for (const { kind, device, seq, id } of held.frontier()) {
      if (kind === 'authority' && device !== held.device)
        expect(removal.find((tip) => tip.device === device)).toMatchObject({ seq, id });
    }
    expect(await texts(cem, channel)).not.toContain('after the removal');

    // Also after a restart, and with everybody there.
    house.mesh.heal();
    const again = await house.restart(cem);
    await house.clock.advance(120_000);
    expect(await standing(again)).toBe('removed');
    expect(await texts(again, channel)).toEqual(['Cem was here', 'written while away']);
    expect(await texts(ana, channel)).toEqual(['Cem was here', 'after the removal']);
    expect(await texts(ben, channel)).toEqual(['Cem was here', 'after the removal']);
    expect((await house.drive(again.api.verify({ community }))).faults).toEqual([]);
    const [a, b] = [
      await house.drive(ana.api.verify({ community })),
      await house.drive(ben.api.verify({ community })),
    ];
    expect(a.state).toBe(b.state);

    // It can be taken along, and put away.
    const taken = await house.drive(again.api.bundleExport({ community, file: 'mine.kith' }));
    expect(taken.entries).toBe(held.frontier().reduce((sum, { seq }) => sum + seq + 1, 0));
    await house.drive(again.api.forget({ community }));
    expect((await again.api.communities()).communities).toEqual([]);
  });

  it('[SYNC-31] [THREAT-23] a device that was dropped by another one of the person', async () => {
    const { house, community, channel, ana, ben } = await talkingStreet();
    const { link } = await house.drive(ben.api.deviceLink({ label: 'Phone' }));
    await house.clock.advance(2_000);
    const phone = await house.resident('phone');
    await house.drive(phone.api.deviceJoin({ link }));
    await house.clock.advance(5_000);
    house.mesh.partition(['Ana', 'Ben', 'Cem'], ['phone']);
    await house.drive(phone.api.say({ channel, text: 'from the phone' }));
    const other = (await selfOf(ben, community)).devices.find(({ self }) => !self)!;
    await house.drive(ben.api.deviceDrop({ device: other.id }));
    await house.drive(ben.api.say({ channel, text: 'after the drop' }));
    await house.clock.advance(5_000);
    house.mesh.heal();
    house.mesh.partition(['Ana', 'phone'], ['Ben', 'Cem']);
    await house.clock.advance(20_000);
    expect(await standing(phone)).toBe('dropped');
    // Here the person is still in: it is the device that is not.
    const self = await selfOf(phone, community);
    expect([self.state, self.devices.find((device) => device.self)!.state]).toEqual(['in', 'dropped']);
    await expect(house.drive(phone.api.say({ channel, text: 'still me' }))).rejects.toMatchObject({
      code: 'DEVICE_GONE',
    });
    expect(await texts(phone, channel)).toEqual(['from the phone']);
    expect(await texts(ana, channel)).toEqual(['after the drop']);
  });

  it('[SYNC-31] a device whose person has left by another one', async () => {
    const { house, community, channel, ana, ben } = await talkingStreet();
    const { link } = await house.drive(ben.api.deviceLink({ label: 'Phone' }));
    await house.clock.advance(2_000);
    const phone = await house.resident('phone');
    await house.drive(phone.api.deviceJoin({ link }));
    await house.clock.advance(5_000);
    house.mesh.partition(['Ana', 'Ben', 'Cem'], ['phone']);
    await house.clock.advance(1_000);
    await house.drive(ben.api.leave({ community }));
    await house.clock.advance(5_000);
    house.mesh.heal();
    house.mesh.partition(['Ana', 'Cem', 'phone'], ['Ben']);
    await house.clock.advance(20_000);
    expect([await standing(phone), (await selfOf(phone, community)).state]).toEqual(['left', 'left']);
    await expect(house.drive(phone.api.say({ channel, text: 'still me' }))).rejects.toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    expect(await texts(ana, channel)).toEqual([]);
  });

  it('[SYNC-31] [AUTH-70] knows it also when others were removed, and the locks changed, before', async () => {
    const { house, community, channel, ana, cem, idOf } = await talkingStreet();
    house.mesh.partition(['Ana', 'Ben'], ['Cem']);
    await house.clock.advance(1_000);
    const { link } = await house.drive(ana.api.invite({ community }));
    const dora = await house.newcomer('Dora');
    house.mesh.partition(['Ana', 'Ben', 'Dora'], ['Cem']);
    await house.drive(dora.api.init({ name: 'Dora', network: 'lan' }));
    await house.drive(dora.api.join({ link }));
    await house.clock.advance(2_000);
    await house.drive(ana.api.memberRemove({ member: await idOf('Dora') }));
    await house.clock.advance(15_000);
    await house.drive(ana.api.memberRemove({ member: await idOf('Cem') }));
    await house.drive(ana.api.say({ channel, text: 'under the third key' }));
    await house.clock.advance(15_000);
    expect(keysOf(cem)).toHaveLength(2);
    house.mesh.heal();
    house.mesh.partition(['Ben', 'Cem'], ['Ana', 'Dora']);
    await house.clock.advance(120_000);
    expect(await standing(cem)).toBe('removed');
    // The key of between was sealed to Cem while Cem was in; that of after is not to be had.
    const chains = ana.peer.communities()[0]!.authority().chains;
    for (const [, chain] of chains) expect(keysOf(cem)).not.toContain(chain.at(-1));
    expect(await texts(cem, channel)).toEqual([]);
  });

  it('[SYNC-31] hears it when they are let in again, and goes on', async () => {
    const { house, community, channel, ana, cem, idOf } = await talkingStreet();
    house.mesh.partition(['Ana', 'Ben'], ['Cem']);
    await house.clock.advance(1_000);
    const id = await idOf('Cem');
    await house.drive(ana.api.memberRemove({ member: id }));
    house.mesh.heal();
    await house.clock.advance(30_000);
    expect(await standing(cem)).toBe('removed');
    await house.drive(ana.api.memberRole({ member: id, role: 'member' }));
    await house.drive(ana.api.say({ channel, text: 'welcome back' }));
    await house.clock.advance(700_000);
    expect(await standing(cem)).toBe('in');
    expect(await texts(cem, channel)).toEqual(['welcome back']);
    await house.drive(cem.api.say({ channel, text: 'good to be here' }));
    await house.clock.advance(5_000);
    expect(await texts(ana, channel)).toEqual(['welcome back', 'good to be here']);
    const [a, c] = [
      await house.drive(ana.api.verify({ community })),
      await house.drive(cem.api.verify({ community })),
    ];
    expect(a.state).toBe(c.state);
  });
});

describe('a neighbour who says that somebody is out', () => {
  it('[SYNC-31] [THREAT-5] [THREAT-8] achieves nothing without the power to say so', async () => {
    const { house, channel, ana, ben, cem } = await talkingStreet();
    house.mesh.partition(['Ben', 'Cem'], ['Ana']);
    await house.clock.advance(1_000);
    // Ben is a member, and writes what only a steward may.
    const liar = ben.peer.communities()[0]!;
    const [person, device] = [cem.peer.communities()[0]!.person!, cem.peer.communities()[0]!.device];
    await house.drive(liar.act(removeBody(person, [], 'out')));
    await house.drive(liar.act(dropDeviceBody(device, [], [])));
    await house.clock.advance(5_000);
    expect(liar.endingOf(device)).toBeUndefined();
    expect(await standing(cem)).toBe('in');
    await house.drive(cem.api.say({ channel, text: 'still here' }));
    house.mesh.heal();
    await house.clock.advance(20_000);
    expect(await standing(cem)).toBe('in');
    expect(await texts(ana, channel)).toEqual(['still here']);
  });
});
