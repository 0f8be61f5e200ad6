import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import { toHex, utf8 } from '../../../core/base/bytes.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../../../core/base/cbor.ts';
import { WHOLE_COMMUNITY, type PlaceId, type SpaceId } from '../../../core/base/ids.ts';
import type { Payload } from '../../../core/feed/entry.ts';
import { KIND, kindBelongs } from '../../../core/feed/kinds.ts';
import { decodePayload, encodePayload, openPayload } from '../../../core/feed/payload.ts';
import { withoutPayload } from '../../../core/feed/without-payload.ts';
import { author, key, payload, write } from './fixtures.ts';

const id20 = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => toBase32(bytes));
const payloads: fc.Arbitrary<Payload> = fc.record({
  time: fc.oneof(fc.constantFrom(0, Number.MAX_SAFE_INTEGER), fc.maxSafeNat()),
  kind: fc.nat(0xffff),
  space: fc.oneof(
    fc.constant(WHOLE_COMMUNITY),
    id20.map((id) => id as SpaceId),
  ),
  document: fc.option(fc.record({ place: id20.map((id) => id as PlaceId), part: fc.nat(0xffffffff) })),
  body: fc.constantFrom<Cbor[]>(null, 7, 'text', utf8('bytes'), [], [1, ['x', null]]),
});

describe('payload', () => {
  it('[FEED-15] reads back what it wrote', () => {
    fc.assert(
      fc.property(payloads, (value) => {
        expect(decodePayload(encodePayload(value))).toEqual({ ok: true, value });
      }),
    );
  });

  it('[FEED-15] [THREAT-14] every changed byte is refused or gives what encodes to the very same bytes', () => {
    fc.assert(
      fc.property(payloads, fc.integer({ min: 1, max: 255 }), (value, mask) => {
        const bytes = encodePayload(value);
        for (let at = 0; at < bytes.length; at++) {
          const copy = Uint8Array.from(bytes);
          copy[at]! ^= mask;
          const read = decodePayload(copy);
          if (read.ok) expect(toHex(encodePayload(read.value))).toBe(toHex(copy));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('[FEED-15] refuses other forms', () => {
    const good = decodeCbor(encodePayload(payload())) as readonly Cbor[];
    const wrong: [number, Cbor][] = [
      [0, -1],
      [0, 0.5],
      [0, null],
      [1, -1],
      [1, 0x10000],
      [1, 'update'],
      [2, ''],
      [2, new Uint8Array(19)],
      [2, new Uint8Array(32)],
      [3, []],
      [3, [new Uint8Array(20)]],
      [3, [new Uint8Array(20), 0, 0]],
      [3, [new Uint8Array(19), 0]],
      [3, [new Uint8Array(20), -1]],
      [3, [new Uint8Array(20), 2 ** 32]],
      [3, 0],
      [5, null],
    ];
    for (const [index, value] of wrong) {
      const items = [...good];
      items[index] = value;
      expect(decodePayload(encodeCbor(items))).toEqual({ ok: false, code: 'PAYLOAD_MALFORMED' });
    }
    for (const bytes of [encodeCbor(good.slice(0, 4)), encodeCbor(null), utf8('x'), new Uint8Array(0)]) {
      expect(decodePayload(bytes)).toEqual({ ok: false, code: 'PAYLOAD_MALFORMED' });
    }
  });

  it('[FEED-15] [THREAT-16] the bytes of an update, of whatever format, are opaque here', () => {
    const by = author('ana');
    const body = [null, Uint8Array.of(0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f)];
    const opened = openPayload(by.context, write(by, { payload: payload({ body }) }), key);
    expect(opened).toEqual({ ok: true, value: payload({ body }) });
  });

  it('[FEED-7] an erased payload says so', () => {
    const by = author('ana');
    const entry = write(by, { flags: 1 });
    const erased = { ...entry, record: withoutPayload(entry.record) };
    expect(openPayload(by.context, erased, key)).toEqual({ ok: false, code: 'PAYLOAD_ERASED' });
  });

  it('[FEED-20] a kind stands in its own feed only, known or not', () => {
    const content = author('ana');
    const authority = author('ana', 'authority');
    const open = (by: typeof content, kind: number) => {
      const document = null;
      return openPayload(by.context, write(by, { payload: payload({ kind, document }) }), key);
    };
    for (const kind of [KIND.merge, KIND.update, KIND.retire, 40_000])
      expect(open(content, kind).ok).toBe(true);
    for (const kind of [KIND.merge, KIND.genesis, KIND.policy, 31])
      expect(open(authority, kind).ok).toBe(true);
    const misplaced = { ok: false, code: 'KIND_MISPLACED' };
    for (const kind of [KIND.genesis, 31]) expect(open(content, kind)).toEqual(misplaced);
    for (const kind of [KIND.update, 32, 500]) expect(open(authority, kind)).toEqual(misplaced);
    expect(new Set(Object.values(KIND)).size).toBe(Object.keys(KIND).length);
    expect(kindBelongs(KIND.merge, 'content') && kindBelongs(KIND.merge, 'authority')).toBe(true);
  });
});
