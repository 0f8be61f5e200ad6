/**
 * A stranger asks to be admitted: their certificate, signed for this by their device and by the invite's key, so that
 * it can be used by nobody else and with no other invite. [IDENTITY-9] [THREAT-24]
 *
 *   [1, certificate, invite key 32, invite signature 64, device signature 64]
 */
import { fromBase32, toBase32 } from '../base/base32.ts';
import { encodeCbor } from '../base/cbor.ts';
import type { CommunityId, InviteId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { verifySignature, type SigningKey } from '../crypto/sign.ts';
import { MAX_CERTIFICATE, readCertificate, type Certificate, type CertificateCode } from './certificate.ts';
import { isBytes, readFields, signedFields } from './fields.ts';

export interface JoinRequest {
  readonly certificate: Certificate;
  readonly invite: InviteId;
  readonly bytes: Uint8Array;
}

const MAX_JOIN_REQUEST = MAX_CERTIFICATE + 256;

export type JoinRequestCode = CertificateCode | 'JOIN_REQUEST_MALFORMED' | 'JOIN_REQUEST_FALSE';

const DOMAIN = 'kith/join/1';

/** `deviceKey` is the certificate's own. */
export function createJoinRequest(
  certificate: Certificate,
  deviceKey: SigningKey,
  inviteKey: SigningKey,
): JoinRequest {
  if (toBase32(deviceKey.publicKey) !== certificate.device) throw new KithError('DEVICE_KEY_WRONG');
  const fields = [1, certificate.bytes, inviteKey.publicKey];
  const message = signedFields(DOMAIN, fields);
  const bytes = encodeCbor([...fields, inviteKey.sign(message), deviceKey.sign(message)]);
  return { certificate, invite: toBase32(inviteKey.publicKey) as InviteId, bytes };
}

export function readJoinRequest(
  bytes: Uint8Array,
  community: CommunityId,
): Verdict<JoinRequest, JoinRequestCode> {
  const fields = readFields(bytes, 5, MAX_JOIN_REQUEST);
  if (!fields) return refused('JOIN_REQUEST_MALFORMED');
  const [, certificateBytes, invite, inviteSignature, deviceSignature] = fields;
  if (!(certificateBytes instanceof Uint8Array) || !isBytes(invite, 32))
    return refused('JOIN_REQUEST_MALFORMED');
  if (!isBytes(inviteSignature, 64) || !isBytes(deviceSignature, 64))
    return refused('JOIN_REQUEST_MALFORMED');
  const certificate = readCertificate(certificateBytes, community);
  if (!certificate.ok) return certificate;
  const message = signedFields(DOMAIN, fields.slice(0, 3));
  const deviceKey = fromBase32(certificate.value.device)!;
  if (
    !verifySignature(invite, message, inviteSignature) ||
    !verifySignature(deviceKey, message, deviceSignature)
  ) {
    return refused('JOIN_REQUEST_FALSE');
  }
  return accepted({ certificate: certificate.value, invite: toBase32(invite) as InviteId, bytes });
}
