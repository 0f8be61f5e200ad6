/**
 * A further device of a person. The new device asks (it agrees to be that person's), and the person's root or another
 * of their devices certifies. Whether the certifier may is for the fold of authority. [IDENTITY-7] [IDENTITY-8]
 *
 *   request      [1, community 32, person 32, device key 32, box key 32, label, device signature 64]
 *   certificate  [1, community 32, person 32, device key 32, box key 32, label, certifier key 32,
 *                 certifier signature 64, device signature 64]
 */
import { toBase32 } from '../base/base32.ts';
import { equalBytes } from '../base/bytes.ts';
import { encodeCbor, type Cbor } from '../base/cbor.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId, PersonId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { isSoundBoxKey } from '../crypto/box.ts';
import { verifySignature, type SigningKey } from '../crypto/sign.ts';
import { MAX_CERTIFICATE, type CertificateCode } from './certificate.ts';
import { isBytes, readFields, signedFields } from './fields.ts';
import type { DeviceKeys } from './keys.ts';
import { isName } from './name.ts';

/** What a new device sends to the one that is to certify it. */
export interface DeviceRequest {
  readonly person: PersonId;
  readonly device: DeviceId;
  /** X25519 public key. */
  readonly box: Uint8Array;
  /** What the owner calls the device; as short and readable as a name. */
  readonly label: string;
  readonly bytes: Uint8Array;
}

export interface DeviceCertificate extends DeviceRequest {
  /** Ed25519 public key of the person's root or of another device of theirs. */
  readonly certifier: Uint8Array;
}

const REQUEST_DOMAIN = 'kith/device-request/1';
const CERTIFICATE_DOMAIN = 'kith/device-certificate/1';

/** Throws NAME_UNREADABLE for the label. */
export function createDeviceRequest(
  community: CommunityId,
  person: PersonId,
  keys: Pick<DeviceKeys, 'device' | 'box'>,
  label: string,
): DeviceRequest {
  if (!isName(label)) throw new KithError('NAME_UNREADABLE');
  const { device, box } = keys;
  const fields = [1, bytesOfId(community), bytesOfId(person), device.publicKey, box.publicKey, label];
  const signature = device.sign(signedFields(REQUEST_DOMAIN, fields));
  const id = toBase32(device.publicKey) as DeviceId;
  return { person, device: id, box: box.publicKey, label, bytes: encodeCbor([...fields, signature]) };
}

export function readDeviceRequest(
  bytes: Uint8Array,
  community: CommunityId,
): Verdict<DeviceRequest, CertificateCode> {
  const fields = readFields(bytes, 7, MAX_CERTIFICATE);
  if (!fields) return refused('CERTIFICATE_MALFORMED');
  const read = readCommon(fields, fields[6], community);
  return read.ok ? accepted({ ...read.value, bytes }) : read;
}

/** `certifier`: the person's root, or the device of theirs that this runs on. */
export function certifyDevice(
  community: CommunityId,
  request: DeviceRequest,
  certifier: SigningKey,
): DeviceCertificate {
  const fields = readFields(request.bytes, 7, MAX_CERTIFICATE);
  if (!fields || !readDeviceRequest(request.bytes, community).ok) throw new KithError('DEVICE_REQUEST_FALSE');
  const certified = [...fields.slice(0, 6), certifier.publicKey];
  const signature = certifier.sign(signedFields(CERTIFICATE_DOMAIN, certified));
  const bytes = encodeCbor([...certified, signature, fields[6]!]);
  return { ...request, certifier: certifier.publicKey, bytes };
}

/** Both steps at once, where both keys are at hand. */
export function createDeviceCertificate(
  community: CommunityId,
  person: PersonId,
  keys: Pick<DeviceKeys, 'device' | 'box'>,
  label: string,
  certifier: SigningKey,
): DeviceCertificate {
  return certifyDevice(community, createDeviceRequest(community, person, keys, label), certifier);
}

export function readDeviceCertificate(
  bytes: Uint8Array,
  community: CommunityId,
): Verdict<DeviceCertificate, CertificateCode> {
  const fields = readFields(bytes, 9, MAX_CERTIFICATE);
  if (!fields) return refused('CERTIFICATE_MALFORMED');
  const [certifier, certifierSignature, deviceSignature] = fields.slice(6);
  if (!isBytes(certifier, 32) || !isBytes(certifierSignature, 64)) return refused('CERTIFICATE_MALFORMED');
  const read = readCommon(fields, deviceSignature, community);
  if (!read.ok) return read;
  // A device that certifies itself certifies nothing.
  if (toBase32(certifier) === read.value.device) return refused('CERTIFICATE_MALFORMED');
  const message = signedFields(CERTIFICATE_DOMAIN, fields.slice(0, 7));
  if (!verifySignature(certifier, message, certifierSignature)) return refused('CERTIFICATE_FALSE');
  return accepted({ ...read.value, certifier, bytes });
}

/** The first six fields and the new device's signature over them, which both forms share. */
function readCommon(
  fields: readonly Cbor[],
  signature: Cbor | undefined,
  community: CommunityId,
): Verdict<Omit<DeviceRequest, 'bytes'>, CertificateCode> {
  const [, where, person, device, box, label] = fields;
  if (!isBytes(where, 32) || !isBytes(person, 32) || !isBytes(device, 32))
    return refused('CERTIFICATE_MALFORMED');
  if (!isBytes(box, 32) || !isSoundBoxKey(box) || !isName(label)) return refused('CERTIFICATE_MALFORMED');
  if (!isBytes(signature, 64)) return refused('CERTIFICATE_MALFORMED');
  if (!equalBytes(where, bytesOfId(community))) return refused('CERTIFICATE_FOREIGN');
  const message = signedFields(REQUEST_DOMAIN, fields.slice(0, 6));
  if (!verifySignature(device, message, signature)) return refused('CERTIFICATE_FALSE');
  const personId = toBase32(person) as PersonId;
  return accepted({ person: personId, device: toBase32(device) as DeviceId, box, label });
}
