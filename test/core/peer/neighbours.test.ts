/** Who was here, when, and how things stand between two devices. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Household, type Resident } from './household.ts';

let house: Household;
let ana: Resident;
let ben: Resident;
let community: string;

function run<T>(promise: Promise<T>): Promise<T> {
  return house.drive(promise);
}

beforeEach(async () => {
  house = new Household();
  ana = await house.resident('ana');
  ({ community } = await run(ana.api.create({ title: 'Elm Street' })));
  ben = await house.resident('ben');
  const { link } = await run(ana.api.invite({ community }));
  await run(ben.api.join({ link }));
  for (const { api } of [ben, ana]) await run(api.sync({ waitMs: 60_000 }));
});

describe('neighbours', () => {
  it('[API] are listed with how they are reached, how far each is, and what it cost', async () => {
    const { devices, onlyHere, lastInStep } = await run(ana.api.neighbours({ community }));
    expect(devices).toHaveLength(1);
    expect(devices[0]).toMatchObject({ name: 'ben', own: false, path: 'lan', behind: 0, lacks: 0 });
    expect(devices[0]!.received).toBeGreaterThan(0);
    expect(devices[0]!.sent).toBeGreaterThan(0);
    expect(onlyHere).toBe(0);
    expect(lastInStep).toBe(devices[0]!.lastInStep);
  });

  it('[API] are known with when they were last here and last in step, also after a restart', async () => {
    const met = house.clock.now();
    await run(ben.peer.stop());
    await house.clock.advance(120_000);
    await run(ana.api.channelAdd({ community, title: 'General' }));
    ana = await house.restart(ana);
    await house.clock.advance(3_600_000);
    const { devices, onlyHere, lastInStep } = await run(ana.api.neighbours({ community }));
    expect(devices[0]).toMatchObject({ name: 'ben', path: null, behind: null, lacks: null });
    for (const time of [devices[0]!.lastSeen!, devices[0]!.lastInStep!]) {
      expect(time).toBeGreaterThanOrEqual(Math.trunc(met));
      expect(time).toBeLessThan(met + 60_000);
    }
    expect(onlyHere).toBe(1);
    expect(lastInStep).toBe(devices[0]!.lastInStep);
    expect((await run(ana.api.status())).communities[0]!.lastInStep).toBe(lastInStep);
  });
});
