/**
 * Records of one feed, one after the other, become chained entries: format, seq without gaps, and ids. Checks no
 * signature (see proven.ts), no permission, no parents. [FEED-11] [FEED-12]
 */
import type { EntryId } from '../base/ids.ts';
import { entryId } from './entry-id.ts';
import { FLAG_ERASABLE, type ChainedEntry, type EntryRecord } from './entry.ts';
import type { FeedContext } from './feed-context.ts';
import { decodeHeader, type HeaderCode } from './header.ts';

export interface ChainStart {
  /** Seq of the first record. */
  readonly from: number;
  /** Id of entry `from - 1`; null exactly when `from` is 0. */
  readonly prev: EntryId | null;
  /** Accept records without payload also where it may not be erased: for proofs, which carry none. */
  readonly isProof?: boolean;
}

export type ChainCode = HeaderCode | 'SEQ_WRONG' | 'HEAD_IS_PREV' | 'PREV_MISMATCH' | 'PAYLOAD_MISSING';

/** A refusal says which record it is for: those before it chain, and can be chained again without it. */
export type ChainVerdict =
  | { readonly ok: true; readonly value: ChainedEntry[] }
  | { readonly ok: false; readonly code: ChainCode; readonly index: number };

export function chain(
  context: FeedContext,
  start: ChainStart,
  records: readonly EntryRecord[],
): ChainVerdict {
  let prev = start.prev;
  let seq = start.from;
  if ((prev === null) !== (seq === 0)) return { ok: false, code: 'PREV_MISMATCH', index: 0 };
  const entries: ChainedEntry[] = [];
  for (let index = 0; index < records.length; index++) {
    const record = records[index]!;
    const read = decodeHeader(record.header, context.kind);
    if (!read.ok) return { ok: false, code: read.code, index };
    const header = read.value;
    if (header.seq !== seq) return { ok: false, code: 'SEQ_WRONG', index };
    if (record.payload === null && (header.flags & FLAG_ERASABLE) === 0 && start.isProof !== true) {
      return { ok: false, code: 'PAYLOAD_MISSING', index };
    }
    if (prev !== null && header.heads.length > 0 && header.heads.includes(prev)) {
      return { ok: false, code: 'HEAD_IS_PREV', index };
    }
    const id = entryId(context, prev, record);
    entries.push({ id, prev, header, record });
    prev = id;
    seq += 1;
  }
  return { ok: true, value: entries };
}
