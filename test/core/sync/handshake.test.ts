import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/crypto/hash.ts';
import { signingKeyFromSeed } from '../../../core/crypto/sign.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import type { CommunityId, InviteId } from '../../../core/base/ids.ts';
import {
  startHandshake,
  stepHandshake,
  type Handshake,
  type HandshakeInput,
  type HandshakeOutput,
  type Membership,
  type Wallet,
} from '../../../core/sync/handshake.ts';
import type { LinkMessage } from '../../../core/sync/messages.ts';
import { seededRandom, type SeededRandom } from '../../world/random.ts';
import { deviceId, deviceKey } from './fake-replica.ts';

const bytes = (text: string): Uint8Array => sha256(new TextEncoder().encode(text));
const community = (name: string): CommunityId => toBase32(bytes(`community ${name}`)) as CommunityId;

function member(
  of: string,
  device: string,
  keys: readonly string[],
  more: Partial<Membership> = {},
): Membership {
  return {
    community: community(of),
    device: deviceId(device),
    keys: keys.map(bytes),
    invites: [],
    sign: (message) => deviceKey(device).sign(message),
    admits: () => true,
    ...more,
  };
}

class End {
  state: Handshake;
  wallet: Wallet;
  readonly sent: LinkMessage[] = [];
  readonly outputs: HandshakeOutput[] = [];
  readonly #random: SeededRandom;

