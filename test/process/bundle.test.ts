/** A community as a file: from one to the other without any network, and what is wrong with a file. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Profile } from './kith.ts';

describe('a bundle', () => {
  let ada: Profile;
  let ben: Profile;
  let community = '';
  let channel = '';
  let file = '';
  let entries = 0;

  const verified = (profile: Profile): Promise<Record<string, unknown>> => profile.ask('verify', community);

  beforeAll(async () => {
    ada = await Profile.of('Ada');
    ben = await Profile.of('Ben');
    ({ community } = await ada.ask<{ community: string }>('create', 'Maple Street'));
    ({ channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General'));
    const served = await ada.serve();
    const { link } = await ada.ask<{ link: string }>('invite', community);
    await ben.ask('join', link);
    await served.stop();
    for (const profile of [ada, ben]) await profile.ask('network', 'offline');
    for (const text of ['one', 'two', 'three']) await ada.ask('say', channel, text);
    ({ entries } = await ada.ask<{ entries: number }>('bundle', 'export', community, 'maple.kith'));
    file = join(ada.desk, 'maple.kith');
  });

  it('[BUNDLE] is looked at first, and changes nothing then', async () => {
    const before = await verified(ben);
    expect(await ben.ask('bundle', 'import', file, '--preview')).toMatchObject({
      entries,
      new: 3,
      held: 0,
      title: 'Maple Street',
    });
    expect(await verified(ben)).toEqual(before);
  });

  it('[BUNDLE] of which the end is missing, in which a bit is wrong, or that is none at all changes nothing', async () => {
    const bytes = await readFile(file);
    const before = await verified(ben);
    const spoilt = join(ben.desk, 'spoilt.kith');
    for (const [contents, code] of [
      [bytes.subarray(0, -40), 'BUNDLE_TORN'],
      [bytes.subarray(0, 10), undefined],
      [Buffer.from(bytes).fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 1), undefined],
      [Buffer.from('Dear neighbours, the list is attached.'), 'BUNDLE_UNREADABLE'],
      [Buffer.alloc(0), undefined],
    ] as const) {
      await writeFile(spoilt, contents);
      const { status, out, err } = await ben.run('bundle', 'import', spoilt, '--json');
      expect([status, out]).toEqual([1, '']);
      expect(err).toMatch(new RegExp(`\\(${code ?? 'BUNDLE_(TORN|UNREADABLE)'}\\)\n$`));
      expect(err).toContain('Nothing was changed');
    }
    await ben.refused(1, 'FILE_UNREADABLE', 'bundle', 'import', 'nowhere.kith');
    expect(await verified(ben)).toEqual(before);
  });

  it('[BUNDLE] of a community that is not here is refused', async () => {
    const cem = await Profile.of('Cem');
    await cem.refused(1, 'BUNDLE_FOREIGN', 'bundle', 'import', file);
    expect(await cem.ask('communities')).toEqual({ communities: [] });
  });

  it('[BUNDLE] brings both to the same, without a network', async () => {
    expect(await ben.ask('bundle', 'import', file)).toMatchObject({ entries, new: 3, held: 0 });
    expect(await verified(ben)).toEqual(await verified(ada));
    const { messages } = await ben.ask<{ messages: { text: string }[] }>('messages', channel);
    expect(messages.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(await ben.ask('bundle', 'import', file)).toMatchObject({ entries, new: 0, held: 0 });
  });

  it('[BUNDLE] that cannot be written leaves no file behind', async () => {
    await ada.refused(1, 'FILE_UNWRITABLE', 'bundle', 'export', community, join('nowhere', 'maple.kith'));
    await ada.refused(1, 'COMMUNITY_UNKNOWN', 'bundle', 'export', 'a'.repeat(52), 'other.kith');
    await expect(readFile(join(ada.desk, 'other.kith'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
