import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../../../core/base/cbor.ts';
import type { CommunityId, SpaceId } from '../../../core/base/ids.ts';
import { openAead, sealAead } from '../../../core/crypto/seal.ts';
import { chain } from '../../../core/feed/chain.ts';
import { payloadBinding } from '../../../core/feed/entry-id.ts';
import type { ChainedEntry, EntryRecord } from '../../../core/feed/entry.ts';
import type { FeedContext } from '../../../core/feed/feed-context.ts';
import { decodeHeader, encodeHeader } from '../../../core/feed/header.ts';
import { keyIdOf, keyTag } from '../../../core/feed/key-id.ts';
import { openPayload } from '../../../core/feed/payload.ts';
import { provenCount } from '../../../core/feed/proven.ts';
import { author, bytes32, entryIdOf, key, write, type Author } from './fixtures.ts';

const ana = author('ana');
const prev = entryIdOf('prev');
const entry = write(ana, { seq: 3, prev, heads: [entryIdOf('head')] });

function at(
  context: FeedContext,
  record: EntryRecord,
  from = 3,
  before: typeof prev | null = prev,
): ChainedEntry {
  const chained = chain(context, { from, prev: before }, [record]);
  if (!chained.ok) throw new Error(chained.code);
  return chained.value[0]!;
}

/** Somebody who holds the content key, but not the author's signing key, seals another payload under the header. */
function reseal(change: (items: Cbor[]) => void, context = ana.context): ChainedEntry {
  const binding = payloadBinding(context, entry.record.header);
  const items = [
    ...(decodeCbor(openAead(key, entry.header.nonce, binding, entry.record.payload!)!) as Cbor[]),
  ];
  change(items);
  const payload = sealAead(key, entry.header.nonce, binding, encodeCbor(items));
  return at(context, { ...entry.record, payload, size: payload.length });
}

function expectWorthless(by: FeedContext, replayed: ChainedEntry): void {
  expect(replayed.id).not.toBe(entry.id);
  expect(provenCount(by, [replayed])).toBe(0);
  expect(openPayload(by, replayed, key)).toEqual({ ok: false, code: 'PAYLOAD_SEALED' });
}

describe('an entry used elsewhere', () => {
  it('[FEED-10] is fine where it belongs', () => {
    expect(at(ana.context, entry.record)).toEqual(entry);
    expect(provenCount(ana.context, [entry])).toBe(1);
    expect(openPayload(ana.context, entry, key).ok).toBe(true);
  });

  const elsewhere = author('ana', 'content', toBase32(bytes32('elsewhere')) as CommunityId);
  it.each<[string, Author]>([
    ['another community', elsewhere],
    ['another device', author('bo')],
  ])('[FEED-8] [FEED-10] [THREAT-9] in %s is not proven and does not open', (_, by) => {
    expectWorthless(by.context, at(by.context, entry.record));
  });

  it('[FEED-8] [FEED-10] [THREAT-9] in the other feed of its author is refused', () => {
    const authority = author('ana', 'authority').context;
    const refused = { ok: false, code: 'HEADER_MALFORMED', index: 0 };
    expect(chain(authority, { from: 3, prev }, [entry.record])).toEqual(refused);
    const header = encodeHeader({ ...entry.header, authorityHeads: [] }, 'authority');
    expectWorthless(authority, at(authority, { ...entry.record, header }));
  });

  it('[FEED-8] [THREAT-9] behind another predecessor is not proven', () => {
    const moved = at(ana.context, entry.record, 3, entryIdOf('another'));
    expect(moved.id).not.toBe(entry.id);
    expect(provenCount(ana.context, [moved])).toBe(0);
  });

  it('[FEED-9] [THREAT-9] under another seq, epoch, nonce, flag or heads is not proven and does not open', () => {
    const changes = [
      { seq: 4 },
      { flags: 1 },
      { key: keyTag(keyIdOf(bytes32('another epoch'))) },
      { nonce: new Uint8Array(12) },
      { heads: [] },
      { authorityHeads: [entryIdOf('head')] },
    ];
    for (const change of changes) {
      const header = encodeHeader({ ...entry.header, ...change }, 'content');
      expect(decodeHeader(header, 'content').ok).toBe(true);
      expectWorthless(ana.context, at(ana.context, { ...entry.record, header }, change.seq ?? 3));
    }
  });

  it('[FEED-9] [THREAT-9] with another space, document, kind, time or body inside is not proven', () => {
    const space = bytes32('space').subarray(0, 20);
    const changes: ((items: Cbor[]) => void)[] = [
      (items) => (items[0] = 0),
      (items) => (items[1] = 33),
      (items) => (items[2] = space),
      (items) => (items[3] = [space, 0]),
      (items) => (items[4] = 'other'),
    ];
    for (const change of changes) {
      const changed = reseal(change);
      expect(changed.id).not.toBe(entry.id);
      expect(provenCount(ana.context, [changed])).toBe(0);
    }
    expect(reseal(() => undefined).id).toBe(entry.id);
  });

  it('[FEED-15] [THREAT-9] a key of another epoch does not open it', () => {
    expect(openPayload(ana.context, entry, bytes32('another epoch'))).toEqual({
      ok: false,
      code: 'PAYLOAD_SEALED',
    });
  });

  it('[FEED-15] the space is what was sealed, not what is asked for', () => {
    const space = toBase32(bytes32('space').subarray(0, 20)) as SpaceId;
    const inside = reseal((items) => (items[2] = bytes32('space').subarray(0, 20)));
    const opened = openPayload(ana.context, inside, key);
    expect(opened.ok && opened.value.space).toBe(space);
  });
});
