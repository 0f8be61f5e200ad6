import { describe, expect, test } from 'vitest';
import { fold } from '../../../core/authority/fold.ts';
import { profileBody, policyBody, titleBody } from '../../../core/authority/action-bodies.ts';
import { community, foldAll, founded, personOf, Replica, union } from './world.ts';

describe('a community', () => {
  test('[AUTH-10] begins with the genesis whose device and salt make its id', () => {
    const alice = new Replica('alice');
    alice.genesis();
    expect(alice.authority.title).toBe('Elm Street');
    expect(alice.authority.founder).toBe(personOf('alice'));
    expect(alice.authority.members.get(personOf('alice'))).toMatchObject({
      role: 'steward',
      state: 'in',
      seniority: 0,
    });

    const mallory = new Replica('mallory');
    const forged = { ...mallory.genesis(), device: mallory.device };
    expect(fold(community, [forged]).founder).toBeNull();
    expect(fold(community, []).title).toBe('');
  });

  test('[AUTH-14] lets people in by an invite, with the role that the invite says', () => {
    const { alice, bob } = founded(['bob']);
    bob.invite('guests', { role: 'guest' });
    bob.admit('carol', 'guests', 'guest');
    const wrong = bob.admit('dave', 'guests', 'member');
    const { members, verdicts } = foldAll(alice, bob);
    expect(members.get(personOf('carol'))).toMatchObject({ role: 'guest', name: 'carol', state: 'in' });
    expect(members.has(personOf('dave'))).toBe(false);
    expect(verdicts.get(wrong.id)).toEqual({ effective: false, code: 'ROLE_MISMATCH' });
  });

  test('[AUTH-5] gives no permission to a role that it does not know, and a guest cannot invite', () => {
    const { alice, bob, carol } = founded(['bob', 'carol']);
    alice.setRole('bob', 'archivist');
    alice.setRole('carol', 'guest');
    const byBob = bob.pull(alice).invite('b');
    const byCarol = carol.pull(alice).invite('c');
    const { verdicts, members } = foldAll(bob, carol);
    expect(verdicts.get(byBob.id)?.code).toBe('ROLE_FORBIDS');
    expect(verdicts.get(byCarol.id)?.code).toBe('ROLE_FORBIDS');
    expect(members.get(personOf('bob'))).toMatchObject({ role: 'archivist', state: 'in' });
  });

  test('[AUTH-12] never carries stewardship in an invite', () => {
    const { alice } = founded([]);
    const invite = alice.invite('stewards', { role: 'steward' });
    expect(alice.authority.verdicts.get(invite.id)?.code).toBe('ROLE_FORBIDS');
  });

  test('[AUTH-40] [AUTH-41] [AUTH-42] has the last title, name and policy of those who may set them', () => {
    const { alice, bob } = founded(['bob']);
    alice.write(titleBody('Elm and Oak'));
    const byMember = bob.write(titleBody('Mine'));
    bob.write(profileBody('Bobby'));
    alice.write(policyBody('rules', 3));
    alice.write(policyBody('rules', 2));
    const nonsense = alice.write(policyBody('history', 7));
    alice.write(policyBody('later', 7));
    const { title, members, policy, verdicts } = foldAll(alice, bob);
    expect(title).toBe('Elm and Oak');
    expect(members.get(personOf('bob'))?.name).toBe('Bobby');
    expect(policy).toEqual({ rules: 3, history: 'all', invites: 'any', quorum: 50 });
    expect(verdicts.get(byMember.id)?.code).toBe('ROLE_FORBIDS');
    expect(verdicts.get(nonsense.id)?.code).toBe('POLICY_VALUE');
  });

  test('[AUTH-3] [THREAT-42] keeps kinds that it does not know, and folds on', () => {
    const { alice, bob } = founded(['bob']);
    const unknown = alice.write({ kind: 30, body: ['later', 1] });
    alice.setRole('bob', 'steward');
    const { verdicts, members } = foldAll(alice, bob);
    expect(verdicts.get(unknown.id)).toEqual({ effective: false, code: 'KIND_UNKNOWN' });
    expect(members.get(personOf('bob'))?.role).toBe('steward');
  });

  test('[AUTH-4] leaves out an entry whose past is not held', () => {
    const { alice, bob } = founded(['bob']);
    const last = bob.write(profileBody('Bobby'));
    const held = union(alice, bob).filter((entry) => entry !== [...alice.held.values()].at(-1));
    const { verdicts, members } = fold(community, held);
    expect(verdicts.get(last.id)).toEqual({ effective: false, code: 'PARENT_MISSING' });
    expect(members.has(personOf('bob'))).toBe(false);
  });
});
