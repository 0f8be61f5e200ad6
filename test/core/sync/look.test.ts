/** Looking for the community of an invite's words, with real communities behind the engines. */
import { describe, expect, it } from 'vitest';
import { inviteBody, inviteNoteBody, revokeInviteBody } from '../../../core/authority/action-bodies.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import type { InviteId } from '../../../core/base/ids.ts';
import type { Community } from '../../../core/community/community.ts';
import { accepted } from '../../../core/base/result.ts';
import { signingKeyFromSeed, type SigningKey } from '../../../core/crypto/sign.ts';
import { encodeIntroduction, readIntroduction } from '../../../core/identity/introduction.ts';
import { signInviteNote } from '../../../core/identity/invite-note.ts';
import { inviteSeedOf } from '../../../core/identity/invite-words.ts';
import { founder, joiner, seededRandom, type Neighbour } from '../community/neighbours.ts';
import { RawPeer } from './raw-peer.ts';
import { start, World } from './world.ts';

interface Words {
  readonly key: SigningKey;
  readonly id: InviteId;
}

function words(name: string): Words {
  const key = signingKeyFromSeed(inviteSeedOf(seededRandom(`${name}/words`).bytes(11)));
  return { key, id: toBase32(key.publicKey) as InviteId };
}

async function invite(
  host: Neighbour,
  { key, id }: Words,
  more: { uses?: number; expires?: number | null } = {},
): Promise<void> {
  const { uses = 1, expires = null } = more;
  await host.community.act(inviteBody({ invite: id, role: 'guest', uses, expires, approval: false }));
  await host.community.act(inviteNoteBody(id, signInviteNote(host.community.id, key)));
}

async function host(world: World, name: string, neighbour: Neighbour) {
  const peer = world.engine(name, neighbour.community);
  await start(peer);
  return peer;
}

async function newcomer(world: World, name: string) {
  const peer = world.engine(name, undefined);
  await start(peer);
  return peer;
}

