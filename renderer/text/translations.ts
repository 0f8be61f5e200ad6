/**
 * Translations that people made themselves and opened from a file: kept for this browser. Guarantees: a file is checked
 * whole before anything is kept, and a text that lost a value of the original is left out, so that nothing is hidden.
 */
import * as v from 'valibot';
import { en, type Catalogue } from './en.ts';
import { sentenceTexts } from './sentence.ts';

export interface Translation {
  readonly tag: string;
  readonly name: string;
  readonly texts: Catalogue;
}

const STORED = 'kith.translations';
const MOST_TEXTS = 5_000;
const LONGEST_TEXT = 2_000;

const file = v.object({
  language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  texts: v.pipe(
    v.record(v.string(), v.pipe(v.string(), v.maxLength(LONGEST_TEXT))),
    v.check((texts) => Object.keys(texts).length <= MOST_TEXTS),
  ),
});

/** Undefined: that is no translation. */
export function readTranslation(text: string): Translation | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = v.safeParse(file, json);
  if (!read.success) return undefined;
  const { language, name, texts } = read.output;
  const kept = Object.entries(texts).filter(([key, translated]) => isFaithful(key, translated));
  return { tag: language, name, texts: Object.fromEntries(kept) };
}

/** Everything there is to translate. */
export const allTexts: Catalogue = { ...en, ...sentenceTexts };

/** It shows the values that the English text shows, and no others. A form of a number may leave out the number. */
function isFaithful(key: string, translated: string): boolean {
  const original = allTexts[key] ?? allTexts[`${key.replace(/_(zero|one|two|few|many)$/, '')}_other`];
  if (original === undefined) return false;
  const isForm = /_(zero|one|two|few|many|other)$/.test(key);
  const isNumber = (value: string): boolean => isForm && value === '{{count}}';
  const [wanted, shown] = [valuesOf(original), valuesOf(translated)];
  return (
    shown.every((value) => isNumber(value) || wanted.includes(value)) &&
    wanted.every((value) => isNumber(value) || shown.includes(value))
  );
}

function valuesOf(text: string): string[] {
  return text.match(/\{\{[^}]*\}\}|\{\w+\}/g) ?? [];
}

export function storedTranslations(): readonly Translation[] {
  const stored = localStorage.getItem(STORED);
  if (stored === null) return [];
  try {
    return JSON.parse(stored) as Translation[];
  } catch {
    return [];
  }
}

/** Replaces an earlier one of the same language. */
export function keepTranslation(translation: Translation): void {
  const others = storedTranslations().filter((each) => each.tag !== translation.tag);
  localStorage.setItem(STORED, JSON.stringify([...others, translation]));
}

/** English as a file that a translator can begin with. */
export function translationTemplate(): string {
  return JSON.stringify({ language: 'xx', name: 'Name of the language', texts: allTexts }, null, 2);
}
