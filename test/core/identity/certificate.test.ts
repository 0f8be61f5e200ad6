import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import { concat } from '../../../core/base/bytes.ts';
import { createCertificate, readCertificate } from '../../../core/identity/certificate.ts';
import { deviceIdOf, withoutRoot } from '../../../core/identity/keys.ts';
import { community, elsewhere, flipped, itemOf, keysOf, withItem } from './people.ts';

const keys = keysOf(1);
const certificate = createCertificate(community, keys, 'Ana');

describe('certificate', () => {
  it('[IDENTITY-5] [IDENTITY-6] reads back as it was made', () => {
    expect(readCertificate(certificate.bytes, community)).toEqual({ ok: true, value: certificate });
    expect(certificate.device).toBe(deviceIdOf(keys));
    expect(certificate.person).toHaveLength(52);
  });

  it('[IDENTITY-6] another name is another person', () => {
    expect(createCertificate(community, keys, 'Bo').person).not.toBe(certificate.person);
  });

  it('[IDENTITY-5] [THREAT-8] refuses every changed byte', () => {
    for (const bytes of flipped(certificate.bytes)) expect(readCertificate(bytes, community).ok).toBe(false);
    expect(readCertificate(concat(certificate.bytes, Uint8Array.of(0)), community).ok).toBe(false);
    expect(readCertificate(certificate.bytes.subarray(0, -1), community).ok).toBe(false);
  });

  it('[IDENTITY-5] [THREAT-9] is of one community', () => {
    expect(readCertificate(certificate.bytes, elsewhere)).toEqual({ ok: false, code: 'CERTIFICATE_FOREIGN' });
    const moved = withItem(certificate.bytes, 1, new Uint8Array(32).fill(2));
    expect(readCertificate(moved, elsewhere)).toEqual({ ok: false, code: 'CERTIFICATE_FALSE' });
  });

  it('[IDENTITY-5] [THREAT-8] needs both signatures, each of its own key', () => {
    const other = createCertificate(community, keysOf(2), 'Ana');
    const stolenBox = withItem(certificate.bytes, 4, itemOf(other.bytes, 4));
    const swapped = withItem(certificate.bytes, 6, itemOf(certificate.bytes, 7));
    const stolenDevice = createCertificate(community, { ...keysOf(3), device: keys.device }, 'Eve');
    const unsigned = withItem(stolenDevice.bytes, 7, itemOf(certificate.bytes, 7));
    for (const bytes of [stolenBox, swapped, unsigned]) {
      expect(readCertificate(bytes, community)).toEqual({ ok: false, code: 'CERTIFICATE_FALSE' });
    }
  });

  it('[IDENTITY-5] [THREAT-10] refuses one key in two roles, and box keys of small order', () => {
    const same = createCertificate(community, { ...keys, device: keys.root! }, 'Ana');
    const unsound = createCertificate(
      community,
      { ...keys, box: { publicKey: new Uint8Array(32), seed: new Uint8Array(32) } },
      'Ana',
    );
    for (const { bytes } of [same, unsound]) {
      expect(readCertificate(bytes, community)).toEqual({ ok: false, code: 'CERTIFICATE_MALFORMED' });
    }
  });

  it('[IDENTITY-5] refuses other types, other versions, and what is too large', () => {
    const wrong = [
      withItem(certificate.bytes, 0, 2),
      withItem(certificate.bytes, 1, toBase32(new Uint8Array(32))),
      withItem(certificate.bytes, 2, new Uint8Array(31)),
      withItem(certificate.bytes, 5, ''),
      withItem(certificate.bytes, 5, 'a'.repeat(81)),
      withItem(certificate.bytes, 5, 7),
      withItem(certificate.bytes, 6, null),
      withItem(certificate.bytes, 8, 0),
      new Uint8Array(2000),
      new Uint8Array(0),
    ];
    for (const bytes of wrong) {
      expect(readCertificate(bytes, community)).toEqual({ ok: false, code: 'CERTIFICATE_MALFORMED' });
    }
  });

  it('[IDENTITY-5] cannot be made without the root or with an unreadable name', () => {
    expect(() => createCertificate(community, withoutRoot(keys), 'Ana')).toThrow('ROOT_KEY_ABSENT');
    expect(() => createCertificate(community, keys, '\u202e')).toThrow('NAME_UNREADABLE');
  });
});
