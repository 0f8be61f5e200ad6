/**
 * The entry's id: what it is hashed from, and what is signed and sealed with it. [FEED-8] [FEED-9] [FEED-10]
 *
 *   id         SHA-256("kith/entry/1" || community || feed byte || device || prev || header || size u32 || SHA-256(sealed))
 *   signed     "kith/signature/1" || id
 *   sealed ad  "kith/payload/1" || community || feed byte || device || header
 */
import { utf8 } from '../base/bytes.ts';
import type { EntryId } from '../base/ids.ts';
import { sha256Hex } from '../crypto/hash.ts';
import { MAX_HEADER, type EntryRecord } from './entry.ts';
import type { FeedContext } from './feed-context.ts';

const ENTRY_DOMAIN = utf8('kith/entry/1');
const PAYLOAD_DOMAIN = utf8('kith/payload/1');
const SIGNATURE_DOMAIN = utf8('kith/signature/1');

/** Where prev and header stand in what is hashed. */
const PREV_AT = ENTRY_DOMAIN.length + 65;
const HEADER_AT = PREV_AT + 32;

/** One buffer for all hashing: it is filled and used within one call. */
const scratch = Buffer.alloc(HEADER_AT + MAX_HEADER + 36);
scratch.set(ENTRY_DOMAIN);
let scratchContext: FeedContext | undefined;

/** The record's header is within its limit; `prev` is 64 hex digits. */
export function entryId(context: FeedContext, prev: EntryId | null, record: EntryRecord): EntryId {
  if (scratchContext !== context) {
    scratch.set(context.prefix, ENTRY_DOMAIN.length);
    scratchContext = context;
  }
  if (prev === null) scratch.fill(0, PREV_AT, HEADER_AT);
  else scratch.write(prev, PREV_AT, 32, 'hex');
  scratch.set(record.header, HEADER_AT);
  const at = HEADER_AT + record.header.length;
  scratch.writeUInt32BE(record.size, at);
  if (record.payload) scratch.write(sha256Hex(record.payload), at + 4, 32, 'hex');
  else scratch.set(record.payloadHash!, at + 4);
  return sha256Hex(scratch.subarray(0, at + 36)) as EntryId;
}

/** What the device signs. */
export function signedBytes(id: EntryId): Uint8Array {
  const bytes = Buffer.alloc(SIGNATURE_DOMAIN.length + 32);
  bytes.set(SIGNATURE_DOMAIN);
  bytes.write(id, SIGNATURE_DOMAIN.length, 'hex');
  return bytes;
}

/** The same for what payloads are bound to. */
const bindingScratch = Buffer.alloc(PAYLOAD_DOMAIN.length + 65 + MAX_HEADER);
bindingScratch.set(PAYLOAD_DOMAIN);
let bindingContext: FeedContext | undefined;

/**
 * What the payload is bound to. The predecessor is left out: the id binds it already, and a stored entry can be opened
 * without knowing the chain before it. The bytes are good until the next call.
 */
export function payloadBinding(context: FeedContext, header: Uint8Array): Uint8Array {
  const headerAt = PAYLOAD_DOMAIN.length + 65;
  if (bindingContext !== context) {
    bindingScratch.set(context.prefix, PAYLOAD_DOMAIN.length);
    bindingContext = context;
  }
  bindingScratch.set(header, headerAt);
  return bindingScratch.subarray(0, headerAt + header.length);
}
