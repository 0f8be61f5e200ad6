/**
 * A run: consecutive entries of one feed, as they travel. Owns its bytes; what the entries are worth is for `chain`.
 * [FEED-18] [THREAT-18]
 *
 *   version 1 (1), then runs to the end, each:
 *   feed (1): 0 authority, 1 content | device (32) | from (u32) | prev (32) only when from > 0 | count (u32) | records
 */
import { toBase32 } from '../base/base32.ts';
import { bytesOfEntryId, bytesOfId } from '../base/id-bytes.ts';
import type { DeviceId, EntryId } from '../base/ids.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { MAX_SEQ, type EntryRecord, type FeedKind } from './entry.ts';
import { FEED_BYTE } from './feed-context.ts';
import { hexOf } from './hex.ts';
import { decodeRecord, MIN_RECORD, recordLength, writeRecord, type RecordCode } from './record.ts';

const VERSION = 1;

export interface Run {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  /** Seq of the first record. */
  readonly from: number;
  /** Id of entry `from - 1`, as the sender says; null exactly when `from` is 0. */
  readonly prev: EntryId | null;
  /** One at least. */
  readonly records: readonly EntryRecord[];
}

export type RunCode = RecordCode | 'RUN_MALFORMED' | 'RUN_TRUNCATED' | 'VERSION_UNKNOWN';

/** Bytes that a run takes inside `encodeRuns`. */
export function runLength(run: Run): number {
  let length = 41 + (run.prev === null ? 0 : 32);
  for (const record of run.records) length += recordLength(record);
  return length;
}

export function encodeRuns(runs: readonly Run[]): Uint8Array {
  let length = 1;
  for (const run of runs) length += runLength(run);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  bytes[0] = VERSION;
  let at = 1;
  for (const run of runs) {
    bytes[at] = FEED_BYTE[run.kind];
    bytes.set(bytesOfId(run.device), at + 1);
    view.setUint32(at + 33, run.from);
    at += 37;
    if (run.prev !== null) {
      bytes.set(bytesOfEntryId(run.prev), at);
      at += 32;
    }
    view.setUint32(at, run.records.length);
    at += 4;
    for (const record of run.records) at = writeRecord(record, bytes, at);
  }
  return bytes;
}

/** All or nothing. Records are views of `bytes`. */
export function decodeRuns(bytes: Uint8Array): Verdict<Run[], RunCode> {
  const version = bytes[0];
  if (version === undefined) return refused('RUN_TRUNCATED');
  if (version !== VERSION) return refused(version > VERSION ? 'VERSION_UNKNOWN' : 'RUN_MALFORMED');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const runs: Run[] = [];
  let at = 1;
  while (at < bytes.length) {
    if (bytes.length - at < 41) return refused('RUN_TRUNCATED');
    const feed = bytes[at]!;
    if (feed > 1) return refused('RUN_MALFORMED');
    const device = toBase32(bytes.subarray(at + 1, at + 33)) as DeviceId;
    const from = view.getUint32(at + 33);
    at += 37;
    let prev: EntryId | null = null;
    if (from > 0) {
      if (bytes.length - at < 36) return refused('RUN_TRUNCATED');
      prev = hexOf(bytes, at, at + 32) as EntryId;
      at += 32;
    }
    const count = view.getUint32(at);
    at += 4;
    if (count === 0 || from + count - 1 > MAX_SEQ) return refused('RUN_MALFORMED');
    if (count * MIN_RECORD > bytes.length - at) return refused('RUN_TRUNCATED');
    const records: EntryRecord[] = [];
    for (let i = 0; i < count; i++) {
      const read = decodeRecord(bytes, at);
      if (!read.ok) return read;
      records.push(read.value.record);
      at = read.value.next;
    }
    runs.push({ kind: feed === 0 ? 'authority' : 'content', device, from, prev, records });
  }
  return accepted(runs);
}
