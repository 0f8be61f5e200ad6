/**
 * The secret keys of one person on one device, made for one community. Owns their encoding for the keychain; never
 * stores or sends them. [IDENTITY-1]
 */
import type { Random } from '../base/clock.ts';
import { toBase32 } from '../base/base32.ts';
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import type { DeviceId } from '../base/ids.ts';
import { boxKeyFromSeed, type BoxKey } from '../crypto/box.ts';
import { signingKeyFromSeed, type SigningKey } from '../crypto/sign.ts';

export interface DeviceKeys {
  /** The person's root key: on the first device until its recovery words are confirmed, null otherwise. */
  readonly root: SigningKey | null;
  /** Signs everything that this device writes; its public key is the device's id. */
  readonly device: SigningKey;
  /** Opens what is sealed to this device. */
  readonly box: BoxKey;
}

/** Keys of a new person's first device. `root`: of the person's chain (root-chain.ts); without one, of its own. */
export function newDeviceKeys(random: Random, root?: SigningKey): DeviceKeys {
  return {
    root: root ?? signingKeyFromSeed(random.bytes(32)),
    device: signingKeyFromSeed(random.bytes(32)),
    box: boxKeyFromSeed(random.bytes(32)),
  };
}

/** The same device without the root: after the words are confirmed, or for a person's further device. */
export function withoutRoot(keys: DeviceKeys): DeviceKeys {
  return { ...keys, root: null };
}

export function deviceIdOf(keys: Pick<DeviceKeys, 'device'>): DeviceId {
  return toBase32(keys.device.publicKey) as DeviceId;
}

/** Secret: for the keychain only. */
export function encodeDeviceKeys(keys: DeviceKeys): Uint8Array {
  return encodeCbor([1, keys.root && keys.root.seed, keys.device.seed, keys.box.seed]);
}

export function decodeDeviceKeys(bytes: Uint8Array): DeviceKeys | undefined {
  const value = decodeCbor(bytes);
  if (!Array.isArray(value) || value.length !== 4 || value[0] !== 1) return undefined;
  const [, root, device, box] = value as readonly unknown[];
  if ((root !== null && !isSeed(root)) || !isSeed(device) || !isSeed(box)) return undefined;
  return {
    root: root === null ? null : signingKeyFromSeed(root),
    device: signingKeyFromSeed(device),
    box: boxKeyFromSeed(box),
  };
}

function isSeed(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === 32;
}
