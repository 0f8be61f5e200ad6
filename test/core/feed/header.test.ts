import * as cborg from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../core/base/bytes.ts';
import type { EntryId } from '../../../core/base/ids.ts';
import { MAX_HEADER, MAX_SEQ, type FeedKind, type Header } from '../../../core/feed/entry.ts';
import { decodeHeader, encodeHeader } from '../../../core/feed/header.ts';

const runs = process.env['KITH_TIER'] === 'all' ? 1000 : 60;

const id = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toHex(bytes) as EntryId);
const heads = (max: number) => fc.uniqueArray(id, { maxLength: max }).map((ids) => ids.sort());
const seq = fc.oneof(fc.constantFrom(0, 23, 24, 255, 256, 65535, 65536, MAX_SEQ), fc.nat(MAX_SEQ));
const bytesOf = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Uint8Array.from(bytes));

function headers(kind: FeedKind, max = 30): fc.Arbitrary<Header> {
  const isContent = kind === 'content';
  return fc.record({
    version: fc.constant(1),
    flags: isContent ? fc.nat(1) : fc.constant(0),
    seq,
    heads: heads(max),
    authorityHeads: isContent ? heads(max) : fc.constant([]),
    key: bytesOf(8).map(toHex),
    nonce: bytesOf(12),
  });
}

const sample: Header = {
  version: 1,
  flags: 0,
  seq: 5,
  heads: ['11', '22', '33'].map((byte) => byte.repeat(32) as EntryId),
  authorityHeads: ['44'.repeat(32) as EntryId],
  key: '0102030405060708',
  nonce: new Uint8Array(12).fill(9),
};

describe.each<FeedKind>(['authority', 'content'])('header of %s', (kind) => {
  it('[FEED-3] reads back what it wrote', () => {
    fc.assert(
      fc.property(headers(kind), (header) => {
        expect(decodeHeader(encodeHeader(header, kind), kind)).toEqual({ ok: true, value: header });
      }),
      { numRuns: runs * 2 },
    );
  });

  it('[FEED-3] writes what an independent canonical encoder writes', () => {
    fc.assert(
      fc.property(headers(kind), (header) => {
        const binary = (ids: readonly string[]) => ids.map((hex) => fromHex(hex)!);
        const own = binary(header.heads);
        const both = kind === 'content' ? [own, binary(header.authorityHeads)] : own;
        const items = [1, header.flags, header.seq, both, fromHex(header.key)!, header.nonce];
        expect(toHex(encodeHeader(header, kind))).toBe(toHex(cborg.encode(items)));
      }),
      { numRuns: runs * 2 },
    );
  });

  it('[FEED-4] [THREAT-14] every changed byte is refused or gives what encodes to the very same bytes', () => {
    fc.assert(
      fc.property(headers(kind, 4), fc.integer({ min: 1, max: 255 }), (header, mask) => {
        const bytes = encodeHeader(header, kind);
        for (let at = 0; at < bytes.length; at++) {
          const copy = Uint8Array.from(bytes);
          copy[at]! ^= mask;
          const read = decodeHeader(copy, kind);
          if (read.ok) expect(toHex(encodeHeader(read.value, kind))).toBe(toHex(copy));
        }
      }),
      { numRuns: runs },
    );
  });

  it('[FEED-4] [THREAT-14] refuses every shorter and every longer input', () => {
    const bytes = encodeHeader(kind === 'content' ? sample : { ...sample, authorityHeads: [] }, kind);
    for (let length = 0; length < bytes.length; length++) {
      expect(decodeHeader(bytes.subarray(0, length), kind).ok).toBe(false);
    }
    expect(decodeHeader(Uint8Array.from([...bytes, 0]), kind).ok).toBe(false);
    expect(decodeHeader(bytes, kind).ok).toBe(true);
  });

  it('[FEED-4] reads no header of the other feed', () => {
    const other: FeedKind = kind === 'content' ? 'authority' : 'content';
    const header = { ...sample, authorityHeads: [] };
    expect(decodeHeader(encodeHeader(header, kind), other)).toEqual({ ok: false, code: 'HEADER_MALFORMED' });
  });

  it('[FEED-4] never throws and takes one form only, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        const read = decodeHeader(bytes, kind);
        if (read.ok) expect(toHex(encodeHeader(read.value, kind))).toBe(toHex(bytes));
      }),
      { numRuns: runs * 5 },
    );
  });
});

