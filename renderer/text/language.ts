/**
 * Which language is shown. Owns the choice, kept for this browser; `?lang=` in the address goes before it, for this
 * window alone. Guarantees: the direction of the page follows the language.
 */
import { isDesktopWord } from '../../core/api/desktop-words.ts';
import { desktop } from '../peer/desktop.ts';
import { en, type Catalogue } from './en.ts';
import { ACCENTED, MIRRORED, pseudoCatalogue } from './pseudo.ts';
import { addCatalogue, i18n } from './text.ts';
import { allTexts, storedTranslations } from './translations.ts';

export interface Language {
  /** A tag of BCP 47. */
  readonly tag: string;
  /** In that language itself. */
  readonly name: string;
}

const STORED = 'kith.language';

/** Those a person can choose. The pseudo-languages are for tests and for whoever builds Kith. */
export function languages(): readonly Language[] {
  return [{ tag: 'en', name: 'English' }, ...storedTranslations()];
}

function catalogueOf(tag: string): Catalogue | undefined {
  if (tag === 'en') return en;
  if (tag === ACCENTED || tag === MIRRORED) return pseudoCatalogue(tag, allTexts);
  return storedTranslations().find((translation) => translation.tag === tag)?.texts;
}

function show(tag: string): void {
  const texts = catalogueOf(tag);
  if (!texts) return;
  addCatalogue(tag, texts);
  void i18n.changeLanguage(tag);
  document.documentElement.lang = tag;
  document.documentElement.dir = i18n.dir(tag);
  // English is what the system's dialogs speak by themselves.
  const spoken = Object.entries(tag === 'en' ? {} : texts).filter(([name]) => isDesktopWord(name));
  void desktop?.speak(Object.fromEntries(spoken)).catch(() => {});
}

/** The first language of the system that Kith speaks. */
function languageOfSystem(): string | undefined {
  const known = languages().map(({ tag }) => tag);
  for (const wanted of navigator.languages) {
    const found = [wanted, wanted.split('-')[0]].find((tag) => tag !== undefined && known.includes(tag));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Before anything is drawn. */
export function startLanguage(): void {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(STORED);
  show(asked ?? languageOfSystem() ?? 'en');
}

/** Redraws every screen. */
export function chooseLanguage(tag: string): void {
  localStorage.setItem(STORED, tag);
  show(tag);
}
