/**
 * Every word that people see comes from a catalogue by its name. `{{name}}` stands for a value; a text that depends on a
 * number has the forms `_one` and `_other` (more in other languages) and is asked for without them.
 */
import { en } from './en.ts';

type Name = keyof typeof en;
type PluralName = { [N in Name]: N extends `${infer Stem}_other` ? Stem : never }[Name];
type PlainName = { [N in Name]: N extends `${string}_one` | `${string}_other` ? never : N }[Name];
export type TextName = PlainName | PluralName;

type Values = Readonly<Record<string, string | number>>;

const language = 'en';

/** The variant of the catalogue's language that the person prefers, for dates and numbers. */
export const locale =
  navigator.languages.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? 'en-GB';

const plurals = new Intl.PluralRules(locale);
const numbers = new Intl.NumberFormat(locale);

export function t(name: TextName, values: Values = {}): string {
  const catalogue: Readonly<Record<string, string>> = en;
  const count = values['count'];
  const template =
    catalogue[name] ??
    (typeof count === 'number' ? catalogue[`${name}_${plurals.select(count)}`] : undefined) ??
    catalogue[`${name}_other`] ??
    name;
  return template.replace(/\{\{(\w+)\}\}/g, (_, value: string) => {
    const inserted = values[value];
    return typeof inserted === 'number' ? numbers.format(inserted) : (inserted ?? '');
  });
}
