/**
 * An invite as nine words that can be read aloud: a short secret from which the invite's seed is derived, so that the
 * words and the link of one invite are the same invite. A bearer token like the link, but one that names no community
 * and no address: who has it looks for the community on the network. [IDENTITY-14] [THREAT-24]
 *
 *   8 words   88 bits, the secret
 *   1 word    first 11 bits of SHA-256("kith/words/1" || secret), so that a word that was heard wrong is noticed
 */
import { utf8 } from '../base/bytes.ts';
import type { Random } from '../base/clock.ts';
import { KithError } from '../base/kith-error.ts';
import { accepted, type Verdict } from '../base/result.ts';
import { sha256 } from '../crypto/hash.ts';
import { hkdf } from '../crypto/kdf.ts';
import { MAX_WORDS_TEXT, splitWords, WORD_LIST, wordIndex, type WordsRefusal } from './word-list.ts';

/** Bytes: 88 bits, so eight words of eleven bits. Why that is enough is said in [IDENTITY-14]. */
const SECRET_BYTES = 11;
const BITS = 11;
export const INVITE_WORDS = 9;
const SEED_INFO = utf8('kith/invite-words/1');
const CHECK_DOMAIN = utf8('kith/words/1');
/** Fewer or more words than this are no attempt to type an invite. */
const FEWEST = 4;
const MOST = 30;

export function newInviteSecret(random: Random): Uint8Array {
  return random.bytes(SECRET_BYTES);
}

/** Seed of the invite's signing key, 32 bytes. */
export function inviteSeedOf(secret: Uint8Array): Uint8Array {
  if (secret.length !== SECRET_BYTES) throw new KithError('SECRET_LENGTH');
  return hkdf(secret, new Uint8Array(0), SEED_INFO, 32);
}

export function inviteWordsOf(secret: Uint8Array): string[] {
  if (secret.length !== SECRET_BYTES) throw new KithError('SECRET_LENGTH');
  let bits = 0n;
  for (const byte of secret) bits = (bits << 8n) | BigInt(byte);
  const words = [WORD_LIST[checkOf(secret)]!];
  for (let at = 1; at < INVITE_WORDS; at++) {
    words.unshift(WORD_LIST[Number(bits & 0x7ffn)]!);
    bits >>= BigInt(BITS);
  }
  return words;
}

/** Somebody meant to type words, right or wrong; a link or a single word is something else. */
export function looksLikeInviteWords(text: string): boolean {
  if (text.length > MAX_WORDS_TEXT) return false;
  const words = splitWords(text);
  return (
    words.length >= FEWEST && words.length <= MOST && words.every((word) => /^[\p{L}\p{M}]+$/u.test(word))
  );
}

export function readInviteWords(
  text: string,
): WordsRefusal | Extract<Verdict<Uint8Array>, { readonly ok: true }> {
  if (text.length > MAX_WORDS_TEXT) return { ok: false, code: 'WORDS_COUNT' };
  const words = splitWords(text);
  const indexes: number[] = [];
  for (const word of words) {
    const index = wordIndex(word);
    if (index === undefined) return { ok: false, code: 'WORD_UNKNOWN', word };
    indexes.push(index);
  }
  if (words.length !== INVITE_WORDS) return { ok: false, code: 'WORDS_COUNT' };
  const check = indexes.pop()!;
  let bits = 0n;
  for (const index of indexes) bits = (bits << BigInt(BITS)) | BigInt(index);
  const secret = new Uint8Array(SECRET_BYTES);
  for (let at = SECRET_BYTES - 1; at >= 0; at--) {
    secret[at] = Number(bits & 0xffn);
    bits >>= 8n;
  }
  return checkOf(secret) === check ? accepted(secret) : { ok: false, code: 'WORDS_WRONG' };
}

function checkOf(secret: Uint8Array): number {
  const [first, second] = sha256(CHECK_DOMAIN, secret);
  return (first! << 3) | (second! >>> 5);
}
