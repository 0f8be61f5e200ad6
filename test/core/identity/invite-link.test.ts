import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import type { DeviceId } from '../../../core/base/ids.ts';
import {
  decodeInviteLink,
  encodeInviteLink,
  INVITE_PREFIX,
  inviteTagKey,
  MAX_INVITE_LINK,
  type InviteTicket,
} from '../../../core/identity/invite-link.ts';
import { community, keysOf } from './people.ts';

const device = toBase32(keysOf(1).device.publicKey) as DeviceId;
const ticket: InviteTicket = {
  community,
  inviteSeed: new Uint8Array(32).fill(3),
  role: 'member',
  addresses: ['/ip4/192.168.1.20/tcp/4001/p2p/12D3KooW'],
  tips: [{ device, seq: 12 }],
  expires: 1_800_000_000_000,
  title: 'Oak Street',
  from: 'Ana',
};
const link = encodeInviteLink(ticket);
const unreadable = { ok: false, code: 'INVITE_UNREADABLE' };

describe('invite link', () => {
  it('[IDENTITY-10] reads back as it was made', () => {
    const address = fc.string({ unit: fc.constantFrom(...'abc/1.:'), minLength: 1, maxLength: 40 });
    const any = fc.record({
      addresses: fc.array(address, { maxLength: 16 }),
      tips: fc.array(fc.record({ device: fc.constant(device), seq: fc.nat() }), { maxLength: 32 }),
      expires: fc.option(fc.maxSafeInteger().map(Math.abs)),
      role: fc.constantFrom('member', 'guest', 'mirror', 'some-later-role'),
      title: fc.constantFrom('Oak Street', '\u5c71 \u{1f600}'),
    });
    fc.assert(
      fc.property(any, (changes) => {
        const made = { ...ticket, ...changes };
        expect(decodeInviteLink(encodeInviteLink(made))).toEqual({ ok: true, value: made });
      }),
    );
  });

  it('[IDENTITY-11] is found in whatever people make of it', () => {
    const wrapped = link.replace(/(.{60})/g, '$1\r\n> ').replaceAll('> ', '  ');
    const texts = [
      `  ${link}\n`,
      link.toUpperCase(),
      `Hello Bo,\n\nuse this: ${link}\n\nsee you`,
      `<a href="${link}">join</a>`,
      `(${link}).`,
      wrapped,
      `${wrapped}\nsee you soon`,
      `\ufeff${link}`,
    ];
    for (const text of texts) expect(decodeInviteLink(text)).toEqual({ ok: true, value: ticket });
  });

  it('[IDENTITY-10] [THREAT-33] a letter that is wrong, missing or too many is seen', () => {
    for (let at = INVITE_PREFIX.length; at < link.length; at++) {
      const letter = link[at] === 'a' ? 'b' : 'a';
      expect(decodeInviteLink(link.slice(0, at) + letter + link.slice(at + 1))).toEqual(unreadable);
      expect(decodeInviteLink(link.slice(0, at))).toEqual(unreadable);
    }
    expect(decodeInviteLink(`${link}a`)).toEqual(unreadable);
  });

  it('[IDENTITY-11] [THREAT-18] refuses hostile texts soon', () => {
    const texts = [
      '',
      'kith://join',
      INVITE_PREFIX,
      `kith://other/${link.slice(INVITE_PREFIX.length)}`,
      INVITE_PREFIX + 'a'.repeat(MAX_INVITE_LINK),
      INVITE_PREFIX + 'a '.repeat(MAX_INVITE_LINK),
      ' '.repeat(64 * 1024) + link,
    ];
    for (const text of texts) expect(decodeInviteLink(text)).toEqual(unreadable);
  });

  it('[IDENTITY-10] [THREAT-18] keeps within its limits', () => {
    const wrong: Partial<InviteTicket>[] = [
      { addresses: Array<string>(17).fill('a') },
      { addresses: ['a'.repeat(301)] },
      { addresses: ['with space'] },
      { addresses: [''] },
      { tips: Array<{ device: DeviceId; seq: number }>(33).fill({ device, seq: 0 }) },
      { tips: [{ device, seq: -1 }] },
      { tips: [{ device, seq: 2 ** 32 }] },
      { role: '' },
      { role: 'Admin!' },
      { expires: -1 },
      { expires: 0.5 },
      { title: '' },
      { from: '\u202e' },
      { inviteSeed: new Uint8Array(31) },
    ];
    for (const changes of wrong)
      expect(() => encodeInviteLink({ ...ticket, ...changes })).toThrow('INVITE_WRONG');
    const long = { ...ticket, addresses: Array<string>(16).fill('a'.repeat(300)) };
    expect(() =>
      encodeInviteLink({ ...long, tips: Array(32).fill({ device, seq: 0 }) as InviteTicket['tips'] }),
    ).toThrow('INVITE_TOO_LONG');
  });

  it('[IDENTITY-11] the tag key is public to whoever knows the invite, and of one invite', () => {
    expect(inviteTagKey(new Uint8Array(32))).toHaveLength(32);
    expect(inviteTagKey(new Uint8Array(32))).not.toEqual(inviteTagKey(new Uint8Array(32).fill(1)));
  });
});
