import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import { signingKeyFromSeed } from '../../../core/crypto/sign.ts';
import { createCertificate } from '../../../core/identity/certificate.ts';
import { createJoinRequest, readJoinRequest } from '../../../core/identity/join-request.ts';
import { community, elsewhere, flipped, itemOf, keysOf, withItem } from './people.ts';

const keys = keysOf(1);
const certificate = createCertificate(community, keys, 'Ana');
const inviteKey = signingKeyFromSeed(new Uint8Array(32).fill(4));
const request = createJoinRequest(certificate, keys.device, inviteKey);

describe('join request', () => {
  it('[IDENTITY-9] reads back as it was made', () => {
    expect(readJoinRequest(request.bytes, community)).toEqual({ ok: true, value: request });
    expect(request.invite).toBe(toBase32(inviteKey.publicKey));
  });

  it('[IDENTITY-9] [THREAT-8] refuses every changed byte, and another community', () => {
    for (const bytes of flipped(request.bytes)) expect(readJoinRequest(bytes, community).ok).toBe(false);
    expect(readJoinRequest(request.bytes, elsewhere)).toEqual({ ok: false, code: 'CERTIFICATE_FOREIGN' });
  });

  it('[IDENTITY-9] [THREAT-24] an invite cannot be used by another person, nor a person moved to another invite', () => {
    const thief = createCertificate(community, keysOf(2), 'Eve');
    const stolen = withItem(request.bytes, 1, thief.bytes);
    expect(readJoinRequest(stolen, community)).toEqual({ ok: false, code: 'JOIN_REQUEST_FALSE' });
    const otherInvite = signingKeyFromSeed(new Uint8Array(32).fill(5));
    const other = createJoinRequest(certificate, keys.device, otherInvite);
    const mixed = withItem(withItem(other.bytes, 2, inviteKey.publicKey), 3, itemOf(request.bytes, 3));
    expect(readJoinRequest(mixed, community)).toEqual({ ok: false, code: 'JOIN_REQUEST_FALSE' });
  });

  it('[IDENTITY-9] [THREAT-18] refuses other forms, and what is too large', () => {
    const wrong = [
      withItem(request.bytes, 0, 2),
      withItem(request.bytes, 1, 'certificate'),
      withItem(request.bytes, 2, new Uint8Array(31)),
      withItem(request.bytes, 3, null),
      withItem(request.bytes, 4, new Uint8Array(65)),
      new Uint8Array(4096),
    ];
    for (const bytes of wrong) {
      expect(readJoinRequest(bytes, community)).toEqual({ ok: false, code: 'JOIN_REQUEST_MALFORMED' });
    }
    expect(() => createJoinRequest(certificate, keysOf(2).device, inviteKey)).toThrow('DEVICE_KEY_WRONG');
  });
});
