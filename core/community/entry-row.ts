/** An entry on the disk: depth (u32, so that nobody has to compute the graph to read it), then the record as sent. */
import type { EntryRecord, FeedKind, Header, Payload } from '../feed/entry.ts';
import { decodeHeader } from '../feed/header.ts';
import { decodeRecord, recordLength, writeRecord } from '../feed/record.ts';
import { readU32, writeU32 } from './layout.ts';

export interface EntryRow {
  readonly seq: number;
  readonly depth: number;
  readonly header: Header;
  readonly record: EntryRecord;
}

export interface OpenedEntry {
  readonly entry: EntryRow;
  readonly payload: Payload;
}

export function encodeEntryRow(depth: number, record: EntryRecord): Uint8Array {
  // From Node's pool: a buffer of its own for each of a hundred thousand rows is what would take the time.
  const { buffer, byteOffset, length } = Buffer.allocUnsafe(4 + recordLength(record));
  const bytes = new Uint8Array(buffer, byteOffset, length);
  writeU32(bytes, 0, depth);
  writeRecord(record, bytes, 4);
  return bytes;
}

/** Without the header, for sending on. Undefined when damaged. */
export function decodeRecordRow(bytes: Uint8Array): { depth: number; record: EntryRecord } | undefined {
  const read = decodeRecord(bytes, 4);
  if (!read.ok || read.value.next !== bytes.length) return undefined;
  return { depth: readU32(bytes, 0), record: read.value.record };
}

export function decodeEntryRow(bytes: Uint8Array, kind: FeedKind): EntryRow | undefined {
  const row = decodeRecordRow(bytes);
  const header = row && decodeHeader(row.record.header, kind);
  if (!row || !header?.ok) return undefined;
  return { seq: header.value.seq, depth: row.depth, header: header.value, record: row.record };
}
