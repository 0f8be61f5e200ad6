/**
 * Names and titles that people give. Two strengths: what a person types is tidied (`checkName`); what has been
 * signed is only judged (`isName`), by rules that do not depend on the runtime's version of Unicode. [IDENTITY-3]
 * [IDENTITY-4]
 */
import { accepted, refused, type Verdict } from '../base/result.ts';

/** Code points. */
const MAX_NAME = 80;
const MAX_TITLE = 200;

/**
 * Controls (also of lines), marks that turn the direction of what follows, fillers that look like nothing, lone
 * surrogates, tags: first and last code point of each range. Zero-width joiner and non-joiner and the variation
 * selectors stay: scripts and emoji need them.
 */
const UNREADABLE: readonly (readonly [number, number])[] = [
  [0x0000, 0x001f],
  [0x007f, 0x009f],
  [0x00ad, 0x00ad],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xffff],
  [0xe0000, 0xe0fff],
];

/** Spaces, joiners and selectors: readable, but a name of nothing else is empty. */
const BLANK: readonly (readonly [number, number])[] = [
  [0x0020, 0x0020],
  [0x00a0, 0x00a0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x200c, 0x200d],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0xfe00, 0xfe0f],
];

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
  const code = fault(tidy, max);
  return code === undefined ? accepted(tidy) : refused(code);
}

function fault(text: string, max: number): NameCode | undefined {
  let count = 0;
  let isVisible = false;
  let isReadable = true;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    count += 1;
    isReadable &&= !isIn(UNREADABLE, code);
    isVisible ||= !isIn(BLANK, code);
  }
  if (!isVisible) return 'NAME_EMPTY';
  if (!isReadable) return 'NAME_UNREADABLE';
  return count > max ? 'NAME_TOO_LONG' : undefined;
}

function isText(value: unknown, max: number): value is string {
  // No code point takes more than two units: what is longer need not be looked at.
  return typeof value === 'string' && value.length <= 2 * max && fault(value, max) === undefined;
}

function isIn(ranges: readonly (readonly [number, number])[], code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}
