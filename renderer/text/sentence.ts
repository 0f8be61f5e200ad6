/** What a person reads about an error, in their language: what happened, whether anything was lost, what to do. */
import { codeOf, sentenceFor as englishFor } from '../../core/api/codes.ts';
import { accented, ACCENTED, mirrored, MIRRORED } from './pseudo.ts';
import { i18n } from './text.ts';

type Details = Readonly<Record<string, string | number>>;

/** Undefined where the code has no sentence. A translation has it under the name `code.CODE`. */
export function sentenceFor(code: string, details: Details = {}): string | undefined {
  const name = `code.${code}`;
  if (i18n.exists(name)) return i18n.t(name, { ...details, nest: false });
  const english = englishFor(code, details);
  if (english === undefined) return undefined;
  switch (i18n.language) {
    case ACCENTED:
      return accented(english);
    case MIRRORED:
      return mirrored(english);
    default:
      return english;
  }
}

export function sentenceOf(error: unknown): string {
  return sentenceFor(codeOf(error), detailsOf(error)) ?? sentenceFor('INTERNAL') ?? '';
}

function detailsOf(error: unknown): Details {
  return error instanceof Error && 'details' in error ? (error.details as Details) : {};
}
