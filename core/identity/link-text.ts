/**
 * Bytes as a link that people send, print or scan: PREFIX || base32(bytes || first 4 bytes of SHA-256(DOMAIN || bytes)).
 * Found in any text: alone, in a message, in a file, in capitals (as QR codes have it), or broken over lines (as mail
 * does). [IDENTITY-11]
 */
import { fromBase32, toBase32 } from '../base/base32.ts';
import { concat, equalBytes } from '../base/bytes.ts';
import { sha256 } from '../crypto/hash.ts';

export interface LinkForm {
  /** In small letters: `kith://join/`. */
  readonly prefix: string;
  readonly domain: Uint8Array;
  /** Characters, prefix included. */
  readonly longest: number;
}

/** Characters of a text that is searched for a link. */
const MAX_TEXT = 64 * 1024;
const CHECK = 4;

export function writeLink({ prefix, domain }: LinkForm, bytes: Uint8Array): string {
  return prefix + toBase32(concat(bytes, checksum(domain, bytes)));
}

/** The first link of that form whose checksum holds and that `read` takes; what is around it is ignored. */
export function findLink<T>(
  text: string,
  { prefix, domain, longest }: LinkForm,
  read: (bytes: Uint8Array) => T | undefined,
): T | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const lower = text.toLowerCase();
  const start = lower.indexOf(prefix);
  if (start < 0) return undefined;
  const rest = lower.slice(start + prefix.length, start + 2 * longest);
  let letters = '';
  // The checksum says where a link that was broken into pieces ends.
  for (const piece of rest.split(/\s+/u)) {
    const clean = /^[a-z2-7]*/.exec(piece)![0];
    letters += clean;
    if (prefix.length + letters.length > longest) break;
    const bytes = fromBase32(letters);
    const body = bytes && bytes.length > CHECK ? bytes.subarray(0, -CHECK) : undefined;
    if (body && equalBytes(bytes!.subarray(-CHECK), checksum(domain, body))) {
      const found = read(body);
      if (found !== undefined) return found;
    }
    if (clean.length < piece.length) break;
  }
  return undefined;
}

function checksum(domain: Uint8Array, bytes: Uint8Array): Uint8Array {
  return sha256(domain, bytes).subarray(0, CHECK);
}
