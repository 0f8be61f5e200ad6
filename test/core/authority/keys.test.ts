import { describe, expect, test } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import { WHOLE_COMMUNITY } from '../../../core/base/ids.ts';
import * as bodies from '../../../core/authority/action-bodies.ts';
import { AUTHORITY_CHAIN, type SealedKey } from '../../../core/authority/actions.ts';
import { KeyRing, newChainKey, sealKeys, sealPrevious } from '../../../core/authority/key-ring.ts';
import { isSpaceOf, newSpaceId } from '../../../core/authority/space-id.ts';
import { keyIdOf, keyTag } from '../../../core/feed/key-id.ts';
import { seededRandom } from '../../world/random.ts';
import { bytes32, community, founded, foldAll, keys, personOf, Replica } from './world.ts';

const random = seededRandom(5);
const [authorityKey, contentKey] = keys as [(typeof keys)[0], (typeof keys)[0]];

function ringOf(replica: Replica): KeyRing {
  const ring = new KeyRing(community, replica.device, replica.keys.box);
  return learnAll(ring, replica);
}

function learnAll(ring: KeyRing, replica: Replica): KeyRing {
  for (const entry of replica.held.values()) ring.learnFrom(entry.action);
  ring.follow(replica.authority.chains);
  return ring;
}