describe('looking by words', () => {
  it('[SYNC-21] finds the community on the network, and joins nothing', async () => {
    const world = new World(1);
    const ana = await founder();
    await invite(ana, words('w'));
    const peer = await host(world, 'p0', ana);
    const fresh = await newcomer(world, 'p1');
    const before = ana.community.frontier();
    const found = await world.clock.drive(fresh.engine.look(words('w').id).finished);
    expect(found).toMatchObject({
      phase: 'found',
      introduction: { community: ana.community.id, title: 'Elm Street', from: 'ana', role: 'guest' },
    });
    await world.clock.advance(30_000);
    expect(ana.community.frontier()).toEqual(before);
    expect(ana.community.authority().members.size).toBe(1);
    expect([...peer.warnings, ...fresh.warnings]).toEqual([]);
  });

  it('[SYNC-21] any member can tell, while the inviter is away', async () => {
    const world = new World(2);
    const ana = await founder();
    await invite(ana, words('w'));
    const ben = await joiner('ben', ana);
    await host(world, 'p0', ben);
    const fresh = await newcomer(world, 'p1');
    const found = await world.clock.drive(fresh.engine.look(words('w').id).finished);
    expect(found).toMatchObject({ phase: 'found', introduction: { from: 'ana' } });
  });

  it('[SYNC-21] waits for somebody who knows the words, and can be given up', async () => {
    const world = new World(3);
    const ana = await founder();
    await invite(ana, words('w'));
    const fresh = await newcomer(world, 'p1');
    const looking = fresh.engine.look(words('w').id);
    const vain = fresh.engine.look(words('other').id);
    let isFound = false;
    void looking.finished.then(() => (isFound = true));
    await world.clock.advance(30_000);
    expect(isFound).toBe(false);
    await host(world, 'p0', ana);
    await world.clock.advance(30_000);
    expect(isFound).toBe(true);
    vain.cancel();
    expect(await vain.finished).toEqual({ phase: 'failed', code: 'JOIN_CANCELLED' });
  });

  it('[SYNC-21] [SYNC-19] asks those again with whom nothing was shared before the words were typed', async () => {
    const world = new World(9);
    const ana = await founder();
    await invite(ana, words('w'));
    await host(world, 'p0', ana);
    const fresh = await newcomer(world, 'p1');
    await world.clock.advance(300_000);
    expect(fresh.network.connections()).toEqual([]);
    const looking = fresh.engine.look(words('w').id);
    let isFound = false;
    void looking.finished.then(() => (isFound = true));
    await world.clock.advance(5_000);
    expect(isFound).toBe(true);
  });

  it('[SYNC-21] [THREAT-24] an expired, used or revoked invite is refused with its code', async () => {
    const world = new World(4);
    const ana = await founder();
    await invite(ana, words('expired'), { expires: 5 });
    await invite(ana, words('revoked'));
    await ana.community.act(revokeInviteBody(words('revoked').id));
    const bare = words('bare');
    await ana.community.act(
      inviteBody({ invite: bare.id, role: 'guest', uses: 1, expires: null, approval: false }),
    );
    await host(world, 'p0', ana);
    const fresh = await newcomer(world, 'p1');
    for (const [name, code] of [
      ['expired', 'INVITE_EXPIRED'],
      ['revoked', 'INVITE_REVOKED'],
      ['bare', 'INVITE_UNKNOWN'],
    ] as const) {
      expect(await world.clock.drive(fresh.engine.look(words(name).id).finished)).toEqual({
        phase: 'failed',
        code,
      });
    }
  });

  it('[SYNC-21] may look as often as people try, on one connection', async () => {
    const world = new World(5);
    const ana = await founder();
    await invite(ana, words('w'));
    const peer = await host(world, 'p0', ana);
    const fresh = await newcomer(world, 'p1');
    for (let i = 0; i < 20; i++) {
      const found = await world.clock.drive(fresh.engine.look(words('w').id).finished);
      expect(found.phase).toBe('found');
    }
    expect([...peer.warnings, ...fresh.warnings]).toEqual([]);
  });

  it('[SYNC-21] [THREAT-24] [THREAT-30] a member who names another community is found out, and the next one is asked', async () => {
    const world = new World(6);
    const ana = await founder();
    await invite(ana, words('w'));
    const ben = await joiner('ben', ana);
    const eve = await founder('eve');
    const liar = ben.community as { introduce: Community['introduce'] };
    liar.introduce = (id) => {
      const honest = readIntroduction((ana.community.introduce(id) as { value: Uint8Array }).value, id);
      if (!honest.ok) throw new Error(honest.code);
      return accepted(encodeIntroduction({ ...honest.value, community: eve.community.id }));
    };
    await host(world, 'p0', ben);
    const fresh = await newcomer(world, 'p1');
    const looking = fresh.engine.look(words('w').id);
    await world.clock.advance(1_500);
    expect(fresh.warnings.some((line) => line.includes('INTRODUCTION_FALSE'))).toBe(true);
    await host(world, 'p2', ana);
    const found = await world.clock.drive(looking.finished);
    expect(found).toMatchObject({ phase: 'found', introduction: { community: ana.community.id } });
  });

  it('[SYNC-21] [THREAT-30] whoever does not hold the invite is told nothing', async () => {
    const world = new World(7);
    const ana = await founder();
    await invite(ana, words('w'));
    await host(world, 'p0', ana);
    const evil = new RawPeer(world);
    await evil.connect('p0');
    evil.send({ type: 'hello', nonce: seededRandom('nonce').bytes(32) });
    evil.send({ type: 'tags', tags: [seededRandom('tag').bytes(16)] });
    evil.send({ type: 'look', tag: 0 });
    await world.clock.advance(1_000);
    expect(['hello', 'tags']).toEqual(expect.arrayContaining(evil.heard.map(({ type }) => type)));
    expect(evil.isClosed).toBe(true);
  });

  it('[SYNC-5] [SYNC-18] [THREAT-24] guesses are few: so many tags on a connection, then a ban', async () => {
    const world = new World(8);
    const ana = await founder();
    await invite(ana, words('w'));
    await host(world, 'p0', ana);
    const evil = new RawPeer(world);
    const random = seededRandom('guesses');
    await evil.connect('p0');
    evil.send({ type: 'hello', nonce: random.bytes(32) });
    for (let i = 0; i < 5; i++)
      evil.send({ type: 'tags', tags: Array.from({ length: 256 }, () => random.bytes(16)) });
    await world.clock.advance(1_000);
    expect(evil.isClosed).toBe(true);
    evil.heard.length = 0;
    await evil.connect('p0').catch(() => undefined);
    evil.send({ type: 'hello', nonce: random.bytes(32) });
    await world.clock.advance(1_000);
    expect(evil.heard).toEqual([]);
  });
});