describe('header', () => {
  const malformed = { ok: false, code: 'HEADER_MALFORMED' };

  it('[FEED-4] [THREAT-14] refuses heads out of order, twice, or of another length', () => {
    const [a, b] = ['11'.repeat(32), '22'.repeat(32)] as [EntryId, EntryId];
    for (const list of [
      [b, a],
      [a, a],
    ]) {
      for (const changes of [{ heads: list }, { authorityHeads: list }]) {
        expect(decodeHeader(encodeHeader({ ...sample, ...changes }, 'content'), 'content')).toEqual(
          malformed,
        );
      }
    }
    const short = toHex(encodeHeader({ ...sample, heads: [a], authorityHeads: [] }, 'content')).replace(
      '5820',
      '581f',
    );
    expect(decodeHeader(fromHex(short)!, 'content')).toEqual(malformed);
  });

  it('[FEED-4] refuses longer heads of numbers and arrays than need be', () => {
    const tail = '48' + '01'.repeat(8) + '4c' + '02'.repeat(12);
    const read = (middle: string) => decodeHeader(fromHex(`8601${middle}${tail}`)!, 'content');
    expect(read('0000828080').ok).toBe(true);
    for (const middle of [
      '000082980080',
      '0000829800980080',
      '00180082808000',
      '001817828080',
      '001900ff828080',
      '001a0000ffff828080',
      '001affffffff828080',
      '001b0000000000000001828080',
      '0020828080',
      '00f6828080',
      '180000828080',
      '00009802808000',
      '0000838080',
      '00008280',
      '00009f8080ff',
      '000082998080',
    ]) {
      expect(read(middle)).toEqual(malformed);
    }
  });

  it('[FEED-4] authority knows no flags, content only the one', () => {
    const own = { ...sample, authorityHeads: [] };
    expect(decodeHeader(encodeHeader({ ...own, flags: 1 }, 'authority'), 'authority')).toEqual(malformed);
    expect(decodeHeader(encodeHeader({ ...own, flags: 1 }, 'content'), 'content').ok).toBe(true);
    expect(decodeHeader(encodeHeader({ ...own, flags: 2 }, 'content'), 'content')).toEqual(malformed);
    expect(decodeHeader(encodeHeader({ ...own, seq: MAX_SEQ + 1 }, 'content'), 'content')).toEqual(malformed);
  });

  it('[FEED-4] [THREAT-42] holds what a newer version wrote, whatever follows its version', () => {
    const unknown = { ok: false, code: 'VERSION_UNKNOWN' };
    expect(decodeHeader(encodeHeader({ ...sample, version: 2 }, 'content'), 'content')).toEqual(unknown);
    for (const hex of ['8202f6', '87181900', '821a00010000']) {
      expect(decodeHeader(fromHex(hex)!, 'authority')).toEqual(unknown);
    }
    for (const hex of [
      '',
      '80',
      '8600',
      'a102',
      '861817',
      '861a0000ffff',
      '86',
      '8620',
      '861b0000000100000000',
    ]) {
      expect(decodeHeader(fromHex(hex)!, 'authority')).toEqual(malformed);
    }
  });

  it('[FEED-4] [THREAT-18] refuses more than 8 KiB before it looks inside', () => {
    const ids = Array.from({ length: 239 }, (_, i) => i.toString(16).padStart(64, '0') as EntryId);
    const header = { ...sample, heads: ids, authorityHeads: [] };
    const bytes = encodeHeader(header, 'content');
    expect(bytes.length).toBeLessThanOrEqual(MAX_HEADER);
    expect(decodeHeader(bytes, 'content')).toEqual({ ok: true, value: header });
    expect(decodeHeader(new Uint8Array(MAX_HEADER + 1), 'content')).toEqual({
      ok: false,
      code: 'HEADER_TOO_LARGE',
    });
  });

  it('[FEED-3] tells keys apart that share a half', () => {
    for (const key of ['0000000000000000', '0000000100000000', '0000000000000001', 'ffffffff00000001']) {
      for (const other of ['0000000000000000', key]) {
        const read = decodeHeader(encodeHeader({ ...sample, key: other }, 'content'), 'content');
        expect(read.ok && read.value.key).toBe(other);
      }
    }
  });
});
