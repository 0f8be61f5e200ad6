import { describe, expect, it } from 'vitest';
import type { MessagesView } from '../../../core/api/chat-methods.ts';
import { codeOf } from '../../../core/base/kith-error.ts';
import { Household, type Resident } from './household.ts';

const COUNT = 2_400;

/** A street with a long history, and somebody who is let in a moment ago. */
async function newcomer(seed: string) {
  const house = new Household(seed);
  const ana = await house.resident('ana');
  const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
  const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'General' }));
  const ids: string[] = [];
  for (let n = 0; n < COUNT; n += 200) {
    const said = Array.from({ length: 200 }, (_, i) => ana.api.say({ channel, text: `message ${n + i}` }));
    for (const { message } of await house.drive(Promise.all(said))) ids.push(message);
  }
  await house.drive(ana.api.messageEdit({ message: ids[COUNT - 3]!, text: 'mended' }));
  await house.drive(ana.api.messageDelete({ message: ids[COUNT - 2]! }));
  const { link } = await house.drive(ana.api.invite({ community }));
  const ben = await house.resident('ben');
  await house.clock.advance(3_000);
  house.mesh.setDelay('ana', 'ben', [40, 41]);
  const joining = ben.api.join({ link, waitMs: 600_000 });
  joining.catch(() => undefined);
  return { house, ana, ben, community, channel, ids, joining };
}

async function firstLook(house: Household, ben: Resident, channel: string): Promise<MessagesView> {
  for (let i = 0; i < 2_000; i++) {
    await house.clock.advance(5);
    try {
      const seen = await ben.api.messages({ channel });
      if (seen.messages.some(({ provisional }) => provisional)) return seen;
    } catch (error) {
      expect(['CHANNEL_UNKNOWN', 'NOT_A_MEMBER', 'COMMUNITY_UNKNOWN']).toContain(codeOf(error));
    }
  }
  throw new Error('nothing was shown before it was held');
}

describe('a newcomer', () => {
  it('[GATE-17] [SYNC-22] reads the newest messages while history still arrives, and ends where everybody is', async () => {
    const { house, ana, ben, community, channel, ids, joining } = await newcomer('newest 1');
    const seen = await firstLook(house, ben, channel);
    expect(seen.catchingUp).toBe(true);
    expect(seen.more).toBe(true);
    expect(seen.firstUnread).toBeNull();
    expect(seen.messages.map(({ id }) => id)).toEqual(ids.slice(-50));
    expect(seen.messages.every(({ provisional, holders }) => provisional && holders > 0)).toBe(true);
    expect(seen.messages.slice(-3).map(({ text, edited, deleted }) => [text, edited, deleted])).toEqual([
      ['mended', true, false],
      ['', false, true],
      [`message ${COUNT - 1}`, false, false],
    ]);
    const held = (await ben.api.status()).communities.find(({ id }) => id === community)!.entries;
    expect(held).toBeLessThan(COUNT);
    const older = await ben.api.messages({ channel, before: ids[COUNT - 50]! });
    expect(older.messages.filter(({ provisional }) => provisional).at(-1)?.id).toBe(ids[COUNT - 51]);
    await house.drive(joining);
    await house.clock.advance(3_000);
    const after = await house.drive(ben.api.messages({ channel }));
    expect(after.catchingUp).toBe(false);
    expect(after.messages.map(({ id }) => id)).toEqual(ids.slice(-50));
    expect(after.messages.some(({ provisional }) => provisional)).toBe(false);
    const [a, b] = [
      await house.drive(ana.api.verify({ community })),
      await house.drive(ben.api.verify({ community })),
    ];
    expect(a.faults).toEqual([]);
    expect(b).toEqual(a);
  });

  it('[GATE-17] answers no message whose past is not here, and sees what it writes itself at the end', async () => {
    const { house, ana, ben, channel, ids, joining } = await newcomer('newest 2');
    await firstLook(house, ben, channel);
    const newest = ids.at(-1)!;
    const refusal = await ben.api.say({ channel, text: 'yes', reply: newest }).then(() => '', codeOf);
    expect(refusal).toBe('MESSAGE_ARRIVING');
    const { message } = await ben.api.say({ channel, text: 'hello' });
    const seen = await ben.api.messages({ channel });
    expect(seen.messages.at(-1)).toMatchObject({ id: message, text: 'hello', provisional: false, own: true });
    expect(seen.messages.at(-2)?.id).toBe(newest);
    await ben.api.markRead({ channel });
    await house.drive(joining);
    await house.clock.advance(3_000);
    await house.drive(ben.api.say({ channel, text: 'yes', reply: newest }));
    await house.drive(ana.api.sync({ waitMs: 60_000 }));
    const [a, b] = [
      await house.drive(ana.api.messages({ channel })),
      await house.drive(ben.api.messages({ channel })),
    ];
    expect(a.messages.map(({ id }) => id)).toEqual(b.messages.map(({ id }) => id));
  });
});
