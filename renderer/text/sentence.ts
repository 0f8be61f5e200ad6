/** What a person reads about an error, in their language: what happened, whether anything was lost, what to do. */
import { codeOf, filled, sentenceCode, sentenceFor as englishFor, sentences } from '../../core/api/codes.ts';
import type { Catalogue } from './en.ts';
import { isolated } from '../../core/api/isolated.ts';
import { i18n } from './text.ts';

type Details = Readonly<Record<string, string | number>>;

const PREFIX = 'code.';

/** English: every sentence by the name that a translation has it under. Its places are `{name}`, and each may stay empty. */
export const sentenceTexts: Catalogue = Object.fromEntries(
  Object.entries(sentences).map(([code, sentence]) => [`${PREFIX}${code}`, sentence]),
);

/** Undefined where the code has no sentence. */
export function sentenceFor(code: string, details: Details = {}): string | undefined {
  const direction = i18n.dir(i18n.language);
  const apart = Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolated(value, direction) : value,
    ]),
  );
  const translated = i18n.getResource(
    i18n.language,
    'translation',
    `${PREFIX}${sentenceCode(code) ?? code}`,
  ) as unknown;
  return typeof translated === 'string' ? filled(translated, apart) : englishFor(code, apart);
}

export function sentenceOf(error: unknown): string {
  return sentenceFor(codeOf(error), detailsOf(error)) ?? sentenceFor('INTERNAL') ?? '';
}

function detailsOf(error: unknown): Details {
  return error instanceof Error && 'details' in error ? (error.details as Details) : {};
}