  constructor(self: string, remote: string, memberships: readonly Membership[], joins: Wallet['joins'] = []) {
    this.wallet = { memberships, joins };
    this.#random = seededRandom(self.charCodeAt(0) * 1000 + remote.charCodeAt(0));
    this.state = startHandshake(self, remote, this.#random);
  }

  input(input: HandshakeInput): void {
    const { state, outputs } = stepHandshake(this.state, input, this.wallet, this.#random);
    this.state = state;
    for (const output of outputs) {
      if (output.type === 'send') this.sent.push(output.message);
      else this.outputs.push(output);
    }
  }

  of(type: HandshakeOutput['type']): HandshakeOutput[] {
    return this.outputs.filter((output) => output.type === type);
  }
}

/** Delivers what both send until nobody sends any more. */
function talk(a: End, b: End): void {
  while (a.sent.length + b.sent.length > 0) {
    for (const message of a.sent.splice(0)) b.input({ type: 'message', message });
    for (const message of b.sent.splice(0)) a.input({ type: 'message', message });
  }
}

function meet(a: End, b: End): void {
  a.input({ type: 'start' });
  b.input({ type: 'start' });
  talk(a, b);
}

describe('a handshake', () => {
  it('[SYNC-6] meets in every community that both are in, each end proven by its device', () => {
    const a = new End('a', 'b', [
      member('x', 'anna', ['x1']),
      member('y', 'anna2', ['y1']),
      member('z', 'anna3', ['z1']),
    ]);
    const b = new End('b', 'a', [member('y', 'ben2', ['y1']), member('x', 'ben', ['x1'])]);
    meet(a, b);
    expect(
      a
        .of('met')
        .map((met) => met.type === 'met' && met.device)
        .sort(),
    ).toEqual([deviceId('ben'), deviceId('ben2')].sort());
    expect(b.of('met')).toHaveLength(2);
    const channels = a.of('met').map((met) => met.type === 'met' && [met.theirChannel, met.ownChannel]);
    const mirrored = b.of('met').map((met) => met.type === 'met' && [met.ownChannel, met.theirChannel]);
    expect(channels.sort()).toEqual(mirrored.sort());
  });

  it('[SYNC-7] meets under a key of the past, whoever is behind, also when both have moved on apart', () => {
    const cases: [string[], string[]][] = [
      [['k2', 'k1'], ['k1']],
      [['k1'], ['k2', 'k1']],
      [
        ['k2a', 'k1'],
        ['k2b', 'k1'],
      ],
    ];
    for (const [left, right] of cases) {
      const a = new End('a', 'b', [member('x', 'anna', left)]);
      const b = new End('b', 'a', [member('x', 'ben', right)]);
      meet(a, b);
      expect([a.of('met').length, b.of('met').length]).toEqual([1, 1]);
    }
  });

  it('[SYNC-7] does not prove itself first to somebody who shows an old key only', () => {
    const a = new End('b', 'a', [member('x', 'anna', ['k2', 'k1'])]);
    const stale = new End('a', 'b', [member('x', 'gone', ['k1'])]);
    const seen: LinkMessage[] = [];
    a.input({ type: 'start' });
    stale.input({ type: 'start' });
    for (let round = 0; round < 3; round++) {
      seen.push(...a.sent);
      for (const message of a.sent.splice(0)) stale.input({ type: 'message', message });
      // It keeps its own proof to itself.
      const answer = stale.sent.splice(0).filter(({ type }) => type !== 'prove');
      for (const message of answer) a.input({ type: 'message', message });
    }
    expect(seen.some(({ type }) => type === 'prove')).toBe(false);
  });

  it('[SYNC-9] [THREAT-44] a device that may have no session is not answered', () => {
    const a = new End('b', 'a', [member('x', 'anna', ['k2', 'k1'], { admits: () => false })]);
    const stale = new End('a', 'b', [member('x', 'gone', ['k1'])]);
    meet(a, stale);
    expect(a.outputs).toEqual([]);
    expect(stale.outputs).toEqual([]);
    expect(stale.state.met.size).toBe(0);
  });

  it('[SYNC-5] [THREAT-30] shows a stranger nothing but noise of a rounded length', () => {
    const lengths = new Set<number>();
    for (const count of [0, 1, 5, 15]) {
      const memberships = Array.from({ length: count }, (_, i) => member(`c${i}`, `d${i}`, [`k${i}`]));
      const a = new End('a', 'b', memberships);
      const stranger = new End('b', 'a', [member('own', 'eve', ['eve'])]);
      const seen: LinkMessage[] = [];
      a.input({ type: 'start' });
      stranger.input({ type: 'start' });
      for (let round = 0; round < 4; round++) {
        seen.push(...a.sent);
        talk(a, stranger);
      }
      const tags = seen.find((message) => message.type === 'tags');
      lengths.add(tags?.type === 'tags' ? tags.tags.length : a.state.mine.length);
      expect(a.outputs).toEqual([]);
      expect(a.state.proven.size).toBe(0);
    }
    expect([...lengths]).toEqual([16]);
  });

  it('[SYNC-6] [THREAT-44] cannot be relayed: what is made for one connection fits no other', () => {
    // Eve stands between anna and ben, and hands on every message.
    const anna = new End('a', 'e', [member('x', 'anna', ['k'])]);
    const ben = new End('b', 'e', [member('x', 'ben', ['k'])]);
    meet(anna, ben);
    expect(anna.outputs).toEqual([]);
    expect(ben.outputs).toEqual([]);
    expect(anna.state.proven.size + ben.state.proven.size).toBe(0);
  });

  it('[SYNC-6] [THREAT-44] cannot be recorded and shown again', () => {
    const a = new End('a', 'b', [member('x', 'anna', ['k'])]);
    const b = new End('b', 'a', [member('x', 'ben', ['k'])]);
    const recorded: LinkMessage[] = [];
    a.input({ type: 'start' });
    b.input({ type: 'start' });
    while (a.sent.length + b.sent.length > 0) {
      recorded.push(...b.sent);
      for (const message of a.sent.splice(0)) b.input({ type: 'message', message });
      for (const message of b.sent.splice(0)) a.input({ type: 'message', message });
    }
    const again = new End('a', 'b', [member('x', 'anna', ['k'])]);
    again.state = { ...again.state, nonce: bytes('another nonce') };
    again.input({ type: 'start' });
    for (const message of recorded) again.input({ type: 'message', message });
    expect(again.of('met')).toEqual([]);
    expect(again.state.proven.size).toBe(0);
  });

  it('[SYNC-6] reflects nothing: own tags shown back are not recognised', () => {
    const a = new End('a', 'b', [member('x', 'anna', ['k'])]);
    a.input({ type: 'start' });
    a.sent.length = 0;
    a.input({ type: 'message', message: { type: 'hello', nonce: bytes('other') } });
    for (const message of a.sent.splice(0)) a.input({ type: 'message', message });
    expect(a.state.proven.size).toBe(0);
    const mirror = new End('a', 'b', [member('x', 'anna', ['k'])]);
    mirror.input({ type: 'message', message: { type: 'hello', nonce: mirror.state.nonce } });
    expect(mirror.of('fault')).toMatchObject([{ code: 'HANDSHAKE_ORDER' }]);
  });

  it('[SYNC-6] [THREAT-8] a proof with a wrong signature, or of another device, is a fault', () => {
    for (const device of ['ben', 'cleo']) {
      const a = new End('a', 'b', [member('x', 'anna', ['k'])]);
      const b = new End('b', 'a', [
        member('x', 'ben', ['k'], {
          device: deviceId(device),
          sign: () => deviceKey('eve').sign(bytes('x')),
        }),
      ]);
      meet(a, b);
      expect(a.of('fault')).toMatchObject([{ code: 'PROOF_FALSE' }]);
      expect(a.of('met')).toEqual([]);
    }
  });

  it('[SYNC-8] lets the holder of an invite and a host find each other, and nobody else', () => {
    const invite = toBase32(signingKeyFromSeed(bytes('invite')).publicKey) as InviteId;
    const host = new End('a', 'b', [member('x', 'anna', ['k'], { invites: [invite] })]);
    const joiner = new End('b', 'a', [], [invite]);
    meet(host, joiner);
    expect(host.of('guest')).toMatchObject([{ community: community('x'), invite }]);
    expect(joiner.of('host')).toMatchObject([{ invite }]);
    const other = new End('a', 'b', [member('x', 'anna', ['k'], { invites: [] })]);
    const alone = new End('b', 'a', [], [invite]);
    meet(other, alone);
    expect(other.outputs).toEqual([]);
    expect(alone.outputs).toEqual([]);
  });

  it('[SYNC-8] goes on as a member once it has been let in', () => {
    const invite = toBase32(signingKeyFromSeed(bytes('invite')).publicKey) as InviteId;
    const host = new End('a', 'b', [member('x', 'anna', ['k'], { invites: [invite] })]);
    const joiner = new End('b', 'a', [], [invite]);
    meet(host, joiner);
    joiner.wallet = { memberships: [member('x', 'ben', ['k'])], joins: [] };
    joiner.input({ type: 'wallet' });
    talk(host, joiner);
    expect(host.of('met')).toMatchObject([{ device: deviceId('ben'), shown: 'current' }]);
    expect(joiner.of('met')).toMatchObject([{ device: deviceId('anna'), shown: 'current' }]);
  });

  it('[SYNC-4] says what comes out of turn, and too much', () => {
    const prove: LinkMessage = {
      type: 'prove',
      channel: 0,
      whose: 'receiver',
      tag: 0,
      device: deviceId('ben'),
      signature: new Uint8Array(64),
    };
    const early: LinkMessage[] = [
      { type: 'tags', tags: [] },
      prove,
      { type: 'recognise', tag: 0, mac: bytes('x') },
    ];
    for (const message of early) {
      const a = new End('a', 'b', [member('x', 'anna', ['k'])]);
      a.input({ type: 'message', message });
      expect(a.of('fault')).toMatchObject([{ code: 'HANDSHAKE_ORDER' }]);
    }
    const a = new End('a', 'b', [member('x', 'anna', ['k'])]);
    a.input({ type: 'message', message: { type: 'hello', nonce: bytes('b') } });
    for (let i = 0; i < 5; i++) {
      const tags = Array.from({ length: 256 }, (_, n) => bytes(`${i} ${n}`).subarray(0, 16));
      a.input({ type: 'message', message: { type: 'tags', tags } });
    }
    expect(a.of('fault')).toMatchObject([{ code: 'TOO_MANY_TAGS' }]);
    expect(a.state.theirs.length).toBe(1_024);
  });
});
