/**
 * What a community must keep secret on this device: the device's keys and the community's. One row, wrapped by the
 * keychain. Everything else that needs protection is sealed under a key derived from these, or kept beside them.
 */
import type { HandedKey } from '../authority/key-ring.ts';
import { toBase32 } from '../base/base32.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import { utf8 } from '../base/bytes.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { SpaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { hkdf } from '../crypto/kdf.ts';
import { decodeDeviceKeys, encodeDeviceKeys, type DeviceKeys } from '../identity/keys.ts';
import type { Keychain } from '../keychain/keychain.ts';

export interface Secrets {
  readonly keys: DeviceKeys;
  readonly chainKeys: readonly HandedKey[];
  /** Seals rows that only this device reads. Of a device that went on as a new one: what sealed them before. */
  readonly local?: Uint8Array;
}

export async function wrapSecrets(keychain: Keychain, secrets: Secrets): Promise<Uint8Array> {
  const row = [1, encodeDeviceKeys(secrets.keys), encodeChainKeys(secrets.chainKeys)];
  return keychain.wrap(encodeCbor(secrets.local ? [...row, secrets.local] : row));
}

/** Throws KithError KEYCHAIN_REFUSED, STORE_CORRUPT. */
export async function unwrapSecrets(keychain: Keychain, sealed: Uint8Array): Promise<Secrets> {
  const row = decodeCbor(await keychain.unwrap(sealed));
  const [version, deviceKeys, rows, local] = Array.isArray(row) ? (row as readonly Cbor[]) : [];
  const keys = version === 1 && deviceKeys instanceof Uint8Array ? decodeDeviceKeys(deviceKeys) : undefined;
  const chainKeys = decodeChainKeys(rows);
  if (!keys || !chainKeys) throw new KithError('STORE_CORRUPT', 'the secrets do not read');
  return { keys, chainKeys, ...(local instanceof Uint8Array && { local }) };
}

/** [[space bytes, or null for the authority chain, key]...] */
export function encodeChainKeys(keys: readonly HandedKey[]): Cbor {
  return keys.map(({ chain, key }) => [chain === 'authority' ? null : bytesOfId(chain), key]);
}

export function decodeChainKeys(rows: Cbor | undefined): HandedKey[] | undefined {
  if (!Array.isArray(rows)) return undefined;
  const keys: HandedKey[] = [];
  for (const row of rows as readonly Cbor[]) {
    const [space, key] = Array.isArray(row) ? (row as readonly Cbor[]) : [];
    if (!(key instanceof Uint8Array) || key.length !== 32) return undefined;
    if (space === null) keys.push({ chain: 'authority', key });
    else if (space instanceof Uint8Array) keys.push({ chain: toBase32(space) as SpaceId, key });
    else return undefined;
  }
  return keys;
}

/** Seals rows that only this device reads. */
export function localKeyOf({ keys, local }: Pick<Secrets, 'keys' | 'local'>): Uint8Array {
  return local ?? hkdf(keys.device.seed, new Uint8Array(0), utf8('kith/local/1'), 32);
}
