/**
 * An entry as stored and sent: lengths first, then the parts, nothing else. Every length is checked against its limit
 * and against what is there before anything is sliced or allocated; the parts are views. [FEED-6] [THREAT-18]
 *
 *   flags (1): bit 0 signed, bit 1 erased | header length (u16) | size of the sealed payload (u32)
 *   header | sealed payload, or its SHA-256 when erased | signature (64) when signed
 */
import { accepted, refused, type Verdict } from '../base/result.ts';
import { MAX_HEADER, MAX_PAYLOAD, MIN_PAYLOAD, type EntryRecord } from './entry.ts';

const SIGNED = 1;
const ERASED = 2;
const FIXED = 7;
/** No record is shorter. */
export const MIN_RECORD = FIXED + 1 + MIN_PAYLOAD;

export type RecordCode = 'RECORD_TRUNCATED' | 'RECORD_MALFORMED' | 'HEADER_TOO_LARGE' | 'PAYLOAD_TOO_LARGE';

export function recordLength(record: EntryRecord): number {
  const body = record.payload ? record.payload.length : 32;
  return FIXED + record.header.length + body + (record.signature ? 64 : 0);
}

export function encodeRecord(record: EntryRecord): Uint8Array {
  const bytes = new Uint8Array(recordLength(record));
  writeRecord(record, bytes, 0);
  return bytes;
}

/** Writes into `into` at `at`; returns where it ends. */
export function writeRecord(record: EntryRecord, into: Uint8Array, at: number): number {
  const { header, payload, payloadHash, signature, size } = record;
  into[at] = (signature ? SIGNED : 0) | (payload ? 0 : ERASED);
  into[at + 1] = header.length >>> 8;
  into[at + 2] = header.length & 0xff;
  into[at + 3] = size >>> 24;
  into[at + 4] = (size >>> 16) & 0xff;
  into[at + 5] = (size >>> 8) & 0xff;
  into[at + 6] = size & 0xff;
  let end = at + FIXED;
  into.set(header, end);
  end += header.length;
  const body = (payload ?? payloadHash)!;
  into.set(body, end);
  end += body.length;
  if (!signature) return end;
  into.set(signature, end);
  return end + 64;
}

/** Reads the record that starts at `offset`; `next` is where it ends. What follows is the caller's. */
export function decodeRecord(
  bytes: Uint8Array,
  offset: number,
): Verdict<{ readonly record: EntryRecord; readonly next: number }, RecordCode> {
  if (bytes.length - offset < FIXED) return refused('RECORD_TRUNCATED');
  const flags = bytes[offset]!;
  if (flags > (SIGNED | ERASED)) return refused('RECORD_MALFORMED');
  const headerLength = (bytes[offset + 1]! << 8) | bytes[offset + 2]!;
  if (headerLength > MAX_HEADER) return refused('HEADER_TOO_LARGE');
  const size =
    bytes[offset + 3]! * 0x1000000 +
    ((bytes[offset + 4]! << 16) | (bytes[offset + 5]! << 8) | bytes[offset + 6]!);
  if (size > MAX_PAYLOAD) return refused('PAYLOAD_TOO_LARGE');
  if (headerLength === 0 || size < MIN_PAYLOAD) return refused('RECORD_MALFORMED');

  const isErased = (flags & ERASED) !== 0;
  const headerEnd = offset + FIXED + headerLength;
  const bodyEnd = headerEnd + (isErased ? 32 : size);
  const next = bodyEnd + ((flags & SIGNED) !== 0 ? 64 : 0);
  if (next > bytes.length) return refused('RECORD_TRUNCATED');
  const body = bytes.subarray(headerEnd, bodyEnd);
  const record: EntryRecord = {
    header: bytes.subarray(offset + FIXED, headerEnd),
    payload: isErased ? null : body,
    size,
    payloadHash: isErased ? body : null,
    signature: next > bodyEnd ? bytes.subarray(bodyEnd, next) : null,
  };
  return accepted({ record, next });
}
