import { describe, expect, test } from 'vitest';
import { fold } from '../../../core/authority/fold.ts';
import type { Authority, AuthorityEntry } from '../../../core/authority/authority.ts';
import { titleBody } from '../../../core/authority/action-bodies.ts';
import { contentSpan, type ContentSpan } from '../../../core/authority/content-span.ts';
import { may } from '../../../core/authority/roles.ts';
import { oracle } from './oracle.ts';
import { community, foldAll, founded, personOf, picture, Replica, union } from './world.ts';

/** Alice made Bob a steward, and then Carol; Dave is a member. Everybody knows. */
function stewards() {
  const world = founded(['bob', 'carol', 'dave']);
  world.alice.setRole('bob', 'steward');
  world.alice.setRole('carol', 'steward');
  for (const replica of Object.values(world)) replica.pull(world.alice);
  return world;
}

/** The same picture whatever comes first; every rotation and the reverse of each. */
function foldInOrders(entries: readonly AuthorityEntry[]) {
  const authority = fold(community, entries);
  for (let at = 0; at < entries.length; at++) {
    const turned = [...entries.slice(at), ...entries.slice(0, at)];
    expect(picture(fold(community, turned))).toBe(picture(authority));
    expect(picture(fold(community, turned.reverse()))).toBe(picture(authority));
  }
  return authority;
}

function stateOf(entries: readonly AuthorityEntry[], name: string) {
  return foldInOrders(entries).members.get(personOf(name))?.state;
}

/** What counts of content that a device writes with the authority past that it has. */
function spanOf(
  authority: Authority,
  replica: Replica,
  lastUpTo?: Parameters<typeof contentSpan>[3],
): ContentSpan {
  const heads = replica.tips().map((tip) => tip.id);
  return contentSpan(authority, replica.device, heads, lastUpTo);
}

describe('removals that meet', () => {
  test('[AUTH-31] [THREAT-5] of two stewards who remove each other, the senior one stays', () => {
    const { alice, bob, carol } = stewards();
    const juniors = carol.remove('bob');
    bob.remove('carol');
    const all = union(alice, bob, carol);
    expect(stateOf(all, 'bob')).toBe('in');
    expect(stateOf(all, 'carol')).toBe('removed');
    // By its own past a junior's removal of a senior is void already.
    expect(carol.authority.verdicts.get(juniors.id)?.code).toBe('ROLE_SENIOR');
  });

  test('[AUTH-31] [THREAT-5] a circle of removals ends, with the founder in it', () => {
    const { alice, bob, carol } = stewards();
    alice.remove('bob');
    bob.remove('carol');
    carol.remove('alice');
    const all = union(alice, bob, carol);
    expect(stateOf(all, 'alice')).toBe('in');
    expect(stateOf(all, 'bob')).toBe('removed');
    expect(stateOf(all, 'carol')).toBe('in');
  });

  test('[AUTH-33] [THREAT-5] nobody escapes a removal by having a device certified for an accomplice as well', () => {
    const { alice, bob, dave } = stewards();
    dave.addDevice('dave', 'bob 2');
    const shared = new Replica('bob 2').pull(dave);
    bob.addDevice('bob', 'bob 2');
    const invite = shared.invite('back door');
    alice.remove('bob');
    const all = union(alice, bob, dave, shared);
    expect(foldInOrders(all).verdicts.get(invite.id)?.code).toBe('REVOKED');
    expect(oracle(community, all).effective).not.toContain(invite.id);
    expect(stateOf(all, 'dave')).toBe('in');
  });

  test('[AUTH-33] [THREAT-5] a demoted steward who admits a friend meanwhile has admitted nobody', () => {
    const { alice, bob } = stewards();
    alice.setRole('bob', 'member');
    const admit = bob.admit('mallory', 'door');
    const all = union(alice, bob);
    expect(foldInOrders(all).verdicts.get(admit.id)).toEqual({ effective: false, code: 'REVOKED' });
    expect(foldInOrders(all).members.has(personOf('mallory'))).toBe(false);
    expect(foldInOrders(all).members.get(personOf('bob'))).toMatchObject({ role: 'member', state: 'in' });
  });

  test('[AUTH-33] [THREAT-5] what the remover knew of stays', () => {
    const { alice, bob } = stewards();
    bob.admit('erin', 'door');
    alice.pull(bob).remove('bob');
    expect(stateOf(union(alice, bob), 'erin')).toBe('in');
  });

  test('[AUTH-33] [THREAT-5] a quiet second device wakes up after the removal: all of it is void', () => {
    const { alice, bob } = stewards();
    bob.addDevice('bob', 'bob 2');
    const quiet = new Replica('bob 2').pull(bob);
    alice.pull(bob).remove('bob');
    const grant = quiet.setRole('dave', 'steward');
    const admit = quiet.admit('mallory', 'door');
    const authority = foldInOrders(union(alice, quiet));
    expect(authority.verdicts.get(grant.id)?.code).toBe('REVOKED');
    expect(authority.verdicts.get(admit.id)?.code).toBe('REVOKED');
    expect(authority.members.get(personOf('dave'))?.role).toBe('member');
    expect(authority.devices.get(quiet.device)?.state).toBe('removed');
  });

  test('[AUTH-33] [THREAT-7] a device that is added while its owner is removed gets nothing accepted', () => {
    const { alice, bob } = stewards();
    alice.remove('bob', 5);
    bob.addDevice('bob', 'bob 2');
    const late = new Replica('bob 2').pull(bob);
    const act = late.invite('late');
    const authority = foldInOrders(union(alice, late));
    expect(authority.verdicts.get(act.id)?.effective).toBe(false);
    expect(authority.cutsAt(late.device, [act.id])).toEqual([]);
    expect(spanOf(authority, late)).toMatchObject({ writer: { person: personOf('bob') }, last: -1 });
  });

  test('[AUTH-33] who is admitted again after a removal may act again', () => {
    const { alice, bob } = stewards();
    alice.remove('bob');
    alice.admit('bob', 'door');
    bob.pull(alice);
    const invite = bob.invite('again');
    const authority = foldInOrders(union(alice, bob));
    expect(authority.members.get(personOf('bob'))).toMatchObject({ role: 'member', state: 'in' });
    expect(authority.verdicts.get(invite.id)?.effective).toBe(true);
  });
});

