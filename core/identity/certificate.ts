/**
 * A person's first certificate: root key, first device and name, signed by both keys. Its hash is the person's id.
 * [IDENTITY-5] [IDENTITY-6] [THREAT-8] [THREAT-9]
 *
 *   [1, community 32, root key 32, device key 32, box key 32, name, root signature 64, device signature 64]
 */
import { toBase32 } from '../base/base32.ts';
import { equalBytes, utf8 } from '../base/bytes.ts';
import { encodeCbor, type Cbor } from '../base/cbor.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId, PersonId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { isSoundBoxKey } from '../crypto/box.ts';
import { sha256 } from '../crypto/hash.ts';
import { verifySignature } from '../crypto/sign.ts';
import { isBytes, readFields, signedFields } from './fields.ts';
import type { DeviceKeys } from './keys.ts';
import { isName } from './name.ts';

export interface Certificate {
  readonly person: PersonId;
  /** The person's root public key. */
  readonly root: Uint8Array;
  readonly device: DeviceId;
  /** The device's X25519 public key. */
  readonly box: Uint8Array;
  readonly name: string;
  /** What is stored, sent and hashed. */
  readonly bytes: Uint8Array;
}

export const MAX_CERTIFICATE = 1024;

export type CertificateCode =
  | 'CERTIFICATE_MALFORMED'
  /** Made for another community. */
  | 'CERTIFICATE_FOREIGN'
  | 'CERTIFICATE_FALSE';

const SIGNATURE_DOMAIN = 'kith/certificate/1';
const PERSON_DOMAIN = utf8('kith/person/1');

/** Throws ROOT_KEY_ABSENT, NAME_UNREADABLE (give it what `checkName` returned). */
export function createCertificate(community: CommunityId, keys: DeviceKeys, name: string): Certificate {
  const { root, device, box } = keys;
  if (!root) throw new KithError('ROOT_KEY_ABSENT');
  if (!isName(name)) throw new KithError('NAME_UNREADABLE');
  const fields: Cbor[] = [1, bytesOfId(community), root.publicKey, device.publicKey, box.publicKey, name];
  const message = signedFields(SIGNATURE_DOMAIN, fields);
  const bytes = encodeCbor([...fields, root.sign(message), device.sign(message)]);
  return {
    person: personIdOf(bytes),
    root: root.publicKey,
    device: toBase32(device.publicKey) as DeviceId,
    box: box.publicKey,
    name,
    bytes,
  };
}

export function readCertificate(
  bytes: Uint8Array,
  community: CommunityId,
): Verdict<Certificate, CertificateCode> {
  const fields = readFields(bytes, 8, MAX_CERTIFICATE);
  if (!fields) return refused('CERTIFICATE_MALFORMED');
  const [, where, root, device, box, name, rootSignature, deviceSignature] = fields;
  if (
    !isBytes(where, 32) ||
    !isBytes(root, 32) ||
    !isBytes(device, 32) ||
    !isBytes(box, 32) ||
    !isName(name)
  ) {
    return refused('CERTIFICATE_MALFORMED');
  }
  if (!isBytes(rootSignature, 64) || !isBytes(deviceSignature, 64)) return refused('CERTIFICATE_MALFORMED');
  if (!equalBytes(where, bytesOfId(community))) return refused('CERTIFICATE_FOREIGN');
  // One key in two roles would let one signature stand for both.
  if (equalBytes(root, device) || !isSoundBoxKey(box)) return refused('CERTIFICATE_MALFORMED');
  const message = signedFields(SIGNATURE_DOMAIN, fields.slice(0, 6));
  if (!verifySignature(root, message, rootSignature) || !verifySignature(device, message, deviceSignature)) {
    return refused('CERTIFICATE_FALSE');
  }
  const person = personIdOf(bytes);
  return accepted({ person, root, device: toBase32(device) as DeviceId, box, name, bytes });
}

function personIdOf(bytes: Uint8Array): PersonId {
  return toBase32(sha256(PERSON_DOMAIN, bytes)) as PersonId;
}
