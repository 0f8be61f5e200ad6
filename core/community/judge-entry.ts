/** What one entry says of which document, and what that does to it. Everybody comes to the same. [DOC-18] [DOC-19] */
import type { Change, Part } from '../documents/part.ts';
import { judgeRetirement, readRetirement, type Retirement } from '../documents/retire.ts';
import { isErasable, type Payload } from '../feed/entry.ts';
import { KIND } from '../feed/kinds.ts';
import type { EntryRow } from './entry-row.ts';
import type { FeedState } from './feed-table.ts';
import type { PartAddress } from './layout.ts';
import type { PartSummary } from './part-summary.ts';

export type Target = NonNullable<Payload['document']>;

export function addressOf(feed: FeedState, { space }: Payload, document: Target): PartAddress {
  return { space, place: document.place, feed: feed.number, part: document.part };
}

/** What a retire entry erases; undefined when it is void. The same for who has only been shown it. [DOC-18] */
export function retirementOf(
  entry: Pick<EntryRow, 'seq' | 'header'>,
  payload: Payload,
): Retirement | undefined {
  if (payload.kind !== KIND.retire || !payload.document) return undefined;
  const read = readRetirement(payload.body);
  const own = { seq: entry.seq, erasable: isErasable(entry.header) };
  return read.ok && judgeRetirement(read.value, own).ok ? read.value : undefined;
}

/** Lets the document judge one entry, and keeps count. Undefined when it changes nothing. */
export function judgeEntry(
  summary: PartSummary,
  part: Part,
  entry: EntryRow,
  payload: Payload,
): Change | undefined {
  // What comes after an entry that this version cannot read may build on it.
  if (payload.kind !== KIND.update) summary.needsUpdate = true;
  if (summary.needsUpdate) return undefined;
  const { seq, depth } = entry;
  const verdict = part.accept(payload.body, { depth, seq, time: payload.time });
  if (!verdict.ok) return undefined;
  if (summary.entries === 0) summary.firstDepth = depth;
  summary.entries += 1;
  summary.logged += verdict.value.pushed;
  summary.lastDepth = depth;
  summary.lastSeq = seq;
  return verdict.value;
}
