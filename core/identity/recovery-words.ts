/** The secret that a person's root keys are made of, as 24 English words (BIP-39) on paper. [IDENTITY-12] */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { KithError } from '../base/kith-error.ts';
import { accepted, type Verdict } from '../base/result.ts';
import { MAX_WORDS_TEXT, splitWords, wordIndex, type WordsRefusal } from './word-list.ts';

const COUNT = 24;

/** `seed`: 32 bytes. Throws SEED_LENGTH. */
export function rootSeedToWords(seed: Uint8Array): string[] {
  if (seed.length !== 32) throw new KithError('SEED_LENGTH');
  return entropyToMnemonic(seed, wordlist).split(' ');
}

/** Forgives capitals, white space, numbering and commas. */
export function wordsToRootSeed(text: string): WordsRefusal | Extract<Verdict<Uint8Array>, { ok: true }> {
  if (text.length > MAX_WORDS_TEXT) return { ok: false, code: 'WORDS_COUNT' };
  const words = splitWords(text);
  const unknown = words.find((word) => wordIndex(word) === undefined);
  if (unknown !== undefined) return { ok: false, code: 'WORD_UNKNOWN', word: unknown };
  if (words.length !== COUNT) return { ok: false, code: 'WORDS_COUNT' };
  try {
    return accepted(Uint8Array.from(mnemonicToEntropy(words.join(' '), wordlist)));
  } catch {
    return { ok: false, code: 'WORDS_WRONG' };
  }
}
