import { describe, expect, it } from 'vitest';
import { defaultDirectory } from '../../../core/node/profile-directory.ts';
import { MAX_THING_LINK } from '../../../core/api/thing-link.ts';
import { MAX_DEVICE_LINK } from '../../../core/identity/device-link.ts';
import { MAX_INVITE_LINK } from '../../../core/identity/invite-link.ts';
import { MAX_VOUCH_LINK } from '../../../core/identity/vouch-link.ts';
import { deepLinkIn } from '../../../electron/main/deep-link.ts';
import { readStartArguments } from '../../../electron/main/start-arguments.ts';

const LETTERS = 'abcdefgh234567';

describe('[DESKTOP-4] [THREAT-33] a link among the arguments', () => {
  it('is read in its checked form, the last one first', () => {
    const link = { kind: 'join', link: `kith://join/${LETTERS}` };
    expect(deepLinkIn([`kith://join/${LETTERS}`])).toEqual(link);
    expect(deepLinkIn(['kith', '--hidden', `KITH://JOIN/${LETTERS.toUpperCase()}/`])).toEqual(link);
    expect(deepLinkIn(['kith://join/zzzz', `kith://join/${LETTERS}`])).toEqual(link);
  });

  it('is of one of four kinds, each within its length', () => {
    for (const [kind, longest] of [
      ['join', MAX_INVITE_LINK],
      ['device', MAX_DEVICE_LINK],
      ['vouch', MAX_VOUCH_LINK],
      ['thing', MAX_THING_LINK],
    ] as const) {
      const start = `kith://${kind}/`;
      const link = start + 'a'.repeat(longest - start.length);
      expect(deepLinkIn([link])).toEqual({ kind, link });
      expect(deepLinkIn([`${link}aa`])).toBeUndefined();
      expect(deepLinkIn([`${start}../a`])).toBeUndefined();
    }
  });

  it('is nothing when it is anything else', () => {
    const start = 'kith://join/';
    for (const text of [
      '',
      start,
      `${start}a b`,
      `${start}a/b`,
      `${start}a?b`,
      `${start}a#b`,
      `${start}a%41`,
      `${start}../a`,
      `${start}1`,
      `x${start}a`,
      'kith:join/a',
      'kith://joint/a',
      `${start}${'a'.repeat(MAX_INVITE_LINK)}`,
      `${start}a\n--no-sandbox`,
    ]) {
      expect(deepLinkIn([text]), text.slice(0, 40)).toBeUndefined();
    }
  });
});

describe('[DESKTOP-2] the arguments of a start', () => {
  it('name the profile', () => {
    const folderOf = (...args: string[]) => readStartArguments(args, '/desk').folder;
    expect(folderOf()).toBe(defaultDirectory());
    expect(folderOf('--profile', 'Ben')).toBe(`${defaultDirectory()}-ben`);
    expect(folderOf('--profile=ben')).toBe(`${defaultDirectory()}-ben`);
    expect(folderOf('--data', 'here')).toBe('/desk/here');
    expect(folderOf('--data=/there', '--profile', 'ben')).toBe('/there');
    expect(() => folderOf('--profile', '../ben')).toThrow('PROFILE_NAME');
  });

  it('leave the rest to Chromium, and believe no nonsense', () => {
    const { network, isHidden, profile, link } = readStartArguments(
      ['--inspect=0', '--network', 'internet', '--hidden', '--profile', '--disable-gpu', 'app.cjs'],
      '/desk',
    );
    expect({ network, isHidden, profile, link }).toEqual({
      network: undefined,
      isHidden: true,
      profile: '',
      link: undefined,
    });
    expect(readStartArguments(['--network=loopback'], '/').network).toBe('loopback');
  });
});
