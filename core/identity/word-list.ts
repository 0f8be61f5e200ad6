/** The 2,048 English words of BIP-39, and words as people type them. [IDENTITY-12] [IDENTITY-14] */
import { wordlist } from '@scure/bip39/wordlists/english.js';

export const WORD_LIST: readonly string[] = wordlist;
const INDEX = new Map(WORD_LIST.map((word, index) => [word, index]));

/** Characters of a text in which words are looked for. */
export const MAX_WORDS_TEXT = 4_096;

export type WordsRefusal =
  | { readonly ok: false; readonly code: 'WORDS_COUNT' }
  /** `word` is the first that is on no list, as it was typed. */
  | { readonly ok: false; readonly code: 'WORD_UNKNOWN'; readonly word: string }
  /** All are words of the list, but not these, in this order. */
  | { readonly ok: false; readonly code: 'WORDS_WRONG' };

/** Forgives capitals, white space, numbering, commas and hyphens. */
export function splitWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .split(/[\s\d.,;:)-]+/u)
    .filter((word) => word !== '');
}

/** 0 .. 2047; undefined for a word that is not on the list. */
export function wordIndex(word: string): number | undefined {
  return INDEX.get(word);
}
