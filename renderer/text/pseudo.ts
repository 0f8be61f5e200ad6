/**
 * Two languages that nobody speaks, made from English: they show what a translation would break. Accented and 40 % longer
 * (a word without accents is not translated; a text that has no room is cut), and one that runs from right to left with
 * Arabic's six forms of a number.
 */
import type { Catalogue } from './en.ts';

export const ACCENTED = 'en-XA';
export const MIRRORED = 'ar-XB';

const letters: Readonly<Record<string, string>> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ğ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ',
  n: 'ñ', o: 'ö', p: 'þ', q: 'ɋ', r: 'ŕ', s: 'š', t: 'ţ', u: 'û', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž',
  A: 'Å', B: 'Ɓ', C: 'Ç', D: 'Ð', E: 'É', F: 'Ƒ', G: 'Ĝ', H: 'Ĥ', I: 'Î', J: 'Ĵ', K: 'Ķ', L: 'Ļ', M: 'Ṁ',
  N: 'Ñ', O: 'Ö', P: 'Þ', Q: 'Ǫ', R: 'Ŕ', S: 'Š', T: 'Ţ', U: 'Û', V: 'Ṽ', W: 'Ŵ', X: 'Ẋ', Y: 'Ý', Z: 'Ž',
}; // prettier-ignore

const filler = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen';
const LONGER = 0.4;

/** What stays as it is: values, and the marks of parts with a look of their own. */
const kept = /(\{\{[^}]*\}\}|\{\w+\}|<\/?\w+>)/;

function mapWords(text: string, change: (part: string) => string): string {
  return text
    .split(kept)
    .map((part) => (kept.test(part) ? part : change(part)))
    .join('');
}

export function accented(text: string): string {
  const changed = mapWords(text, (part) => part.replace(/[a-zA-Z]/g, (letter) => letters[letter] ?? letter));
  const more = filler.slice(0, Math.ceil(text.length * LONGER)).trimEnd();
  return `⟦${changed} ${more}⟧`;
}

/** Each word runs from right to left by the marks of Unicode, so that it can still be read. */
function mirrored(text: string): string {
  const changed = mapWords(text, (part) => part.replace(/[^\s]+/g, (word) => `\u202e${word}\u202c`));
  return `\u200f⟦${changed}⟧\u200f`;
}

const arabicForms = ['zero', 'one', 'two', 'few', 'many', 'other'];

export function pseudoCatalogue(language: string, english: Catalogue): Catalogue {
  if (language === ACCENTED)
    return Object.fromEntries(Object.entries(english).map(([name, text]) => [name, accented(text)]));
  const texts: Record<string, string> = {};
  for (const [name, text] of Object.entries(english)) {
    const stem = name.endsWith('_other') ? name.slice(0, -'_other'.length) : undefined;
    if (stem !== undefined) for (const form of arabicForms) texts[`${stem}_${form}`] = mirrored(text);
    else if (!name.endsWith('_one')) texts[name] = mirrored(text);
  }
  return texts;
}
