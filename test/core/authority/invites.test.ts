import { describe, expect, test } from 'vitest';
import { inviteNoteBody, policyBody, revokeInviteBody } from '../../../core/authority/action-bodies.ts';
import { decodeAction } from '../../../core/authority/decode-action.ts';
import {
  mayAdmit,
  mayGovern,
  mayInvite,
  mayLeave,
  mayRemove,
  mayRevokeInvite,
  mayRotate,
  maySetRole,
} from '../../../core/authority/decide.ts';
import { signInviteNote } from '../../../core/identity/invite-note.ts';
import { community, foldAll, founded, inviteId, inviteKey, personOf, Replica, requestOf } from './world.ts';

describe('an invite', () => {
  test('[AUTH-18] shows its own note, whoever wrote it and whatever became of them', () => {
    const { alice, bob } = founded(['bob']);
    alice.invite('one');
    bob.pull(alice);
    expect(foldAll(alice, bob).invites.get(inviteId('one'))?.note).toBeNull();
    const signature = signInviteNote(community, inviteKey('one'));
    bob.write(inviteNoteBody(inviteId('one'), signature));
    alice.remove('bob', 0);
    expect(foldAll(alice, bob).invites.get(inviteId('one'))?.note).toEqual(signature);
  });

  test('[AUTH-15] [THREAT-24] admits as many as it says, by what the admission knew', () => {
    const { alice, bob } = founded(['bob']);
    bob.invite('one', { uses: 1 });
    bob.admit('erin', 'one');
    const second = bob.admit('frank', 'one');
    const { verdicts, invites } = foldAll(alice, bob);
    expect(verdicts.get(second.id)?.code).toBe('INVITE_USED_UP');
    expect(invites.get(inviteId('one'))).toMatchObject({
      state: 'used',
      overused: false,
      used: [personOf('erin')],
    });
  });

  test('[AUTH-15] [THREAT-24] redeemed twice apart keeps both, and says so', () => {
    const { alice, bob } = founded(['bob']);
    alice.invite('one', { uses: 1 });
    bob.pull(alice);
    alice.admit('erin', 'one');
    bob.admit('frank', 'one');
    const { members, invites } = foldAll(alice, bob);
    expect(members.get(personOf('erin'))?.state).toBe('in');
    expect(members.get(personOf('frank'))?.state).toBe('in');
    expect(invites.get(inviteId('one'))).toMatchObject({ state: 'used', overused: true });
  });

  test('[AUTH-15] [THREAT-24] redeemed by one person at two hosts apart counts once', () => {
    const { alice, bob } = founded(['bob']);
    alice.invite('one', { uses: 1 });
    bob.pull(alice);
    alice.admit('erin', 'one');
    bob.admit('erin', 'one');
    expect(foldAll(alice, bob).invites.get(inviteId('one'))).toMatchObject({ overused: false });
  });

  test('[AUTH-13] [THREAT-24] is ended by its maker or a steward, also for admissions apart', () => {
    const { alice, bob, carol } = founded(['bob', 'carol']);
    bob.invite('one');
    carol.pull(bob);
    alice.pull(bob);
    const byMember = carol.write(revokeInviteBody(inviteId('one')));
    const apart = carol.admit('erin', 'one');
    expect(foldAll(alice, carol).verdicts.get(byMember.id)?.code).toBe('ROLE_FORBIDS');
    expect(foldAll(alice, carol).members.get(personOf('erin'))?.state).toBe('in');
    alice.write(revokeInviteBody(inviteId('one')));
    const { verdicts, members, invites } = foldAll(alice, carol);
    expect(verdicts.get(apart.id)?.code).toBe('INVITE_REVOKED');
    expect(members.has(personOf('erin'))).toBe(false);
    expect(invites.get(inviteId('one'))?.state).toBe('revoked');
    const ofSenior = bob.write(revokeInviteBody(inviteId('door')));
    expect(foldAll(alice, bob).verdicts.get(ofSenior.id)?.effective).toBe(false);
  });

  test('[AUTH-13] [THREAT-24] ends with its maker; the joiner tries again elsewhere', () => {
    const { alice, bob, carol } = founded(['bob', 'carol']);
    bob.invite('bobs');
    carol.pull(bob);
    alice.pull(bob).remove('bob');
    const apart = carol.admit('erin', 'bobs');
    const byBob = bob.admit('frank', 'door');
    const knowing = carol.pull(alice).admit('grace', 'bobs');
    const authority = foldAll(alice, bob, carol);
    expect(authority.verdicts.get(apart.id)?.effective).toBe(true);
    expect(authority.verdicts.get(byBob.id)?.code).toBe('REVOKED');
    expect(authority.verdicts.get(knowing.id)?.code).toBe('INVITE_REVOKED');
    // The admission by the host that was removed is void: somebody else admits with the same request.
    carol.pull(bob).admit('frank', 'door');
    expect(foldAll(alice, bob, carol).members.get(personOf('frank'))?.state).toBe('in');
  });

  test('[AUTH-13] with approval admits by a steward only', () => {
    const { alice, bob } = founded(['bob']);
    bob.invite('asked', { approval: true });
    const byMember = bob.admit('erin', 'asked');
    expect(foldAll(alice, bob).verdicts.get(byMember.id)?.code).toBe('APPROVAL_NEEDED');
    alice.pull(bob).admit('erin', 'asked');
    expect(foldAll(alice, bob).members.get(personOf('erin'))?.state).toBe('in');
  });

  test('[AUTH-12] is a matter of stewards where policy says so', () => {
    const { alice, bob } = founded(['bob']);
    alice.write(policyBody('invites', 'stewards'));
    const invite = bob.pull(alice).invite('b');
    expect(foldAll(alice, bob).verdicts.get(invite.id)?.code).toBe('ROLE_FORBIDS');
    expect(mayInvite(bob.authority, bob.device, 'member').ok).toBe(false);
  });

  test('[AUTH-16] lets nobody in who is in, and back who was removed only by a steward', () => {
    const { alice, bob } = founded(['bob', 'carol']);
    const twice = bob.admit('carol', 'door');
    alice.remove('carol');
    const back = bob.pull(alice).admit('carol', 'door');
    const { verdicts } = foldAll(alice, bob);
    expect(verdicts.get(twice.id)?.code).toBe('ALREADY_IN');
    expect(verdicts.get(back.id)?.code).toBe('PERSON_REMOVED');
  });

  test('[AUTH-14] [THREAT-24] replayed with a request for another invite, or a changed one, is void', () => {
    const request = requestOf('erin', 'door');
    const changed = Uint8Array.from(request.bytes);
    changed[changed.length - 1]! ^= 1;
    expect(decodeAction(2, [changed, 'member', []], community)).toEqual({
      type: 'void',
      code: 'JOIN_REQUEST_FALSE',
    });
    const { alice } = founded([]);
    const unknown = alice.admit('erin', 'never made');
    expect(alice.authority.verdicts.get(unknown.id)?.code).toBe('INVITE_UNKNOWN');
  });
});

