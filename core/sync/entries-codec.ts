/**
 * Frames that carry entries: compact, because most bytes of the exchange are in them. [SYNC-3] [THREAT-18]
 *
 *   1 entries, 2 erasures (1) | flags (1): bit 0 last | channel (1) | want (u32, 0 when pushed) | runs (encodeRuns)
 *   3 tails (1)               | 0 (1)                 | channel (1) | entries in all (u32)      | depths (u32 each) | runs
 */
import { accepted, refused, type Verdict } from '../base/result.ts';
import { MAX_TAIL, MAX_TAIL_BYTES, MAX_TAIL_ENTRIES, MAX_TAILS, type Tail } from '../community/tails.ts';
import { decodeRuns, encodeRuns, type Run } from '../feed/run.ts';
import { MAX_CHANNELS } from './limits.ts';
import type { MessageCode, SessionMessage } from './messages.ts';

type EntriesMessage = Extract<SessionMessage, { type: 'entries' | 'erasures' | 'tails' }>;

const FIXED = 7;
const LAST = 1;
const ENTRIES = 1;
const ERASURES = 2;
const TAILS = 3;
/** What is not in the records: version, a head for each run, a depth for each entry. */
const MAX_TAILS_FRAME = MAX_TAIL_BYTES + FIXED + 1 + 73 * MAX_TAILS + 4 * MAX_TAIL_ENTRIES;

export function isEntriesFrame(frame: Uint8Array): boolean {
  return frame[0] === ENTRIES || frame[0] === ERASURES || frame[0] === TAILS;
}

export function encodeEntries(message: EntriesMessage): Uint8Array {
  if (message.type === 'tails') return encodeTails(message.channel, message.tails);
  const runs = encodeRuns(message.runs);
  const frame = new Uint8Array(FIXED + runs.length);
  frame[0] = message.type === 'entries' ? ENTRIES : ERASURES;
  frame[1] = message.type === 'entries' && message.isLast ? LAST : 0;
  frame[2] = message.channel;
  new DataView(frame.buffer).setUint32(3, message.type === 'entries' ? message.id : 0);
  frame.set(runs, FIXED);
  return frame;
}

/** The records are views of `frame`. An answer may hold no run: the sender has nothing of what was wanted. */
export function decodeEntries(frame: Uint8Array): Verdict<EntriesMessage, MessageCode> {
  if (frame.length <= FIXED) return refused('ENTRIES_MALFORMED');
  const flags = frame[1]!;
  const channel = frame[2]!;
  const id = new DataView(frame.buffer, frame.byteOffset, frame.length).getUint32(3);
  if (flags > LAST || channel >= MAX_CHANNELS) return refused('ENTRIES_MALFORMED');
  if (frame[0] === TAILS) return flags === 0 ? decodeTails(frame, channel, id) : refused('TAILS_MALFORMED');
  const read = decodeRuns(frame.subarray(FIXED));
  if (!read.ok) return refused('ENTRIES_MALFORMED');
  const runs: readonly Run[] = read.value;
  if (frame[0] === ENTRIES) return accepted({ type: 'entries', channel, id, isLast: flags === LAST, runs });
  if (flags !== 0 || id !== 0) return refused('ENTRIES_MALFORMED');
  return accepted({ type: 'erasures', channel, runs });
}

function encodeTails(channel: number, tails: readonly Tail[]): Uint8Array {
  const runs = encodeRuns(tails.map(({ run }) => run));
  const depths = tails.flatMap((tail) => tail.depths);
  const frame = new Uint8Array(FIXED + 4 * depths.length + runs.length);
  const view = new DataView(frame.buffer);
  frame[0] = TAILS;
  frame[2] = channel;
  view.setUint32(3, depths.length);
  depths.forEach((depth, i) => {
    view.setUint32(FIXED + 4 * i, depth);
  });
  frame.set(runs, FIXED + 4 * depths.length);
  return frame;
}

/** Sizes are looked at before anything is taken apart. */
function decodeTails(
  frame: Uint8Array,
  channel: number,
  count: number,
): Verdict<EntriesMessage, MessageCode> {
  const start = FIXED + 4 * count;
  if (frame.length > MAX_TAILS_FRAME || count > MAX_TAIL_ENTRIES || start > frame.length)
    return refused('TAILS_MALFORMED');
  const read = decodeRuns(frame.subarray(start));
  if (!read.ok || read.value.length > MAX_TAILS) return refused('TAILS_MALFORMED');
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  const tails: Tail[] = [];
  let at = 0;
  for (const run of read.value) {
    if (run.kind !== 'content' || run.records.length > MAX_TAIL) return refused('TAILS_MALFORMED');
    const first = at;
    const depths = run.records.map((_, i) => view.getUint32(FIXED + 4 * Math.min(first + i, count - 1)));
    at += run.records.length;
    tails.push({ run, depths });
  }
  return at === count ? accepted({ type: 'tails', channel, tails }) : refused('TAILS_MALFORMED');
}
