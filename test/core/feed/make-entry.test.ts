import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../core/base/bytes.ts';
import { MAX_PAYLOAD } from '../../../core/feed/entry.ts';
import { keyIdOf, keyTag } from '../../../core/feed/key-id.ts';
import { openPayload } from '../../../core/feed/payload.ts';
import { isSigned } from '../../../core/feed/proven.ts';
import { author, bytes32, entryIdOf, key, keyId, payload, write } from './fixtures.ts';

const ana = author('ana');

describe('makeEntry', () => {
  it('[FEED-10] [FEED-15] is signed and opens to what was put in', () => {
    for (const by of [ana, author('ana', 'authority')]) {
      const entry = write(by);
      expect(isSigned(by.context, entry)).toBe(true);
      expect(openPayload(by.context, entry, key).ok).toBe(true);
      expect(entry.header.key).toBe(keyTag(keyId));
    }
  });

  it('[FEED-3] sorts its heads', () => {
    const heads = ['c', 'a', 'b'].map(entryIdOf);
    const entry = write(ana, { seq: 1, prev: entryIdOf('prev'), heads, authorityHeads: heads });
    expect(entry.header.heads).toEqual([...heads].sort());
    expect(entry.header.authorityHeads).toEqual([...heads].sort());
  });

  it('[FEED-2] [THREAT-18] refuses to write what others would refuse to read', () => {
    const large = (length: number) => write(ana, { payload: payload({ body: new Uint8Array(length) }) });
    expect(() => large(MAX_PAYLOAD)).toThrow('PAYLOAD_TOO_LARGE');
    const most = large(MAX_PAYLOAD - 100);
    expect(most.record.size).toBeLessThanOrEqual(MAX_PAYLOAD);
    const heads = Array.from({ length: 241 }, (_, i) => entryIdOf(`${i}`));
    expect(() => write(ana, { heads })).toThrow('HEADER_TOO_LARGE');
    expect(write(ana, { heads: heads.slice(0, 235) }).header.heads).toHaveLength(235);
  });

  it('[FEED-4] throws for mistakes of ours', () => {
    const prev = entryIdOf('prev');
    const wrong = [
      { seq: 1 },
      { prev },
      { seq: -1, prev },
      { seq: 0.5, prev },
      { seq: 2 ** 32, prev },
      { flags: 2 },
      { heads: [prev, prev] },
      { authorityHeads: [prev, prev] },
      { seq: 1, prev, heads: [prev] },
    ];
    for (const draft of wrong) expect(() => write(ana, draft)).toThrow('ENTRY_DRAFT_WRONG');
    const authority = author('ana', 'authority');
    for (const draft of [{ flags: 1 }, { authorityHeads: [prev] }]) {
      expect(() => write(authority, draft)).toThrow('ENTRY_DRAFT_WRONG');
    }
  });

  it('[FEED-5] [THREAT-21] a key id commits to its key', () => {
    expect(keyIdOf(key)).toBe(keyId);
    expect(keyIdOf(bytes32('other'))).not.toBe(keyId);
    expect(keyTag(keyId)).toMatch(/^[0-9a-f]{16}$/);
    expect(write(ana, { payload: payload({ body: utf8('x') }) }).record.payload).not.toContain(utf8('x'));
  });
});
