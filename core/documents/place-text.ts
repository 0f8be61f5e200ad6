/**
 * Titles and texts inside places, in two strengths like names (core/identity/name.ts): what a person types is checked
 * with a code, what stands in a part is only judged, by rules that do not depend on the runtime. [PLACE-5]
 */
import { accepted, refused, type Verdict } from '../base/result.ts';
import { checkTitle as checkLongName } from '../identity/name.ts';

export { isTitle } from '../identity/name.ts';

/** Code points of a message, a card's body, a note. In UTF-8 at most 32,000 bytes: fits in one entry. */
const MAX_TEXT = 8_000;

/** Controls other than tab and line feed, and half characters. */
// eslint-disable-next-line no-control-regex -- controls are what it looks for
const UNREADABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff]/u;
/** White space and what is invisible. A text of these alone is blank. */
const BLANK =
  /^(?:[\t\n \u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\ufeff]|[\ufe00-\ufe0f])*$/u;

export type TitleCode = 'TITLE_EMPTY' | 'TITLE_TOO_LONG' | 'TITLE_UNREADABLE';
export type TextCode = 'TEXT_EMPTY' | 'TEXT_TOO_LONG' | 'TEXT_UNREADABLE';

const TITLE_CODES = {
  NAME_EMPTY: 'TITLE_EMPTY',
  NAME_TOO_LONG: 'TITLE_TOO_LONG',
  NAME_UNREADABLE: 'TITLE_UNREADABLE',
} as const;

/** The tidy title: NFC, without white space around it, 1 to 200 characters. */
export function checkTitle(text: string): Verdict<string, TitleCode> {
  const checked = checkLongName(text);
  return checked.ok ? checked : refused(TITLE_CODES[checked.code]);
}

/** The text with line feeds alone as line ends and without white space at its end; TEXT_EMPTY when blank. */
export function checkText(text: string): Verdict<string, TextCode> {
  const checked = checkOptionalText(text);
  if (checked.ok && BLANK.test(checked.value)) return refused('TEXT_EMPTY');
  return checked;
}

/** The same where there need be no text. */
export function checkOptionalText(text: string): Verdict<string, TextCode> {
  // The bound comes first, so that nothing is done to a pasted library.
  if (text.length > 8 * MAX_TEXT) return refused('TEXT_TOO_LONG');
  const tidy = text.replace(/\r\n?/g, '\n').trimEnd();
  if (UNREADABLE.test(tidy)) return refused('TEXT_UNREADABLE');
  return isShort(tidy) ? accepted(tidy) : refused('TEXT_TOO_LONG');
}

/** May this value from a part stand as a text that is not blank? */
export function isText(value: unknown): value is string {
  return isOptionalText(value) && !BLANK.test(value);
}

export function isOptionalText(value: unknown): value is string {
  return typeof value === 'string' && isShort(value) && !UNREADABLE.test(value);
}

function isShort(text: string): boolean {
  if (text.length <= MAX_TEXT) return true;
  if (text.length > 2 * MAX_TEXT) return false;
  let count = 0;
  for (const _ of text) count += 1;
  return count <= MAX_TEXT;
}
