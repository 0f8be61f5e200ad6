/**
 * Frames that carry entries: compact, because most bytes of the exchange are in them. [SYNC-3] [THREAT-18]
 *
 *   1 entries, 2 erasures (1) | flags (1): bit 0 last | channel (1) | want (u32, 0 when pushed) | runs (encodeRuns)
 */
import { accepted, refused, type Verdict } from '../base/result.ts';
import { decodeRuns, encodeRuns, type Run } from '../feed/run.ts';
import { MAX_CHANNELS } from './limits.ts';
import type { MessageCode, SessionMessage } from './messages.ts';

type EntriesMessage = Extract<SessionMessage, { type: 'entries' | 'erasures' }>;

const FIXED = 7;
const LAST = 1;

export function isEntriesFrame(frame: Uint8Array): boolean {
  return frame[0] === 1 || frame[0] === 2;
}

export function encodeEntries(message: EntriesMessage): Uint8Array {
  const runs = encodeRuns(message.runs);
  const frame = new Uint8Array(FIXED + runs.length);
  frame[0] = message.type === 'entries' ? 1 : 2;
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
  const read = decodeRuns(frame.subarray(FIXED));
  if (!read.ok) return refused('ENTRIES_MALFORMED');
  const runs: readonly Run[] = read.value;
  if (frame[0] === 1) return accepted({ type: 'entries', channel, id, isLast: flags === LAST, runs });
  if (flags !== 0 || id !== 0) return refused('ENTRIES_MALFORMED');
  return accepted({ type: 'erasures', channel, runs });
}
