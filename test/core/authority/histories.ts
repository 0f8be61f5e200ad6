/**
 * Random histories: people and their devices who write whatever they please, honest or not, with what they have seen,
 * and now and then hear from each other. A step is plain data, so that fast-check can shrink a history.
 */
import fc from 'fast-check';
import * as bodies from '../../../core/authority/action-bodies.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import { concat, utf8 } from '../../../core/base/bytes.ts';
import { bytesOfId } from '../../../core/base/id-bytes.ts';
import type { DeviceId, KeyId, SpaceId } from '../../../core/base/ids.ts';
import { sha256 } from '../../../core/crypto/hash.ts';
import type { AuthorityEntry } from '../../../core/authority/authority.ts';
import { bytes32, community, founded, inviteId, keysOf, personOf, Replica } from './world.ts';

const PEOPLE = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'] as const;
/** Second devices, and who is said to have them. */
const SECOND = { 'alice 2': 'alice', 'bob 2': 'bob', 'carol 2': 'carol' } as const;
const ROLES = ['steward', 'steward', 'member', 'guest', 'mirror', 'later'];
const INVITES = ['door', 'one', 'two', 'three'];

export interface Step {
  readonly act: string;
  readonly actor: number;
  readonly target: number;
  readonly detail: number;
}

const ACTS = {
  pull: 6,
  role: 5,
  remove: 4,
  leave: 1,
  invite: 2,
  revoke: 2,
  admit: 4,
  add: 2,
  drop: 2,
  approve: 3,
  profile: 1,
  title: 1,
  policy: 1,
  rotate: 1,
  space: 1,
  'space-members': 1,
  reroot: 1,
  fork: 1,
  introduce: 2,
};

/**
 * A history uses a few acts and a few actors only: what is rare in a mixture of everything (three revocations that meet)
 * is common there.
 */
export const history: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.subarray(Object.keys(ACTS) as (keyof typeof ACTS)[], { minLength: 1, maxLength: 5 }),
    fc.uniqueArray(fc.oneof({ weight: 6, arbitrary: fc.nat(6) }, fc.nat(12)), { minLength: 2, maxLength: 5 }),
    // Introductions matter by what comes before and after them, so that they meet every other act.
    fc.constantFrom([], [], [], ['introduce'] as const, ['introduce', 'fork', 'drop'] as const),
  )
  .chain(([chosen, actors, besides]) => {
    const acts = new Set(['pull' as const, ...chosen, ...besides]);
    const weighed = [...acts].map((act) => ({
      weight: ACTS[act],
      arbitrary: fc.constant<string>(act),
    }));
    const step = fc.record({
      act: fc.oneof(...weighed),
      actor: fc.constantFrom(...actors),
      target: fc.oneof(fc.constantFrom(...actors), fc.nat(8)),
      detail: fc.nat(11),
    });
    return fc.array(step, { minLength: 3, maxLength: 16, size: 'max' });
  });

/** Most communities begin with three stewards, two second devices and a private space; some with the founder alone. */
function beginning(isSettled: boolean): Replica[] {
  const replicas: Replica[] = Object.values(founded(['bob', 'carol', 'dave'] as const));
  const [alice, bob] = replicas as [Replica, Replica];
  if (isSettled) {
    alice.setRole('bob', 'steward');
    bob.pull(alice).setRole('carol', 'steward');
    bob.addDevice('bob', 'bob 2');
    alice.addDevice('alice', 'alice 2');
    bob.write(
      bodies.spaceBody({
        space: spaceOf(bob.device),
        title: 'Shed',
        members: [personOf('carol'), personOf('dave')],
        key: toBase32(bytes32('shed')) as KeyId,
        seals: [],
      }),
    );
  }
  for (const replica of replicas) replica.pull(alice, bob);
  for (const name of [...Object.keys(SECOND), 'erin', 'frank']) {
    replicas.push(new Replica(name).pull(alice, bob));
  }
  return replicas;
}

/** All that was written. */
export function play(steps: readonly Step[]): AuthorityEntry[] {
  const replicas = beginning((steps[0]?.detail ?? 0) % 4 > 0);
  const all = new Map<string, AuthorityEntry>();
  for (const { act, actor, target, detail } of steps) {
    const at = actor % replicas.length;
    const who = replicas[at]!;
    const other = replicas[target % replicas.length]!;
    if (act === 'pull') who.pull(other);
    else if (act === 'fork' || act === 'introduce') {
      if (replicas.length >= 12) continue;
      replicas.push(who.fork());
      // Whoever goes on as a new device is who acts from now on; the copy that is left writes under the old name.
      if (act === 'introduce') replicas[at] = introduced(who, other, detail);
    } else takeStep(who, other, act, target, detail);
  }
  for (const replica of replicas) for (const entry of replica.held.values()) all.set(entry.id, entry);
  return [...all.values()];
}