describe('revocations by somebody who did not know', () => {
  test('[AUTH-30] a junior who did not know of a senior grant does not end it', () => {
    const { alice, bob, dave } = founded(['bob', 'dave']);
    alice.addDevice('alice', 'alice 2');
    const tablet = new Replica('alice 2').pull(alice);
    tablet.setRole('dave', 'steward');
    for (let i = 0; i < 3; i++) alice.invite(`filler ${i}`);
    alice.setRole('bob', 'steward');
    bob.pull(alice);
    const removal = bob.remove('dave');
    dave.pull(tablet, bob);
    const act = dave.write(titleBody('By Dave'));
    const authority = foldInOrders(union(bob, dave));
    expect(authority.verdicts.get(removal.id)?.effective).toBe(true);
    expect(authority.members.get(personOf('dave'))).toMatchObject({
      role: 'steward',
      state: 'in',
      seniority: 1,
    });
    expect(authority.verdicts.get(act.id)?.effective).toBe(true);
    expect(authority.cutsAt(dave.device, [act.id])).toBeNull();
  });

  test('[AUTH-30] a role that was given apart from a stewardship does not end it', () => {
    const { alice, bob, carol, dave } = stewards();
    alice.setRole('dave', 'steward');
    bob.setRole('dave', 'guest');
    const authority = foldInOrders(union(alice, bob, carol, dave));
    expect(authority.members.get(personOf('dave'))?.role).toBe('steward');
  });

  test('[AUTH-33] [AUTH-39] of two roles given apart the last in the order holds, for acts that know both', () => {
    const { alice, bob, dave } = stewards();
    alice.setRole('dave', 'guest');
    for (let i = 0; i < 3; i++) bob.invite(`filler ${i}`);
    bob.setRole('dave', 'member');
    const apart = dave.invite('apart');
    const knowing = dave.pull(alice, bob).invite('knowing');
    const authority = foldInOrders(union(dave));
    expect(authority.members.get(personOf('dave'))?.role).toBe('member');
    expect(authority.verdicts.get(apart.id)?.code).toBe('REVOKED');
    expect(authority.verdicts.get(knowing.id)?.effective).toBe(true);
  });
});

