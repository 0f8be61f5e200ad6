/** An entry whose payload is gone: the chain still verifies, as the id covers the payload by its hash. [FEED-7] */
import { sha256 } from '../crypto/hash.ts';
import type { EntryRecord } from './entry.ts';

/** The same entry, with the hash in place of the payload: for proofs, and when a payload is erased. */
export function withoutPayload(record: EntryRecord, withSignature = true): EntryRecord {
  const { header, payload, size, payloadHash, signature } = record;
  return {
    header,
    payload: null,
    size,
    payloadHash: payload ? sha256(payload) : payloadHash,
    signature: withSignature ? signature : null,
  };
}
