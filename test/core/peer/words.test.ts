import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../core/base/kith-error.ts';
import { Household } from './household.ts';

async function street(seed: string) {
  const house = new Household(seed);
  const ana = await house.resident('ana');
  const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
  const refusal = (call: Promise<unknown>): Promise<string> =>
    house.drive(call.then(() => 'nothing', codeOf));
  return { house, ana, community, refusal };
}

describe('an invite read aloud', () => {
  it('[SYNC-21] [IDENTITY-14] is found on the network, read, and joined when a person confirms it', async () => {
    const { house, ana, community, refusal } = await street('words 1');
    const { words } = await house.drive(ana.api.invite({ community, role: 'guest' }));
    expect(words).toHaveLength(9);
    const ben = await house.resident('ben');
    const typed = ` ${words.map((word) => word.toUpperCase()).join(', ')}. `;
    const found = await house.drive(ben.api.joinLook({ link: typed }));
    expect(found).toMatchObject({
      community,
      title: 'Elm Street',
      from: 'ana',
      role: 'guest',
      joined: false,
    });
    await house.clock.advance(60_000);
    expect((await house.drive(ben.api.communities())).communities).toEqual([]);
    expect((await house.drive(ana.api.members({ community }))).members).toHaveLength(1);
    expect(await refusal(ben.api.join({ link: typed }))).toBe('WORDS_UNCONFIRMED');
    const other = 'a'.repeat(52);
    expect(await refusal(ben.api.join({ link: typed, community: other }))).toBe('WORDS_UNCONFIRMED');
    expect(await house.drive(ben.api.join({ link: typed, community }))).toEqual({
      community,
      title: 'Elm Street',
    });
    const { members } = await house.drive(ana.api.members({ community }));
    expect(members).toContainEqual(expect.objectContaining({ name: 'ben', role: 'guest' }));
    expect((await house.drive(ben.api.joinLook({ link: typed }))).joined).toBe(true);
    expect(await refusal(ben.api.join({ link: typed, community }))).toBe('ALREADY_IN');
  });

  it('[IDENTITY-14] [THREAT-24] is the same invite as its link, and of one use', async () => {
    const { house, ana, community, refusal } = await street('words 2');
    const { link, words } = await house.drive(ana.api.invite({ community }));
    const ben = await house.resident('ben');
    await house.drive(ben.api.join({ link }));
    const cleo = await house.resident('cleo');
    expect(await refusal(cleo.api.joinLook({ link: words.join(' ') }))).toBe('INVITE_USED_UP');
    const second = await house.drive(ana.api.invite({ community }));
    const found = await house.drive(cleo.api.joinLook({ link: second.words.join(' ') }));
    const known = await house.drive(cleo.api.invitePreview({ link: second.link }));
    expect(await house.drive(cleo.api.invitePreview({ link: found.link }))).toEqual(known);
    expect(await house.drive(cleo.api.joinLook({ link: second.link }))).toMatchObject(known);
    expect(await house.drive(cleo.api.join({ link: found.link }))).toMatchObject({ community });
    const { invites } = await house.drive(ana.api.invites({ community }));
    expect(invites.map(({ state }) => state)).toEqual(['used', 'used']);
  });

  it('[SYNC-21] [THREAT-24] says what is wrong: the words, the invite, or that nobody is there', async () => {
    const { house, ana, community, refusal } = await street('words 3');
    const { words } = await house.drive(ana.api.invite({ community }));
    const withdrawn = await house.drive(ana.api.invite({ community }));
    await house.drive(ana.api.revokeInvite({ invite: withdrawn.invite }));
    const brief = await house.drive(ana.api.invite({ community, expiresMs: 1_000 }));
    await house.clock.advance(2_000);
    const ben = await house.resident('ben');
    const look = (text: string): Promise<string> => refusal(ben.api.joinLook({ link: text, waitMs: 5_000 }));
    expect(await look(words.slice(1).join(' '))).toBe('WORDS_COUNT');
    expect(await look(['zaubar', ...words.slice(1)].join(' '))).toBe('WORD_UNKNOWN');
    expect(await look([words[1], words[0], ...words.slice(2)].join(' '))).toBe('WORDS_WRONG');
    expect(await look('hello')).toBe('INVITE_UNREADABLE');
    expect(await look(withdrawn.words.join(' '))).toBe('INVITE_REVOKED');
    expect(await look(brief.words.join(' '))).toBe('INVITE_EXPIRED');
    expect(await look('agree raise sock naive pluck salad cushion sting plate')).toBe('WORDS_NOBODY');
    expect(await refusal(ben.api.invitePreview({ link: words.join(' ') }))).toBe('INVITE_WORDS');
    await house.drive(ben.api.setNetwork({ network: 'offline' }));
    expect(await look(words.join(' '))).toBe('JOIN_OFFLINE');
    expect((await house.drive(ben.api.joins())).joins).toEqual([]);
  });
});
