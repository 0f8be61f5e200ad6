import { describe, expect, it } from 'vitest';
import { talkingStreet, texts } from './street.ts';

function refusal(code: string) {
  return { code };
}

describe('removal', () => {
  it('[THREAT-20] [THREAT-23] [AUTH-57] who is removed reads nothing that is new; everybody else goes on, also who was away', async () => {
    const { house, community, channel, ana, ben, cem, idOf } = await talkingStreet();
    await house.drive(cem.api.say({ channel, text: 'Cem was here' }));
    await house.clock.advance(2_000);
    // Ben is away when it happens.
    house.mesh.partition(['Ana', 'Cem'], ['Ben']);
    await house.clock.advance(1_000);
    await house.drive(ben.api.say({ channel, text: 'from Ben, away' }));
    const cemId = await idOf('Cem');
    expect(await ana.api.endPreview({ member: cemId })).toMatchObject({
      name: 'Cem',
      devices: 1,
      kept: 1,
      outcome: 'done',
    });
    const removed = await house.drive(ana.api.memberRemove({ member: cemId, note: 'moved away' }));
    expect(removed.state).toBe('done');
    await house.drive(ana.api.say({ channel, text: 'after the removal' }));
    await house.clock.advance(3_000);
    expect(await texts(cem, channel)).not.toContain('after the removal');
    // Cem goes on writing on the removed device; nobody takes it for anything.
    await house.drive(cem.api.say({ channel, text: 'still me' })).catch(() => undefined);
    house.mesh.heal();
    await house.clock.advance(20_000);
    const all = ['Cem was here', 'from Ben, away', 'after the removal'];
    expect((await texts(ana, channel)).toSorted()).toEqual(all.toSorted());
    expect((await texts(ben, channel)).toSorted()).toEqual(all.toSorted());
    await house.drive(ben.api.say({ channel, text: 'Ben again' }));
    await house.clock.advance(3_000);
    expect(await texts(ana, channel)).toContain('Ben again');
    expect(await texts(cem, channel)).not.toContain('Ben again');
    const [a, b] = [
      await house.drive(ana.api.verify({ community })),
      await house.drive(ben.api.verify({ community })),
    ];
    expect(a.faults).toEqual([]);
    expect(b.state).toBe(a.state);
    // Not even with every record in hand: the keys are new.
    const held = cem.peer
      .communities()[0]!
      .keys.all()
      .map(({ id }) => id);
    const authority = ana.peer.communities()[0]!.authority();
    for (const [, keys] of authority.chains) expect(held).not.toContain(keys.at(-1));
    // The locks are changed once, not by everybody.
    for (const [, keys] of authority.chains) expect(keys).toHaveLength(2);
  });

  it('[THREAT-20] who joins at a neighbour that has not heard of new locks gets them, and can write and read meanwhile', async () => {
    const { house, community, channel, ana, ben, cem, idOf } = await talkingStreet();
    house.mesh.partition(['Ana', 'Cem'], ['Ben', 'Dora']);
    const { link } = await house.drive(ben.api.invite({ community }));
    await house.drive(ana.api.memberRemove({ member: await idOf('Cem') }));
    await house.drive(ana.api.say({ channel, text: 'under new locks' }));
    const dora = await house.resident('Dora');
    await house.drive(dora.api.join({ link }));
    await house.drive(dora.api.say({ channel, text: 'Dora is in' }));
    await house.clock.advance(2_000);
    house.mesh.heal();
    await house.clock.advance(40_000);
    for (const who of [ana, ben, dora])
      expect((await texts(who, channel)).toSorted()).toEqual(['Dora is in', 'under new locks']);
    expect(await texts(cem, channel)).toEqual([]);
  });

  it('is refused to members, and to oneself; the last steward hands over before leaving', async () => {
    const { house, community, ana, ben, idOf } = await talkingStreet();
    const [anaId, benId] = [await idOf('Ana'), await idOf('Ben')];
    await expect(house.drive(ben.api.memberRemove({ member: anaId }))).rejects.toMatchObject(
      refusal('ROLE_FORBIDS'),
    );
    await expect(house.drive(ana.api.memberRemove({ member: anaId }))).rejects.toMatchObject(
      refusal('SELF_REMOVAL'),
    );
    await expect(house.drive(ana.api.leave({ community }))).rejects.toMatchObject(refusal('LAST_STEWARD'));
    expect((await ana.api.endPreview({ community })).outcome).toBe('LAST_STEWARD');
    await house.drive(ana.api.memberRole({ member: benId, role: 'steward' }));
    await house.drive(ana.api.leave({ community }));
    await house.clock.advance(3_000);
    const { members } = await ben.api.members({ community });
    expect(members.map(({ name, role, state }) => [name, role, state])).toEqual([
      ['Ana', 'steward', 'left'],
      ['Ben', 'steward', 'in'],
      ['Cem', 'member', 'in'],
    ]);
    // What Ana has stays hers, and can be put away.
    await house.drive(ana.api.forget({ community }));
    expect((await ana.api.communities()).communities).toEqual([]);
  });
});

