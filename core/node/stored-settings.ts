/** settings.json: what it holds, bounded and checked when it is read [PROFILE-3]. */
import { fromUtf8, utf8 } from '../base/bytes.ts';
import { KithError } from '../base/kith-error.ts';
import { isName } from '../identity/name.ts';
import type { NetworkMode } from '../network/network.ts';

/** How the secrets of this profile are wrapped. */
export type StoredKeys = 'passphrase' | 'insecure' | 'system';

export interface StoredSettings {
  /** Undefined until a person has given one. */
  readonly name?: string;
  readonly network?: NetworkMode;
  /** TCP, 1024..65535: chosen at the first run and kept. */
  readonly port: number;
  readonly keys: StoredKeys;
}

const VERSION = 1;
const MODES: readonly NetworkMode[] = ['offline', 'loopback', 'lan', 'internet'];
const KEYS: readonly StoredKeys[] = ['passphrase', 'insecure', 'system'];

export function encodeSettings(settings: StoredSettings): Uint8Array {
  return utf8(`${JSON.stringify({ version: VERSION, ...settings }, null, 2)}\n`);
}

/** Throws KithError SETTINGS_CORRUPT, with the field in `details.field`, or PROFILE_TOO_NEW. */
export function decodeSettings(bytes: Uint8Array): StoredSettings {
  const fields = parse(bytes);
  const { version, name, network, port, keys } = fields;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) throw corrupt('version');
  if (version > VERSION) throw new KithError('PROFILE_TOO_NEW');
  if (name !== undefined && !(typeof name === 'string' && isName(name))) throw corrupt('name');
  if (network !== undefined && !MODES.includes(network as NetworkMode)) throw corrupt('network');
  const isPort = typeof port === 'number' && Number.isSafeInteger(port) && port >= 1_024 && port <= 65_535;
  if (!isPort) throw corrupt('port');
  if (!KEYS.includes(keys as StoredKeys)) throw corrupt('keys');
  return {
    ...(name !== undefined && { name }),
    ...(network !== undefined && { network: network as NetworkMode }),
    port,
    keys: keys as StoredKeys,
  };
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(bytes) ?? '');
  } catch {
    throw corrupt('file');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw corrupt('file');
  return value as Record<string, unknown>;
}

function corrupt(field: string): KithError {
  return new KithError('SETTINGS_CORRUPT', `settings.json: ${field}`, { field });
}
