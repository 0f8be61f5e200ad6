import { describe, expect, it } from 'vitest';
import { street } from './street.ts';

describe('who types', () => {
  it('[SYNC-26] is shown to the others by name, and no more once the message is there', async () => {
    const { house, community, ana, ben, cem, idOf } = await street();
    const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'Street talk' }));
    await house.clock.advance(2_000);
    const seen: string[][] = [];
    ben.api.subscribe('typing', { community, channel }, ({ people }) =>
      seen.push(people.map(({ name }) => name)),
    );
    await house.drive(ana.api.typingSay({ community, channel, isTyping: true }));
    await house.drive(cem.api.typingSay({ community, channel, isTyping: true }));
    await house.clock.advance(1_000);
    expect(await house.drive(ben.api.typing({ community, channel }))).toEqual({
      people: [
        { id: await idOf('Ana'), name: 'Ana' },
        { id: await idOf('Cem'), name: 'Cem' },
      ],
    });
    await house.drive(ana.api.typingSay({ community, channel, isTyping: false }));
    await house.clock.advance(1_000);
    expect(seen.at(-1)).toEqual(['Cem']);
    await house.clock.advance(15_000);
    expect(seen.at(-1)).toEqual([]);
    expect((await house.drive(ana.api.typing({ community, channel }))).people).toEqual([]);
  });

  it('[SYNC-26] [THREAT-38] in a private space is told to who is in it alone, and counts only of who may write there', async () => {
    const { house, community, ana, ben, cem, idOf } = await street();
    const { space } = await house.drive(
      ana.api.spaceAdd({ community, title: 'Stewards', members: [await idOf('Ben')] }),
    );
    const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'Keys', space }));
    await house.clock.advance(5_000);
    await house.drive(ana.api.typingSay({ community, channel, isTyping: true }));
    await house.clock.advance(1_000);
    expect((await house.drive(ben.api.typing({ community, channel }))).people).toMatchObject([
      { name: 'Ana' },
    ]);
    await expect(house.drive(cem.api.typing({ community, channel }))).rejects.toMatchObject({
      code: 'CHANNEL_UNKNOWN',
    });
    await house.drive(ana.api.typingSay({ community, channel, isTyping: false }));
    await house.drive(ana.api.spaceMembers({ space, remove: [await idOf('Ben')] }));
    await house.clock.advance(5_000);
    await house.drive(ana.api.typingSay({ community, channel, isTyping: true }));
    await house.clock.advance(1_000);
    // Ben has the channel still, as it was; what goes on there is not told to him any more.
    const after = await house.drive(ben.api.typing({ community, channel })).catch(() => ({ people: [] }));
    expect(after.people).toEqual([]);
  });

  it('[SYNC-26] [THREAT-38] is nobody who was removed', async () => {
    const { house, community, ana, ben, cem, idOf } = await street();
    const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'Street talk' }));
    await house.clock.advance(2_000);
    await house.drive(cem.api.typingSay({ community, channel, isTyping: true }));
    await house.clock.advance(500);
    expect((await house.drive(ben.api.typing({ community, channel }))).people).toHaveLength(1);
    await house.drive(ana.api.memberRemove({ member: await idOf('Cem') }));
    await house.clock.advance(1_000);
    expect((await house.drive(ben.api.typing({ community, channel }))).people).toEqual([]);
    const { members } = await ben.api.members({ community });
    expect(members.find(({ name }) => name === 'Cem')).toMatchObject({ state: 'removed', here: false });
  });
});
