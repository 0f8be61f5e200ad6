/** A row on disk: a checksum of key and value (CRC-32, 4 bytes, big endian), then the value; an empty value is empty. */
import { crc32 } from 'node:zlib';
import { KithError } from '../base/kith-error.ts';

const CHECKSUM = 4;

const NOTHING = new Uint8Array();
/** Rows are handed to LevelDB one after the other, and it copies each: the usual ones need no memory of their own. */
const scratch = new Uint8Array(64 * 1024);

/** Good until the next call. */
export function sealRow(key: Uint8Array, value: Uint8Array): Uint8Array {
  if (value.length === 0) return NOTHING;
  const length = CHECKSUM + value.length;
  const row = length <= scratch.length ? scratch.subarray(0, length) : new Uint8Array(length);
  row.set(value, CHECKSUM);
  const sum = checksum(key, value);
  row[0] = sum >>> 24;
  row[1] = sum >>> 16;
  row[2] = sum >>> 8;
  row[3] = sum;
  return row;
}

/** A view into `row`. Throws KithError STORE_CORRUPT. */
export function openRow(key: Uint8Array, row: Uint8Array): Uint8Array {
  if (row.length === 0) return new Uint8Array();
  const value = new Uint8Array(row.buffer, row.byteOffset + CHECKSUM, Math.max(0, row.length - CHECKSUM));
  const sum = ((row[0]! << 24) | (row[1]! << 16) | (row[2]! << 8) | row[3]!) >>> 0;
  if (row.length <= CHECKSUM || sum !== checksum(key, value)) {
    throw new KithError('STORE_CORRUPT', 'a row does not match its checksum', { what: 'row' });
  }
  return value;
}

function checksum(key: Uint8Array, value: Uint8Array): number {
  let seed = 0;
  // Keys are short: a loop costs less than a second call into native code.
  for (let i = 0; i < key.length; i++) seed = (Math.imul(seed, 31) + key[i]!) >>> 0;
  return crc32(value, seed);
}
