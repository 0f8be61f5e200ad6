/**
 * Is a write-ahead log of LevelDB whole? LevelDB itself passes over what does not read, deletes the log, and goes on
 * without it; entries that were shown as saved would be gone, and their numbers used a second time. So this is asked
 * before LevelDB opens a database, and changes nothing [THREAT-27].
 *
 * A log is blocks of 32 KiB, each of records `u32 masked CRC-32C of type and data || u16 length || u8 type || data`, all
 * little-endian. What a power cut leaves is an end that does not read, which is no damage: nothing of it was synced.
 */
import { crc32c } from './crc32c.ts';

const BLOCK = 32_768;
const HEADER = 7;
const LAST_TYPE = 4;
const MASK_DELTA = 0xa282ead8;

/** False when a record that reads comes after something that does not. */
export function isLogWhole(log: Uint8Array): boolean {
  let isBroken = false;
  for (let start = 0; start < log.length; start += BLOCK) {
    const block = log.subarray(start, start + BLOCK);
    const { records, isRead } = readBlock(block);
    if (isBroken && records > 0) return false;
    if (isRead) continue;
    // The rest of a block cannot be read behind a wrong length: its records are looked for at every place.
    isBroken = true;
    if (hasRecordBehind(block)) return false;
  }
  return true;
}

/** Records from the start of a block on, and whether they fill it. */
function readBlock(block: Uint8Array): { records: number; isRead: boolean } {
  let records = 0;
  let at = 0;
  for (; at + HEADER <= block.length; records++) {
    const length = recordAt(block, at);
    if (length === undefined) return { records, isRead: false };
    at += HEADER + length;
  }
  // Less than a header is filled with zeros, or is where the file ends.
  return { records, isRead: true };
}

/** Is there a record that reads behind the first place of the block that does not? */
function hasRecordBehind(block: Uint8Array): boolean {
  let at = 0;
  for (let length = recordAt(block, at); length !== undefined; length = recordAt(block, at)) {
    at += HEADER + length;
  }
  for (at += 1; at + HEADER <= block.length; at++) {
    const length = recordAt(block, at);
    if (length !== undefined && length > 0) return true;
  }
  return false;
}

/** The length of the data of a record that reads, else undefined. */
function recordAt(block: Uint8Array, at: number): number | undefined {
  if (at + HEADER > block.length) return undefined;
  const length = block[at + 4]! | (block[at + 5]! << 8);
  const type = block[at + 6]!;
  const end = at + HEADER + length;
  if (type < 1 || type > LAST_TYPE || end > block.length) return undefined;
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const masked = (view.getUint32(at, true) - MASK_DELTA) >>> 0;
  const stored = ((masked >>> 17) | (masked << 15)) >>> 0;
  return crc32c(block.subarray(at + 6, end)) === stored ? length : undefined;
}
