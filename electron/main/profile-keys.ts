/**
 * What opens a profile, and who has to be asked for it [PROFILE-9] [THREAT-37]. The system's keychain is used where it is
 * one; where it is not, the person chooses, and no secret is written in clear without that choice.
 */
import type { KeysChoice } from '../../core/api/desktop-bridge.ts';
import { fromBase32, toBase32 } from '../../core/base/base32.ts';
import type { Random } from '../../core/base/clock.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { SYSTEM_KEY } from '../../core/node/keychains/system-keychain.ts';
import type { ProfileDirectory } from '../../core/node/profile-directory.ts';
import type { StoredKeys } from '../../core/node/stored-settings.ts';

/** The system's keychain, as far as it is needed. */
export interface Vault {
  /** False where there is none, or one that only scrambles. */
  isSafe(): boolean;
  seal(text: string): Uint8Array;
  /** Throws when it was sealed by another keychain, or when the keychain stays locked. */
  open(sealed: Uint8Array): string;
}

export interface ProfileKeys {
  readonly newKeys: StoredKeys | undefined;
  readonly systemKey?: Uint8Array;
  readonly passphrase?: string;
}

export type KeysNeeded =
  | { readonly state: 'ready'; readonly keys: ProfileKeys }
  | { readonly state: 'choose-keys' }
  | { readonly state: 'ask-passphrase' };

/** The file in the profile's `secrets`. */
const SEALED = 'system';

/** Throws KithError KEYCHAIN_GONE, SETTINGS_CORRUPT, PROFILE_TOO_NEW. */
export async function lookForKeys(
  directory: ProfileDirectory,
  vault: Vault,
  random: Random,
): Promise<KeysNeeded> {
  const stored = await directory.read();
  if (stored === undefined) {
    if (!vault.isSafe()) return { state: 'choose-keys' };
    const systemKey = await makeSystemKey(directory, vault, random);
    return { state: 'ready', keys: { newKeys: 'system', systemKey } };
  }
  const { keys } = stored;
  switch (keys) {
    case 'system': {
      const systemKey = await readSystemKey(directory, vault);
      if (!systemKey) throw new KithError('KEYCHAIN_GONE');
      return { state: 'ready', keys: { newKeys: undefined, systemKey } };
    }
    case 'passphrase':
      return { state: 'ask-passphrase' };
    case 'insecure':
      return { state: 'ready', keys: { newKeys: undefined } };
    default:
      return keys satisfies never;
  }
}

export function chosenKeys(choice: KeysChoice): ProfileKeys {
  return choice.kind === 'insecure'
    ? { newKeys: 'insecure' }
    : { newKeys: 'passphrase', passphrase: choice.passphrase };
}

/** A first run that was cut short has left one: it is as good. */
async function makeSystemKey(directory: ProfileDirectory, vault: Vault, random: Random): Promise<Uint8Array> {
  const known = await readSystemKey(directory, vault);
  if (known) return known;
  const key = random.bytes(SYSTEM_KEY);
  await directory.writeSealed(SEALED, vault.seal(toBase32(key)));
  return key;
}

async function readSystemKey(directory: ProfileDirectory, vault: Vault): Promise<Uint8Array | undefined> {
  const sealed = await directory.readSealed(SEALED);
  if (sealed === undefined || !vault.isSafe()) return undefined;
  try {
    const key = fromBase32(vault.open(sealed));
    return key?.length === SYSTEM_KEY ? key : undefined;
  } catch {
    return undefined;
  }
}
