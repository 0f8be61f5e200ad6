/**
 * A further device of a person, as a link that is shown on the first one and read on the new one. It holds the new
 * device's own keys: the first device has had them certified already, so whoever of the community is there first can
 * bring the new device up to date. A bearer token, for a person's own screen: whoever reads it is that device, until
 * somebody drops it; two who use it are seen as a fork. [IDENTITY-23]
 *
 *   "kith://device/" || link text of CBOR
 *     [1, secret 32, name, label, [address ...], [[community 32, authority key 32, title] ...]]
 */
import { toBase32 } from '../base/base32.ts';
import { utf8 } from '../base/bytes.ts';
import { encodeCbor, type Cbor } from '../base/cbor.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { boxKeyFromSeed } from '../crypto/box.ts';
import { hkdf } from '../crypto/kdf.ts';
import { signingKeyFromSeed } from '../crypto/sign.ts';
import { isBytes, readFields } from './fields.ts';
import { isAddress } from './invite-link.ts';
import type { DeviceKeys } from './keys.ts';
import { findLink, writeLink, type LinkForm } from './link-text.ts';
import { isName, isTitle } from './name.ts';

export interface DeviceTicket {
  /** 32 bytes, from which the keys of the new device in each community are made. */
  readonly secret: Uint8Array;
  /** Of the person. */
  readonly name: string;
  /** What the person calls the new device. */
  readonly label: string;
  readonly addresses: readonly string[];
  /** At most 32. */
  readonly communities: readonly {
    readonly id: CommunityId;
    /** The newest key of the authority chain that the first device had, 32 bytes. */
    readonly key: Uint8Array;
    readonly title: string;
  }[];
}

export const DEVICE_PREFIX = 'kith://device/';
/** Characters, prefix included. */
export const MAX_DEVICE_LINK = 32 * 1024;
const MAX_COMMUNITIES = 32;
const MAX_ADDRESSES = 16;
const FORM: LinkForm = {
  prefix: DEVICE_PREFIX,
  domain: utf8('kith/device-link/1'),
  longest: MAX_DEVICE_LINK,
};
const DEVICE_INFO = utf8('kith/linked-device/1');
const BOX_INFO = utf8('kith/linked-box/1');

/** The keys of the linked device in that community. */
export function linkedKeys(secret: Uint8Array, community: CommunityId): DeviceKeys {
  const salt = bytesOfId(community);
  return {
    root: null,
    device: signingKeyFromSeed(hkdf(secret, salt, DEVICE_INFO, 32)),
    box: boxKeyFromSeed(hkdf(secret, salt, BOX_INFO, 32)),
  };
}

/** Throws DEVICE_LINK_WRONG for a ticket beyond its limits. */
export function encodeDeviceLink({ secret, name, label, addresses, communities }: DeviceTicket): string {
  const rows = communities.map(({ id, key, title }): Cbor => [bytesOfId(id), key, title]);
  const bytes = encodeCbor([1, secret, name, label, addresses, rows]);
  const link = writeLink(FORM, bytes);
  if (!readTicket(bytes) || link.length > FORM.longest) throw new KithError('DEVICE_LINK_WRONG');
  return link;
}

export function decodeDeviceLink(text: string): DeviceTicket | undefined {
  return findLink(text, FORM, readTicket);
}

function readTicket(bytes: Uint8Array): DeviceTicket | undefined {
  const fields = readFields(bytes, 6, FORM.longest);
  if (!fields) return undefined;
  const [, secret, name, label, addresses, rows] = fields;
  if (!isBytes(secret, 32) || !isName(name) || !isName(label)) return undefined;
  if (!Array.isArray(addresses) || addresses.length > MAX_ADDRESSES || !addresses.every(isAddress))
    return undefined;
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > MAX_COMMUNITIES) return undefined;
  const communities: DeviceTicket['communities'][number][] = [];
  for (const row of rows as readonly Cbor[]) {
    const [id, key, title, ...rest] = Array.isArray(row) ? (row as readonly Cbor[]) : [];
    if (!isBytes(id, 32) || !isBytes(key, 32) || !isTitle(title) || rest.length > 0) return undefined;
    communities.push({ id: toBase32(id) as CommunityId, key, title });
  }
  const isTwice = new Set(communities.map(({ id }) => id)).size < communities.length;
  return isTwice ? undefined : { secret, name, label, addresses, communities };
}
