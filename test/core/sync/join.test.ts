/** Joining over the network, with real communities behind the engines. */
import { describe, expect, it } from 'vitest';
import { inviteBody } from '../../../core/authority/action-bodies.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import { WHOLE_COMMUNITY, type InviteId } from '../../../core/base/ids.ts';
import { accepted, refused } from '../../../core/base/result.ts';
import type { Community } from '../../../core/community/community.ts';
import { joinedCommunity } from '../../../core/community/found-community.ts';
import { signingKeyFromSeed } from '../../../core/crypto/sign.ts';
import { createCertificate } from '../../../core/identity/certificate.ts';
import type { InviteTicket } from '../../../core/identity/invite-link.ts';
import { createJoinRequest } from '../../../core/identity/join-request.ts';
import { newDeviceKeys } from '../../../core/identity/keys.ts';
import type { SyncEngine } from '../../../core/sync/engine.ts';
import type { Joining, JoinState } from '../../../core/sync/sync.ts';
import { MemoryDisk } from '../../../core/store/memory-store.ts';
import {
  founder,
  frontierText,
  home,
  joiner,
  optionsFor,
  seededRandom,
  write,
  type Neighbour,
} from '../community/neighbours.ts';
import { start, World } from './world.ts';

async function invite(
  host: Neighbour,
  name: string,
  more: { uses?: number; expires?: number | null } = {},
): Promise<InviteTicket> {
  const inviteSeed = seededRandom(`${name}/invite`).bytes(32);
  const id = toBase32(signingKeyFromSeed(inviteSeed).publicKey) as InviteId;
  const { uses = 1, expires = null } = more;
  const written = await host.community.act(
    inviteBody({ invite: id, role: 'member', uses, expires, approval: false }),
  );
  return {
    community: host.community.id,
    inviteSeed,
    role: 'member',
    addresses: [],
    tips: [written],
    expires,
    title: 'Elm Street',
    from: host.name,
  };
}

function join(
  engine: SyncEngine,
  ticket: InviteTicket,
  name: string,
): { joining: Joining; states: JoinState[]; community: () => Community } {
  const store = new MemoryDisk().open();
  const options = { ...optionsFor(name, store), id: ticket.community };
  const keys = newDeviceKeys(options.random);
  const inviteKey = signingKeyFromSeed(ticket.inviteSeed);
  const certificate = createCertificate(ticket.community, keys, name);
  let community: Community | undefined;
  const joining = engine.join({
    ticket,
    request: createJoinRequest(certificate, keys.device, inviteKey).bytes,
    adopt: async (welcome) => {
      try {
        community = await joinedCommunity(options, keys, welcome);
        return accepted(community);
      } catch {
        return refused('WELCOME_UNREADABLE');
      }
    },
  });
  const states: JoinState[] = [];
  joining.onChange.on((state) => states.push(state));
  return { joining, states, community: () => community! };
}

const phases = (states: readonly JoinState[]): string[] => states.map(({ phase }) => phase);

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