/**
 * A device that binds itself by its first entry, mostly of the one that it was, honestly or not. The labels are few, so
 * that the copies of a device become one and the same, or what somebody else has vouched for already.
 */
function introduced(who: Replica, other: Replica, detail: number): Replica {
  const owner = ownerOf(detail < 9 ? who : other);
  const certifier = detail < 3 ? keysOf(owner).root! : detail < 11 ? who.keys.device : other.keys.device;
  const named = detail === 4 ? ownerOf(other) : owner;
  return who.introduce(owner, `${named} ${['new', '2', 'newer'][detail % 3]!}`, certifier);
}

function ownerOf({ label }: Replica): string {
  return label.split(' ')[0]!;
}

function takeStep(
  who: Replica,
  other: Replica,
  act: string,
  target: number,
  detail: number,
): AuthorityEntry | undefined {
  const name = PEOPLE[target % PEOPLE.length]!;
  const invite = INVITES[detail % INVITES.length]!;
  switch (act) {
    case 'role':
      return who.setRole(name, ROLES[detail % ROLES.length]!);
    case 'remove':
      return who.remove(name, detail);
    case 'leave':
      return who.leave(name);
    case 'invite':
      return who.invite(invite, {
        role: ['member', 'member', 'guest', 'mirror'][target % 4]!,
        uses: [null, 1, 2][detail % 3]!,
        approval: target === 7,
      });
    case 'revoke':
      return who.write(bodies.revokeInviteBody(inviteId(invite)));
    case 'admit':
      return who.admit(
        ['erin', 'frank', 'dave', 'bob'][target % 4]!,
        invite,
        detail > 8 ? 'guest' : 'member',
      );
    case 'add': {
      const [label, owner] = Object.entries(SECOND)[target % 3]!;
      const keys = keysOf(owner);
      const certifier = detail < 3 ? keys.root! : detail < 9 ? keys.device : who.keys.device;
      return who.label === label ? undefined : who.addDevice(owner, label, certifier);
    }
    case 'drop':
      return who.dropDevice(other.device, detail === 0 ? [who.device] : []);
    case 'approve': {
      const proposals = [...who.held.values()].filter((entry) =>
        /^(role|remove|drop-device|reroot)$/.test(entry.action.type),
      );
      const proposal =
        proposals[proposals.length - 1 - (detail % Math.max(1, Math.min(3, proposals.length)))];
      return proposal && who.approve(proposal);
    }
    case 'profile':
      return who.write(bodies.profileBody(`name ${detail}`));
    case 'title':
      return who.write(bodies.titleBody(`title ${detail}`));
    case 'policy':
      return who.write(bodies.policyBody('invites', detail % 2 ? 'any' : 'stewards'));
    case 'rotate': {
      const chain =
        detail % 3 === 0 ? 'authority' : detail % 3 === 1 ? ('' as SpaceId) : spaceOf(other.device);
      const key = toBase32(bytes32(`key ${detail}`)) as KeyId;
      return who.write(bodies.rotateBody(chain, key, new Uint8Array(28)));
    }
    case 'space':
      return who.write(
        bodies.spaceBody({
          space: spaceOf(detail < 9 ? who.device : other.device),
          title: 'Space',
          members: [personOf(name)],
          key: toBase32(bytes32(`space ${who.label}`)) as KeyId,
          seals: [],
        }),
      );
    case 'space-members': {
      const change = [personOf(name)];
      const [added, removed] = detail % 2 ? [change, []] : [[], change];
      const space = spaceOf(detail < 6 ? other.device : who.device);
      return who.write(bodies.spaceMembersBody(space, added, removed));
    }
    case 'reroot': {
      const current = detail < 4 ? keysOf(name).root : detail < 8 ? keysOf(`${name} new`).root : null;
      return who.write(bodies.rerootBody(community, personOf(name), keysOf(`${name} new`).root!, current));
    }
    default:
      throw new Error(act);
  }
}

function spaceOf(device: DeviceId): SpaceId {
  const tag = sha256(utf8('kith/space/1'), bytesOfId(community), bytesOfId(device)).subarray(0, 10);
  return toBase32(concat(tag, new Uint8Array(10))) as SpaceId;
}
