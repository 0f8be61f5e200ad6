/** What stands beside messages, between peers. */
import { describe, expect, it } from 'vitest';
import { Household, type Resident } from './household.ts';

async function street() {
  const house = new Household();
  const ana = await house.resident('ana');
  const ben = await house.resident('ben');
  const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
  const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'General' }));
  const { link } = await house.drive(ana.api.invite({ community }));
  await house.drive(ben.api.join({ link }));
  const inStep = async (...residents: Resident[]): Promise<void> => {
    for (const { api } of residents) await house.drive(api.sync({ waitMs: 60_000 }));
    await house.clock.advance(500);
  };
  return { house, ana, ben, community, channel, inStep };
}

describe('beside messages', () => {
  it('[CHAT-9] a reaction arrives with who it is from, and goes again', async () => {
    const { house, ana, ben, channel, inStep } = await street();
    const { message } = await house.drive(ana.api.say({ channel, text: 'Cake at three' }));
    await inStep(ana, ben);
    await house.drive(ben.api.messageReact({ message, sign: '🎉' }));
    await house.drive(ben.api.messageReact({ message, sign: '🎉' }));
    await inStep(ana, ben);
    const { messages } = await house.drive(ana.api.messages({ channel }));
    expect(messages[0]?.reactions).toEqual([{ sign: '🎉', count: 1, names: ['ben'], own: false }]);
    await house.drive(ben.api.messageReact({ message, sign: '🎉', on: false }));
    expect((await house.drive(ben.api.messages({ channel }))).messages[0]).not.toHaveProperty('reactions');
  });

  it('[CHAT-10] a steward hides a message for everybody, under their name; a member cannot', async () => {
    const { house, ana, ben, channel, inStep } = await street();
    const { message } = await house.drive(ben.api.say({ channel, text: 'Something rude' }));
    await inStep(ana, ben);
    await expect(house.drive(ben.api.messageHide({ message }))).rejects.toMatchObject({
      code: 'ROLE_FORBIDS',
    });
    await house.drive(ana.api.messageHide({ message }));
    await inStep(ana, ben);
    const view = await house.drive(ben.api.messages({ channel }));
    expect(view.mayHide).toBe(false);
    expect(view.messages[0]).toMatchObject({ hiddenBy: 'ana', text: 'Something rude' });
    await house.drive(ana.api.messageHide({ message, hidden: false }));
    const after = await house.drive(ana.api.messages({ channel }));
    expect(after.mayHide).toBe(true);
    expect(after.messages[0]).not.toHaveProperty('hiddenBy');
  });
});
