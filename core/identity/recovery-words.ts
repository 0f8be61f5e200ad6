/** The secret that a person's root keys are made of, as 24 English words (BIP-39) on paper. [IDENTITY-12] */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { KithError } from '../base/kith-error.ts';
import { accepted, type Verdict } from '../base/result.ts';

const COUNT = 24;
const KNOWN = new Set(wordlist);

/** `seed`: 32 bytes. Throws SEED_LENGTH. */
export function rootSeedToWords(seed: Uint8Array): string[] {
  if (seed.length !== 32) throw new KithError('SEED_LENGTH');
  return entropyToMnemonic(seed, wordlist).split(' ');
}

export type WordsRefusal =
  | { readonly ok: false; readonly code: 'WORDS_COUNT' }
  /** `word` is the first that is on no list, as it was typed. */
  | { readonly ok: false; readonly code: 'WORD_UNKNOWN'; readonly word: string }
  /** All are words of the list, but not these, in this order. */
  | { readonly ok: false; readonly code: 'WORDS_WRONG' };

/** Forgives capitals, white space, numbering and commas. */
export function wordsToRootSeed(text: string): WordsRefusal | Extract<Verdict<Uint8Array>, { ok: true }> {
  if (text.length > 4096) return { ok: false, code: 'WORDS_COUNT' };
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .split(/[\s\d.,;:)]+/u)
    .filter((word) => word !== '');
  const unknown = words.find((word) => !KNOWN.has(word));
  if (unknown !== undefined) return { ok: false, code: 'WORD_UNKNOWN', word: unknown };
  if (words.length !== COUNT) return { ok: false, code: 'WORDS_COUNT' };
  try {
    return accepted(Uint8Array.from(mnemonicToEntropy(words.join(' '), wordlist)));
  } catch {
    return { ok: false, code: 'WORDS_WRONG' };
  }
}
