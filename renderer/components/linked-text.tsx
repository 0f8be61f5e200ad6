/**
 * Text of people with its web addresses as links. Guarantees: only http and https become links, everything else stays
 * text; a link says where it leads by its own words, and tells the other side nothing about this page. [THREAT-31]
 */
import { Fragment, type ReactNode } from 'react';

const ADDRESS = /https?:\/\/[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/giu;
/** Belongs to the sentence around it. */
const TRAILING = /[.,;:!?…]+$/u;

interface TextPiece {
  readonly text: string;
  /** As it is opened; undefined: plain text. */
  readonly href?: string;
}

export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const found = withoutTail(match[0]);
    const href = safeAddress(found);
    if (href === undefined) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** `plain` draws what is no link, for instance to mark a name in it. */
export function LinkedText({ text, plain }: { text: string; plain?: (text: string) => ReactNode }) {
  return textPieces(text).map((piece, index) =>
    piece.href === undefined ? (
      <Fragment key={index}>{plain ? plain(piece.text) : piece.text}</Fragment>
    ) : (
      <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
        {piece.text}
      </a>
    ),
  );
}

/** A bracket that was not opened inside closes something outside. */
function withoutTail(found: string): string {
  let kept = found.replace(TRAILING, '');
  for (const [open, close] of ['()', '[]', '{}'] as const) {
    while (kept.endsWith(close!) && count(kept, close!) > count(kept, open!)) {
      kept = kept.slice(0, -1).replace(TRAILING, '');
    }
  }
  return kept;
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}

function safeAddress(found: string): string | undefined {
  if (!URL.canParse(found)) return undefined;
  const { protocol, username, password, href } = new URL(found);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  // A name before the @ is there to look like another address.
  return isWeb && username === '' && password === '' ? href : undefined;
}
