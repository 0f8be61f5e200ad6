import { describe, expect, it } from 'vitest';
import { createCertificate } from '../../../core/identity/certificate.ts';
import {
  certifyDevice,
  createDeviceCertificate,
  createDeviceRequest,
  readDeviceCertificate,
  readDeviceRequest,
} from '../../../core/identity/device-certificate.ts';
import { withoutRoot } from '../../../core/identity/keys.ts';
import { community, elsewhere, flipped, itemOf, keysOf, withItem } from './people.ts';

const owner = keysOf(1);
const phone = withoutRoot(keysOf(2));
const { person } = createCertificate(community, owner, 'Ana');
const request = createDeviceRequest(community, person, phone, 'Phone');
const certificate = certifyDevice(community, request, owner.device);

describe('device certificate', () => {
  it('[IDENTITY-7] a request reads back as it was made', () => {
    expect(readDeviceRequest(request.bytes, community)).toEqual({ ok: true, value: request });
  });

  it('[IDENTITY-8] a certificate reads back as it was made, by a device or by the root', () => {
    const byRoot = createDeviceCertificate(community, person, phone, 'Phone', owner.root!);
    for (const made of [certificate, byRoot]) {
      expect(readDeviceCertificate(made.bytes, community)).toEqual({ ok: true, value: made });
    }
    expect(certificate.certifier).toEqual(owner.device.publicKey);
    expect(byRoot.certifier).toEqual(owner.root!.publicKey);
  });

  it('[IDENTITY-7] [IDENTITY-8] [THREAT-8] refuses every changed byte', () => {
    for (const bytes of flipped(request.bytes)) expect(readDeviceRequest(bytes, community).ok).toBe(false);
    for (const bytes of flipped(certificate.bytes))
      expect(readDeviceCertificate(bytes, community).ok).toBe(false);
  });

  it('[IDENTITY-7] [IDENTITY-8] [THREAT-9] is of one community and one person', () => {
    expect(readDeviceRequest(request.bytes, elsewhere).ok).toBe(false);
    const foreign = { ok: false, code: 'CERTIFICATE_FOREIGN' };
    expect(readDeviceCertificate(certificate.bytes, elsewhere)).toEqual(foreign);
    const other = withItem(certificate.bytes, 2, new Uint8Array(32).fill(9));
    expect(readDeviceCertificate(other, community)).toEqual({ ok: false, code: 'CERTIFICATE_FALSE' });
    expect(() => certifyDevice(elsewhere, request, owner.device)).toThrow('DEVICE_REQUEST_FALSE');
  });

  it('[IDENTITY-8] [THREAT-8] a request is no certificate, and another certifier needs another signature', () => {
    expect(readDeviceCertificate(request.bytes, community).ok).toBe(false);
    const stranger = keysOf(3).device.publicKey;
    const forged = withItem(certificate.bytes, 6, stranger);
    expect(readDeviceCertificate(forged, community)).toEqual({ ok: false, code: 'CERTIFICATE_FALSE' });
    const swapped = withItem(certificate.bytes, 7, itemOf(certificate.bytes, 8));
    expect(readDeviceCertificate(swapped, community)).toEqual({ ok: false, code: 'CERTIFICATE_FALSE' });
  });

  it('[IDENTITY-8] a device cannot certify itself', () => {
    const own = createDeviceCertificate(community, person, phone, 'Phone', phone.device);
    expect(readDeviceCertificate(own.bytes, community)).toEqual({ ok: false, code: 'CERTIFICATE_MALFORMED' });
  });

  it('[IDENTITY-7] refuses other types and unreadable labels', () => {
    expect(() => createDeviceRequest(community, person, phone, '')).toThrow('NAME_UNREADABLE');
    const wrong = [
      withItem(certificate.bytes, 0, 2),
      withItem(certificate.bytes, 3, 'device'),
      withItem(certificate.bytes, 4, new Uint8Array(32)),
      withItem(certificate.bytes, 5, ''),
      withItem(certificate.bytes, 6, null),
      withItem(certificate.bytes, 8, new Uint8Array(63)),
      new Uint8Array(1),
    ];
    for (const bytes of wrong) {
      expect(readDeviceCertificate(bytes, community)).toEqual({ ok: false, code: 'CERTIFICATE_MALFORMED' });
    }
  });
});