describe('joining', () => {
  it('[SYNC-8] asks a host, is let in, and has everything', async () => {
    const world = new World(1);
    const ana = await founder();
    for (let i = 0; i < 300; i++) await write(ana, { push: [{ n: i }] });
    const ticket = await invite(ana, 'ben');
    await host(world, 'p0', ana);
    const fresh = await newcomer(world, 'p1');
    const { joining, states, community } = join(
      fresh.engine,
      { ...ticket, addresses: ['/memory/p0'] },
      'ben',
    );
    await world.clock.drive(joining.finished);
    expect(phases(states)).toEqual(['asking', 'receiving', 'done']);
    expect(frontierText(community().frontier())).toEqual(frontierText(ana.community.frontier()));
    expect(community().authority().members.size).toBe(2);
    await write({ ...ana, community: community() }, { push: [{ hello: true }] });
    await world.clock.advance(1_000);
    expect(frontierText(community().frontier())).toEqual(frontierText(ana.community.frontier()));
    expect(fresh.warnings).toEqual([]);
  });

  it('[SYNC-8] [SYNC-20] works while the inviter is away and another member is there', async () => {
    const world = new World(2);
    const ana = await founder();
    const ben = await joiner('ben', ana);
    const ticket = await invite(ana, 'cleo');
    const first = await host(world, 'p0', ana);
    await host(world, 'p1', ben);
    await world.clock.advance(10_000);
    await first.engine.stop();
    await first.network.stop();
    const fresh = await newcomer(world, 'p2');
    const { joining, community } = join(fresh.engine, { ...ticket, addresses: ['/memory/p0'] }, 'cleo');
    expect((await world.clock.drive(joining.finished)).phase).toBe('done');
    expect(community().authority().members.size).toBe(3);
  });

  it('[SYNC-8] waits for somebody to come, and for a host that learns of the invite later', async () => {
    const world = new World(3);
    const ana = await founder();
    const ben = await joiner('ben', ana);
    await host(world, 'p1', ben);
    const ticket = await invite(ana, 'cleo');
    const fresh = await newcomer(world, 'p2');
    const { joining, states } = join(fresh.engine, ticket, 'cleo');
    await world.clock.advance(30_000);
    expect(joining.state).toEqual({ phase: 'looking', refusals: 0 });
    world.mesh.setDelay('p0', 'p2', [60_000, 60_001]);
    await host(world, 'p0', ana);
    await world.clock.advance(50_000);
    expect(phases(states)).toContain('done');
  });

  it('[SYNC-8] [THREAT-24] an expired, used or revoked invite is refused with its code', async () => {
    const world = new World(4);
    const ana = await founder();
    const used = await invite(ana, 'ben');
    const expired = await invite(ana, 'cleo', { expires: 5 });
    await host(world, 'p0', ana);
    const first = await newcomer(world, 'p1');
    await world.clock.drive(join(first.engine, used, 'ben').joining.finished);
    for (const [ticket, name, code] of [
      [used, 'dan', 'INVITE_USED_UP'],
      [expired, 'cleo', 'INVITE_EXPIRED'],
    ] as const) {
      const fresh = await newcomer(world, `p-${name}`);
      const { joining, states } = join(fresh.engine, ticket, name);
      expect(await world.clock.drive(joining.finished)).toEqual({ phase: 'failed', code });
      expect(phases(states).slice(-2)).toEqual(['looking', 'failed']);
    }
    expect(ana.community.authority().members.size).toBe(2);
  });

  it('[SYNC-8] looks for another host for a moment only when the refusal is final and nobody else is there', async () => {
    const world = new World(9);
    const ana = await founder();
    const ticket = await invite(ana, 'ben', { expires: 5 });
    await host(world, 'p0', ana);
    const alone = await newcomer(world, 'p1');
    const first = join(alone.engine, ticket, 'ben').joining;
    await world.clock.advance(5_000);
    expect(first.state).toEqual({ phase: 'failed', code: 'INVITE_EXPIRED' });
    // With a stranger in sight it may be that one that knows better.
    const fresh = await newcomer(world, 'p2');
    const { joining } = join(fresh.engine, ticket, 'ben');
    await world.clock.advance(5_000);
    expect(joining.state).toEqual({ phase: 'looking', refusals: 1 });
    await world.clock.advance(8_000);
    expect(joining.state).toEqual({ phase: 'failed', code: 'INVITE_EXPIRED' });
  });

  it('[SYNC-8] a host that refuses is passed over for one that does not', async () => {
    const world = new World(5);
    const ana = await founder();
    const ben = await joiner('ben', ana);
    const ticket = await invite(ana, 'cleo');
    await host(world, 'p0', ana);
    await host(world, 'p1', ben);
    await world.clock.advance(10_000);
    const unwilling = ben.community as { admit: Community['admit'] };
    unwilling.admit = () => Promise.resolve(refused('ROLE_FORBIDS'));
    world.mesh.setDelay('p0', 'p2', [300, 301]);
    const fresh = await newcomer(world, 'p2');
    const { joining, states } = join(fresh.engine, ticket, 'cleo');
    expect((await world.clock.drive(joining.finished)).phase).toBe('done');
    expect(
      states.some((state) => state.phase === 'looking' && state.refusals === 1) ||
        phases(states).filter((p) => p === 'asking').length === 2,
    ).toBe(true);
  });

  it('[SYNC-8] a host that goes away before it answers costs nothing but time', async () => {
    const world = new World(6);
    const ana = await founder();
    const ticket = await invite(ana, 'ben');
    const peer = await host(world, 'p0', ana);
    const admit = ana.community.admit.bind(ana.community);
    const silent = ana.community as { admit: Community['admit'] };
    silent.admit = async (request) => {
      await admit(request);
      return new Promise(() => {});
    };
    const fresh = await newcomer(world, 'p1');
    const { joining } = join(fresh.engine, ticket, 'ben');
    await world.clock.advance(2_000);
    expect(joining.state.phase).toBe('asking');
    silent.admit = admit;
    world.mesh.breakConnection('p0', 'p1');
    expect((await world.clock.drive(joining.finished)).phase).toBe('done');
    expect(ana.community.authority().members.size).toBe(2);
    expect(peer.warnings).toEqual([]);
  });

  it('[SYNC-8] can be cancelled', async () => {
    const world = new World(7);
    const ana = await founder();
    const fresh = await newcomer(world, 'p1');
    const { joining } = join(fresh.engine, await invite(ana, 'ben'), 'ben');
    await world.clock.advance(1_000);
    joining.cancel();
    expect(await joining.finished).toEqual({ phase: 'failed', code: 'JOIN_CANCELLED' });
  });

  it('[SYNC-15] a newcomer hears of erasures before the entries that they have emptied', async () => {
    const world = new World(8);
    const ana = await founder();
    for (let i = 0; i < 20; i++) await write(ana, { push: [{ secret: i }] });
    await ana.community.retire({ space: WHOLE_COMMUNITY, place: home(ana), part: 0 });
    const ticket = await invite(ana, 'ben');
    await host(world, 'p0', ana);
    const fresh = await newcomer(world, 'p1');
    const { joining, community } = join(fresh.engine, ticket, 'ben');
    expect((await world.clock.drive(joining.finished)).phase).toBe('done');
    expect(frontierText(community().frontier())).toEqual(frontierText(ana.community.frontier()));
  });
});
