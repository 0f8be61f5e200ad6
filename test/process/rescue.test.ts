/** A damaged profile: what can be read is saved, what cannot comes back from a neighbour, and nothing is forked. */
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { Profile, until, type Served } from './kith.ts';
import { apiOf } from './talk.ts';

interface Rescue {
  communities: number;
  entries: number;
  missing: number;
  own: number;
  aside: string;
}

/** The bytes in the middle of the log are gone; gives all of it. */
async function damageLog(profile: Profile): Promise<Buffer> {
  const store = join(profile.folder, 'store');
  const [name] = (await readdir(store)).filter((one) => one.endsWith('.log'));
  const file = await open(join(store, name!), 'r+');
  const { size } = await file.stat();
  await file.write(Buffer.alloc(64, 0x55), 0, 64, size >> 1);
  await file.close();
  return readFile(join(store, name!));
}

/** Somebody who says so many things at home, and is killed: all of it is in the log. */
async function talkative(served: Served, profile: Profile, channel: string): Promise<void> {
  const api = await apiOf(profile);
  for (let at = 0; at < 60; at++) await api.say({ channel, text: `${at} ${'x'.repeat(2_000)}` });
  await until('nothing is only here', async () => {
    const { peers, inStep } = await api.status();
    return peers.length === 0 || inStep;
  });
  await served.kill();
}

let ada: Profile;
let community = '';
let channel = '';

beforeAll(async () => {
  ada = await Profile.of('Ada');
  ({ community } = await ada.ask<{ community: string }>('create', 'Maple Street'));
  ({ channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General'));
});

it('[THREAT-27] [PROFILE-10] of a person who is alone, what can be read goes on, and the damaged files are kept', async () => {
  const served = await ada.serve();
  await ada.refused(1, 'PROFILE_IN_USE', 'rescue');
  await talkative(served, ada, channel);
  const damaged = await damageLog(ada);
  expect(await ada.refused(1, 'STORE_CORRUPT', 'communities')).toContain('kith rescue');
  const { aside, ...rescue } = await ada.ask<Rescue>('rescue');
  expect(rescue.communities).toBe(1);
  expect(rescue.missing).toBe(rescue.own);
  expect(rescue.own).toBeGreaterThan(0);
  const kept = (await readdir(aside)).filter((one) => one.endsWith('.log'));
  expect(await readFile(join(aside, kept[0]!))).toEqual(damaged);
  // Nobody else has ever seen the rest: there is nothing to wait for.
  await ada.ask('say', channel, 'Where were we?');
  expect(await ada.ask('verify', community)).toMatchObject({ entries: rescue.entries + 1, faults: [] });
  // Cut short at the worst moment: the old database is aside, and the new one not yet in its place.
  const store = join(ada.folder, 'store');
  await rename(store, `${store}.damaged-2`);
  await ada.refused(1, 'STORE_CORRUPT', 'communities');
  const again = await ada.ask<Rescue>('rescue');
  expect(again).toMatchObject({ entries: rescue.entries + 1, missing: 0, own: 0 });
  expect(again.aside).toBe(`${store}.damaged-2`);
  // And where there is none at all, none is made.
  const empty = await Profile.of('Eve');
  await rm(join(empty.folder, 'store'), { recursive: true });
  await empty.refused(1, 'STORE_CORRUPT', 'rescue');
  await empty.refused(1, 'STORE_CORRUPT', 'communities');
  const nobody = await Profile.empty();
  await nobody.refused(1, 'PROFILE_MISSING', 'rescue');
  expect(await readdir(nobody.desk)).toEqual([]);
});

it('[THREAT-27] [GATE-18] a neighbour gives back the rest; until then nothing is written that could be a fork', async () => {
  const ben = await Profile.of('Ben');
  const served = await ada.serve();
  const benServes = await ben.serve();
  const { link } = await ada.ask<{ link: string }>('invite', community);
  await ben.ask('join', link);
  await talkative(served, ada, channel);
  await damageLog(ada);
  const { own } = await ada.ask<Rescue>('rescue');
  expect(own).toBeGreaterThan(0);
  expect(await ada.refused(1, 'RESCUE_UNFINISHED', 'say', channel, 'Hello?')).toContain('Nothing was saved');
  await ada.serve('--dial', benServes.addresses[0]!);
  const [a, b] = [await apiOf(ada), await apiOf(ben)];
  const whole = await until('all of it is back', async () => {
    const [mine, theirs] = [await a.verify({ community }), await b.verify({ community })];
    return mine.state === theirs.state && mine.entries === theirs.entries && mine;
  });
  expect(whole.faults).toEqual([]);
  await a.say({ channel, text: 'Here I am again' });
  await until('Ben has it', async () => {
    const { messages } = await b.messages({ channel });
    return messages.at(-1)?.text === 'Here I am again';
  });
  expect(await b.verify({ community })).toEqual(await a.verify({ community }));
});
