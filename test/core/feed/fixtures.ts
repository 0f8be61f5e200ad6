/** Seeded keys, feeds and entries for the tests of the feed. */
import { toBase32 } from '../../../core/base/base32.ts';
import { toHex, utf8 } from '../../../core/base/bytes.ts';
import type { CommunityId, DeviceId, EntryId, PlaceId } from '../../../core/base/ids.ts';
import { WHOLE_COMMUNITY } from '../../../core/base/ids.ts';
import { sha256 } from '../../../core/crypto/hash.ts';
import { signingKeyFromSeed, type SigningKey } from '../../../core/crypto/sign.ts';
import type { ChainedEntry, FeedKind, Payload } from '../../../core/feed/entry.ts';
import { feedContext, type FeedContext } from '../../../core/feed/feed-context.ts';
import { keyIdOf } from '../../../core/feed/key-id.ts';
import { KIND } from '../../../core/feed/kinds.ts';
import { makeEntry, type EntryDraft } from '../../../core/feed/make-entry.ts';
import { seededRandom } from '../../world/random.ts';

/** SHA-256 of a label: 32 bytes that are the same on every run. */
export function bytes32(label: string): Uint8Array {
  return sha256(utf8(label));
}

export function entryIdOf(label: string): EntryId {
  return toHex(bytes32(label)) as EntryId;
}

export const community = toBase32(bytes32('community')) as CommunityId;
const place = toBase32(bytes32('place').subarray(0, 20)) as PlaceId;
export const key = bytes32('key');
export const keyId = keyIdOf(key);

export interface Author {
  readonly key: SigningKey;
  readonly id: DeviceId;
  readonly context: FeedContext;
}

export function author(name: string, kind: FeedKind = 'content', where = community): Author {
  const signing = signingKeyFromSeed(bytes32(name));
  const id = toBase32(signing.publicKey) as DeviceId;
  return { key: signing, id, context: feedContext(where, kind, id) };
}

export function payload(changes: Partial<Payload> = {}): Payload {
  return {
    time: 1_700_000_000_000,
    kind: KIND.update,
    space: WHOLE_COMMUNITY,
    document: { place, part: 0 },
    body: [null, utf8('body')],
    ...changes,
  };
}

export function write(by: Author, draft: Partial<EntryDraft> = {}, seed = 1): ChainedEntry {
  const isContent = by.context.kind === 'content';
  const whole: EntryDraft = {
    seq: 0,
    prev: null,
    heads: [],
    authorityHeads: [],
    flags: 0,
    keyId,
    key,
    payload: payload(isContent ? {} : { kind: KIND.policy, document: null }),
    ...draft,
  };
  return makeEntry(by.context, whole, by.key, seededRandom(seed * 1000 + whole.seq));
}

/** `count` entries of one feed from seq 0 on; every odd one has a head, every fifth an authority head. */
export function writeFeed(by: Author, count: number, seed = 2): ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  const isContent = by.context.kind === 'content';
  for (let seq = 0; seq < count; seq++) {
    const draft = {
      seq,
      prev: entries[seq - 1]?.id ?? null,
      heads: seq % 2 === 1 ? [entryIdOf(`${seed}/head/${seq}`)] : [],
      authorityHeads: isContent && seq % 5 === 0 ? [entryIdOf(`${seed}/authority/${seq}`)] : [],
    };
    entries.push(write(by, draft, seed));
  }
  return entries;
}

/** A copy with one bit changed. */
export function flip(bytes: Uint8Array, at: number, mask = 1): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= mask;
  return copy;
}