describe('the key ring', () => {
  test('[AUTH-50] [AUTH-51] opens what admissions and seals hand to this device, and nothing else', () => {
    const { bob, alice } = founded(['bob']);
    const ring = ringOf(bob);
    expect(ring.current(AUTHORITY_CHAIN)).toMatchObject({
      id: keyIdOf(authorityKey.key),
      key: authorityKey.key,
    });
    expect(ring.current(WHOLE_COMMUNITY)?.key).toEqual(contentKey.key);
    expect(ring.find(keyTag(keyIdOf(contentKey.key)))?.chain).toBe('');
    expect(ringOf(alice).all()).toHaveLength(2);
    expect(ringOf(new Replica('mallory').pull(alice)).all()).toHaveLength(0);
  });

  test('[AUTH-51] a mirror has the authority key and no content key', () => {
    const { alice } = founded([]);
    alice.invite('mirrors', { role: 'mirror' });
    alice.admit('frank', 'mirrors', 'mirror');
    const ring = ringOf(new Replica('frank').pull(alice));
    expect(ring.all().map((key) => key.chain)).toEqual([AUTHORITY_CHAIN]);
    const frank = new Replica('frank').device;
    expect(alice.authority.missingSeals(WHOLE_COMMUNITY, keyIdOf(contentKey.key))).not.toContain(frank);
  });

  test('[AUTH-51] [THREAT-21] refuses a key under an id that is not its hash, whoever gets which', () => {
    const { bob } = founded(['bob']);
    const ring = ringOf(bob);
    const said = newChainKey(WHOLE_COMMUNITY, random);
    const [honest] = sealKeys([said], { device: bob.device, box: bob.keys.box.publicKey }, community, random);
    const other = newChainKey(WHOLE_COMMUNITY, random);
    const [wrong] = sealKeys([other], { device: bob.device, box: bob.keys.box.publicKey }, community, random);
    const forged: SealedKey = { ...wrong!, key: said.id };
    expect(ring.learnFrom({ type: 'seal', seals: [forged] })).toBe(false);
    expect(ring.mismatched).toContain(said.id);
    expect(ring.learn({ chain: WHOLE_COMMUNITY, key: other.key, id: said.id })).toBe(false);
    expect(ring.get(said.id)).toBeUndefined();
    expect(ring.learnFrom({ type: 'seal', seals: [honest!] })).toBe(true);
  });

  test('[AUTH-51] refuses a seal of another chain, device or community', () => {
    const { bob, alice } = founded(['bob']);
    const key = newChainKey(WHOLE_COMMUNITY, random);
    const [seal] = sealKeys([key], { device: bob.device, box: bob.keys.box.publicKey }, community, random);
    expect(ringOf(bob).learnFrom({ type: 'seal', seals: [{ ...seal!, chain: AUTHORITY_CHAIN }] })).toBe(
      false,
    );
    expect(ringOf(alice).learnFrom({ type: 'seal', seals: [{ ...seal!, device: alice.device }] })).toBe(
      false,
    );
    const elsewhere = new KeyRing(
      toBase32(bytes32('elsewhere')) as typeof community,
      bob.device,
      bob.keys.box,
    );
    expect(elsewhere.learnFrom({ type: 'seal', seals: [seal!] })).toBe(false);
  });

  test('[AUTH-52] [THREAT-22] a newcomer after three rotations reads all history, or what came since', () => {
    for (const history of ['all', 'since-join'] as const) {
      const { alice } = founded([], [['history', history]]);
      const ring = ringOf(alice);
      for (let i = 0; i < 3; i++) {
        const next = newChainKey(WHOLE_COMMUNITY, random);
        const earlier = history === 'all' ? ring.held(WHOLE_COMMUNITY) : [];
        alice.write(
          bodies.rotateBody(WHOLE_COMMUNITY, next.id, sealPrevious(next, earlier, community, random)),
        );
        ring.learn(next);
        learnAll(ring, alice);
      }
      const current = ring.current(WHOLE_COMMUNITY)!;
      expect(alice.authority.chains.get(WHOLE_COMMUNITY)).toHaveLength(4);
      const erin = new Replica('erin');
      const handed = { device: erin.device, box: erin.keys.box.publicKey };
      const newcomer = new KeyRing(community, erin.device, erin.keys.box);
      // The key first or the rotations first: the same ring.
      newcomer.learnFrom({ type: 'seal', seals: sealKeys([current], handed, community, random) });
      learnAll(newcomer, alice);
      const late = learnAll(new KeyRing(community, erin.device, erin.keys.box), alice);
      late.learnFrom({ type: 'seal', seals: sealKeys([current], handed, community, random) });
      for (const ofErin of [newcomer, late]) {
        expect(ofErin.held(WHOLE_COMMUNITY)).toHaveLength(history === 'all' ? 4 : 1);
        expect(ofErin.current(WHOLE_COMMUNITY)?.id).toBe(current.id);
      }
    }
  });

  test('[AUTH-55] goes on with the key before while nobody has sealed the current one to it', () => {
    const { alice, bob } = founded(['bob']);
    const next = newChainKey(WHOLE_COMMUNITY, random);
    alice.write(
      bodies.rotateBody(WHOLE_COMMUNITY, next.id, sealPrevious(next, [contentKey], community, random)),
    );
    const ring = ringOf(bob.pull(alice));
    // It goes on with what it has until somebody seals it the new one.
    const [first] = ring.held(WHOLE_COMMUNITY);
    expect(ring.held(WHOLE_COMMUNITY)).toEqual([first]);
    expect(ring.current(WHOLE_COMMUNITY)).toEqual(first);
    expect(bob.authority.missingSeals(WHOLE_COMMUNITY, next.id)).toEqual([bob.device]);
    const seals = sealKeys([next], { device: bob.device, box: bob.keys.box.publicKey }, community, random);
    alice.write(bodies.sealBody(WHOLE_COMMUNITY, next.id, seals));
    learnAll(ring, bob.pull(alice));
    expect(ring.current(WHOLE_COMMUNITY)?.key).toEqual(next.key);
    expect(bob.authority.missingSeals(WHOLE_COMMUNITY, next.id)).toEqual([]);
  });
});

