import { describe, expect, it } from 'vitest';
import { Household } from './household.ts';

async function street() {
  const house = new Household();
  const [ana, ben, cem] = [
    await house.resident('Ana'),
    await house.resident('Ben'),
    await house.resident('Cem'),
  ];
  const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
  const plain = await house.drive(ana.api.invite({ community }));
  await house.drive(ben.api.join({ link: plain.link }));
  const { link } = await house.drive(ben.api.invite({ community, uses: null, approval: true }));
  await house.clock.advance(5_000);
  return { house, community, ana, ben, cem, link };
}

describe('[SYNC-30] an invitation that wants a yes', () => {
  it('lets nobody in by itself; a steward says yes, and whoever waits is in', async () => {
    const { house, community, ana, ben, cem, link } = await street();
    await expect(house.drive(cem.api.join({ link, waitMs: 20_000 }))).rejects.toMatchObject({
      code: 'APPROVAL_WAITING',
    });
    expect((await cem.api.joins()).joins).toMatchObject([{ phase: 'waiting', code: null }]);
    expect((await ana.api.invites({ community })).invites).toMatchObject([
      { approval: false },
      { approval: true, byName: 'Ben' },
    ]);
    const { requests } = await ana.api.joinRequests({ community });
    expect(requests).toMatchObject([{ name: 'Cem', role: 'member', byName: 'Ben' }]);
    // Who is no steward is not asked, and cannot say yes.
    expect((await ben.api.joinRequests({ community })).requests).toEqual([]);
    await expect(
      house.drive(ben.api.joinAnswer({ request: requests[0]!.id, admit: true })),
    ).rejects.toMatchObject({ code: 'JOIN_UNKNOWN' });

    await house.drive(ana.api.joinAnswer({ request: requests[0]!.id, admit: true }));
    expect((await ana.api.joinRequests({ community })).requests).toEqual([]);
    await house.clock.advance(20_000);
    expect((await cem.api.communities()).communities).toMatchObject([{ title: 'Elm Street', members: 3 }]);
    const { events } = await ben.api.history({ community, last: 1 });
    expect(events).toMatchObject([{ code: 'HISTORY_ADMITTED', details: { by: 'Ana', name: 'Cem' } }]);
  });

  it('turns away whom a steward refuses, and says so', async () => {
    const { house, community, ana, cem, link } = await street();
    await expect(house.drive(cem.api.join({ link, waitMs: 20_000 }))).rejects.toMatchObject({
      code: 'APPROVAL_WAITING',
    });
    const { requests } = await ana.api.joinRequests({ community });
    await house.drive(ana.api.joinAnswer({ request: requests[0]!.id, admit: false }));
    await house.clock.advance(60_000);
    expect((await cem.api.joins()).joins).toMatchObject([{ phase: 'failed', code: 'JOIN_REFUSED' }]);
    expect((await ana.api.members({ community })).members).toHaveLength(2);
  });

  it('is no way in once it is withdrawn', async () => {
    const { house, community, ana, cem, link } = await street();
    await expect(house.drive(cem.api.join({ link, waitMs: 20_000 }))).rejects.toMatchObject({
      code: 'APPROVAL_WAITING',
    });
    const { requests } = await ana.api.joinRequests({ community });
    const invite = (await ana.api.invites({ community })).invites.find(({ approval }) => approval)!;
    await house.drive(ana.api.revokeInvite({ invite: invite.id }));
    await expect(
      house.drive(ana.api.joinAnswer({ request: requests[0]!.id, admit: true })),
    ).rejects.toMatchObject({ code: 'INVITE_REVOKED' });
    await house.clock.advance(60_000);
    expect((await cem.api.joins()).joins).toMatchObject([{ phase: 'failed', code: 'INVITE_REVOKED' }]);
  });

  it('asks again by itself when the app of the steward has been started anew, which remembers nobody who waits', async () => {
    const { house, community, ana, ben, cem, link } = await street();
    await expect(house.drive(cem.api.join({ link, waitMs: 20_000 }))).rejects.toMatchObject({
      code: 'APPROVAL_WAITING',
    });
    expect((await ana.api.joinRequests({ community })).requests).toHaveLength(1);
    const again = await house.restart(ana);
    expect((await again.api.joinRequests({ community })).requests).toEqual([]);
    await house.clock.advance(60_000);
    expect((await cem.api.joins()).joins).toMatchObject([{ phase: 'waiting', code: null }]);
    const { requests } = await again.api.joinRequests({ community });
    expect(requests).toMatchObject([{ name: 'Cem', role: 'member', byName: 'Ben' }]);
    await house.drive(again.api.joinAnswer({ request: requests[0]!.id, admit: true }));
    await house.clock.advance(60_000);
    expect((await cem.api.communities()).communities).toMatchObject([{ title: 'Elm Street', members: 3 }]);
    expect((await ben.api.members({ community })).members).toHaveLength(3);
  });

  it('goes on when both were started anew: the one who waits is asked for by the same name, once', async () => {
    const { house, community, ana, cem, link } = await street();
    await expect(house.drive(cem.api.join({ link, waitMs: 20_000 }))).rejects.toMatchObject({
      code: 'APPROVAL_WAITING',
    });
    const [before] = (await ana.api.joinRequests({ community })).requests;
    const waiting = await house.restart(cem);
    const again = await house.restart(ana);
    await house.clock.advance(60_000);
    const { requests } = await again.api.joinRequests({ community });
    expect(requests.map(({ id }) => id)).toEqual([before!.id]);
    await house.drive(again.api.joinAnswer({ request: requests[0]!.id, admit: true }));
    await house.clock.advance(60_000);
    expect((await waiting.api.communities()).communities).toMatchObject([{ members: 3 }]);
    expect((await waiting.api.joins()).joins).toEqual([]);
  });
});
