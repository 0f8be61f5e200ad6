/**
 * A member who has lost every device asks to come back with a new one: its certificate, signed by the person's root, and
 * for this by the new device and by the key of an invite that a member has made for them. [IDENTITY-21]
 *
 *   [1, "return", device certificate, invite key 32, invite signature 64, device signature 64]
 */
import { fromBase32, toBase32 } from '../base/base32.ts';
import { encodeCbor } from '../base/cbor.ts';
import type { CommunityId, InviteId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { verifySignature, type SigningKey } from '../crypto/sign.ts';
import { MAX_CERTIFICATE, type CertificateCode } from './certificate.ts';
import { readDeviceCertificate, type DeviceCertificate } from './device-certificate.ts';
import { isBytes, readFields, signedFields } from './fields.ts';

export interface ReturnRequest {
  readonly certificate: DeviceCertificate;
  readonly invite: InviteId;
  readonly bytes: Uint8Array;
}

export type ReturnCode = CertificateCode | 'RETURN_MALFORMED' | 'RETURN_FALSE';

const MAX_RETURN_REQUEST = MAX_CERTIFICATE + 256;
const WORD = 'return';
const DOMAIN = 'kith/return/1';

/** `deviceKey` is the certificate's own. */
export function createReturnRequest(
  certificate: DeviceCertificate,
  deviceKey: SigningKey,
  inviteKey: SigningKey,
): ReturnRequest {
  if (toBase32(deviceKey.publicKey) !== certificate.device) throw new KithError('DEVICE_KEY_WRONG');
  const fields = [1, WORD, certificate.bytes, inviteKey.publicKey];
  const message = signedFields(DOMAIN, fields);
  const bytes = encodeCbor([...fields, inviteKey.sign(message), deviceKey.sign(message)]);
  return { certificate, invite: toBase32(inviteKey.publicKey) as InviteId, bytes };
}

/** Is it one, whatever it is worth? The other requests have another number of fields. */
export function isReturnRequest(bytes: Uint8Array): boolean {
  return readFields(bytes, 6, MAX_RETURN_REQUEST)?.[1] === WORD;
}

export function readReturnRequest(
  bytes: Uint8Array,
  community: CommunityId,
): Verdict<ReturnRequest, ReturnCode> {
  const fields = readFields(bytes, 6, MAX_RETURN_REQUEST);
  if (!fields) return refused('RETURN_MALFORMED');
  const [, word, certificateBytes, invite, inviteSignature, deviceSignature] = fields;
  if (word !== WORD || !(certificateBytes instanceof Uint8Array)) return refused('RETURN_MALFORMED');
  if (!isBytes(invite, 32) || !isBytes(inviteSignature, 64) || !isBytes(deviceSignature, 64))
    return refused('RETURN_MALFORMED');
  const certificate = readDeviceCertificate(certificateBytes, community);
  if (!certificate.ok) return certificate;
  const message = signedFields(DOMAIN, fields.slice(0, 4));
  const deviceKey = fromBase32(certificate.value.device)!;
  if (
    !verifySignature(invite, message, inviteSignature) ||
    !verifySignature(deviceKey, message, deviceSignature)
  ) {
    return refused('RETURN_FALSE');
  }
  return accepted({ certificate: certificate.value, invite: toBase32(invite) as InviteId, bytes });
}
