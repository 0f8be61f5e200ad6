import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../../../core/base/cbor.ts';
import { bytesOfId } from '../../../core/base/id-bytes.ts';
import type { EntryId, KeyId, SpaceId } from '../../../core/base/ids.ts';
import * as bodies from '../../../core/authority/action-bodies.ts';
import { ACTION_KIND, type Action, type Cut } from '../../../core/authority/actions.ts';
import { decodeAction } from '../../../core/authority/decode-action.ts';
import { sealKeys } from '../../../core/authority/key-ring.ts';
import { keyIdOf } from '../../../core/feed/key-id.ts';
import { createDeviceCertificate } from '../../../core/identity/device-certificate.ts';
import { signInviteNote } from '../../../core/identity/invite-note.ts';
import { deviceIdOf } from '../../../core/identity/keys.ts';
import { seededRandom } from '../../world/random.ts';
import * as world from './world.ts';

const { community, keys, personOf, inviteId, inviteKey, keysOf, certificateOf, requestOf, bytes32 } = world;
const random = seededRandom(9);
const alice = personOf('alice');
const bob = personOf('bob');
const device = deviceIdOf(keysOf('bob'));
const box = keysOf('bob').box.publicKey;
const tip = { seq: 3, id: '0b'.repeat(32) as EntryId };
const cut: Cut = { device, authority: tip, content: null };
const key = toBase32(bytes32('key')) as KeyId;
const space = toBase32(bytes32('space').subarray(0, 20)) as SpaceId;
const seals = sealKeys(keys, { device, box }, community, random);
const certificate = createDeviceCertificate(community, bob, keysOf('bob 2'), 'phone', keysOf('bob').device);
const [authorityKey, contentKey] = keys as [(typeof keys)[0], (typeof keys)[0]];

/** One body of each kind, with what it reads as (where that is not what the table says in short). */
const samples: readonly (readonly [
  name: keyof typeof ACTION_KIND,
  body: bodies.ActionBody,
  Partial<Action>,
])[] = [
  ['merge', bodies.mergeBody(), {}],
  [
    'genesis',
    bodies.genesisBody({
      community,
      salt: world.salt,
      title: 'Elm Street',
      certificate: certificateOf('alice'),
      policy: [['rules', 2]],
      authorityKey: authorityKey.key,
      contentKey: contentKey.key,
      random,
    }),
    {
      title: 'Elm Street',
      policy: [['rules', 2]],
      authorityKey: keyIdOf(authorityKey.key),
      contentKey: keyIdOf(contentKey.key),
    },
  ],
  [
    'admit',
    bodies.admitBody({ community, request: requestOf('bob', 'door'), role: 'member', keys, random }),
    { invite: inviteId('door'), role: 'member' },
  ],
  [
    'invite',
    bodies.inviteBody({ invite: inviteId('door'), role: 'guest', uses: 5, expires: null, approval: true }),
    { invite: inviteId('door'), role: 'guest', uses: 5, expires: null, approval: true },
  ],
  ['revoke-invite', bodies.revokeInviteBody(inviteId('door')), { invite: inviteId('door') }],
  ['role', bodies.roleBody(bob, 'steward'), { person: bob, role: 'steward' }],
  ['remove', bodies.removeBody(bob, [cut], 'why'), { person: bob, cuts: [cut], note: 'why' }],
  ['leave', bodies.leaveBody([cut]), { cuts: [cut] }],
  ['add-device', bodies.addDeviceBody({ community, certificate, keys, random }), {}],
  ['drop-device', bodies.dropDeviceBody(device, [cut], [device]), { device, cuts: [cut], falling: [device] }],
  ['reroot', bodies.rerootBody(community, bob, keysOf('new').root!, keysOf('bob').root), { person: bob }],
  ['rotate', bodies.rotateBody('authority', key, new Uint8Array(30)), { chain: 'authority', key }],
  ['seal', bodies.sealBody(seals[1]!.chain, seals[1]!.key, [seals[1]!]), { seals: [seals[1]!] }],
  [
    'space',
    bodies.spaceBody({ space, title: 'Shed', members: [alice, bob], key, seals }),
    { space, title: 'Shed', members: [alice, bob], key, seals },
  ],
  [
    'space-members',
    bodies.spaceMembersBody(space, [alice], [bob]),
    { space, added: [alice], removed: [bob] },
  ],
  ['policy', bodies.policyBody('history', 'all'), { name: 'history', value: 'all' }],
  ['approve', bodies.approveBody(tip.id), { entry: tip.id }],
  ['profile', bodies.profileBody('Bob'), { name: 'Bob' }],
  ['title', bodies.titleBody('Oak'), { title: 'Oak' }],
  [
    'invite-note',
    bodies.inviteNoteBody(inviteId('door'), signInviteNote(community, inviteKey('door'))),
    { invite: inviteId('door') },
  ],
];

const MALFORMED = { type: 'void', code: 'ACTION_MALFORMED' };

