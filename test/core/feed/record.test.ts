import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, toHex } from '../../../core/base/bytes.ts';
import { sha256 } from '../../../core/crypto/hash.ts';
import { MAX_HEADER, MAX_PAYLOAD, type EntryRecord } from '../../../core/feed/entry.ts';
import { decodeRecord, encodeRecord, MIN_RECORD, recordLength } from '../../../core/feed/record.ts';
import { withoutPayload } from '../../../core/feed/without-payload.ts';

const bytes = (min: number, max: number) =>
  fc.uint8Array({ minLength: min, maxLength: max }).map((array) => Uint8Array.from(array));

const records: fc.Arbitrary<EntryRecord> = fc
  .tuple(bytes(1, 80), bytes(17, 120), fc.option(bytes(64, 64)), fc.boolean())
  .map(([header, payload, signature, isErased]) => {
    const record = { header, payload, size: payload.length, payloadHash: null, signature };
    return isErased ? withoutPayload(record) : record;
  });

function head(flags: number, headerLength: number, size: number, rest = 0): Uint8Array {
  const head = new Uint8Array(7 + rest);
  const view = new DataView(head.buffer);
  view.setUint8(0, flags);
  view.setUint16(1, headerLength);
  view.setUint32(3, size);
  return head;
}

describe('record', () => {
  it('[FEED-6] reads back what it wrote, wherever it stands', () => {
    fc.assert(
      fc.property(records, bytes(0, 9), bytes(0, 9), (record, before, after) => {
        const written = encodeRecord(record);
        expect(written).toHaveLength(recordLength(record));
        const read = decodeRecord(concat(before, written, after), before.length);
        expect(read).toEqual({ ok: true, value: { record, next: before.length + written.length } });
      }),
    );
  });

  it('[FEED-6] [THREAT-14] every changed byte is refused or gives what encodes to the very same bytes', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 255 }), (record, mask) => {
        const written = encodeRecord(record);
        for (let at = 0; at < written.length; at++) {
          const copy = Uint8Array.from(written);
          copy[at]! ^= mask;
          const read = decodeRecord(copy, 0);
          if (!read.ok) continue;
          const again = encodeRecord(read.value.record);
          expect(toHex(again)).toBe(toHex(copy.subarray(0, read.value.next)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('[FEED-6] refuses every cut', () => {
    fc.assert(
      fc.property(records, fc.nat(), (record, length) => {
        const written = encodeRecord(record);
        const read = decodeRecord(written.subarray(0, length % written.length), 0);
        expect(read).toEqual({ ok: false, code: 'RECORD_TRUNCATED' });
      }),
    );
    expect(decodeRecord(new Uint8Array(4), 4)).toEqual({ ok: false, code: 'RECORD_TRUNCATED' });
  });

  it('[FEED-6] [THREAT-18] refuses sizes beyond the limits before it slices', () => {
    const cases: [Uint8Array, string][] = [
      [head(0, 40, 0xffffffff), 'PAYLOAD_TOO_LARGE'],
      [head(0, 40, 0x80000000), 'PAYLOAD_TOO_LARGE'],
      [head(2, 40, 0xffffffff, 200), 'PAYLOAD_TOO_LARGE'],
      [head(0, 40, MAX_PAYLOAD + 1, 200_000), 'PAYLOAD_TOO_LARGE'],
      [head(0, MAX_HEADER + 1, 100, 200_000), 'HEADER_TOO_LARGE'],
      [head(0, 0xffff, 0xffffffff), 'HEADER_TOO_LARGE'],
      [head(0, 0, 100, 200), 'RECORD_MALFORMED'],
      [head(0, 40, 16, 200), 'RECORD_MALFORMED'],
      [head(0, 40, 0, 200), 'RECORD_MALFORMED'],
      [head(4, 40, 100, 400), 'RECORD_MALFORMED'],
      [head(255, 40, 100, 400), 'RECORD_MALFORMED'],
      [head(0, 40, MAX_PAYLOAD, 100), 'RECORD_TRUNCATED'],
    ];
    for (const [input, code] of cases) expect(decodeRecord(input, 0)).toEqual({ ok: false, code });
    expect(decodeRecord(head(0, MAX_HEADER, MAX_PAYLOAD, MAX_HEADER + MAX_PAYLOAD), 0).ok).toBe(true);
  });

  it('[FEED-6] gives views, not copies', () => {
    const written = encodeRecord({
      header: Uint8Array.of(1),
      payload: new Uint8Array(17),
      size: 17,
      payloadHash: null,
      signature: null,
    });
    expect(written).toHaveLength(MIN_RECORD);
    const read = decodeRecord(written, 0);
    if (!read.ok) throw new Error(read.code);
    expect(read.value.record.header.buffer).toBe(written.buffer);
    expect(read.value.record.payload!.buffer).toBe(written.buffer);
  });

  it('[FEED-7] an erased entry keeps the size and the hash of its payload', () => {
    const payload = new Uint8Array(50).fill(3);
    const record = {
      header: Uint8Array.of(1),
      payload,
      size: 50,
      payloadHash: null,
      signature: new Uint8Array(64),
    };
    const erased = withoutPayload(record);
    expect(erased).toEqual({ ...record, payload: null, payloadHash: sha256(payload) });
    expect(withoutPayload(erased)).toEqual(erased);
    expect(withoutPayload(record, false).signature).toBeNull();
  });
});
