/**
 * The header's bytes: one canonical CBOR array, read in one pass. Whatever is accepted is the only encoding of what
 * was read, so nothing is encoded again to compare. [FEED-3] [FEED-4] [THREAT-10] [THREAT-14]
 *
 *   authority  [1, flags, seq, [heads...], key8, nonce12]
 *   content    [1, flags, seq, [[content heads...], [authority heads...]], key8, nonce12]
 */
import { fromHex } from '../base/bytes.ts';
import type { EntryId } from '../base/ids.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { ENTRY_VERSION, FLAG_ERASABLE, MAX_HEADER, MAX_SEQ, type FeedKind, type Header } from './entry.ts';
import { hexOf } from './hex.ts';

export type HeaderCode =
  | 'HEADER_MALFORMED'
  | 'HEADER_TOO_LARGE'
  /** A newer app wrote it: it is held until this one is updated, not void. */
  | 'VERSION_UNKNOWN';

const TAIL = 22;
const NONE: readonly EntryId[] = [];

/** Where the last read item ended; the reader is not re-entrant, and saves an object per item. */
let end = 0;

/** Never throws. The nonce is a view of `bytes`. */
export function decodeHeader(bytes: Uint8Array, kind: FeedKind): Verdict<Header, HeaderCode> {
  const length = bytes.length;
  if (length > MAX_HEADER) return refused('HEADER_TOO_LARGE');
  // An array of at most 23 items, then the version: that much every future version keeps.
  if (length < 2 || bytes[0]! < 0x80 || bytes[0]! > 0x97) return refused('HEADER_MALFORMED');
  const version = readUint(bytes, 1);
  if (version > ENTRY_VERSION) return refused('VERSION_UNKNOWN');
  if (version !== ENTRY_VERSION || bytes[0] !== 0x86 || length < TAIL + 4) return refused('HEADER_MALFORMED');

  const flags = bytes[2]!;
  if (flags > (kind === 'content' ? FLAG_ERASABLE : 0)) return refused('HEADER_MALFORMED');
  const seq = readUint(bytes, 3);
  if (seq < 0 || seq > MAX_SEQ) return refused('HEADER_MALFORMED');
  let heads: readonly EntryId[] | undefined;
  let authorityHeads: readonly EntryId[] | undefined = NONE;
  if (kind === 'authority') {
    heads = readHeads(bytes, end);
  } else {
    if (bytes[end] !== 0x82) return refused('HEADER_MALFORMED');
    heads = readHeads(bytes, end + 1);
    if (heads) authorityHeads = readHeads(bytes, end);
  }
  if (!heads || !authorityHeads) return refused('HEADER_MALFORMED');
  // The tail: 0x48 and 8 bytes of key, 0x4c and 12 bytes of nonce, and nothing after it.
  if (end + TAIL !== length || bytes[end] !== 0x48 || bytes[end + 9] !== 0x4c)
    return refused('HEADER_MALFORMED');
  const key = readKey(bytes, end + 1);
  return accepted({ version, flags, seq, heads, authorityHeads, key, nonce: bytes.subarray(end + 10) });
}

/** `header` is one of ours: heads ascending, seq in range. */
export function encodeHeader(header: Header, kind: FeedKind): Uint8Array {
  const ids = header.heads.length + header.authorityHeads.length;
  const bytes = new Uint8Array(16 + TAIL + 34 * ids);
  bytes[0] = 0x86;
  bytes[1] = header.version;
  bytes[2] = header.flags;
  let at = writeUint(bytes, 3, 0x00, header.seq);
  if (kind === 'content') bytes[at++] = 0x82;
  at = writeHeads(bytes, at, header.heads);
  if (kind === 'content') at = writeHeads(bytes, at, header.authorityHeads);
  bytes[at] = 0x48;
  bytes.set(fromHex(header.key)!, at + 1);
  bytes[at + 9] = 0x4c;
  bytes.set(header.nonce, at + 10);
  return bytes.slice(0, at + TAIL);
}

/** An unsigned integer of up to 32 bits in its shortest form, or -1. */
function readUint(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  end = at + 1;
  if (first === undefined || first > 0x1a) return -1;
  if (first < 24) return first;
  const length = first === 0x18 ? 1 : first === 0x19 ? 2 : 4;
  end = at + 1 + length;
  if (end > bytes.length) return -1;
  let value = 0;
  for (let i = at + 1; i < end; i++) value = value * 256 + bytes[i]!;
  return value >= (length === 1 ? 24 : length === 2 ? 0x100 : 0x10000) ? value : -1;
}

/** 32-byte ids, strictly ascending; undefined otherwise. Fewer than 256 fit a header. */
function readHeads(bytes: Uint8Array, at: number): readonly EntryId[] | undefined {
  const first = bytes[at];
  if (first === 0x80) {
    end = at + 1;
    return NONE;
  }
  if (first === undefined || first < 0x80 || first > 0x98) return undefined;
  let count = first - 0x80;
  at += 1;
  if (count === 24) {
    count = bytes[at] ?? 0;
    if (count < 24) return undefined;
    at += 1;
  }
  if (count * 34 > bytes.length - at) return undefined;
  const heads: EntryId[] = [];
  let before = '';
  for (let i = 0; i < count; i++) {
    if (bytes[at] !== 0x58 || bytes[at + 1] !== 32) return undefined;
    const id = hexOf(bytes, at + 2, at + 34) as EntryId;
    if (id <= before) return undefined;
    heads.push(id);
    before = id;
    at += 34;
  }
  end = at;
  return heads;
}

/** Most entries name the same key as the one before them, and need no string of their own. */
let lastKey = '0000000000000000';
let lastKeyHigh = 0;
let lastKeyLow = 0;

function readKey(bytes: Uint8Array, at: number): string {
  const high = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  const low = (bytes[at + 4]! << 24) | (bytes[at + 5]! << 16) | (bytes[at + 6]! << 8) | bytes[at + 7]!;
  if (high !== lastKeyHigh || low !== lastKeyLow) {
    lastKey = hexOf(bytes, at, at + 8);
    lastKeyHigh = high;
    lastKeyLow = low;
  }
  return lastKey;
}

function writeUint(bytes: Uint8Array, at: number, major: number, value: number): number {
  const length = value < 24 ? 0 : value < 0x100 ? 1 : value < 0x10000 ? 2 : 4;
  bytes[at] = major | (length === 0 ? value : length === 1 ? 24 : length === 2 ? 25 : 26);
  for (let i = length; i > 0; i--) {
    bytes[at + i] = value & 0xff;
    value = Math.floor(value / 256);
  }
  return at + 1 + length;
}

function writeHeads(bytes: Uint8Array, at: number, heads: readonly EntryId[]): number {
  at = writeUint(bytes, at, 0x80, heads.length);
  for (const head of heads) {
    bytes[at] = 0x58;
    bytes[at + 1] = 32;
    bytes.set(fromHex(head)!, at + 2);
    at += 34;
  }
  return at;
}
