/**
 * The frame that carries a chunk, or says that it is not there. [SYNC-23] [THREAT-18]
 *
 *   4 (1) | flags (1): bit 0 absent | channel (1) | name (32) | the sealed chunk, nothing where absent
 */
import { fromBase32, toBase32 } from '../base/base32.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { MAX_SEALED_CHUNK, type ChunkName } from '../attachments/chunk.ts';
import { TAG_LENGTH } from '../crypto/seal.ts';
import { MAX_CHANNELS } from './limits.ts';
import type { ChunkMessage, MessageCode } from './messages.ts';

type Message = Extract<ChunkMessage, { type: 'chunk' }>;

const CHUNK = 4;
const ABSENT = 1;
const FIXED = 35;

export function isChunkFrame(frame: Uint8Array): boolean {
  return frame[0] === CHUNK;
}

export function encodeChunk({ channel, name, sealed }: Message): Uint8Array {
  const frame = new Uint8Array(FIXED + (sealed?.length ?? 0));
  frame[0] = CHUNK;
  frame[1] = sealed ? 0 : ABSENT;
  frame[2] = channel;
  frame.set(fromBase32(name)!, 3);
  if (sealed) frame.set(sealed, FIXED);
  return frame;
}

/** The chunk is a view of `frame`. */
export function decodeChunk(frame: Uint8Array): Verdict<Message, MessageCode> {
  const size = frame.length - FIXED;
  const flags = frame[1]!;
  const channel = frame[2]!;
  if (size < 0 || flags > ABSENT || channel >= MAX_CHANNELS) return refused('CHUNK_MALFORMED');
  const isAbsent = flags === ABSENT;
  if (isAbsent ? size !== 0 : size <= TAG_LENGTH || size > MAX_SEALED_CHUNK)
    return refused('CHUNK_MALFORMED');
  const name = toBase32(frame.subarray(3, FIXED)) as ChunkName;
  return accepted({ type: 'chunk', channel, name, sealed: isAbsent ? null : frame.subarray(FIXED) });
}
