/**
 * Values in sentences, where one of the two may run from right to left: a name in Arabic in an English sentence, an
 * English title in an Arabic one. Guarantees: a value keeps its own order and leaves the sentence around it alone,
 * whatever marks of direction somebody has typed into it.
 */

const ISOLATE = '\u2068';
const END = '\u2069';
/** Embeddings and overrides end with the isolate around them, and are of no use in it; a stray isolate would end ours. */
const overrides = /[\u202a-\u202e]/g;
const isolates = /[\u2066-\u2069]/g;
/** Hebrew, Arabic and the other scripts that run from right to left, and their mark. */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** `direction`: of the sentence. A value that cannot disturb it stays as it is, so that it can be searched and compared. */
export function isolated(value: string, direction: 'ltr' | 'rtl'): string {
  const flat = value.replace(overrides, '');
  // A sentence in a sentence keeps its own values apart.
  const bare = isBalanced(flat) ? flat : flat.replace(isolates, '');
  const isHarmless = direction === 'ltr' && bare === value && !rightToLeft.test(value);
  return isHarmless || bare === '' ? bare : `${ISOLATE}${bare}${END}`;
}

/** Of a text whose language is not at hand: by the letters in it. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  return rightToLeft.test(text) ? 'rtl' : 'ltr';
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(isolates)) {
    depth += mark === END ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
