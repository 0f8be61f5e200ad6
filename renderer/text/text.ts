/**
 * Every word that people see comes from a catalogue by its name. `{{name}}` stands for a value; a text that depends on a
 * number has one form for each plural of its language (`_one` and `_other` in English) and is asked for without them.
 * Guarantees: a value is put in as it is, whatever it holds, and its direction of writing ends with it (core/api/isolated.ts); what a
 * catalogue lacks is shown in English.
 */
import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en, type Catalogue } from './en.ts';
import { isolated } from '../../core/api/isolated.ts';

type Name = keyof typeof en;
type PluralName = { [N in Name]: N extends `${infer Stem}_other` ? Stem : never }[Name];
type PlainName = { [N in Name]: N extends `${string}_one` | `${string}_other` ? never : N }[Name];
export type TextName = PlainName | PluralName;

type Values = Readonly<Record<string, string | number>>;

export const i18n = i18next.createInstance();

/** Numbers as the language writes them; everything else as it is, apart from the sentence. */
const numberFormatter: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value: unknown) =>
    typeof value === 'number' ? numbers().format(value) : isolated(String(value), i18n.dir(i18n.language)),
};

void i18n
  .use(numberFormatter)
  .use(initReactI18next)
  .init({
    lng: 'en',
    fallbackLng: 'en',
    initAsync: false,
    // Names hold dots and are whole.
    keySeparator: false,
    nsSeparator: false,
    resources: { en: { translation: en } },
    interpolation: {
      // React shows text, never markup.
      escapeValue: false,
      alwaysFormat: true,
    },
    react: { useSuspense: false },
  });

/** For dates and numbers: the variant of the language that the person prefers. */
export function locale(): string {
  const language = i18n.language.split('-')[0] ?? 'en';
  return (
    navigator.languages.find((tag) => tag === language || tag.startsWith(`${language}-`)) ??
    (language === 'en' ? 'en-GB' : i18n.language)
  );
}

let formatter: { locale: string; numbers: Intl.NumberFormat } | undefined;

function numbers(): Intl.NumberFormat {
  const wanted = locale();
  if (formatter?.locale !== wanted) formatter = { locale: wanted, numbers: new Intl.NumberFormat(wanted) };
  return formatter.numbers;
}

/** Names one after the other, as the language lists them. */
export function listed(names: readonly string[]): string {
  const direction = i18n.dir(i18n.language);
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(
    names.map((name) => isolated(name, direction)),
  );
}

export function t(name: TextName, values: Values = {}): string {
  // What a person typed may look like a reference to another text; it is none.
  return i18n.t(name, { ...values, nest: false });
}

/** Takes in a catalogue while Kith runs. */
export function addCatalogue(language: string, texts: Catalogue): void {
  i18n.addResourceBundle(language, 'translation', texts, false, true);
}
