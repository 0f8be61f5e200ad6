/** AES-256-GCM under a random nonce: `header || nonce (12) || ciphertext and tag`; the header is authenticated too. */
import { concat } from '../../base/bytes.ts';
import type { Random } from '../../base/clock.ts';
import { KithError } from '../../base/kith-error.ts';
import { openAead, sealAead, TAG_LENGTH } from '../../crypto/seal.ts';
import { MAX_SECRET } from '../../keychain/keychain.ts';

const NONCE = 12;

export function sealSecret(
  key: Uint8Array,
  header: Uint8Array,
  secret: Uint8Array,
  random: Random,
): Uint8Array {
  if (secret.length > MAX_SECRET) throw new KithError('SECRET_TOO_LARGE');
  const nonce = random.bytes(NONCE);
  return concat(header, nonce, sealAead(key, nonce, header, secret));
}

/** Throws KithError KEYCHAIN_REFUSED. */
export function openSecret(key: Uint8Array, headerLength: number, sealed: Uint8Array): Uint8Array {
  if (sealed.length < headerLength + NONCE + TAG_LENGTH) throw new KithError('KEYCHAIN_REFUSED');
  const header = sealed.subarray(0, headerLength);
  const nonce = sealed.subarray(headerLength, headerLength + NONCE);
  const secret = openAead(key, nonce, header, sealed.subarray(headerLength + NONCE));
  if (secret === undefined) throw new KithError('KEYCHAIN_REFUSED');
  return secret;
}
