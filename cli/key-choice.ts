/** How a new profile keeps its secrets. */
import type { StoredKeys } from '../core/node/stored-settings.ts';
import type { Command, ProfilePlace } from './command.ts';
import type { Given } from './given.ts';
import { usage } from './values.ts';

export type KeyChoice = 'passphrase' | 'insecure' | 'unsaid';

/** `--passphrase-file` is an option of all commands. */
export const keyOptions: NonNullable<Command['options']> = [
  ['--insecure-keys', 'keep the secrets unprotected on this disk'],
];

export const INSECURE_WARNING =
  'kith: warning: the secrets of this profile lie unprotected on this disk; whoever can read your files can read them. For another profile, --passphrase-file FILE protects them.';

/** An insecure profile may be wished for although the environment names a passphrase file, not beside the option. */
export function chosenKeys(given: Given, place: ProfilePlace): KeyChoice {
  const isInsecure = given.flag('insecureKeys');
  if (isInsecure && given.option('passphraseFile') !== undefined)
    throw usage('--insecure-keys and --passphrase-file exclude each other');
  if (isInsecure) return 'insecure';
  return place.passphraseFile === undefined ? 'unsaid' : 'passphrase';
}

/** Nothing said is a file of mode 0600, and a warning. */
export function storedKeys(choice: KeyChoice): StoredKeys {
  return choice === 'passphrase' ? 'passphrase' : 'insecure';
}
