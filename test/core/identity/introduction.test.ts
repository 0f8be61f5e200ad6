import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import { encodeCbor, type Cbor } from '../../../core/base/cbor.ts';
import type { DeviceId, InviteId } from '../../../core/base/ids.ts';
import { signingKeyFromSeed } from '../../../core/crypto/sign.ts';
import {
  encodeIntroduction,
  readIntroduction,
  type Introduction,
} from '../../../core/identity/introduction.ts';
import { signInviteNote } from '../../../core/identity/invite-note.ts';
import { community, elsewhere, keysOf, withItem } from './people.ts';

const key = signingKeyFromSeed(new Uint8Array(32).fill(7));
const invite = toBase32(key.publicKey) as InviteId;
const device = toBase32(keysOf(1).device.publicKey) as DeviceId;
const introduction: Introduction = {
  community,
  invite,
  role: 'member',
  tips: [{ device, seq: 12 }],
  expires: null,
  title: 'Oak Street',
  from: 'Ana',
  note: signInviteNote(community, key),
};
const bytes = encodeIntroduction(introduction);

describe('an introduction', () => {
  it('[IDENTITY-16] reads back as it was made', () => {
    expect(readIntroduction(bytes, invite)).toEqual({ ok: true, value: introduction });
  });

  it('[IDENTITY-16] [THREAT-24] of another community, or of another invite, is false', () => {
    const other = signingKeyFromSeed(new Uint8Array(32).fill(8));
    const false_ = { ok: false, code: 'INTRODUCTION_FALSE' };
    expect(readIntroduction(encodeIntroduction({ ...introduction, community: elsewhere }), invite)).toEqual(
      false_,
    );
    const byOther = { ...introduction, note: signInviteNote(community, other) };
    expect(readIntroduction(encodeIntroduction(byOther), invite)).toEqual(false_);
    expect(readIntroduction(bytes, toBase32(other.publicKey) as InviteId)).toEqual(false_);
  });

  it('[IDENTITY-16] [THREAT-18] of another form is refused', () => {
    const wrong: readonly (readonly [number, Cbor])[] = [
      [0, 2],
      [1, new Uint8Array(31)],
      [2, 'x'],
      [3, 'Admin!'],
      [4, [[new Uint8Array(32), -1]]],
      [4, Array.from({ length: 33 }, () => [new Uint8Array(32), 0])],
      [5, 0.5],
      [6, ''],
      [7, '\u202e'],
      [8, new Uint8Array(63)],
    ];
    for (const [at, value] of wrong)
      expect(readIntroduction(withItem(bytes, at, value), invite)).toEqual({
        ok: false,
        code: 'INTRODUCTION_MALFORMED',
      });
    for (const other of [new Uint8Array(0), encodeCbor('x'), new Uint8Array(5_000)])
      expect(readIntroduction(other, invite)).toMatchObject({ code: 'INTRODUCTION_MALFORMED' });
  });
});