describe('roles and proposals', () => {
  it('a junior steward cannot remove a senior one alone; enough members can', async () => {
    const { house, community, ana, ben, cem, idOf } = await talkingStreet();
    const [anaId, benId] = [await idOf('Ana'), await idOf('Ben')];
    await house.drive(ana.api.memberRole({ member: benId, role: 'steward' }));
    await house.clock.advance(2_000);
    await expect(house.drive(ben.api.memberRole({ member: anaId, role: 'member' }))).rejects.toMatchObject(
      refusal('ROLE_SENIOR'),
    );
    const { state, id } = await house.drive(
      ben.api.memberRole({ member: anaId, role: 'member', propose: true }),
    );
    expect(state).toBe('proposed');
    await house.clock.advance(2_000);
    const { proposals } = await cem.api.proposals({ community });
    expect(proposals).toMatchObject([
      { id, code: 'HISTORY_ROLE', byName: 'Ben', needed: 2, electors: 3, open: true },
    ]);
    expect(await house.drive(cem.api.proposalApprove({ proposal: id }))).toEqual({
      state: 'done',
      id,
    });
    await house.clock.advance(2_000);
    const { members } = await ana.api.members({ community });
    expect(members.find(({ name }) => name === 'Ana')?.role).toBe('member');
    await expect(house.drive(ana.api.proposalApprove({ proposal: id }))).rejects.toMatchObject(
      refusal('PROPOSAL_OVER'),
    );
  });

  it('a guest reads and comments, and is shown why nothing else is possible', async () => {
    const { house, community, channel, ana, ben, idOf } = await talkingStreet();
    await house.drive(ana.api.memberRole({ member: await idOf('Ben'), role: 'guest' }));
    await house.clock.advance(2_000);
    await house.drive(ben.api.say({ channel, text: 'a word from a guest' }));
    await expect(house.drive(ben.api.boardAdd({ community, title: 'Plans' }))).rejects.toMatchObject(
      refusal('ROLE_FORBIDS'),
    );
    await house.clock.advance(2_000);
    expect(await texts(ana, channel)).toEqual(['a word from a guest']);
  });

  it('rules are set by stewards, within what they can be', async () => {
    const { house, community, ana, ben } = await talkingStreet();
    await expect(
      house.drive(ben.api.policySet({ community, name: 'invites', value: 'stewards' })),
    ).rejects.toMatchObject(refusal('ROLE_FORBIDS'));
    await expect(
      house.drive(ana.api.policySet({ community, name: 'quorum', value: 10 })),
    ).rejects.toMatchObject(refusal('POLICY_VALUE'));
    await house.drive(ana.api.policySet({ community, name: 'invites', value: 'stewards' }));
    await house.clock.advance(2_000);
    expect(await ben.api.policy({ community })).toMatchObject({ invites: 'stewards', mine: false });
    await expect(house.drive(ben.api.invite({ community }))).rejects.toMatchObject(refusal('ROLE_FORBIDS'));
  });
});

describe('history and safety', () => {
  it('the history tells who did what, newest first, and what had no effect', async () => {
    const { house, community, ana, ben, idOf } = await talkingStreet();
    await house.drive(ana.api.rename({ community, title: 'Elm Street 2' }));
    await house.drive(ben.api.renameSelf({ community, name: 'Benjamin' }));
    await house.drive(ana.api.memberRole({ member: await idOf('Cem'), role: 'guest' }));
    await house.clock.advance(2_000);
    const { events, more } = await ben.api.history({ community });
    expect(more).toBe(false);
    const codes = events.map(({ code }) => code);
    expect(codes.at(-1)).toBe('HISTORY_FOUNDED');
    expect(codes.toSorted()).toEqual(
      [
        'HISTORY_FOUNDED',
        'HISTORY_INVITED',
        'HISTORY_ADMITTED',
        'HISTORY_ADMITTED',
        'HISTORY_TITLED',
        'HISTORY_NAMED',
        'HISTORY_ROLE',
      ].toSorted(),
    );
    expect(events.every(({ because }) => because === null)).toBe(true);
    const first = await ben.api.history({ community, last: 2 });
    const rest = await ben.api.history({ community, before: first.events[1]!.id });
    expect([...first.events, ...rest.events]).toEqual(events);
    const cem = await ben.api.history({ community, member: await idOf('Cem') });
    expect(cem.events.map(({ code }) => code)).toEqual(['HISTORY_ROLE', 'HISTORY_ADMITTED']);
    const named = await ben.api.history({ community, member: await idOf('Benjamin') });
    expect(named.events.map(({ code }) => code)).toEqual(['HISTORY_NAMED', 'HISTORY_ADMITTED']);
  });

  it('[IDENTITY-20] two people see one number, and a mark holds until somebody has a new root', async () => {
    const { house, community, ana, ben, idOf } = await talkingStreet();
    const [anaId, benId] = [await idOf('Ana'), await idOf('Ben')];
    const here = await ana.api.safety({ member: benId });
    expect(here.number).toMatch(/^\d{5}( \d{5}){11}$/);
    expect(await ben.api.safety({ member: anaId })).toEqual(here);
    expect(await house.drive(ana.api.safetyConfirm({ member: benId, confirmed: true }))).toEqual({
      number: here.number,
      state: 'confirmed',
    });
    expect(await ana.api.safety({ member: benId })).toMatchObject({ state: 'confirmed' });
    const { members } = await ana.api.members({ community });
    expect(members.filter(({ safety }) => safety === 'confirmed').map(({ id }) => id)).toEqual([benId]);
    expect(await ben.api.safety({ member: anaId })).toMatchObject({ state: 'unconfirmed' });
    expect((await ana.api.safety({ member: await idOf('Cem') })).number).not.toBe(here.number);
  });
});
