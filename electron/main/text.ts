/**
 * The words of what the system draws for Kith. Owns the language of this process: English until the page has said
 * otherwise. Guarantees: a value in a sentence keeps its own direction of writing; what a language lacks is in English.
 */
import { filled, sentenceCode, sentenceFor } from '../../core/api/codes.ts';
import { desktopWords, type DesktopWord } from '../../core/api/desktop-words.ts';
import type { Details } from '../../core/api/frames.ts';
import { directionOf, isolated } from '../../core/api/isolated.ts';

/** Kith's own name is the same everywhere. */
export const NAME = 'Kith';

let spoken: Readonly<Record<string, string>> = {};

/** By the names of the page's catalogue; checked before (bridge-calls.ts, stored-window.ts). Empty: English. */
export function speak(words: Readonly<Record<string, string>>): void {
  spoken = words;
}

export function word(name: DesktopWord, values: Readonly<Record<string, string>> = {}): string {
  const text = spoken[name] ?? desktopWords[name];
  return text.replace(/\{\{(\w+)\}\}/g, (_, value: string) =>
    isolated(values[value] ?? '', directionOf(text)),
  );
}

/** What a person reads about a code; empty where there is nothing to say. */
export function sentence(code: string, details: Details): string {
  const text = spoken[`code.${sentenceCode(code) ?? code}`];
  const direction = directionOf(text ?? '');
  const apart = Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolated(value, direction) : value,
    ]),
  );
  return (text === undefined ? sentenceFor(code, apart) : filled(text, apart)) ?? '';
}