describe('cuts', () => {
  test('[AUTH-61] [THREAT-3] content beyond the cut is void, backdated or not', () => {
    const { alice, dave } = founded(['dave']);
    alice.remove('dave', 7);
    const { authority } = alice;
    expect(spanOf(authority, dave)).toMatchObject({ writer: { person: personOf('dave') }, last: 7 });
    dave.pull(alice);
    expect(spanOf(authority, dave)).toEqual({ writer: undefined, last: -1 });
  });

  test('[AUTH-61] [THREAT-2] the most senior remover governs, and may raise the cut later', () => {
    const { alice, bob, dave } = stewards();
    bob.remove('dave', 20);
    alice.remove('dave', 4);
    let authority = foldInOrders(union(alice, bob));
    expect(authority.devices.get(dave.device)?.cuts?.[0]?.content?.seq).toBe(4);
    alice.pull(bob).remove('dave', 9);
    authority = foldInOrders(union(alice, bob));
    expect(authority.devices.get(dave.device)?.cuts?.[0]?.content?.seq).toBe(9);
  });

  test('[AUTH-61] [THREAT-2] a cut of a forked feed leaves what leads to one of its tips', () => {
    const { alice, dave } = founded(['dave']);
    alice.remove('dave', 3);
    expect(spanOf(alice.authority, dave).last).toBe(3);
    // Of a branch that parts from the tip's after entry 1.
    expect(spanOf(alice.authority, dave, ({ seq }) => Math.min(1, seq)).last).toBe(1);
  });

  test('[AUTH-61] admission lifts the cut for what knows of it only', () => {
    const { alice, dave } = founded(['dave']);
    alice.remove('dave', 7);
    alice.admit('dave', 'door');
    expect(spanOf(alice.authority, dave).last).toBe(7);
    expect(spanOf(alice.authority, dave.pull(alice)).last).toBe(Infinity);
  });

  test('[AUTH-60] a guest comments and does not write; a mirror does neither', () => {
    const { alice } = founded([]);
    alice.invite('guests', { role: 'guest' });
    alice.invite('mirrors', { role: 'mirror' });
    alice.admit('erin', 'guests', 'guest');
    alice.admit('frank', 'mirrors', 'mirror');
    const guest = spanOf(alice.authority, new Replica('erin').pull(alice));
    expect(guest).toMatchObject({ writer: { role: 'guest' }, last: Infinity });
    expect(may(guest.writer!.role, 'write')).toBe(false);
    const mirror = spanOf(alice.authority, new Replica('frank').pull(alice));
    expect(mirror).toEqual({ writer: undefined, last: -1 });
  });

  test('[AUTH-60] the writer is judged by the past of the heads, not by what came later', () => {
    const { alice, dave } = founded(['dave']);
    const early = dave.tips().map((tip) => tip.id);
    alice.setRole('dave', 'guest');
    expect(alice.authority.writerAt(dave.device, early)?.role).toBe('member');
    expect(
      alice.authority.writerAt(
        dave.device,
        dave
          .pull(alice)
          .tips()
          .map((tip) => tip.id),
      )?.role,
    ).toBe('guest');
    expect(alice.authority.writerAt(dave.device, ['00'.repeat(32) as never])).toBeUndefined();
    expect(alice.authority.writerAt(dave.device, [])).toBeUndefined();
  });
});

describe('the last steward', () => {
  test('[AUTH-34] [THREAT-6] hands over before leaving', () => {
    const { alice, bob } = founded(['bob']);
    const leave = alice.leave('alice');
    const resign = alice.setRole('alice', 'member');
    expect(alice.authority.verdicts.get(leave.id)?.code).toBe('LAST_STEWARD');
    expect(alice.authority.verdicts.get(resign.id)?.code).toBe('LAST_STEWARD');
    alice.setRole('bob', 'steward');
    alice.leave('alice');
    const { members } = foldAll(alice, bob);
    expect(members.get(personOf('alice'))?.state).toBe('left');
    expect(members.get(personOf('bob'))).toMatchObject({ role: 'steward', seniority: 0 });
  });

  test('[AUTH-34] [THREAT-6] who tries without end costs no more than a few passes', () => {
    const { alice, bob } = founded(['bob']);
    const leaves = Array.from({ length: 40 }, () => alice.leave('alice'));
    alice.setRole('bob', 'steward');
    const last = alice.leave('alice');
    const { verdicts, members } = foldAll(alice, bob);
    for (const leave of [...leaves, last]) expect(verdicts.get(leave.id)?.code).toBe('LAST_STEWARD');
    expect(members.get(personOf('bob'))?.role).toBe('steward');
  });

  test('[AUTH-34] may leave a community that nobody else is in', () => {
    const { alice } = founded([]);
    alice.leave('alice');
    expect(alice.authority.members.get(personOf('alice'))?.state).toBe('left');
  });

  test('[AUTH-35] [THREAT-6] two who leave apart leave none, and the members make a new one', () => {
    const { alice, bob, carol, dave } = founded(['bob', 'carol', 'dave']);
    alice.setRole('bob', 'steward');
    bob.pull(alice).leave('bob');
    alice.leave('alice');
    carol.pull(alice, bob);
    dave.pull(alice, bob);
    expect([...carol.authority.members.values()].some((m) => m.state === 'in' && m.role === 'steward')).toBe(
      false,
    );
    const proposal = carol.setRole('carol', 'steward');
    expect(carol.authority.proposals).toMatchObject([{ entry: proposal.id, electors: 2, needed: 2 }]);
    dave.pull(carol).approve(proposal);
    expect(foldInOrders(union(carol, dave)).members.get(personOf('carol'))).toMatchObject({
      role: 'steward',
      state: 'in',
    });
  });
});

