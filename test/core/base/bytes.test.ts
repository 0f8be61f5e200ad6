import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareBytes,
  concat,
  equalBytes,
  fromHex,
  fromUtf8,
  toHex,
  utf8,
} from '../../../core/base/bytes.ts';

const bytes = fc.uint8Array({ maxLength: 12 }).map((array) => Uint8Array.from(array));

describe('bytes', () => {
  it('joins, compares and tells apart', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const order = Buffer.compare(a, b);
        expect(Math.sign(compareBytes(a, b))).toBe(order);
        expect(equalBytes(a, b)).toBe(order === 0);
        expect(concat(a, b)).toEqual(Uint8Array.from([...a, ...b]));
      }),
    );
  });

  it('reads back hex, and only its one form', () => {
    fc.assert(
      fc.property(bytes, (a) => {
        expect(fromHex(toHex(a))).toEqual(a);
      }),
    );
    expect(toHex(Uint8Array.of(0, 15, 255))).toBe('000fff');
    for (const text of ['0', 'AA', 'g0', '0g', ' 0', '+1']) expect(fromHex(text)).toBeUndefined();
  });

  it('reads strict UTF-8', () => {
    expect(fromUtf8(utf8('añ\u{1f600}'))).toBe('añ\u{1f600}');
    expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
    const wrong = [[0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]];
    for (const list of wrong) expect(fromUtf8(Uint8Array.from(list))).toBeUndefined();
  });
});
