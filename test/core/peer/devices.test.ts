import { describe, expect, it } from 'vitest';
import type { Resident } from './household.ts';
import { talkingStreet } from './street.ts';

async function texts({ api }: Resident, channel: string): Promise<string[]> {
  return (await api.messages({ channel })).messages.map(({ text }) => text).toSorted();
}

describe('a further device', () => {
  it('[IDENTITY-23] is the same person, also when the first one is away; it can be dropped, and then reads nothing new', async () => {
    const { house, community, channel, ana, ben } = await talkingStreet();
    await house.drive(ben.api.say({ channel, text: 'before' }));
    const { link, communities } = await house.drive(ana.api.deviceLink({ label: 'Laptop' }));
    expect(communities).toBe(1);
    await house.clock.advance(2_000);
    // The first device is off: whoever is there brings the new one up to date.
    house.mesh.partition(['Ana'], ['Ben', 'Cem', 'laptop']);
    const laptop = await house.resident('laptop');
    expect(await laptop.api.deviceLinkPreview({ link })).toEqual({
      name: 'Ana',
      label: 'Laptop',
      communities: [{ id: community, title: 'Elm Street', joined: false }],
    });
    await house.drive(laptop.api.deviceJoin({ link }));
    expect(await texts(laptop, channel)).toEqual(['before']);
    await house.drive(laptop.api.say({ channel, text: 'from the laptop' }));
    await house.clock.advance(2_000);
    const heard = (await ben.api.messages({ channel })).messages.at(-1)!;
    expect([heard.name, heard.text]).toEqual(['Ana', 'from the laptop']);
    house.mesh.heal();
    await house.clock.advance(20_000);
    const self = (await ana.api.members({ community })).members.find(({ self }) => self)!;
    expect(self.devices.map(({ state }) => state)).toEqual(['current', 'current']);
    expect((await ana.api.messages({ channel })).messages.at(-1)).toMatchObject({ own: true });

    const other = self.devices.find((device) => !device.self)!;
    expect(await ana.api.endPreview({ device: other.id })).toMatchObject({ kept: 1, outcome: 'done' });
    await house.drive(ana.api.deviceDrop({ device: other.id }));
    await house.drive(ana.api.say({ channel, text: 'after the drop' }));
    await house.clock.advance(20_000);
    expect(await texts(ben, channel)).toEqual(['after the drop', 'before', 'from the laptop']);
    expect(await texts(laptop, channel)).toEqual(['before', 'from the laptop']);
    await expect(house.drive(laptop.api.say({ channel, text: 'still me' }))).rejects.toMatchObject({
      code: 'DEVICE_GONE',
    });
  });

  it('[IDENTITY-23] [THREAT-28] of two that use one link, both are seen as a copy and stop', async () => {
    const { house, channel, ana } = await talkingStreet();
    const { link } = await house.drive(ana.api.deviceLink({ label: 'Laptop' }));
    await house.clock.advance(2_000);
    const [one, two] = [await house.resident('one'), await house.resident('two')];
    await house.drive(one.api.deviceJoin({ link }));
    await house.drive(two.api.deviceJoin({ link })).catch(() => undefined);
    house.mesh.partition(['one'], ['two', 'Ana', 'Ben', 'Cem']);
    await house.drive(one.api.say({ channel, text: 'one' }));
    await house.drive(two.api.say({ channel, text: 'two' }));
    house.mesh.heal();
    await house.clock.advance(60_000);
    for (const { api } of [one, two])
      await expect(house.drive(api.say({ channel, text: 'more' }))).rejects.toMatchObject({
        code: 'DEVICE_FORKED',
      });
  });

  it('a torn link, and one while in no community, are refused', async () => {
    const { house, ana } = await talkingStreet();
    const { link } = await house.drive(ana.api.deviceLink({ label: 'Laptop' }));
    const dora = await house.resident('Dora');
    await expect(house.drive(dora.api.deviceJoin({ link: link.slice(0, -9) }))).rejects.toMatchObject({
      code: 'DEVICE_LINK_UNREADABLE',
    });
    await expect(house.drive(dora.api.deviceLink({ label: 'x' }))).rejects.toMatchObject({
      code: 'DEVICE_NOWHERE',
    });
    await expect(house.drive(ana.api.deviceLink({ label: ' ' }))).rejects.toMatchObject({
      code: 'NAME_EMPTY',
    });
  });
});