describe('a quorum', () => {
  test('[AUTH-35] [AUTH-36] removes the founder, who meanwhile removes those who approve', () => {
    const { alice, bob, carol, dave } = founded(['bob', 'carol', 'dave']);
    const proposal = bob.remove('alice');
    carol.pull(bob).approve(proposal);
    alice.remove('bob');
    alice.remove('carol');
    let authority = foldInOrders(union(alice, carol));
    expect(authority.members.get(personOf('alice'))?.state).toBe('in');
    dave.pull(carol).approve(proposal);
    authority = foldInOrders(union(alice, dave));
    expect(authority.members.get(personOf('alice'))?.state).toBe('removed');
    expect(authority.members.get(personOf('bob'))?.state).toBe('in');
    expect(authority.members.get(personOf('carol'))?.state).toBe('in');
  });

  test('[AUTH-37] counts no guest, nobody twice, and no approval of another proposal', () => {
    const { alice, bob, carol, dave } = founded(['bob', 'carol', 'dave']);
    alice.setRole('carol', 'guest');
    for (const replica of [bob, carol, dave]) replica.pull(alice);
    const proposal = bob.remove('alice');
    const other = bob.setRole('bob', 'steward');
    bob.approve(proposal);
    bob.approve(proposal);
    carol.pull(bob).approve(proposal);
    dave.pull(bob).approve(other);
    const authority = foldInOrders(union(bob, carol, dave));
    expect(authority.members.get(personOf('alice'))?.state).toBe('in');
    expect(authority.members.get(personOf('bob'))?.role).toBe('steward');
  });

  test('[AUTH-37] asks those who were admitted apart: a few who once were the majority are not any more', () => {
    const { alice, bob, carol } = founded(['bob', 'carol']);
    for (const name of ['dave', 'erin', 'frank', 'grace']) alice.admit(name, 'door');
    alice.remove('bob');
    alice.remove('carol');
    const proposal = bob.remove('alice');
    carol.pull(bob).approve(proposal);
    const authority = foldInOrders(union(alice, carol));
    expect(authority.members.get(personOf('alice'))?.state).toBe('in');
    expect(authority.proposals[0]).toMatchObject({ electors: 7, needed: 4 });
  });

  test('[AUTH-37] does not ask who was removed, even if admitted once more apart', () => {
    const { alice, bob, carol } = founded(['bob', 'carol', 'dave']);
    alice.addDevice('alice', 'alice 2');
    const tablet = new Replica('alice 2').pull(alice);
    alice.remove('dave');
    tablet.pull(alice).admit('dave', 'door');
    const proposal = bob.pull(alice).remove('alice');
    carol.pull(bob).approve(proposal);
    expect(foldInOrders(union(tablet, carol)).members.get(personOf('alice'))?.state).toBe('removed');
  });

  test('[AUTH-35] counts an approval only of what it knows', () => {
    const { alice, bob, carol } = founded(['bob', 'carol']);
    const proposal = bob.remove('alice');
    const blind = carol.approve(proposal);
    const authority = foldInOrders(union(alice, bob, carol));
    expect(authority.verdicts.get(blind.id)?.code).toBe('PROPOSAL_UNKNOWN');
    expect(authority.members.get(personOf('alice'))?.state).toBe('in');
  });

  test('[AUTH-38] may carry one proposal after the other', () => {
    const { alice, bob, carol, dave } = founded(['bob', 'carol', 'dave']);
    const removal = bob.remove('alice');
    const grant = bob.setRole('bob', 'steward');
    for (const voter of [carol, dave]) {
      voter.pull(bob).approve(removal);
      voter.approve(grant);
    }
    const { members, proposals } = foldInOrders(union(alice, carol, dave));
    expect(members.get(personOf('alice'))?.state).toBe('removed');
    expect(members.get(personOf('bob'))).toMatchObject({ role: 'steward', seniority: 0 });
    expect(proposals).toEqual([]);
  });

  test('[AUTH-37] is as large as policy says', () => {
    const { alice, bob, carol, dave } = founded(['bob', 'carol', 'dave'], [['quorum', 75]]);
    const proposal = bob.remove('alice');
    for (const voter of [carol, dave]) voter.pull(bob).approve(proposal);
    expect(foldAll(alice, carol, dave).members.get(personOf('alice'))?.state).toBe('in');
    expect(foldAll(alice, carol, dave).proposals[0]).toMatchObject({ needed: 4 });
  });
});