describe('bodies of authority entries', () => {
  test('[AUTH-2] cover every kind', () => {
    expect(samples.map(([name]) => name)).toEqual(Object.keys(ACTION_KIND));
  });

  test.each(samples)(
    '[AUTH-2] %s reads as what was written, through its bytes',
    (name, { kind, body }, expected) => {
      expect(kind).toBe(ACTION_KIND[name]);
      const action = decodeAction(kind, decodeCbor(encodeCbor(body))!, community);
      expect(action).toMatchObject({ type: name, ...expected });
    },
  );

  test.each(samples)(
    '[AUTH-2] %s is void with a field more, less, or of another form',
    (_, { kind, body }) => {
      const isVoid = (other: Cbor) => expect(decodeAction(kind, other, community).type).toBe('void');
      isVoid('text');
      if (!Array.isArray(body)) return isVoid([]);
      const fields = body as readonly Cbor[];
      isVoid(null);
      isVoid([...fields, null]);
      isVoid(fields.slice(0, -1));
      fields.forEach((field, at) => {
        const others: Cbor[] = [-1, [['x']], 'UPPER CASE \u0007'.repeat(200), Uint8Array.of(1, 2, 3)];
        // These two fields take any short text, or any bytes.
        const isFree = (name: string, place: number) =>
          kind === ACTION_KIND[name as 'policy'] && at === place;
        for (const other of others) {
          if (isFree('policy', 1) && typeof other === 'number') continue;
          if (isFree('rotate', 2) && other instanceof Uint8Array) continue;
          isVoid([...fields.slice(0, at), other, ...fields.slice(at + 1)]);
        }
        if (field instanceof Uint8Array && field.length > 0 && !isFree('rotate', 2)) {
          isVoid([...fields.slice(0, at), field.subarray(1), ...fields.slice(at + 1)]);
        }
      });
    },
  );

  test('[AUTH-2] lay out ids as their bytes, and chains and cuts as the text says', () => {
    expect(bodies.removeBody(bob, [cut], '').body).toEqual([
      bytesOfId(bob),
      [[bytesOfId(device), [3, new Uint8Array(32).fill(11)], null]],
      '',
    ]);
    expect(bodies.rotateBody('authority', key, new Uint8Array(0)).body).toEqual([
      'authority',
      bytesOfId(key),
      new Uint8Array(0),
    ]);
    expect(bodies.rotateBody('' as SpaceId, key, new Uint8Array(0)).body).toContainEqual(new Uint8Array(0));
    expect(bodies.rotateBody(space, key, new Uint8Array(0)).body).toContainEqual(bytesOfId(space));
  });

  test('[AUTH-2] refuse a person added to a space and removed from it at once', () => {
    expect(decodeAction(14, bodies.spaceMembersBody(space, [bob], [bob]).body, community)).toEqual(MALFORMED);
  });

  test('[AUTH-26] refuse a reroot that either root did not sign', () => {
    const fields = bodies.rerootBody(community, bob, keysOf('new').root!, keysOf('bob').root).body as Cbor[];
    for (const at of [2, 4]) {
      const forged = Uint8Array.from(fields[at] as Uint8Array);
      forged[0]! ^= 1;
      expect(decodeAction(10, [...fields.slice(0, at), forged, ...fields.slice(at + 1)], community)).toEqual(
        MALFORMED,
      );
    }
    const proposed = bodies.rerootBody(community, bob, keysOf('new').root!, null).body;
    expect(decodeAction(10, proposed, community)).toMatchObject({ type: 'reroot', by: null });
  });

  test('[AUTH-2] [THREAT-9] refuse certificates made for another community', () => {
    const elsewhere = toBase32(bytes32('elsewhere')) as typeof community;
    const [, genesis, admit] = samples;
    for (const [, { kind, body }] of [genesis!, admit!]) {
      expect(decodeAction(kind, body, elsewhere)).toEqual({ type: 'void', code: 'CERTIFICATE_FOREIGN' });
    }
  });

  test('[AUTH-18] refuse an invite note that the invite did not sign, or signed for another community', () => {
    const forged = bodies.inviteNoteBody(inviteId('door'), signInviteNote(community, inviteKey('one')));
    const elsewhere = toBase32(bytes32('elsewhere')) as typeof community;
    const foreign = bodies.inviteNoteBody(inviteId('door'), signInviteNote(elsewhere, inviteKey('door')));
    for (const { kind, body } of [forged, foreign]) {
      expect(decodeAction(kind, body, community)).toEqual({ type: 'void', code: 'INVITE_NOTE_FALSE' });
    }
  });

  test('[AUTH-3] of a kind that is not known are kept as unknown', () => {
    expect(decodeAction(25, ['x'], community)).toEqual({ type: 'unknown', kind: 25 });
  });

  test('[AUTH-1] read without a throw whatever they are', () => {
    const leaf = fc.oneof(
      fc.constant<Cbor>(null),
      fc.boolean(),
      fc.integer(),
      fc.string(),
      fc.uint8Array({ maxLength: 40 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
    );
    const any = fc.letrec<{ cbor: Cbor }>((tie) => ({
      cbor: fc.oneof({ withCrossShrink: true }, leaf, fc.array(tie('cbor'), { maxLength: 7 })),
    })).cbor;
    fc.assert(
      fc.property(fc.nat(20), any, (kind, body) => {
        expect(decodeAction(kind, body, community)).toHaveProperty('type');
      }),
      { numRuns: 2_000 },
    );
  });
});