describe('a lost device', () => {
  it('[IDENTITY-21] the words bring the person back on a new one, and the lost one is out', async () => {
    const { house, community, channel, ana, ben, cem, idOf } = await talkingStreet();
    await house.drive(ana.api.say({ channel, text: 'Ana, before' }));
    const { words } = await house.drive(ana.api.recoveryWords());
    await house.drive(ana.api.recoveryConfirm({ words: words.join(' ') }));
    await house.clock.advance(2_000);
    // Somebody has stolen the device; it stays on, away from the others.
    house.mesh.partition(['Ana'], ['Ben', 'Cem', 'again']);
    const { link } = await house.drive(ben.api.returnInvite({ member: await idOf('Ana') }));
    const again = await house.resident('again');
    await expect(house.drive(again.api.join({ link }))).rejects.toMatchObject({ code: 'RETURN_LINK' });
    const foreign = (await house.drive(cem.api.recoveryWords())).words.join(' ');
    await expect(house.drive(again.api.recover({ link, words: foreign }))).rejects.toMatchObject({
      code: 'WORDS_OTHER',
    });
    const back = await house.drive(again.api.recover({ link, words: words.join(' '), label: 'New phone' }));
    expect(back).toEqual({ community, title: 'Elm Street', dropped: 1 });
    expect(await texts(again, channel)).toEqual(['Ana, before']);
    await house.drive(again.api.say({ channel, text: 'Ana, after' }));
    // She is who she was: a steward, who can remove and rename.
    await house.drive(again.api.rename({ community, title: 'Elm Street 2' }));
    await house.drive(ana.api.say({ channel, text: 'the thief' }));
    house.mesh.heal();
    await house.clock.advance(30_000);
    for (const who of [again, ben, cem])
      expect(await texts(who, channel)).toEqual(['Ana, after', 'Ana, before']);
    expect(await texts(ana, channel)).toEqual(['Ana, before', 'the thief']);
    expect(await again.api.recovery()).toEqual({ state: 'confirmed' });
    // The door was opened for her alone.
    const dora = await house.resident('Dora');
    await expect(house.drive(dora.api.recover({ link, words: foreign }))).rejects.toMatchObject({
      code: 'WORDS_OTHER',
    });
  });

  it('[IDENTITY-22] with the words lost too, members vouch, and the old words are worth nothing', async () => {
    const { house, community, channel, ana, ben, cem, idOf } = await talkingStreet();
    await house.drive(ana.api.say({ channel, text: 'Ana, before' }));
    const old = (await house.drive(ana.api.recoveryWords())).words.join(' ');
    await house.clock.advance(2_000);
    house.mesh.partition(['Ana'], ['Ben', 'Cem', 'again', 'thief']);
    const anaId = await idOf('Ana');
    const first = await house.drive(ben.api.returnInvite({ member: anaId }));
    const again = await house.resident('again');
    const { link: request } = await house.drive(again.api.vouchRequest({ link: first.link }));
    expect(await house.drive(again.api.vouchRequest({ link: first.link }))).toEqual({ link: request });
    await expect(house.drive(again.api.recover({ link: first.link }))).rejects.toMatchObject({
      code: 'VOUCH_WAITING',
    });
    expect(await ben.api.vouchPreview({ link: request })).toEqual({
      community,
      title: 'Elm Street',
      member: anaId,
      name: 'Ana',
    });
    expect(await house.drive(ben.api.vouch({ link: request }))).toMatchObject({ state: 'proposed' });
    await house.clock.advance(3_000);
    expect(await house.drive(cem.api.vouch({ link: request }))).toMatchObject({ state: 'done' });
    await house.clock.advance(3_000);
    const second = await house.drive(ben.api.returnInvite({ member: anaId }));
    const back = await house.drive(again.api.recover({ link: second.link }));
    expect(back).toEqual({ community, title: 'Elm Street', dropped: 1 });
    expect(await texts(again, channel)).toEqual(['Ana, before']);
    expect(await again.api.recovery()).toEqual({ state: 'unconfirmed' });
    const thief = await house.resident('thief');
    await expect(house.drive(thief.api.recover({ link: second.link, words: old }))).rejects.toMatchObject({
      code: 'WORDS_OTHER',
    });
    await expect(house.drive(ben.api.vouch({ link: request.slice(0, -8) }))).rejects.toMatchObject({
      code: 'VOUCH_UNREADABLE',
    });
  });
});
