/**
 * Names and titles that people give. Two strengths: what a person types is tidied (`checkName`); what has been
 * signed is only judged (`isName`), by rules that do not depend on the runtime's version of Unicode. [IDENTITY-3]
 * [IDENTITY-4]
 */
import { accepted, refused, type Verdict } from '../base/result.ts';

/** Code points. */
export const MAX_NAME = 80;
export const MAX_TITLE = 200;

/**
 * Controls (also of lines), marks that turn the direction of what follows, fillers that look like nothing, lone
 * surrogates, tags. Zero-width joiner and non-joiner and the variation selectors stay: scripts and emoji need them.
 */
const UNREADABLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\uffff\u{e0000}-\u{e0fff}]/u;

/** Something that is neither a space nor a joiner. */
const VISIBLE = /[^\u0020\u00a0\u1680\u2000-\u200a\u200c\u200d\u202f\u205f\u2800\u3000\ufe00-\ufe0f]/u;

export type NameCode = 'NAME_EMPTY' | 'NAME_TOO_LONG' | 'NAME_UNREADABLE';

/** The name in its tidy form: NFC, without white space around it. */
export function checkName(text: string): Verdict<string, NameCode> {
  return check(text, MAX_NAME);
}

/** The same for titles of communities and spaces, which may be longer. */
export function checkTitle(text: string): Verdict<string, NameCode> {
  return check(text, MAX_TITLE);
}

/** May this signed value stand as a name? The same answer on every runtime. */
export function isName(value: unknown): value is string {
  return isText(value, MAX_NAME);
}

export function isTitle(value: unknown): value is string {
  return isText(value, MAX_TITLE);
}

function check(text: string, max: number): Verdict<string, NameCode> {
  // Normalising is linear in what a person pastes; the bound keeps a pasted book out.
  if (text.length > 64 * max) return refused('NAME_TOO_LONG');
  const tidy = text.normalize('NFC').trim();
  if (!VISIBLE.test(tidy)) return refused('NAME_EMPTY');
  if (UNREADABLE.test(tidy)) return refused('NAME_UNREADABLE');
  if (codePoints(tidy) > max) return refused('NAME_TOO_LONG');
  return accepted(tidy);
}

function isText(value: unknown, max: number): value is string {
  if (typeof value !== 'string' || value === '' || value.length > 2 * max) return false;
  return VISIBLE.test(value) && !UNREADABLE.test(value) && codePoints(value) <= max;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
