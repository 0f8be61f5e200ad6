import { expect, it } from 'vitest';
import { Household } from './household.ts';

it('[SYNC-28] [THREAT-41] says whose device is held back until when, and lets more in when the person wants it', async () => {
  const house = new Household();
  const [ana, ben] = [await house.resident('Ana'), await house.resident('Ben')];
  const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
  const { link } = await house.drive(ana.api.invite({ community }));
  await house.drive(ben.api.join({ link }));
  const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'Street talk' }));
  await house.clock.advance(3_000);
  await house.drive(ana.api.dayLimitSet({ community, dayLimit: 64 * 1024 }));
  for (let i = 0; i < 60; i++)
    await house.drive(ben.api.say({ channel, text: `${String(i)} ${'x'.repeat(3_000)}` }));
  await house.clock.advance(5_000);
  const count = async () => (await house.drive(ana.api.messages({ channel, last: 100 }))).messages.length;
  expect(await count()).toBeLessThan(30);

  const { devices, dayLimit } = await house.drive(ana.api.neighbours({ community }));
  expect(dayLimit).toBe(64 * 1024);
  const tomorrow = (Math.floor(house.clock.now() / 86_400_000) + 1) * 86_400_000;
  expect(devices).toMatchObject([{ name: 'Ben', heldBackUntil: tomorrow, behind: 0 }]);
  // Ana goes on as if nothing were.
  await house.drive(ana.api.say({ channel, text: 'Ben, is that you?' }));
  await house.clock.advance(5_000);
  const { messages } = await house.drive(ben.api.messages({ channel, last: 100 }));
  expect(messages.map(({ text }) => text)).toContain('Ben, is that you?');

  await house.drive(ana.api.dayLimitSet({ community, dayLimit: 1024 * 1024 }));
  await house.clock.advance(15_000);
  expect(await count()).toBe(61);
  expect((await house.drive(ana.api.neighbours({ community }))).devices).toMatchObject([
    { name: 'Ben', heldBackUntil: null },
  ]);
});