describe('what a host decides beforehand', () => {
  const HOUR = 3_600_000;

  test('[AUTH-17] [THREAT-24] an admission, with the reason why not', () => {
    const { alice, bob } = founded(['bob']);
    const erin = (invite: string, by: Replica, now = 0) =>
      mayAdmit(by.authority, by.device, requestOf('erin', invite), now);
    alice.invite('hour', { expires: HOUR });
    alice.invite('once', { uses: 1 });
    alice.invite('asked', { approval: true });
    alice.invite('gone');
    alice.admit('frank', 'once');
    alice.write(revokeInviteBody(inviteId('gone')));
    bob.pull(alice);
    expect(erin('hour', bob, HOUR - 1).ok).toBe(true);
    expect(erin('hour', bob, HOUR)).toEqual({ ok: false, code: 'INVITE_EXPIRED' });
    expect(erin('once', bob)).toEqual({ ok: false, code: 'INVITE_USED_UP' });
    expect(erin('asked', bob)).toEqual({ ok: false, code: 'APPROVAL_NEEDED' });
    expect(erin('asked', alice).ok).toBe(true);
    expect(erin('gone', bob)).toEqual({ ok: false, code: 'INVITE_REVOKED' });
    expect(erin('never made', bob)).toEqual({ ok: false, code: 'INVITE_UNKNOWN' });
    expect(mayAdmit(bob.authority, bob.device, requestOf('frank', 'hour'), 0)).toEqual({
      ok: false,
      code: 'ALREADY_IN',
    });
    const stranger = new Replica('mallory').pull(alice);
    expect(erin('hour', stranger)).toEqual({ ok: false, code: 'ROLE_FORBIDS' });
  });

  test('[AUTH-17] acts of stewardship, with the reason why not', () => {
    const { alice, bob, carol } = founded(['bob', 'carol']);
    alice.setRole('bob', 'steward');
    const { authority } = bob.pull(alice);
    const ofBob = bob.device;
    expect(maySetRole(authority, ofBob, personOf('alice'), 'member')).toEqual({
      ok: false,
      code: 'ROLE_SENIOR',
    });
    expect(maySetRole(authority, ofBob, personOf('carol'), 'guest').ok).toBe(true);
    expect(maySetRole(authority, ofBob, personOf('bob'), 'member').ok).toBe(true);
    expect(maySetRole(authority, carol.device, personOf('carol'), 'steward').ok).toBe(false);
    expect(mayRemove(authority, ofBob, personOf('alice'))).toEqual({ ok: false, code: 'ROLE_SENIOR' });
    expect(mayRemove(authority, ofBob, personOf('bob'))).toEqual({ ok: false, code: 'SELF_REMOVAL' });
    expect(mayRemove(authority, ofBob, personOf('nobody'))).toEqual({ ok: false, code: 'PERSON_UNKNOWN' });
    expect(mayRemove(authority, alice.device, personOf('bob')).ok).toBe(true);
    expect(mayRevokeInvite(authority, ofBob, inviteId('door'))).toEqual({ ok: false, code: 'ROLE_SENIOR' });
    expect(mayRevokeInvite(authority, alice.device, inviteId('door')).ok).toBe(true);
    expect(mayGovern(authority, carol.device)).toEqual({ ok: false, code: 'ROLE_FORBIDS' });
    expect(mayRotate(authority, carol.device, 'authority').ok).toBe(true);
    expect(mayLeave(authority, alice.device).ok).toBe(true);
    expect(mayLeave(carol.authority, alice.device)).toEqual({ ok: false, code: 'LAST_STEWARD' });
  });
});
