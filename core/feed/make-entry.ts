/** Writes an entry of this device's own: seals, hashes, signs. Nothing is stored or sent here. [FEED-2] [FEED-10] */
import type { Random } from '../base/clock.ts';
import type { EntryId, KeyId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { sealAead } from '../crypto/seal.ts';
import type { SigningKey } from '../crypto/sign.ts';
import { entryId, payloadBinding, signedBytes } from './entry-id.ts';
import {
  ENTRY_VERSION,
  FLAG_ERASABLE,
  MAX_HEADER,
  MAX_PAYLOAD,
  MAX_SEQ,
  type ChainedEntry,
  type EntryRecord,
  type Header,
  type Payload,
} from './entry.ts';
import type { FeedContext } from './feed-context.ts';
import { encodeHeader } from './header.ts';
import { keyTag } from './key-id.ts';
import { encodePayload } from './payload.ts';

export interface EntryDraft {
  readonly seq: number;
  /** Null exactly when `seq` is 0. */
  readonly prev: EntryId | null;
  /** Any order, no duplicates, without `prev`; at most about 235 of both kinds fit. */
  readonly heads: readonly EntryId[];
  /** Empty in an authority entry. */
  readonly authorityHeads: readonly EntryId[];
  readonly flags: number;
  readonly keyId: KeyId;
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly payload: Payload;
}

/**
 * `signingKey` is the key of the context's device. Throws HEADER_TOO_LARGE (write merge entries first),
 * PAYLOAD_TOO_LARGE, and ENTRY_DRAFT_WRONG for what only a mistake of ours can bring.
 */
export function makeEntry(
  context: FeedContext,
  draft: EntryDraft,
  signingKey: SigningKey,
  random: Random,
): ChainedEntry {
  checkDraft(context, draft);
  const header: Header = {
    version: ENTRY_VERSION,
    flags: draft.flags,
    seq: draft.seq,
    heads: [...draft.heads].sort(),
    authorityHeads: [...draft.authorityHeads].sort(),
    key: keyTag(draft.keyId),
    nonce: random.bytes(12),
  };
  const headerBytes = encodeHeader(header, context.kind);
  if (headerBytes.length > MAX_HEADER) throw new KithError('HEADER_TOO_LARGE');
  const binding = payloadBinding(context, headerBytes);
  const payload = sealAead(draft.key, header.nonce, binding, encodePayload(draft.payload));
  if (payload.length > MAX_PAYLOAD) throw new KithError('PAYLOAD_TOO_LARGE');

  const unsigned: EntryRecord = {
    header: headerBytes,
    payload,
    size: payload.length,
    payloadHash: null,
    signature: null,
  };
  const id = entryId(context, draft.prev, unsigned);
  const record = { ...unsigned, signature: signingKey.sign(signedBytes(id)) };
  return { id, prev: draft.prev, header, record };
}

function checkDraft(context: FeedContext, draft: EntryDraft): void {
  const { seq, prev, heads, authorityHeads, flags } = draft;
  const isContent = context.kind === 'content';
  const holds =
    Number.isInteger(seq) &&
    seq >= 0 &&
    seq <= MAX_SEQ &&
    (prev === null) === (seq === 0) &&
    (flags === 0 || (isContent && flags === FLAG_ERASABLE)) &&
    (isContent || authorityHeads.length === 0) &&
    new Set(heads).size === heads.length &&
    new Set(authorityHeads).size === authorityHeads.length &&
    (prev === null || !heads.includes(prev));
  if (!holds) throw new KithError('ENTRY_DRAFT_WRONG');
}