describe('rotations', () => {
  test('[AUTH-54] [THREAT-20] are owed when somebody who has the key is gone, also one admitted in vain', () => {
    const { alice, bob, carol } = founded(['bob', 'carol']);
    expect(alice.authority.owedRotations()).toEqual([]);
    carol.admit('erin', 'door');
    alice.remove('bob');
    alice.remove('carol');
    const authority = foldAll(alice, carol);
    expect(authority.owedRotations()).toEqual([AUTHORITY_CHAIN, WHOLE_COMMUNITY]);
    for (const chain of [AUTHORITY_CHAIN, WHOLE_COMMUNITY] as const) {
      const next = newChainKey(chain, random);
      alice.write(bodies.rotateBody(chain, next.id, sealPrevious(next, [], community, random)));
    }
    expect(foldAll(alice, carol, bob).owedRotations()).toEqual([]);
  });

  test('[AUTH-54] [THREAT-20] two apart both stand, in the total order; one that handed its key to the removed is owed', () => {
    const { alice, bob, carol } = founded(['bob', 'carol']);
    alice.remove('bob');
    const clean = newChainKey(WHOLE_COMMUNITY, random);
    alice.write(bodies.rotateBody(WHOLE_COMMUNITY, clean.id, sealPrevious(clean, [], community, random)));
    const leaky = newChainKey(WHOLE_COMMUNITY, random);
    for (let i = 0; i < 3; i++) carol.invite(`filler ${i}`);
    carol.write(bodies.rotateBody(WHOLE_COMMUNITY, leaky.id, sealPrevious(leaky, [], community, random)));
    const seals = sealKeys([leaky], { device: bob.device, box: bob.keys.box.publicKey }, community, random);
    carol.write(bodies.sealBody(WHOLE_COMMUNITY, leaky.id, seals));
    const authority = foldAll(alice, carol);
    expect(authority.chains.get(WHOLE_COMMUNITY)?.slice(1)).toEqual([clean.id, leaky.id]);
    expect(authority.owedRotations()).toContain(WHOLE_COMMUNITY);
  });

  test('[AUTH-44] [AUTH-54] of a private space are for its members', () => {
    const { alice, bob, carol } = founded(['bob', 'carol', 'dave']);
    const space = newSpaceId(community, bob.device, random);
    expect(isSpaceOf(space, community, alice.device)).toBe(false);
    const key = newChainKey(space, random);
    bob.write(
      bodies.spaceBody({ space, title: 'Shed', members: [personOf('alice')], key: key.id, seals: [] }),
    );
    carol.pull(bob);
    const stolen = alice.write(
      bodies.spaceBody({ space, title: 'Mine', members: [], key: key.id, seals: [] }),
    );
    const next = newChainKey(space, random);
    const outsider = carol.write(
      bodies.rotateBody(space, next.id, sealPrevious(next, [key], community, random)),
    );
    let authority = foldAll(alice, bob, carol);
    expect(authority.verdicts.get(outsider.id)?.code).toBe('ROLE_FORBIDS');
    expect(authority.verdicts.get(stolen.id)?.code).toBe('SPACE_KNOWN');
    expect([...authority.spaces.get(space)!.members].sort()).toEqual(
      [personOf('alice'), personOf('bob')].sort(),
    );
    expect(ringOf(carol).isForeign(keyTag(key.id))).toBe(true);
    expect(authority.missingSeals(space, key.id)).toEqual([alice.device]);

    // Of an invitation and a removal that do not know of each other the removal wins, whichever is later in the order.
    const removal = bob.write(bodies.spaceMembersBody(space, [], [personOf('dave')]));
    for (let i = 0; i < 3; i++) alice.invite(`filler ${i}`);
    alice.pull(carol).write(bodies.spaceMembersBody(space, [personOf('dave')], []));
    authority = foldAll(alice, bob, carol);
    expect(authority.verdicts.get(removal.id)?.effective).toBe(true);
    expect(authority.spaces.get(space)!.members.has(personOf('dave'))).toBe(false);

    alice.pull(bob).write(bodies.spaceMembersBody(space, [personOf('carol')], []));
    bob.write(bodies.spaceMembersBody(space, [], [personOf('alice')]));
    authority = foldAll(alice, bob, carol);
    expect(authority.spaces.get(space)!.members.has(personOf('alice'))).toBe(false);
    expect(authority.spaces.get(space)!.members.has(personOf('carol'))).toBe(true);
  });
});
