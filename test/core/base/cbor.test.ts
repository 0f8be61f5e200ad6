import * as cborg from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../core/base/bytes.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../../../core/base/cbor.ts';

const { value: anyCbor } = fc.letrec<{ value: Cbor }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<Cbor[]>(
      null,
      true,
      false,
      0,
      23,
      24,
      255,
      256,
      65535,
      65536,
      2 ** 32,
      -1,
      -24,
      -25,
      -257,
    ),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)),
    fc.array(tie('value'), { maxLength: 6 }),
  ),
}));

function hex(text: string): Uint8Array {
  return fromHex(text.replaceAll(' ', ''))!;
}

describe('cbor', () => {
  it('[BASE-3] reads back what it wrote', () => {
    fc.assert(
      fc.property(anyCbor, (value) => {
        expect(decodeCbor(encodeCbor(value))).toEqual(value);
      }),
    );
  });

  it('[BASE-3] [BASE-4] writes the bytes that an independent canonical encoder writes', () => {
    fc.assert(
      fc.property(anyCbor, (value) => {
        expect(toHex(encodeCbor(value))).toBe(toHex(cborg.encode(value, { float64: true })));
      }),
    );
  });

  it('[BASE-5] [THREAT-14] accepts of any bytes only the one encoding of a value', () => {
    const mutated = fc
      .tuple(anyCbor, fc.nat(), fc.nat(255), fc.constantFrom('set', 'insert', 'remove', 'cut'))
      .map(([value, at, byte, how]) => {
        const list = [...encodeCbor(value)];
        at %= list.length;
        if (how === 'set') list[at] = byte;
        else if (how === 'insert') list.splice(at, 0, byte);
        else if (how === 'remove') list.splice(at, 1);
        else list.length = at;
        return Uint8Array.from(list);
      });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 40 })), (bytes) => {
        const value = decodeCbor(bytes);
        if (value !== undefined) expect(toHex(encodeCbor(value))).toBe(toHex(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['an empty input', ''],
    ['bytes after the value', '00 00'],
    ['a head longer than need be', '18 17'],
    ['a head longer than need be', '19 00ff'],
    ['a head longer than need be', '1a 0000ffff'],
    ['a head longer than need be', '1b 00000000ffffffff'],
    ['an integer that is not safe', '1b 0020000000000000'],
    ['a negative integer that is not safe', '3b 001fffffffffffff'],
    ['a half float', 'f9 3e00'],
    ['a single float', 'fa 3fc00000'],
    ['a float that is an integer', 'fb 3ff0000000000000'],
    ['minus zero', 'fb 8000000000000000'],
    ['not a number', 'fb 7ff8000000000000'],
    ['infinity', 'fb 7ff0000000000000'],
    ['a map', 'a0'],
    ['a tag', 'c0 00'],
    ['undefined', 'f7'],
    ['an unassigned simple value', 'f8 ff'],
    ['a string of indefinite length', '5f 41 00 ff'],
    ['an array of indefinite length', '9f 00 ff'],
    ['reserved head', '1c'],
    ['text that is not UTF-8', '61 80'],
    ['text with a coded surrogate', '63 eda080'],
    ['text that is cut', '62 61'],
    ['bytes that are cut', '42 00'],
    ['an array that is cut', '82 00'],
  ])('[BASE-5] refuses %s: %s', (_, text) => {
    expect(decodeCbor(hex(text))).toBeUndefined();
  });

  it.each([
    ['a byte string', '5b 001fffffffffffff'],
    ['a text', '7b 001fffffffffffff'],
    ['an array', '9b 001fffffffffffff'],
    ['an array', '9a ffffffff 00'],
  ])('[BASE-5] [THREAT-18] refuses %s longer than the input before it allocates: %s', (_, text) => {
    expect(decodeCbor(hex(text))).toBeUndefined();
  });

  it('[BASE-5] bounds nesting', () => {
    const nested = (depth: number) => Uint8Array.from([...Array<number>(depth).fill(0x81), 0x00]);
    expect(decodeCbor(nested(32))).toBeDefined();
    expect(decodeCbor(nested(33))).toBeUndefined();
    expect(decodeCbor(nested(1_000_000))).toBeUndefined();
    expect(decodeCbor(nested(2), { maxDepth: 1 })).toBeUndefined();
  });

  it('[BASE-4] refuses to write what has no encoding', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    for (const value of [NaN, Infinity, undefined, {}, 1n, cycle, [undefined]]) {
      expect(() => encodeCbor(value as Cbor)).toThrow('CBOR_UNENCODABLE');
    }
    expect(toHex(encodeCbor(-0))).toBe('00');
  });

  it('[BASE-3] keeps a byte order mark and an own key of any name', () => {
    expect(decodeCbor(encodeCbor('\ufeffa'))).toBe('\ufeffa');
    expect(decodeCbor(encodeCbor('\ufeff' + 'a'.repeat(60)))).toBe('\ufeff' + 'a'.repeat(60));
  });
});
