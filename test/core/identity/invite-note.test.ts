import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import type { InviteId } from '../../../core/base/ids.ts';
import { signingKeyFromSeed } from '../../../core/crypto/sign.ts';
import { isInviteNote, signInviteNote } from '../../../core/identity/invite-note.ts';
import { community, elsewhere, flipped } from './people.ts';

const key = signingKeyFromSeed(new Uint8Array(32).fill(7));
const other = signingKeyFromSeed(new Uint8Array(32).fill(8));
const invite = toBase32(key.publicKey) as InviteId;

describe('an invite note', () => {
  it('[IDENTITY-15] [THREAT-24] names one community, by the invite itself and nobody else', () => {
    const note = signInviteNote(community, key);
    expect(isInviteNote(community, invite, note)).toBe(true);
    expect(isInviteNote(elsewhere, invite, note)).toBe(false);
    expect(isInviteNote(community, toBase32(other.publicKey) as InviteId, note)).toBe(false);
    expect(isInviteNote(community, invite, signInviteNote(community, other))).toBe(false);
    for (const spoilt of flipped(note)) expect(isInviteNote(community, invite, spoilt)).toBe(false);
  });
});
