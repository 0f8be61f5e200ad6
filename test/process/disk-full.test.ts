/** A disk that is full: what is refused, what stays, and that everything goes on by itself when there is room again. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectRefused, Profile, result, until } from './kith.ts';
import { SmallDisk } from './small-disk.ts';

const TEXT = 'x'.repeat(4_000);

let disk: SmallDisk;
let ada: Profile;
let ben: Profile;
let community = '';
let channel = '';

/** Runs a command of a profile that lies on the small disk, or names a file there. */
const there = (profile: Profile, ...args: string[]) =>
  result(profile.start([...args, '--json'], { before: disk.enter }));

beforeAll(async () => {
  disk = await SmallDisk.of(96);
  [ada, ben] = [await Profile.of('Ada'), Profile.at(join(disk.folder, 'ben'), await Profile.empty())];
  ({ community } = await ada.ask<{ community: string }>('create', 'Maple Street'));
  ({ channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General'));
  await ada.serve();
  const { link } = await ada.ask<{ link: string }>('invite', community);
  const init = await there(ben, 'init', '--name', 'Ben', '--network', 'loopback', '--insecure-keys');
  expect(init.status, init.err).toBe(0);
  await ben.serveBehind(disk.enter, '--network', 'loopback');
  expect(await there(ben, 'join', link)).toMatchObject({ status: 0 });
});

afterAll(() => disk.close());

async function verified(profile: Profile, isThere: boolean): Promise<Record<string, unknown>> {
  if (!isThere) return profile.ask('verify', community);
  const { status, out, err } = await there(profile, 'verify', community);
  expect(status, err).toBe(0);
  return JSON.parse(out) as Record<string, unknown>;
}

it('[THREAT-27] [CLI-4] what does not fit is refused with a sentence, what was saved stays, and both go on when there is room', async () => {
  await disk.fill();
  const saved: string[] = [];
  const refusal = await until('the disk is full', async () => {
    const ran = await there(ben, 'say', channel, TEXT);
    if (ran.status !== 0) return ran;
    saved.push((JSON.parse(ran.out) as { message: string }).message);
    return undefined;
  });
  expect(expectRefused(refusal, 1, 'DISK_FULL')).toContain('all earlier ones are');
  for (const args of [
    ['card', 'add', 'a'.repeat(32), 'Dig'],
    ['create', 'Elm Street'],
    ['invite', community],
    ['bundle', 'export', community, join(disk.folder, 'maple.kith')],
  ]) {
    const ran = await there(ben, ...args);
    expectRefused(ran, 1, args[0] === 'card' ? 'COLUMN_UNKNOWN' : 'DISK_FULL');
  }
  // Neither a torn file nor a half-made profile is left behind.
  const eve = Profile.at(join(disk.folder, 'eve'), ben);
  expectRefused(await there(eve, 'init', '--name', 'Eve', '--network', 'loopback'), 1, 'DISK_FULL');
  expect((await disk.sh('ls')).trim().split('\n').sort()).toEqual(['ballast', 'ben']);
  expect(JSON.parse((await there(ben, 'communities')).out)).toMatchObject({
    communities: [{ id: community }],
  });

  // What the other one writes meanwhile cannot be taken in, and is not believed to be there.
  await ada.ask('say', channel, 'Ben, are you there?');
  await disk.makeRoom();
  const after = await there(ben, 'say', channel, 'there is room again');
  expect(after.status, after.err).toBe(0);
  const first = await there(eve, 'init', '--name', 'Eve', '--network', 'loopback', '--insecure-keys');
  expect(first.status, first.err).toBe(0);
  const reports = await until('both hold the same', async () => {
    const [a, b] = [await verified(ada, false), await verified(ben, true)];
    return a['state'] === b['state'] && a['entries'] === b['entries'] && [a, b];
  });
  expect(reports.map(({ faults }) => faults)).toEqual([[], []]);
  const { messages } = await ada.ask<{ messages: { id: string; text: string }[] }>(
    'messages',
    channel,
    '--last',
    '1000',
  );
  expect(messages.map(({ id }) => id)).toEqual(expect.arrayContaining(saved));
  expect(messages.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Ben, are you there?', 'there is room again']),
  );
});
